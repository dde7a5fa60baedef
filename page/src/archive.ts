/** Texts and findings as tables ask for them: one row a number. */

import { href } from "./address";
import type { Findings, Overview, Texts } from "./data";
import { bdi, h } from "./dom";
import { type Dimension, numbers, words } from "./facets";

/** What a text is called: its symbol, else the path of its file. */
export function nameOf(texts: Texts, text: number): string {
  return texts.symbol.words[texts.symbol.codes[text]!] || texts.path.words[texts.path.codes[text]!]!;
}

/** Its place among the names: symbols first, then paths. */
export function rankOf(texts: Texts, text: number): number {
  const code = texts.symbol.codes[text]!;
  return texts.symbol.words[code] ? code : texts.symbol.words.length + texts.path.codes[text]!;
}

export function languageOf(texts: Texts, text: number): string {
  return texts.language.words[texts.language.codes[text]!]!;
}

/** Attributes for words of a text. */
export function spoken(language: string): Record<string, string> {
  return { lang: language, dir: language === "ar" ? "rtl" : "ltr" };
}

/** What texts can be chosen by. */
export function ofTexts(texts: Texts, overview: Overview): Dimension[] {
  return [
    words("language", "Language", texts.language, (word) => overview.languages[word] ?? word),
    words("organ", "Organ", texts.organ),
    numbers("session", "Session", texts.session, "none"),
    numbers("year", "Year", texts.year, "no date"),
  ];
}

/** Where a finding stands: its paragraph and its place in the file. */
export function placeOf(findings: Findings, n: number): string {
  const paragraph = findings.paragraph.words[findings.paragraph.codes[n]!]!;
  const place = findings.place.words[findings.place.codes[n]!]!;
  return paragraph ? `${paragraph}, ${place}` : place;
}

/** How a finding is called in addresses: its number in the database, with a second one where two files share a text. */
export class Keys {
  private readonly keys: string[] = [];
  private readonly numbers = new Map<string, number>();

  constructor({ id }: Findings) {
    id.forEach((number, n) => {
      let key = String(number);
      for (let again = 2; this.numbers.has(key); again++) {
        key = `${number}.${again}`;
      }
      this.keys.push(key);
      this.numbers.set(key, n);
    });
  }

  of(n: number): string {
    return this.keys[n]!;
  }

  find(key: string): number | undefined {
    return this.numbers.get(key);
  }
}

/** Links to findings, each by the text and language in which it stands; those beyond `most` behind one link to them all. */
export function linksTo(some: number[], all: string, most: number, archive: Archive): HTMLElement {
  const { texts, findings, keys } = archive;
  const links = some.slice(0, most).map((n) => {
    const text = findings.text[n]!;
    return h(
      "a",
      { href: href("findings", { finding: keys.of(n) }) },
      bdi(`${nameOf(texts, text)} ${languageOf(texts, text)}`),
    );
  });
  const rest = some.length - links.length;
  return h(
    "span",
    { class: "links" },
    ...links.flatMap((link, n) => (n ? [", ", link] : [link])),
    rest > 0 && h("a", { href: all }, ` and ${rest} more`),
  );
}

export interface Archive {
  overview: Overview;
  texts: Texts;
  findings: Findings;
  keys: Keys;
}
