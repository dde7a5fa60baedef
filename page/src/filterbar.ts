/** The choices above a table, held in the address. */

import { changed, go, href } from "./address";
import type { Chosen, Facets } from "./facets";
import { count, h, many } from "./dom";

const PATIENCE = 180; // milliseconds without a key before what is typed is searched for

export class FilterBar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  private readonly selects: HTMLSelectElement[];
  private readonly total = h("p", { class: "total", role: "status" });
  private readonly reset = h("a", { class: "reset" }, "Clear all filters");
  private query = new URLSearchParams();
  private timer = 0;

  /** `things`: what a row is, "finding"; `hint`: what is searched; `also`: further controls. */
  constructor(
    private readonly view: string,
    private readonly facets: Facets,
    private readonly things: string,
    hint: string,
    also: HTMLElement[] = [],
    private readonly plural = `${things}s`,
  ) {
    this.search = h("input", { type: "search", placeholder: hint, autocomplete: "off", oninput: () => this.typed() });
    this.selects = facets.dimensions.map(({ name }) =>
      h("select", { name, onchange: (event) => this.change({ [name]: (event.target as HTMLSelectElement).value }) }),
    );
    this.element = h(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("label", { class: "wide" }, h("span", {}, "Search"), this.search),
      ...facets.dimensions.map(({ label }, n) => h("label", {}, h("span", {}, label), this.selects[n])),
      ...also,
      h("div", { class: "sum" }, this.total, this.reset),
    );
  }

  /** Shows what the address asks for. */
  show(query: URLSearchParams, chosen: Chosen): void {
    this.query = query;
    if (document.activeElement !== this.search) {
      this.search.value = query.get("search") ?? "";
    }
    this.facets.dimensions.forEach((dimension, d) => {
      const select = this.selects[d]!;
      const now = query.get(dimension.name) ?? "";
      const options = dimension.words
        .map((word, n) => ({ word, n: chosen.counts[d]![n]! }))
        .filter(({ word, n }) => n || word === now)
        .map(({ word, n }) => h("option", { value: word }, `${dimension.shown(word)} (${many(n)})`));
      select.replaceChildren(h("option", { value: "" }, "all"), ...options);
      select.value = now;
      select.classList.toggle("set", now !== "");
    });
    const { total, all } = chosen;
    this.total.textContent =
      total === all
        ? count(all, this.things, this.plural)
        : `${many(total)} of ${count(all, this.things, this.plural)}`;
    const held = [...query.keys()].some((name) => name !== "sort" && name !== this.things);
    this.reset.toggleAttribute("hidden", !held);
    this.reset.setAttribute("href", href(this.view, { sort: query.get("sort") ?? "" }));
  }

  /** Goes to the address with other values; what is opened is closed. */
  change(values: Record<string, string>, replace = false): void {
    go(href(this.view, changed(this.query, { ...values, [this.things]: "" })), replace);
  }

  private typed(): void {
    clearTimeout(this.timer);
    const further = this.query.has("search");
    this.timer = window.setTimeout(() => this.change({ search: this.search.value.trim() }, further), PATIENCE);
  }
}
