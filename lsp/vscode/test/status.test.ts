import assert from "node:assert/strict";
import { test } from "node:test";
import { count, view } from "../src/status";

const RUNNING = { kind: "running", version: "0.1.0" } as const;

test("only our own findings are counted, hints as notes", () => {
  const diagnostics = [
    { severity: 0, source: "reslint" },
    { severity: 0, source: "markdownlint" },
    { severity: 0 },
    { severity: 1, source: "reslint" },
    { severity: 2, source: "reslint" },
    { severity: 3, source: "reslint" },
  ];
  assert.deepEqual(count(diagnostics), { errors: 1, warnings: 1, notes: 2 });
});

const TEXTS: [{ errors: number; warnings: number; notes: number } | undefined, string][] = [
  [undefined, "reslint is running"],
  [{ errors: 0, warnings: 0, notes: 0 }, "reslint: no findings"],
  [{ errors: 1, warnings: 0, notes: 0 }, "reslint: 1 error"],
  [{ errors: 2, warnings: 1, notes: 3 }, "reslint: 2 errors, 1 warning, 3 notes"],
  [{ errors: 0, warnings: 0, notes: 1 }, "reslint: 1 note"],
];

for (const [counts, text] of TEXTS) {
  test(text, () => assert.equal(view(RUNNING, counts).text, text));
}

test("findings are no fault of the server", () => {
  assert.equal(view(RUNNING, { errors: 9, warnings: 0, notes: 0 }).severity, "information");
});

test("a server that does not say its version has none", () => {
  assert.equal(view({ kind: "running", version: undefined }, undefined).detail, "");
});

test("while it starts it is busy, and only then", () => {
  assert.ok(view({ kind: "starting" }, undefined).busy);
  assert.ok(![RUNNING, { kind: "stopped" } as const].some((state) => view(state, undefined).busy));
});

test("a failure says why, and offers what helps, whatever was counted before", () => {
  const counts = { errors: 1, warnings: 0, notes: 0 };
  assert.deepEqual(view({ kind: "failed", reason: "It is not there.", remedy: "setting" }, counts), {
    text: "reslint is not running",
    detail: "It is not there.",
    severity: "error",
    busy: false,
    action: "setting",
  });
});

test("what is stopped can be started", () => {
  assert.equal(view({ kind: "stopped" }, undefined).action, "restart");
});
