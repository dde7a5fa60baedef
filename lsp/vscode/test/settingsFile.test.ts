import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { NEW_SETTINGS, nearestSettings } from "../src/settingsFile";

const ROOT = resolve("/house");

function nearest(files: Record<string, string>, folder = "drafts/2026"): string | undefined {
  const texts = new Map(Object.entries(files).map(([file, text]) => [join(ROOT, file), text]));
  return nearestSettings(join(ROOT, folder), (file) => texts.get(file));
}

test("the nearest above holds", () => {
  assert.equal(nearest({ "reslint.toml": "", "drafts/reslint.toml": "" }), join(ROOT, "drafts/reslint.toml"));
});

test("an empty file is a file", () => {
  assert.equal(nearest({ "drafts/2026/reslint.toml": "" }), join(ROOT, "drafts/2026/reslint.toml"));
});

test("one in a folder beside does not hold", () => {
  assert.equal(nearest({ "drafts/2025/reslint.toml": "" }), undefined);
});

for (const table of [
  "[tool.reslint]",
  "[ tool . reslint ]",
  '[tool."reslint"]',
  "[tool.reslint.severity]",
  'tool.reslint.profile = "gate"',
]) {
  test(`a pyproject.toml with ${table} is one, too`, () => {
    assert.equal(nearest({ "pyproject.toml": `[project]\nname = "drafts"\n${table}\n` }), join(ROOT, "pyproject.toml"));
  });
}

for (const table of ["[tool.ruff]", "[tool.reslinter]", "# [tool.reslint]", 'description = "[tool.reslint]"']) {
  test(`a pyproject.toml with ${table} is not`, () => {
    assert.equal(nearest({ "pyproject.toml": `${table}\n`, "reslint.toml": "" }), join(ROOT, "reslint.toml"));
    assert.equal(nearest({ "pyproject.toml": `${table}\n` }), undefined);
  });
}

test("reslint.toml goes before pyproject.toml in one folder", () => {
  assert.equal(nearest({ "pyproject.toml": "[tool.reslint]", "reslint.toml": "" }), join(ROOT, "reslint.toml"));
});

test("what a new file sets is the default", () => {
  const set = NEW_SETTINGS.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  assert.deepEqual(set, ['profile = "drafter"']);
});
