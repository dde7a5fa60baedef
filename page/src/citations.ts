/** Citations that are wrong, or that lists leave out, and what is cited most. */

import { href } from "./address";
import { type Archive, languageOf, linksTo, nameOf } from "./archive";
import { messageColumn, placeColumn, severityColumn } from "./columns";
import type { Citations } from "./data";
import { bdi, h, many } from "./dom";
import { type Column, Table } from "./table";
import type { View } from "./view";

const LINKS = 12; // of those who cite, that are named

interface Sheet {
  name: string;
  title: string;
  about: string;
  rows: number;
  table: { element: HTMLElement; show: (query: URLSearchParams) => Promise<void> };
}

export class CitationsView implements View {
  readonly title = "Citations";
  readonly element = h("section", { class: "citations full-height" });
  private readonly sheets: Sheet[];
  private readonly nav = h("nav", { class: "tabs", "aria-label": "Tables of citations" });
  private readonly about = h("p", { class: "about" });
  private readonly place = h("div", { class: "beside" });

  constructor(archive: Archive, citations: Citations) {
    this.sheets = [dates(archive, citations), unknown(archive, citations), lists(archive, citations), cited(citations)];
    this.element.append(h("h1", { class: "unseen" }, "Citations"), this.nav, this.about, this.place);
  }

  async show(query: URLSearchParams): Promise<void> {
    const name = query.get("table") ?? "dates";
    const sheet = this.sheets.find((each) => each.name === name) ?? this.sheets[0]!;
    this.nav.replaceChildren(
      ...this.sheets.map((each) =>
        h(
          "a",
          {
            href: href("citations", each === this.sheets[0] ? {} : { table: each.name }),
            "aria-current": each === sheet && "page",
          },
          `${each.title} (${many(each.rows)})`,
        ),
      ),
    );
    this.about.textContent = sheet.about;
    if (this.place.firstChild !== sheet.table.element) {
      this.place.replaceChildren(sheet.table.element);
    }
    await sheet.table.show(query);
  }
}

/** The resolution that is cited, with the way to the findings of the rule on it. */
function resolutionColumn<R extends [string, ...unknown[]]>(rule: string): Column<R> {
  return {
    field: "resolution",
    title: "Resolution",
    width: 150,
    least: 110,
    value: ([symbol]) => natural(symbol),
    cell: ([symbol]) => h("a", { href: href("findings", { rule, cites: symbol }) }, bdi(symbol)),
  };
}

function dates(archive: Archive, citations: Citations): Sheet {
  type Row = Citations["dates"][number];
  const columns: Column<Row>[] = [
    resolutionColumn("citation/date"),
    { field: "adopted", title: "Adopted on", width: 134, leaves: 3, value: ([, adopted]) => adopted },
    {
      field: "written",
      title: "Cited with",
      width: 120,
      least: 104,
      value: ([, , written]) => written,
      cell: ([, , written]) => h("span", { class: "wrong" }, written),
    },
    { field: "times", title: "Times", width: 84, leaves: 2, numeric: true, value: ([, , , some]) => some.length },
    {
      field: "by",
      title: "Cited so by",
      grow: 5,
      width: 160,
      wrap: true,
      value: ([, , , some]) => nameOf(archive.texts, archive.findings.text[some[0]!]!),
      cell: ([symbol, , written, some]) =>
        linksTo(some, href("findings", { rule: "citation/date", cites: symbol, written }), LINKS, archive),
    },
  ];
  return {
    name: "dates",
    title: "Wrong dates",
    about: "Resolutions that are cited with another date than the one of their adoption that the registry has.",
    rows: citations.dates.length,
    table: new Table(
      "Wrong dates",
      columns,
      citations.dates,
      "-times",
      undefined,
      "No resolution is cited with a wrong date.",
    ),
  };
}

function unknown(archive: Archive, citations: Citations): Sheet {
  type Row = Citations["unknown"][number];
  const columns: Column<Row>[] = [
    resolutionColumn("citation/unknown"),
    { field: "times", title: "Times", width: 84, leaves: 2, numeric: true, value: ([, some]) => some.length },
    {
      field: "by",
      title: "Cited by",
      grow: 5,
      width: 160,
      wrap: true,
      value: ([, some]) => nameOf(archive.texts, archive.findings.text[some[0]!]!),
      cell: ([symbol, some]) =>
        linksTo(some, href("findings", { rule: "citation/unknown", cites: symbol }), LINKS, archive),
    },
  ];
  return {
    name: "unknown",
    title: "Unknown",
    about: "Resolutions that are cited and that, by the registry, did not exist.",
    rows: citations.unknown.length,
    table: new Table(
      "Unknown resolutions",
      columns,
      citations.unknown,
      "-times",
      undefined,
      "No unknown resolution is cited.",
    ),
  };
}

function lists(archive: Archive, citations: Citations): Sheet {
  const { findings, texts, keys } = archive;
  const columns: Column<number>[] = [
    severityColumn(findings),
    {
      field: "text",
      title: "Text",
      width: 140,
      least: 112,
      value: (n) => natural(nameOf(texts, findings.text[n]!)),
      cell: (n) => h("a", { href: href("findings", { finding: keys.of(n) }) }, bdi(nameOf(texts, findings.text[n]!))),
    },
    { field: "language", title: "Language", width: 118, leaves: 1, value: (n) => languageOf(texts, findings.text[n]!) },
    placeColumn(findings, 160, 2),
    messageColumn(findings, "What is missing", 240),
  ];
  return {
    name: "lists",
    title: "Lists",
    about: "Lists of earlier resolutions that follow their series, and leave one out or do not reach to its end.",
    rows: citations.lists.length,
    table: new Table("Lists", columns, citations.lists, "text", undefined, "No list is out of date."),
  };
}

function cited(citations: Citations): Sheet {
  type Row = Citations["cited"][number];
  const columns: Column<Row>[] = [
    {
      field: "resolution",
      title: "Resolution",
      width: 200,
      value: ([symbol]) => natural(symbol),
      cell: ([symbol]) => bdi(symbol),
    },
    { field: "texts", title: "In texts", width: 110, numeric: true, value: ([, texts]) => texts },
    { field: "times", title: "Times", width: 110, numeric: true, value: ([, , times]) => times },
    { field: "adopted", title: "Adopted on", grow: 1, width: 120, value: ([, , , adopted]) => adopted ?? "" },
  ];
  return {
    name: "cited",
    title: "Cited most",
    about: "Every resolution that is cited, with the number of texts that do so. A language version counts as a text.",
    rows: citations.cited.length,
    table: new Table("Cited resolutions", columns, citations.cited, "-texts", undefined, "No resolution is cited."),
  };
}

/** Numbers in a symbol as wide as each other, so that 9 comes before 10. */
export function natural(symbol: string): string {
  return symbol.replace(/\d+/g, (digits) => digits.padStart(6, "0"));
}
