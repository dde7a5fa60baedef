/** Which rows of a table the address asks for, and how many there would be of each other choice. */

import type { Coded } from "./data";

/** What rows can be chosen by: `name` in the address, `codes` for each row the number of its word. */
export interface Dimension {
  name: string;
  label: string;
  words: string[];
  codes: ArrayLike<number>;
  shown: (word: string) => string;
}

/** A column of a table that is searched for words. */
export interface Searched {
  words: string[];
  code: (row: number) => number;
}

/** Another test that the address may ask for; null where it does not. */
export type Test = (query: URLSearchParams) => ((row: number) => boolean) | null;

export interface Chosen {
  /** 1 for each row that is asked for. */
  mask: Uint8Array;
  total: number;
  /** How many there would be without any choice. */
  all: number;
  /** By dimension, for each of its words, the rows that there were if it was chosen. */
  counts: Uint32Array[];
}

/** `tests`: what the address may ask for beside the dimensions; `scope`: which rows there are at all. */
export class Facets {
  constructor(
    readonly size: number,
    readonly dimensions: Dimension[],
    private readonly searched: Searched[],
    private readonly tests: Test[] = [],
    private readonly scope: Test = () => null,
  ) {}

  choose(query: URLSearchParams): Chosen {
    const wanted = this.dimensions.map((dimension) => {
      const word = query.get(dimension.name);
      return word === null ? null : dimension.words.indexOf(word);
    });
    const tests = [...this.tests.map((test) => test(query)), ...this.words(query.get("search") ?? "")].filter(
      (test) => test !== null,
    );
    const mask = new Uint8Array(this.size);
    const counts = this.dimensions.map((dimension) => new Uint32Array(dimension.words.length));
    const within = this.scope(query);
    let total = 0;
    let all = 0;
    rows: for (let row = 0; row < this.size; row++) {
      if (within && !within(row)) continue;
      all++;
      for (const test of tests) {
        if (!test(row)) continue rows;
      }
      let failed = -1;
      for (let d = 0; d < wanted.length; d++) {
        if (wanted[d] !== null && this.dimensions[d]!.codes[row] !== wanted[d]) {
          if (failed >= 0) continue rows;
          failed = d;
        }
      }
      if (failed < 0) {
        mask[row] = 1;
        total++;
        for (let d = 0; d < counts.length; d++) counts[d]![this.dimensions[d]!.codes[row]!]!++;
      } else {
        counts[failed]![this.dimensions[failed]!.codes[row]!]!++;
      }
    }
    return { mask, total, all, counts };
  }

  /** A test for each word that is searched for: it has to stand in one of the columns. */
  private words(search: string): ((row: number) => boolean)[] {
    return folded(search)
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => {
        const hits = this.searched.map((column) => ({ code: column.code, hit: containing(column.words, word) }));
        return (row) => hits.some(({ code, hit }) => hit[code(row)] === 1);
      });
  }
}

const foldedWords = new WeakMap<string[], string[]>();

function containing(words: string[], part: string): Uint8Array {
  let all = foldedWords.get(words);
  if (all === undefined) {
    all = words.map(folded);
    foldedWords.set(words, all);
  }
  return Uint8Array.from(all, (word) => (word.includes(part) ? 1 : 0));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** A dimension of a column of numbers, 0 being none. */
export function numbers(name: string, label: string, values: number[], none: string): Dimension {
  const known = [...new Set(values)].sort((a, b) => a - b);
  const place = new Map(known.map((value, n) => [value, n]));
  return {
    name,
    label,
    words: known.map((value) => (value ? String(value) : "none")),
    codes: values.map((value) => place.get(value)!),
    shown: (word) => (word === "none" ? none : word),
  };
}

/** A dimension of a column of words. */
export function words(name: string, label: string, column: Coded, shown = (word: string) => word || "none"): Dimension {
  return { name, label, words: column.words.map((word) => word || "none"), codes: column.codes, shown };
}

/** The same of the rows of another table that belong to it: `of` says which row belongs to which. */
export function through(dimension: Dimension, of: number[]): Dimension {
  return { ...dimension, codes: Int32Array.from(of, (row) => dimension.codes[row]!) };
}
