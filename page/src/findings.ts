/** All findings in a table, and the one that is opened beside it. */

import { changed, go, href } from "./address";
import { type Archive, languageOf, nameOf, ofTexts, rankOf } from "./archive";
import { messageColumn, numberColumn, placeColumn, severityColumn } from "./columns";
import { SEVERITIES } from "./data";
import { bdi, h } from "./dom";
import { Facets, type Test, through, words } from "./facets";
import { FilterBar } from "./filterbar";
import { Panel } from "./panel";
import { type Column, Table } from "./table";
import type { View } from "./view";

export class FindingsView implements View {
  readonly title = "Findings";
  readonly element: HTMLElement;
  private readonly facets: Facets;
  private readonly bar: FilterBar;
  private readonly table: Table<number>;
  private readonly panel: Panel;
  private readonly silenced: HTMLSelectElement;
  private readonly narrowed = h("p", { class: "narrowed", hidden: true });
  private query = new URLSearchParams();
  private opened: number | null = null;
  private filter = "";
  private mask: Uint8Array = new Uint8Array();

  constructor(private readonly archive: Archive) {
    this.facets = facetsOf(archive);
    this.silenced = h(
      "select",
      { name: "silenced", onchange: () => this.bar.change({ silenced: this.silenced.value }) },
      h("option", { value: "" }, "hidden"),
      h("option", { value: "too" }, "shown, too"),
      h("option", { value: "only" }, "alone"),
    );
    const also = archive.overview.suppressed
      ? [h("label", {}, h("span", {}, "Silenced by comments"), this.silenced)]
      : [];
    this.bar = new FilterBar("findings", this.facets, "finding", "symbol, message, place, file …", also);
    this.table = new Table(
      "Findings",
      columnsOf(archive, () => this.query),
      archive.findings.id.map((_, n) => n),
      "text",
      (n) => go(this.link(n)),
      archive.findings.id.length ? undefined : "Nothing was found.",
    );
    this.panel = new Panel(archive, {
      close: () => this.close(),
      step: (by) => this.step(by),
    });
    this.element = h(
      "section",
      { class: "findings full-height" },
      h("h1", { class: "unseen" }, "Findings"),
      this.bar.element,
      this.narrowed,
      h("div", { class: "beside" }, this.table.element, this.panel.element),
    );
    addEventListener("keydown", (event) => this.key(event));
  }

  async show(query: URLSearchParams): Promise<void> {
    this.query = query;
    const filter = String(changed(query, { finding: "", sort: "" }));
    const again = filter !== this.filter || this.mask.length === 0;
    if (again) {
      const chosen = this.facets.choose(query);
      this.mask = chosen.mask;
      this.filter = filter;
      this.bar.show(query, chosen);
      this.silenced.value = query.get("silenced") ?? "";
      this.narrow(query);
    }
    const n = this.archive.keys.find(query.get("finding") ?? "");
    const shows = n !== undefined;
    const fits = this.panel.element.hidden !== shows;
    this.panel.element.hidden = !shows;
    this.element.classList.toggle("opened", shows);
    const { mask } = this;
    await this.table.show(query, again ? (row) => mask[row] === 1 : null);
    if (!fits) {
      this.table.fit();
    }
    if (this.opened !== (n ?? null)) {
      this.table.mark(n ?? null);
      this.opened = n ?? null;
    }
    if (!shows) {
      this.panel.forget();
    } else {
      const order = this.table.order();
      await this.panel.show(n, order.indexOf(n), order.length, query);
    }
  }

  private link(n: number): string {
    return href("findings", changed(this.query, { finding: this.archive.keys.of(n) }));
  }

  private close(): void {
    go(href("findings", changed(this.query, { finding: "" })));
    this.table.element.querySelector<HTMLElement>(".marked a")?.focus();
  }

  private step(by: number): void {
    const order = this.table.order();
    const at = this.opened === null ? -1 : order.indexOf(this.opened);
    const next = order[at < 0 ? 0 : at + by];
    if (next !== undefined) {
      go(this.link(next), true);
    }
  }

