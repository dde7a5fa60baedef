import assert from "node:assert/strict";
import { test } from "node:test";
import { readLogLine } from "../src/logLine";

const LINES: [string, string, string][] = [
  ["2026-11-26 11:00:31,018 INFO reslint.lsp: reslint 0.1.0", "info", "reslint.lsp: reslint 0.1.0"],
  ["2026-11-26 11:00:31 WARNING reslint.lsp: مشروع", "warn", "reslint.lsp: مشروع"],
  ["2026-11-26 11:00:31,018 CRITICAL x: y", "error", "x: y"],
  ["2026-11-26 11:00:31,018 LOUD x: y", "info", "2026-11-26 11:00:31,018 LOUD x: y"],
  ["Traceback (most recent call last):", "info", "Traceback (most recent call last):"],
  ["", "info", ""],
];

for (const [line, level, text] of LINES) {
  test(`${level}: ${text}`, () => assert.deepEqual(readLogLine(line), { level, text }));
}
