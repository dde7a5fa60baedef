/** What was checked and what came of it, in figures and bars. */

import { changed, go, href } from "./address";
import { type Answer, type Overview, SEVERITIES } from "./data";
import { count, h, many } from "./dom";
import { type Group, bars, columns, figures } from "./plots";
import type { View } from "./view";

const FIRST = 15; // rules that are shown at once
const FEW = 12; // years beside which sessions are worth a picture of their own
const MOST = 150; // years between the first and the last that are all put on the axis

export class OverviewView implements View {
  readonly element = h("section", { class: "overview" });
  readonly title = "Overview";
  private query = new URLSearchParams();
  private width = 0;
  private all = false;

  constructor(private readonly overview: Overview) {
    new ResizeObserver(() => {
      if (this.element.clientWidth !== this.width && this.element.clientWidth) {
        this.draw();
      }
    }).observe(this.element);
  }

  show(query: URLSearchParams): void {
    this.query = query;
    this.draw();
  }

  private draw(): void {
    this.width = this.element.clientWidth;
    const { overview } = this;
    this.element.replaceChildren(
      h("h1", {}, "Findings in ", h("bdi", {}, overview.run.inputs.join(", "))),
      h("p", { class: "about" }, about(overview)),
      this.tiles(),
      overview.findings
        ? this.plots()
        : h("p", { class: "none" }, overview.texts ? "Nothing was found." : "No resolution was found to check."),
    );
  }

  private tiles(): HTMLElement {
    const { outcomes, answers, texts, findings, suppressed } = this.overview;
    const levels = totals(answers.languages);
    const tile = (value: number, name: string, link: string, kind = "") =>
      h("li", { class: kind }, h("a", { href: link }, h("b", {}, many(value)), " ", name));
    return h(
      "ul",
      { class: "tiles" },
      tile(texts, texts === 1 ? "text" : "texts", href("texts")),
      tile(findings, findings === 1 ? "finding" : "findings", href("findings")),
      ...SEVERITIES.map((severity, n) =>
        tile(levels[n]!, levels[n] === 1 ? severity : `${severity}s`, href("findings", { severity }), severity),
      ),
      ...(suppressed ? [tile(suppressed, "silenced by comments", href("findings", { silenced: "only" }))] : []),
      ...["passed over", "unreadable", "broken"]
        .filter((outcome) => outcomes[outcome])
        .map((outcome) => tile(outcomes[outcome]!, outcome, href("files", { outcome }))),
    );
  }

  private plots(): HTMLElement {
    const { answers, languages } = this.overview;
    const perText = this.query.get("per") === "text";
    const years = yearGroups(answers.years);
    const dated = years.filter((year) => year.name !== "no date" && year.texts).length;
    const sessions = groups(answers.sessions, "session", (name) => (name === "0" ? "none" : name));
    const two = this.width > 900;
    const half = two ? (this.width - 24) / 2 - 34 : this.width - 34;
    const withSessions = sessions.length > 1 && dated <= FEW;
    const beside = withSessions && sessions.length <= FEW;
    const along = beside ? half : this.width - 34;
    const rules = ruleGroups(answers.rules, this.overview.texts);
    const few = this.all ? rules : rules.slice(0, FIRST);
    const figure = (title: string, drawn: Element, table: HTMLElement, kind = "", ...more: HTMLElement[]) =>
      h("figure", { class: kind }, h("h2", {}, title), drawn, ...more, table);
    return h(
      "div",
      { class: "plots" },
      this.measure(perText),
      dated > 0 &&
        figure(
          "By year of the text",
          columns(years, perText, along, "Findings by the year of the text"),
          figures(years, "year"),
          beside ? "" : "full",
        ),
      withSessions &&
        figure(
          "By session",
          columns(sessions, perText, along, "Findings by session"),
          figures(sessions, "session"),
          beside ? "" : "full",
        ),
      figure(
        "By rule",
        bars(few, perText, half, "Findings by rule"),
        figures(rules, "rule"),
        "",
        ...(rules.length > few.length ? [this.more(rules.length)] : []),
      ),
      h(
        "div",
        { class: "column" },
        ...(["languages", "organs"] as const).map((name) => {
          const key = name.slice(0, -1);
          const found = groups(answers[name], key, (word) => languages[word] ?? (word || "none"));
          return figure(`By ${key}`, bars(found, perText, half, `Findings by ${key}`), figures(found, key));
        }),
      ),
    );
  }