  private key(event: KeyboardEvent): void {
    const typing = (event.target as Element).closest("input, select, textarea");
    if (this.element.hidden || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape" && this.opened !== null && !typing) {
      this.close();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      this.bar.search.focus();
    } else if ((event.key === "j" || event.key === "k") && !typing) {
      this.step(event.key === "j" ? 1 : -1);
    }
  }

  /** What the address asks for that has no control of its own. */
  private narrow(query: URLSearchParams): void {
    const [text, cites, written] = ["text", "cites", "written"].map((name) => query.get(name));
    const said = [
      text && [`Only of `, bdi(text)],
      cites && [`Only on citations of `, bdi(cites), written ? ` with the date ${written}` : ""],
    ].flatMap((part) => part || []);
    this.narrowed.hidden = !said.length;
    this.narrowed.replaceChildren(
      ...said,
      " ",
      h(
        "a",
        { href: href("findings", changed(query, { text: "", cites: "", written: "", finding: "" })) },
        "show others, too",
      ),
    );
  }
}

function facetsOf({ overview, texts, findings }: Archive): Facets {
  const severity = { words: [...SEVERITIES], codes: findings.severity };
  const scope: Test = (query) => {
    const silenced = query.get("silenced");
    return silenced === "too" ? null : (n) => findings.suppressed[n] === (silenced === "only" ? 1 : 0);
  };
  const tests: Test[] = [
    (query) => {
      const text = query.get("text");
      return text === null ? null : (n) => nameOf(texts, findings.text[n]!) === text;
    },
    ...(["cited", "written"] as const).map((name): Test => (query) => {
      const word = query.get(name === "cited" ? "cites" : name);
      const code = word === null ? -1 : findings[name].words.indexOf(word);
      return word === null ? null : (n) => findings[name].codes[n] === code;
    }),
  ];
  const own = (column: { words: string[]; codes: number[] }) => ({
    words: column.words,
    code: (n: number) => column.codes[n]!,
  });
  const ofText = (column: { words: string[]; codes: number[] }) => ({
    words: column.words,
    code: (n: number) => column.codes[findings.text[n]!]!,
  });
  return new Facets(
    findings.id.length,
    [
      words("severity", "Severity", severity),
      words("rule", "Rule", findings.rule),
      ...ofTexts(texts, overview).map((dimension) => through(dimension, findings.text)),
    ],
    [
      own(findings.message),
      own(findings.rule),
      own(findings.paragraph),
      own(findings.place),
      own(findings.cited),
      ofText(texts.symbol),
      ofText(texts.path),
      ofText(texts.title),
    ],
    tests,
    scope,
  );
}

function columnsOf({ texts, findings, keys }: Archive, query: () => URLSearchParams): Column<number>[] {
  const text = (n: number) => findings.text[n]!;
  return [
    severityColumn(findings),
    {
      field: "text",
      title: "Text",
      width: 132,
      least: 112,
      value: (n) => rankOf(texts, text(n)),
      cell: (n) =>
        h("a", { href: href("findings", changed(query(), { finding: keys.of(n) })) }, bdi(nameOf(texts, text(n)))),
    },
    messageColumn(findings, "Message", 320),
    {
      field: "rule",
      title: "Rule",
      width: 190,
      leaves: 2,
      value: (n) => findings.rule.codes[n]!,
      cell: (n) => findings.rule.words[findings.rule.codes[n]!]!,
    },
    placeColumn(findings, 150, 3),
    {
      field: "language",
      title: "Language",
      width: 118,
      leaves: 4,
      value: (n) => texts.language.codes[text(n)]!,
      cell: (n) => languageOf(texts, text(n)),
    },
    {
      field: "organ",
      title: "Organ",
      width: 88,
      leaves: 6,
      value: (n) => texts.organ.codes[text(n)]!,
      cell: (n) => texts.organ.words[texts.organ.codes[text(n)]!]!,
    },
    numberColumn("Year", 80, 5, (n) => texts.year[text(n)]!),
  ];
}
