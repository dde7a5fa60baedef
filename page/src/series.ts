/** The series of the archive, and the citations within one of them as a picture and as a table. */

import { go, href } from "./address";
import { type Archive, languageOf, linksTo } from "./archive";
import { type Graph, type SeriesRow, graphOf } from "./data";
import { bdi, count, h, many } from "./dom";
import { Facets } from "./facets";
import { FilterBar } from "./filterbar";
import { draw, yearOf } from "./graph";
import { Table } from "./table";
import type { View } from "./view";

export class SeriesView implements View {
  readonly title = "Series";
  readonly element = h("section", { class: "series" });
  private readonly list = h("div", { class: "full-height" });
  private readonly one = h("div", { class: "one" });
  private readonly facets: Facets;
  private readonly bar: FilterBar;
  private readonly table: Table<number>;
  private drawn = "";
  private graph: Graph | null = null;

  constructor(
    private readonly archive: Archive,
    private readonly rows: SeriesRow[],
  ) {
    const titles = rows.map(([, title]) => title);
    this.facets = new Facets(rows.length, [], [{ words: titles, code: (row) => row }]);
    this.bar = new FilterBar("series", this.facets, "series", "words of a title …", [], "series");
    this.table = new Table(
      "Series",
      [
        {
          field: "title",
          title: "Series",
          grow: 5,
          width: 200,
          value: (n) => n,
          cell: (n) => h("a", { href: href("series", { series: rows[n]![0] }) }, bdi(rows[n]![1])),
        },
        ...(["Texts here", "Resolutions", "Wrong dates", "Cited by none", "Missed by a list"] as const).map(
          (title, n) => ({
            field: ["texts", "resolutions", "wrong", "uncited", "missed"][n]!,
            title,
            width: [120, 130, 134, 140, 160][n]!,
            leaves: [1, 3, 2, 4, 4][n]!,
            numeric: true,
            value: (row: number) => rows[row]![n + 2] as number,
          }),
        ),
      ],
      rows.map((_, n) => n),
      "title",
      (n) => go(href("series", { series: rows[n]![0] })),
      "No text of the archive belongs to a series of these words.",
    );
    this.list.append(
      h("h1", { class: "unseen" }, "Series"),
      this.bar.element,
      h("div", { class: "beside" }, this.table.element),
    );
    this.element.append(this.list, this.one);
    new ResizeObserver(() => this.graph && !this.one.hidden && this.picture()).observe(this.one);
  }

  async show(query: URLSearchParams): Promise<void> {
    const id = query.get("series");
    const n = this.rows.findIndex((row) => row[0] === id);
    this.list.hidden = n >= 0;
    this.one.hidden = n < 0;
    if (n < 0) {
      const chosen = this.facets.choose(query);
      this.bar.show(query, chosen);
      await this.table.show(query, (row) => chosen.mask[row] === 1);
    } else if (this.drawn !== id) {
      this.graph = await graphOf(n, this.archive.overview);
      this.drawn = id!;
      this.lay(this.graph);
    }
  }

  private lay(graph: Graph): void {
    this.place.replaceChildren();
    this.width = 0;
    this.one.replaceChildren(
      h("p", { class: "back" }, h("a", { href: href("series") }, "All series")),
      h("h1", {}, bdi(graph.title)),
      h("p", {}, inWords(graph)),
      legend(graph),
      this.place,
      this.info,
      h("h2", {}, "The same as a table"),
      this.figures(graph),
    );
    this.picture();
  }
  private readonly place = h("div", { class: "picture", tabindex: "-1" });
  private readonly info = h("p", { class: "info", role: "status" });
  private width = 0;

  private picture(): void {
    const graph = this.graph!;
    if (this.one.clientWidth === this.width) {
      return;
    }
    this.width = this.one.clientWidth;
    const rest = "Point at a resolution, or go to it with the Tab key, to see what it cites and who cites it.";
    const picture = draw(
      graph,
      this.width - 2,
      (n) => this.link(graph, n),
      (n) => told(graph, n),
      (n) => {
        picture.highlight(n);
        this.info.textContent = n === null ? rest : told(graph, n);
      },
    );
    this.info.textContent = rest;
    this.place.replaceChildren(picture.element);
    this.place.scrollLeft = this.place.scrollWidth;
  }

  /** Findings in the texts of a resolution, else on citations of it. */
  private link(graph: Graph, n: number): string {
    const [symbol, , , , texts] = graph.nodes[n]!;
    if (texts.length) {
      return href("findings", { text: symbol });
    }
    return graph.edges.some(([, to, , wrong]) => to === n && wrong.length) ? href("findings", { cites: symbol }) : "";
  }

