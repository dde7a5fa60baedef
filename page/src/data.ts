/** What the report is made of; each part is a script that hands over its data, as pages from the file system may fetch nothing. */

export const SEVERITIES = ["error", "warning", "note"] as const;

/** A column: `words` in their order, and for each row the number of its word. */
export interface Coded {
  words: string[];
  codes: number[];
}

/** The answer to one of the common questions. */
export interface Answer {
  columns: string[];
  rows: (string | number | null)[][];
}

export interface Overview {
  run: {
    id: number;
    started: string;
    finished: string | null;
    state: string;
    reslint: string;
    inputs: string[];
    options: Record<string, unknown>;
  };
  database: string;
  /** The way from the report to the folder of the database. */
  base: string;
  outcomes: Record<string, number>;
  texts: number;
  findings: number;
  suppressed: number;
  /** Summary and authority by rule. */
  rules: Record<string, [string, string]>;
  languages: Record<string, string>;
  "in-a-file": { findings: number; series: number };
  answers: Record<"rules" | "sessions" | "organs" | "languages" | "years", Answer>;
}

export interface Texts extends Record<(typeof SEVERITIES)[number], number[]> {
  symbol: Coded;
  language: Coded;
  organ: Coded;
  title: Coded;
  path: Coded;
  session: number[];
  year: number[];
}

export interface Findings {
  id: number[];
  text: number[];
  severity: number[];
  row: number[];
  suppressed: number[];
  rule: Coded;
  message: Coded;
  paragraph: Coded;
  place: Coded;
  cited: Coded;
  written: Coded;
}

export interface Citations {
  /** Resolution, day of adoption, day that is written, findings. */
  dates: [string, string, string, number[]][];
  unknown: [string, number[]][];
  lists: number[];
  /** Resolution, texts, times, day of adoption. */
  cited: [string, number, number, string | null][];
}

/** Id, title, texts, resolutions, wrong dates, resolutions that no text cites, those that a list misses. */
export type SeriesRow = [string, string, number, number, number, number, number];
/** Path, outcome, why. */
export type FileRow = [string, string, string];
/** Symbol, short form, title, day or session, texts of it, number of texts that cite it, findings that miss it. */
export type Node = [string, string, string, string, number[], number, number[]];
/** Citing, cited, times, findings on a wrong date. */
export type Edge = [number, number, number, number[]];
export interface Graph {
  title: string;
  nodes: Node[];
  edges: Edge[];
}

/** Title, 1 where it is safe, pieces (kind "", "-" or "+", and words), edits that cannot be shown. */
export type Fix = [string, number, [string, string][], number];
/** Row, column, last row, last column, before, quote, 1 where it is cut, after, fix, related, why it is silenced. */
export type Words = [
  number,
  number,
  number,
  number,
  string,
  string,
  number,
  string,
  Fix | null,
  [string, string][],
  string | null,
];

interface Parts {
  overview: Overview;
  texts: Texts;
  findings: Findings;
  citations: Citations;
  series: SeriesRow[];
  files: FileRow[];
}

const parts = new Map<string, Promise<unknown>>();
const arrivals = new Map<string, (data: unknown) => void>();

declare global {
  var reslint: (name: string, data: unknown) => void;
}

globalThis.reslint = (name, data) => {
  const arrived = arrivals.get(name);
  if (arrived) {
    arrived(data);
  } else {
    parts.set(name, Promise.resolve(data));
  }
};

/** A part of the report, loaded once. Fails with a sentence where its file is not there. */
export function need<K extends keyof Parts>(name: K): Promise<Parts[K]> {
  return loaded(name) as Promise<Parts[K]>;
}

/** The words of finding `n`. */
export async function wordsOf(n: number, overview: Overview): Promise<Words> {
  const size = overview["in-a-file"].findings;
  const some = (await loaded(`words-${Math.floor(n / size)}`)) as Words[];
  return some[n % size] as Words;
}

/** The graph of the series that stands at `n` in the list. */
export async function graphOf(n: number, overview: Overview): Promise<Graph> {
  const size = overview["in-a-file"].series;
  const some = (await loaded(`series-${Math.floor(n / size)}`)) as Graph[];
  return some[n % size] as Graph;
}

function loaded(name: string): Promise<unknown> {
  let part = parts.get(name);
  if (part === undefined) {
    part = new Promise((resolve, reject) => {
      arrivals.set(name, resolve);
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.addEventListener("error", () => {
        reject(new Error(`data/${name}.js cannot be loaded; is the folder of the report complete?`));
      });
      document.head.append(script);
    });
    parts.set(name, part);
  }
  return part;
}
