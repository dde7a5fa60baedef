/** One finding, opened: its words in the text, why it is one, and what would put it right. */

import { fileHref, href } from "./address";
import { type Archive, languageOf, nameOf, spoken } from "./archive";
import { type Fix, SEVERITIES, type Words, wordsOf } from "./data";
import { badge, bdi, file, h, message } from "./dom";

export interface Steps {
  close: () => void;
  /** To the next finding (1) or the one before (-1). */
  step: (by: number) => void;
}

export class Panel {
  readonly element = h("aside", { class: "panel", "aria-label": "The finding", hidden: true });
  private readonly body = h("div", { class: "body" });
  private readonly heading = h("h2", { tabindex: "-1" });
  private readonly where = h("span", { class: "where" });
  private readonly before: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private shown = -1;

  constructor(
    private readonly archive: Archive,
    steps: Steps,
  ) {
    this.before = button("Previous", "k", "↑", () => steps.step(-1));
    this.next = button("Next", "j", "↓", () => steps.step(1));
    this.element.append(
      h(
        "div",
        { class: "bar" },
        this.before,
        this.next,
        this.where,
        button("Close", "Escape", "✕", () => steps.close()),
      ),
      this.heading,
      this.body,
    );
  }

  /** Shows finding `n`, which is number `at` of `total` in the table (-1: it is not in it). */
  async show(n: number, at: number, total: number, query: URLSearchParams): Promise<void> {
    this.where.textContent = at < 0 ? "not among those in the table" : `${at + 1} of ${total.toLocaleString("en")}`;
    this.before.disabled = at <= 0;
    this.next.disabled = at === total - 1;
    if (this.shown === n) {
      return;
    }
    this.shown = n;
    const { findings } = this.archive;
    const words = await wordsOf(n, this.archive.overview);
    if (this.shown !== n) {
      return; // another one was opened while the words came
    }
    const said = findings.message.words[findings.message.codes[n]!]!;
    this.heading.replaceChildren(badge(SEVERITIES[findings.severity[n]!]!), " ", message(said));
    this.body.replaceChildren(...this.parts(n, words, query));
    this.element.scrollTop = 0;
    if (!document.activeElement?.closest("input, select")) {
      this.heading.focus({ preventScroll: true });
    }
  }

  /** As if none had been shown. */
  forget(): void {
    this.shown = -1;
  }

  private parts(n: number, words: Words, query: URLSearchParams): HTMLElement[] {
    const { findings, texts, overview } = this.archive;
    const text = findings.text[n]!;
    const language = languageOf(texts, text);
    const rule = findings.rule.words[findings.rule.codes[n]!]!;
    const severity = SEVERITIES[findings.severity[n]!]!;
    const [summary, authority] = overview.rules[rule] ?? ["", ""];
    const [, , , , before, quote, cut, after, fix, related, silenced] = words;
    const parts: (HTMLElement | null)[] = [
      h(
        "blockquote",
        spoken(language),
        before,
        h("mark", { class: severity }, quote),
        cut ? h("span", { class: "cut" }, " … ") : "",
        after,
      ),
      silenced === null
        ? null
        : h(
            "p",
            { class: "silenced" },
            "Silenced by a comment in the text: ",
            h("bdi", { dir: "auto" }, silenced || "no reason is given"),
          ),
      this.facts(n, words),
      fix && fixPart(fix, language),
      related.length
        ? part(
            "What explains it",
            h(
              "ul",
              {},
              ...related.map(([said, place]) =>
                h("li", {}, message(said), place && !said.includes(place) && h("q", spoken(language), place)),
              ),
            ),
          )
        : null,
      part(
        "The rule",
        h("p", {}, h("code", {}, rule), summary && `: ${summary}.`),
        authority ? h("p", { class: "faint" }, authority) : "",
        h(
          "p",
          {},
          h("a", { href: href("findings", { rule, sort: query.get("sort") ?? "" }) }, "All findings of this rule"),
        ),
      ),
    ];
    return parts.filter((each) => each !== null);
  }

  /** Where it stands. */
  private facts(n: number, [row, column]: Words): HTMLElement {
    const { findings, texts, overview } = this.archive;
    const text = findings.text[n]!;
    const name = nameOf(texts, text);
    const language = languageOf(texts, text);
    const path = texts.path.words[texts.path.codes[text]!]!;
    const title = texts.title.words[texts.title.codes[text]!]!;
    const paragraph = findings.paragraph.words[findings.paragraph.codes[n]!]!;
    const place = findings.place.words[findings.place.codes[n]!]!;
    const exact = place === `line ${row}` ? `${place}, column ${column}` : place;
    const cited = findings.cited.words[findings.cited.codes[n]!]!;
    const written = findings.written.words[findings.written.codes[n]!]!;
    const facts: [string, (Node | string)[]][] = [
      [
        "Text",
        [h("a", { href: href("findings", { text: name }) }, bdi(name)), ` ${overview.languages[language] ?? language}`],
      ],
      ["Title", title ? [h("span", spoken(language), title)] : []],
      ["Place", [paragraph ? `${paragraph}, ${exact}` : exact]],
      ["File", [file(path, fileHref(path, overview.base))]],
      [
        "Cites",
        cited ? [h("a", { href: href("findings", { cites: cited }) }, cited), written && ` of ${written}`] : [],
      ],
    ];
    return h(
      "dl",
      {},
      ...facts
        .filter(([, value]) => value.length)
        .flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, ...value)]),
    );
  }
}

/** The text with what goes struck out and what comes underlined. */
function fixPart([title, safe, pieces, elsewhere]: Fix, language: string): HTMLElement {
  const shown = pieces.map(([kind, words]) =>
    kind === "-" ? h("del", {}, words) : kind === "+" ? h("ins", {}, words) : words,
  );
  return part(
    "What would put it right",
    h(
      "p",
      {},
      message(title),
      h("span", { class: "faint" }, safe ? " · safe: changes no meaning" : " · look at it before it is taken over"),
    ),
    shown.length ? h("p", { class: "change", ...spoken(language) }, ...shown) : "",
    elsewhere
      ? h(
          "p",
          { class: "faint" },
          `${elsewhere} further change${elsewhere === 1 ? "" : "s"} in other places of the text`,
        )
      : "",
  );
}

function part(title: string, ...children: (Node | string)[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}

function button(name: string, key: string, sign: string, onclick: () => void): HTMLButtonElement {
  return h(
    "button",
    { type: "button", "aria-keyshortcuts": key, title: `${name} (${key})`, "aria-label": name, onclick },
    sign,
  );
}
