/** Tables that sort and scroll however many rows they have, each sort kept in the address. */

import {
  type CellComponent,
  type ColumnDefinition,
  FilterModule,
  FormatModule,
  InteractionModule,
  ResizeColumnsModule,
  ResizeTableModule,
  ResponsiveLayoutModule,
  SortModule,
  Tabulator,
} from "tabulator-tables";
import { changed, go, href, read } from "./address";
import { h } from "./dom";

Tabulator.registerModule([
  FilterModule,
  FormatModule,
  InteractionModule,
  ResizeColumnsModule,
  ResizeTableModule,
  ResponsiveLayoutModule,
  SortModule,
]);

const NARROW = 1200; // pixels of a window in which a table, with a panel beside it, has little room

/** `value`: what a row is sorted by; `cell`: what is shown; `least`: its width in a narrow window;
 * `grow`: its share of what is left; `wrap`: it may have several lines; `leaves`: the higher, the sooner it goes where the window is narrow (0: never). */
export interface Column<R> {
  field: string;
  title: string;
  value: (row: R) => number | string;
  cell?: (row: R) => Node | string;
  width?: number;
  least?: number;
  wrap?: boolean;
  grow?: number;
  leaves?: number;
  numeric?: boolean;
}

interface Held<R> {
  id: number;
  row: R;
  [field: string]: unknown;
}

export class Table<R> {
  readonly element: HTMLElement;
  private readonly box = h("div");
  private table: Tabulator | null = null;
  private built: Promise<void> | null = null;
  private sorted = "";
  private rest = false; // whether sorts are our own doing
  private marked: R | null = null;
  private standing: R[] | null = null;

  /** `label`: the accessible name; `initial`: what it is sorted by where the address says nothing, "-year" downwards. */
  constructor(
    label: string,
    private readonly columns: Column<R>[],
    private readonly rows: R[],
    private readonly initial: string,
    private readonly opened?: (row: R) => void,
    private readonly empty = "Nothing that fits these filters.",
  ) {
    this.element = h("div", { class: opened ? "table openable" : "table" }, this.box);
    this.box.setAttribute("aria-label", label);
  }

  /** Shows those rows for which `shown` holds, sorted as the address says. Has to be in the page by then. */
  async show(query: URLSearchParams, shown: ((row: R) => boolean) | null = null): Promise<void> {
    this.built ??= this.build();
    await this.built;
    const table = this.table!;
    this.rest = true;
    if (shown) {
      table.setFilter((held: Held<R>) => shown(held.row));
    }
    const sort = query.get("sort") ?? this.initial;
    if (sort !== this.sorted) {
      this.sorted = sort;
      const field = sort.replace(/^-/, "");
      if (this.columns.some((column) => column.field === field)) {
        table.setSort(field, sort.startsWith("-") ? "desc" : "asc");
      }
    }
    this.rest = false;
  }

  /** The rows in the order in which they stand. */
  order(): R[] {
    this.standing ??= (this.table?.getData("active") as Held<R>[] | undefined)?.map((held) => held.row) ?? [];
    return this.standing;
  }

  /** Marks a row and brings it into sight; null: none. */
  mark(row: R | null): void {
    const before = this.marked;
    this.marked = row;
    for (const one of [before, row]) {
      const component = one === null ? false : this.table?.getRow(this.rows.indexOf(one));
      component && component.getElement().classList.toggle("marked", one === row);
    }
    if (row !== null && this.order().includes(row)) {
      void this.table?.scrollToRow(this.rows.indexOf(row), "nearest", false).catch(() => undefined);
    }
  }

  /** Fits it into a place that has another size. */
  fit(): void {
    this.table?.redraw();
  }

  private build(): Promise<void> {
    const data = this.rows.map((row, id) => {
      const held: Held<R> = { id, row };
      for (const column of this.columns) {
        held[column.field] = column.value(row);
      }
      return held;
    });
    const table = new Tabulator(this.box, {
      data: data as object[],
      columns: this.columns.map((column) => this.definition(column)),
      layout: "fitColumns",
      responsiveLayout: "hide",
      height: "100%",
      ...(this.columns.some((column) => column.wrap) ? {} : { rowHeight: 34 }),
      placeholder: this.empty,
      columnDefaults: { resizable: "header", headerSortTristate: false },
      rowFormatter: (row) => {
        row.getElement().classList.toggle("marked", (row.getData() as Held<R>).row === this.marked);
      },
    });
    this.table = table;
    if (this.opened) {
      table.on("rowClick", (event, row) => {
        if (!(event.target as Element).closest("a") && !getSelection()?.toString()) {
          this.opened?.((row.getData() as Held<R>).row);
        }
      });
    }
    table.on("dataFiltered", () => (this.standing = null));
    table.on("dataSorted", (sorters) => {
      this.standing = null;
      const first = sorters[0];
      if (first && !this.rest) {
        this.sorted = `${first.dir === "desc" ? "-" : ""}${first.field}`;
        const { view, query } = read(location.hash);
        go(href(view, changed(query, { sort: this.sorted === this.initial ? "" : this.sorted })), true);
      }
    });
    return new Promise((resolve) => {
      table.on("tableBuilt", () => {
        this.forKeys();
        resolve();
      });
    });
  }

  private definition(column: Column<R>): ColumnDefinition {
    const cell = column.cell;
    const width = (innerWidth < NARROW ? column.least : undefined) ?? column.width ?? 60;
    return {
      field: column.field,
      title: column.title,
      responsive: column.leaves ?? 0,
      minWidth: width,
      cssClass: [column.numeric ? "number" : "", column.wrap ? "wrap" : ""].join(" ").trim(),
      hozAlign: column.numeric ? "right" : "left",
      sorter: (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0),
      formatter: (component: CellComponent) => {
        const row = (component.getData() as Held<R>).row;
        const shown = cell ? cell(row) : String(column.value(row));
        return typeof shown === "string" ? h("span", {}, shown) : (shown as HTMLElement);
      },
      ...(column.grow ? { widthGrow: column.grow } : { width }),
    };
  }

  /** The library sorts by the mouse alone, and puts a stop for the Tab key where a grid may have none. */
  private forKeys(): void {
    this.box.querySelector(".tabulator-tableholder")?.removeAttribute("tabindex");
    for (const head of this.box.querySelectorAll<HTMLElement>(".tabulator-col.tabulator-sortable")) {
      head.tabIndex = 0;
      head.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          head.click();
        }
      });
    }
  }
}
