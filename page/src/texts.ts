/** Every text, with how much was found in it. */

import { go, href } from "./address";
import { languageOf, nameOf, ofTexts, rankOf, spoken } from "./archive";
import { numberColumn } from "./columns";
import { type Overview, SEVERITIES, type Texts } from "./data";
import { bdi, h, many } from "./dom";
import { Facets } from "./facets";
import { FilterBar } from "./filterbar";
import { type Column, Table } from "./table";
import type { View } from "./view";

export class TextsView implements View {
  readonly title = "Texts";
  readonly element: HTMLElement;
  private readonly facets: Facets;
  private readonly bar: FilterBar;
  private readonly table: Table<number>;

  constructor(overview: Overview, texts: Texts) {
    const searched = [texts.symbol, texts.title, texts.path].map(({ words, codes }) => ({
      words,
      code: (n: number) => codes[n]!,
    }));
    this.facets = new Facets(texts.year.length, ofTexts(texts, overview), searched);
    this.bar = new FilterBar("texts", this.facets, "text", "symbol, title, file …");
    this.table = new Table(
      "Texts",
      columnsOf(texts),
      texts.year.map((_, n) => n),
      "symbol",
      (n) => go(linkOf(texts, n)),
    );
    this.element = h(
      "section",
      { class: "full-height" },
      h("h1", { class: "unseen" }, "Texts"),
      this.bar.element,
      h("div", { class: "beside" }, this.table.element),
    );
  }

  async show(query: URLSearchParams): Promise<void> {
    const chosen = this.facets.choose(query);
    this.bar.show(query, chosen);
    await this.table.show(query, (row) => chosen.mask[row] === 1);
  }
}

function linkOf(texts: Texts, n: number): string {
  return href("findings", { text: nameOf(texts, n), language: languageOf(texts, n) });
}

function columnsOf(texts: Texts): Column<number>[] {
  return [
    {
      field: "symbol",
      title: "Text",
      width: 140,
      value: (n) => rankOf(texts, n),
      cell: (n) => h("a", { href: linkOf(texts, n) }, bdi(nameOf(texts, n))),
    },
    {
      field: "title",
      title: "Title",
      grow: 5,
      width: 200,
      leaves: 1,
      value: (n) => texts.title.codes[n]!,
      cell: (n) =>
        h("div", { class: "own", ...spoken(languageOf(texts, n)) }, texts.title.words[texts.title.codes[n]!]!),
    },
    { field: "language", title: "Language", width: 118, value: (n) => languageOf(texts, n) },
    {
      field: "organ",
      title: "Organ",
      width: 88,
      leaves: 4,
      value: (n) => texts.organ.words[texts.organ.codes[n]!]!,
    },
    numberColumn("Session", 98, 4, (n) => texts.session[n]!),
    numberColumn("Year", 80, 3, (n) => texts.year[n]!),
    ...SEVERITIES.map((severity) => ({
      field: severity,
      title: `${severity[0]!.toUpperCase()}${severity.slice(1)}s`,
      width: 116,
      leaves: 2,
      numeric: true,
      value: (n: number) => texts[severity][n]!,
      cell: (n: number) =>
        h("span", { class: texts[severity][n] ? `figure ${severity}` : "figure" }, many(texts[severity][n]!)),
    })),
  ];
}