  private figures(graph: Graph): HTMLElement {
    const { texts } = this.archive;
    const heads = ["Resolution", "Title", "Adopted on", "Here in", "Cites", "Cited by", "Wrong date", "Missed by"];
    const names = (some: number[]) => h("bdi", {}, some.map((n) => graph.nodes[n]![1]).join(", "));
    return h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col" }, name)))),
        h(
          "tbody",
          {},
          ...graph.nodes.map(([symbol, short, title, day, own, , missed], n) => {
            const link = this.link(graph, n);
            const wrong = graph.edges.filter(([, to]) => to === n).flatMap((edge) => edge[3]);
            return h(
              "tr",
              {},
              h("th", { scope: "row" }, link ? h("a", { href: link }, bdi(symbol)) : bdi(symbol)),
              h("td", { dir: "auto" }, title),
              h("td", { class: "day" }, day),
              h("td", {}, own.map((text) => languageOf(texts, text)).join(", ")),
              h("td", {}, names(graph.edges.filter(([from]) => from === n).map(([, to]) => to))),
              h("td", {}, names(graph.edges.filter(([, to]) => to === n).map(([from]) => from))),
              h("td", {}, wrong.length ? linksTo(wrong, href("findings", { cites: symbol }), 6, this.archive) : ""),
              h("td", {}, missed.length ? linksTo(missed, href("findings", { search: short }), 6, this.archive) : ""),
            );
          }),
        ),
      ),
    );
  }
}

/** What the picture shows, in words. */
function inWords({ nodes, edges }: Graph): string {
  const here = nodes.filter(([, , , , texts]) => texts.length).length;
  const uncited = nodes.filter(([, , , , , cited]) => !cited).length;
  const missed = nodes.filter((node) => node[6].length).length;
  const wrong = edges.filter((edge) => edge[3].length).length;
  const days = nodes.map(([, , , when]) => yearOf(when)).filter(Boolean);
  const span = days.length ? `, from ${days[0]} to ${days.at(-1)}` : "";
  return [
    `${count(nodes.length, "resolution")} of the series${span}; ${many(here)} of them ${here === 1 ? "is" : "are"} in this archive.`,
    `They cite others of the series ${count(edges.length, "time")}${wrong ? `, ${many(wrong)} with a wrong date` : ""}.`,
    uncited ? `${many(uncited)} ${uncited === 1 ? "is" : "are"} cited by no text of the archive.` : "",
    missed ? `${many(missed)} ${missed === 1 ? "is" : "are"} missing from a list that follows the series.` : "",
  ].join(" ");
}

function told({ nodes, edges }: Graph, n: number): string {
  const [symbol, name, title, day, texts, cited, missed] = nodes[n]!;
  const short = (some: number[]) => some.map((m) => nodes[m]![1]).join(", ");
  const to = edges.filter(([from]) => from === n).map((edge) => edge[1]);
  const by = edges.filter((edge) => edge[1] === n);
  const wrong = by.filter((edge) => edge[3].length).map(([from]) => from);
  return [
    `${symbol.endsWith(name) ? symbol : `${name} (${symbol})`}${title ? `, ${title}` : ""}${day ? `, ${day}` : ""}.`,
    texts.length ? `${count(texts.length, "text")} in this archive.` : "No text of it in this archive.",
    to.length ? `Cites ${short(to)}.` : "",
    by.length ? `Cited in the series by ${short(by.map(([from]) => from))}.` : "",
    cited
      ? `${count(cited, "text")} of the archive ${cited === 1 ? "cites" : "cite"} it.`
      : "No text of the archive cites it.",
    wrong.length ? `Wrong date in ${short(wrong)}.` : "",
    missed.length ? `Missing from ${count(missed.length, "list")}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function legend({ nodes, edges }: Graph): HTMLElement {
  const entry = (kind: string, name: string, is: boolean) =>
    is && h("li", {}, h("i", { class: kind, "aria-hidden": "true" }), name);
  return h(
    "ul",
    { class: "legend" },
    entry("dot here", "text in this archive", true),
    entry(
      "dot",
      "known from the registry",
      nodes.some((node) => !node[4].length),
    ),
    entry(
      "dot uncited",
      "cited by no text of the archive",
      nodes.some((node) => !node[5]),
    ),
    entry(
      "dot here uncited",
      "text in this archive, cited by none",
      nodes.some((node) => node[4].length && !node[5]),
    ),
    entry(
      "dot missed",
      "missing from a list",
      nodes.some((node) => node[6].length > 0),
    ),
    entry("line", "cites", edges.length > 0),
    entry(
      "line wrong",
      "cites with a wrong date",
      edges.some((edge) => edge[3].length),
    ),
  );
}
