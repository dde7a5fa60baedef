/** What could not be checked, and why. */

import { fileHref } from "./address";
import type { FileRow, Overview } from "./data";
import { bdi, file, h } from "./dom";
import { Facets, words } from "./facets";
import { FilterBar } from "./filterbar";
import { Table } from "./table";
import type { View } from "./view";

const OUTCOMES = ["broken", "unreadable", "passed over"];

export class FilesView implements View {
  readonly title = "Files";
  readonly element: HTMLElement;
  private readonly facets: Facets;
  private readonly bar: FilterBar;
  private readonly table: Table<FileRow>;
  private readonly place = new Map<FileRow, number>();

  constructor(overview: Overview, rows: FileRow[]) {
    rows.forEach((row, n) => this.place.set(row, n));
    const outcome = { words: OUTCOMES, codes: rows.map((row) => OUTCOMES.indexOf(row[1])) };
    const column = (at: 0 | 2) => ({ words: rows.map((row) => row[at]), code: (n: number) => n });
    this.facets = new Facets(rows.length, [words("outcome", "Outcome", outcome)], [column(0), column(2)]);
    this.bar = new FilterBar("files", this.facets, "file", "path, reason …");
    this.table = new Table(
      "Files that were not checked",
      [
        {
          field: "path",
          title: "File",
          grow: 2,
          width: 160,
          value: ([path]) => path,
          cell: ([path]) => file(path, fileHref(path, overview.base)),
        },
        { field: "outcome", title: "Outcome", width: 120, value: ([, outcome]) => outcome },
        {
          field: "why",
          title: "Why",
          grow: 3,
          width: 160,
          wrap: true,
          value: ([, , why]) => why,
          cell: ([, , why]) => bdi(why),
        },
      ],
      rows,
      "path",
      undefined,
      rows.length ? undefined : "Every file was checked.",
    );
    this.element = h(
      "section",
      { class: "full-height" },
      h("h1", {}, "Files that were not checked"),
      h(
        "p",
        { class: "about" },
        "Passed over: no resolution is in it. Unreadable: it could not be opened or taken apart. Broken: a check failed on it.",
      ),
      this.bar.element,
      h("div", { class: "beside" }, this.table.element),
    );
  }

  async show(query: URLSearchParams): Promise<void> {
    const chosen = this.facets.choose(query);
    this.bar.show(query, chosen);
    await this.table.show(query, (row) => chosen.mask[this.place.get(row)!] === 1);
  }
}