  private measure(perText: boolean): HTMLElement {
    const choice = (name: string, value: string, on: boolean) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": String(on),
          onclick: () => go(href("overview", changed(this.query, { per: value })), true),
        },
        name,
      );
    return h(
      "div",
      { class: "measure", role: "group", "aria-label": "What the bars measure" },
      choice("Findings", "", !perText),
      choice("Per text", "text", perText),
      h(
        "span",
        { class: "key" },
        ...SEVERITIES.map((severity) => h("span", { class: severity }, h("i", { "aria-hidden": "true" }), severity)),
      ),
    );
  }

  private more(total: number): HTMLElement {
    const again = () => {
      this.all = true;
      this.draw();
    };
    return h("button", { type: "button", class: "more", onclick: again }, `Show all ${total} rules`);
  }
}

function about({ run, database, outcomes }: Overview): string {
  const files = Object.values(outcomes).reduce((a, b) => a + b, 0);
  const day = (run.finished ?? run.started).slice(0, 10);
  const when = new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const options = Object.entries(run.options)
    .filter(([, value]) => typeof value === "string" || Array.isArray(value))
    .map(([name, value]) => `${name.replaceAll("_", "-")} ${String(value)}`);
  return [
    `${count(files, "file")}, ${many(outcomes["checked"] ?? 0)} of them checked`,
    `${when}, reslint ${run.reslint}`,
    ...options,
    `run ${run.id} of ${database}${run.state === "open" ? ", which has not come to its end" : ""}`,
  ].join(" · ");
}

/** An answer by its first column, the link choosing that. */
function groups(answer: Answer, name: string, shown: (word: string) => string): Group[] {
  const at = (column: string) => answer.columns.indexOf(column);
  return answer.rows.map((row) => {
    const word = String(row[0] ?? 0);
    const value = word === "0" || word === "" ? "none" : word;
    return {
      name: shown(word),
      texts: Number(row[at("texts")]),
      counts: ["errors", "warnings", "notes"].map((column) => Number(row[at(column)])),
      link: (severity) => href("findings", { [name]: value, severity }),
    };
  });
}

/** The years in a row, those without texts, too; texts without a date at the end. */
function yearGroups(answer: Answer): Group[] {
  const found = groups(answer, "year", (word) => (word === "0" ? "no date" : word));
  const dated = found.filter((group) => group.name !== "no date");
  const first = Number(dated[0]?.name);
  const last = Number(dated.at(-1)?.name);
  const known = new Map(dated.map((group) => [group.name, group]));
  const none = (name: string): Group => ({ name, texts: 0, counts: [0, 0, 0], link: () => href("findings") });
  const all =
    last - first > MOST
      ? dated
      : Array.from({ length: last - first + 1 || 0 }, (_, n) => String(first + n)).map(
          (year) => known.get(year) ?? none(year),
        );
  return [...all, ...found.filter((group) => group.name === "no date")];
}

/** The rules, most findings first, whatever their severity. */
function ruleGroups(answer: Answer, texts: number): Group[] {
  const found = new Map<string, number[]>();
  for (const [rule, severity, findings] of answer.rows) {
    const counts = found.get(String(rule)) ?? [0, 0, 0];
    counts[SEVERITIES.findIndex((name) => name === severity)]! += Number(findings);
    found.set(String(rule), counts);
  }
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  return [...found]
    .sort(([, a], [, b]) => sum(b) - sum(a))
    .map(([rule, counts]) => ({
      name: rule,
      texts,
      counts,
      link: (severity) => href("findings", { rule, severity }),
    }));
}

function totals(answer: Answer): number[] {
  return ["errors", "warnings", "notes"].map((name) =>
    answer.rows.reduce((sum, row) => sum + Number(row[answer.columns.indexOf(name)]), 0),
  );
}
