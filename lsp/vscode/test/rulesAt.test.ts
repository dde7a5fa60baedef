import assert from "node:assert/strict";
import { test } from "node:test";
import { type Finding, rulesAt } from "../src/rulesAt";

function finding(code: Finding["code"], start: [number, number], end: [number, number], source = "reslint"): Finding {
  const range = { start: { line: start[0], character: start[1] }, end: { line: end[0], character: end[1] } };
  return { range, message: `about ${JSON.stringify(code)}`, source, code };
}

const FINDINGS = [
  finding({ value: "citation/date" }, [3, 10], [3, 26]),
  finding("citation/stale", [3, 0], [4, 5]),
  finding("citation/date", [3, 20], [3, 24]),
  finding("MD013", [3, 0], [3, 99], "markdownlint"),
  finding("operative/numbering", [9, 0], [9, 2]),
  finding(undefined, [12, 0], [12, 4]),
  finding(7, [12, 0], [12, 4]),
];

const CASES: [string, { line: number; character: number }, string[]][] = [
  ["each rule once", { line: 3, character: 22 }, ["citation/date", "citation/stale"]],
  ["the end belongs to it", { line: 3, character: 26 }, ["citation/date", "citation/stale"]],
  ["over more than one line", { line: 4, character: 0 }, ["citation/stale"]],
  ["beside a finding, those of the line", { line: 9, character: 40 }, ["operative/numbering"]],
  ["beside the end of one of two lines", { line: 4, character: 30 }, ["citation/stale"]],
  ["nothing on the line", { line: 5, character: 0 }, []],
  ["findings without a rule", { line: 12, character: 1 }, []],
];

for (const [name, place, rules] of CASES) {
  test(name, () =>
    assert.deepEqual(
      rulesAt(FINDINGS, place).map(({ rule }) => rule),
      rules,
    ),
  );
}
