import assert from "node:assert/strict";
import { test } from "node:test";
import { Facets, numbers, through, words } from "../src/facets";

const rule = words("rule", "Rule", { words: ["citation/date", "date/format"], codes: [0, 0, 1, 1] });
const year = through(numbers("year", "Year", [2020, 0], "no date"), [0, 0, 0, 1]);
const message = { words: ["Not on 20 MAY", "ｗｉｄｅ"], code: (row: number) => [0, 0, 0, 1][row]! };
const facets = new Facets(4, [rule, year], [message], [(query) => (query.has("odd") ? (row) => row % 2 === 1 : null)]);

function chosen(query: string) {
  const { mask, total, all, counts } = facets.choose(new URLSearchParams(query));
  return { rows: [...mask.keys()].filter((row) => mask[row]), total, all, counts: counts.map((some) => [...some]) };
}

test("words of a dimension, what is none last in name and first in order", () => {
  assert.deepEqual(year.words, ["none", "2020"]);
  assert.equal(year.shown("none"), "no date");
});

test("choices are counted as they would come out beside the others", () => {
  assert.deepEqual(chosen(""), {
    rows: [0, 1, 2, 3],
    total: 4,
    all: 4,
    counts: [
      [2, 2],
      [1, 3],
    ],
  });
  assert.deepEqual(chosen("rule=date/format").counts, [
    [2, 2],
    [1, 1],
  ]);
  assert.deepEqual(chosen("rule=date/format&year=none"), {
    rows: [3],
    total: 1,
    all: 4,
    counts: [
      [0, 1],
      [1, 1],
    ],
  });
});

test("every word that is searched for has to be there, in any case and width", () => {
  assert.deepEqual(chosen("search=may 20").rows, [0, 1, 2]);
  assert.deepEqual(chosen("search=Wide").rows, [3]);
  assert.deepEqual(chosen("search=may wide").rows, []);
});

test("other tests, and values that there are not", () => {
  assert.deepEqual(chosen("odd=1").rows, [1, 3]);
  assert.deepEqual(chosen("rule=none/such").rows, []);
});

test("what is out of scope is not counted", () => {
  const some = new Facets(4, [rule], [], [], () => (row) => row > 0);
  const { total, all, counts } = some.choose(new URLSearchParams());
  assert.deepEqual([total, all, [...counts[0]!]], [3, 3, [1, 2]]);
});
