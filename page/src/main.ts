/** The page: its head, and the view that the address names. */

import "tabulator-tables/dist/css/tabulator_simple.css";
import "./style/page.css";
import "./style/overview.css";
import "./style/tables.css";
import "./style/panel.css";
import "./style/series.css";
import "./style/narrow.css";
import { href, read } from "./address";
import { type Archive, Keys } from "./archive";
import { CitationsView } from "./citations";
import { type Overview, need } from "./data";
import { h } from "./dom";
import { FilesView } from "./files";
import { FindingsView } from "./findings";
import { OverviewView } from "./overview";
import { SeriesView } from "./series";
import { TextsView } from "./texts";
import { themeChoice } from "./theme";
import type { View } from "./view";

const NAMES = ["overview", "findings", "citations", "series", "texts", "files"] as const;
type Name = (typeof NAMES)[number];

class Page {
  private readonly main = h("main", { tabindex: "-1" });
  private readonly views = new Map<Name, Promise<View>>();
  private readonly links = new Map<Name, HTMLAnchorElement>();
  private archive: Promise<Archive> | null = null;
  private shown: Name | null = null;

  constructor(
    place: HTMLElement,
    private readonly overview: Overview,
  ) {
    for (const name of NAMES) {
      this.links.set(name, h("a", { href: href(name) }, `${name[0]!.toUpperCase()}${name.slice(1)}`));
    }
    place.replaceChildren(
      h(
        "header",
        {},
        h("strong", {}, "reslint"),
        h("nav", { "aria-label": "Views" }, ...this.links.values()),
        themeChoice(),
      ),
      this.main,
    );
    addEventListener("hashchange", () => void this.show());
    void this.show();
  }

  private async show(): Promise<void> {
    const { view } = read(location.hash);
    const name = NAMES.find((each) => each === view) ?? "overview";
    for (const [each, link] of this.links) {
      link.toggleAttribute("aria-current", each === name);
      if (each === name) link.setAttribute("aria-current", "page");
    }
    this.main.querySelector(".failed")?.remove();
    if (this.shown !== name) {
      for (const child of this.main.children) {
        (child as HTMLElement).hidden = true;
      }
      this.shown = name;
    }
    try {
      const made = await this.view(name);
      if (this.shown !== name) {
        return; // the address has changed while its data came
      }
      if (!made.element.isConnected) {
        this.main.append(made.element);
      }
      made.element.hidden = false;
      document.title = `${made.title} · ${this.overview.run.inputs.join(", ")} · reslint`;
      await made.show(read(location.hash).query);
    } catch (error) {
      this.main.append(
        h("p", { class: "failed", role: "alert" }, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  private view(name: Name): Promise<View> {
    let view = this.views.get(name);
    if (view === undefined) {
      view = this.make(name);
      this.views.set(name, view);
    }
    return view;
  }

  private async make(name: Name): Promise<View> {
    const { overview } = this;
    switch (name) {
      case "overview":
        return new OverviewView(overview);
      case "findings":
        return new FindingsView(await this.whole());
      case "citations":
        return new CitationsView(await this.whole(), await need("citations"));
      case "series":
        return new SeriesView(await this.whole(), await need("series"));
      case "texts":
        return new TextsView(overview, await need("texts"));
      case "files":
        return new FilesView(overview, await need("files"));
    }
  }

  private whole(): Promise<Archive> {
    this.archive ??= Promise.all([need("texts"), need("findings")]).then(([texts, findings]) => ({
      overview: this.overview,
      texts,
      findings,
      keys: new Keys(findings),
    }));
    return this.archive;
  }
}

addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("page")!;
  need("overview").then(
    (overview) => new Page(place, overview),
    (error: unknown) => place.append(h("p", { class: "failed", role: "alert" }, String(error))),
  );
});
