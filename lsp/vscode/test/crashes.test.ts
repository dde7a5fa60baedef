import assert from "node:assert/strict";
import { test } from "node:test";
import { Crashes } from "../src/crashes";

const MINUTE = 60_000;

test("three times in three minutes it is tried again, not a fourth time", () => {
  const crashes = new Crashes();
  assert.deepEqual(
    [0, 1, 2, 3].map((seconds) => crashes.tryAgain(seconds * 1000)),
    [true, true, true, false],
  );
});

test("crashes long ago do not count", () => {
  const crashes = new Crashes();
  assert.ok([0, 2, 4, 6, 8, 10].every((minutes) => crashes.tryAgain(minutes * MINUTE)));
});

test("a start that was asked for begins anew", () => {
  const crashes = new Crashes();
  [0, 1, 2, 3].forEach((now) => crashes.tryAgain(now));
  crashes.forget();
  assert.ok(crashes.tryAgain(4));
});
