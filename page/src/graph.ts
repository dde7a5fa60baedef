/** A series as a picture: its resolutions in the order of time, an arc from each to what it cites. */

import type { Edge, Graph } from "./data";
import { s } from "./dom";

const STEP = { least: 24, most: 64 }; // pixels from one resolution to the next
const HIGH = 250; // of the highest arc
const BELOW = 96; // room for symbols and years
const SIDE = 36;

export interface Picture {
  element: SVGSVGElement;
  /** Shows what belongs to a resolution alone; null: everything. */
  highlight: (node: number | null) => void;
}

/** `link`: where a resolution leads to, "" nowhere; `told`: what it says to those who cannot see; `at`: it is pointed at. */
export function draw(
  graph: Graph,
  width: number,
  link: (node: number) => string,
  told: (node: number) => string,
  at: (node: number | null) => void,
): Picture {
  const { nodes, edges } = graph;
  const step = Math.min(STEP.most, Math.max(STEP.least, (width - 2 * SIDE) / Math.max(1, nodes.length - 1)));
  const whole = Math.max(2 * SIDE + step * (nodes.length - 1), 120);
  const x = (node: number) => SIDE + step * node;
  const furthest = Math.max(1, ...edges.map(([a, b]) => Math.abs(a - b)));
  const high = Math.min(HIGH, (furthest * step) / 2);
  const base = high + 24;

  const arc = ([from, to]: Edge): string => {
    const [a, b] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
    const rise = Math.max(8, (high * Math.abs(from - to)) / furthest);
    return a === b ? `M${a},${base} a7,9 0 1 1 0.1,0` : `M${a},${base} A${(b - a) / 2},${rise} 0 0 1 ${b},${base}`;
  };
  const arcs = edges.map((edge) => {
    const [from, to, , wrong] = edge;
    const title = `${nodes[from]![1]} cites ${nodes[to]![1]}${wrong.length ? " with a wrong date" : ""}`;
    return s("path", { d: arc(edge), class: wrong.length ? "arc wrong" : "arc" }, s("title", {}, title));
  });
  const drawn = nodes.map((node, n) => {
    const [, short, , , texts, cited, missed] = node;
    const kinds = ["node", texts.length ? "here" : "", cited ? "" : "uncited", missed.length ? "missed" : ""];
    const inside = [
      s("circle", { cx: x(n), cy: base, r: 12, class: "reach" }),
      missed.length ? s("circle", { cx: x(n), cy: base, r: 9, class: "ring" }) : null,
      s("circle", { cx: x(n), cy: base, r: 5.5, class: "dot" }),
      s("text", { x: x(n), y: base + 16, transform: `rotate(-60 ${x(n)} ${base + 16})`, dy: "0.3em" }, short),
    ];
    const events = {
      onmouseenter: () => at(n),
      onmouseleave: () => at(null),
      onfocus: () => at(n),
      onblur: () => at(null),
    };
    const to = link(n);
    return to
      ? s("a", { href: to, class: kinds.join(" "), "aria-label": told(n), ...events }, ...inside)
      : s("g", { tabindex: 0, role: "img", class: kinds.join(" "), "aria-label": told(n), ...events }, ...inside);
  });
  const element = s(
    "svg",
    {
      width: whole,
      height: base + BELOW,
      viewBox: `0 0 ${whole} ${base + BELOW}`,
      class: "graph",
      role: "group",
      "aria-label": `Citations within the series ${graph.title}`,
    },
    ...arcs.filter((_, n) => !edges[n]![3].length),
    ...arcs.filter((_, n) => edges[n]![3].length),
    ...years(graph, x, base),
    ...drawn,
  );
  const highlight = (node: number | null) => {
    element.classList.toggle("pointed", node !== null);
    const near = new Set<number>(node === null ? [] : [node]);
    edges.forEach(([from, to], n) => {
      const on = from === node || to === node;
      arcs[n]!.classList.toggle("on", on);
      if (on) {
        near.add(from).add(to);
      }
    });
    drawn.forEach((each, n) => each.classList.toggle("on", near.has(n)));
  };
  return { element, highlight };
}

/** The year of a day; "" where only the session is known. */
export function yearOf(when: string): string {
  return /^\d{4}/.exec(when)?.[0] ?? "";
}

/** Years under the resolutions, each once, a line over those that belong to it; as many as have room. */
function years({ nodes }: Graph, x: (node: number) => number, base: number): SVGElement[] {
  const groups: { year: string; first: number; last: number }[] = [];
  nodes.forEach(([, , , day], n) => {
    const year = yearOf(day) || day || "no date";
    const group = groups.at(-1);
    if (group?.year === year) {
      group.last = n;
    } else {
      groups.push({ year, first: n, last: n });
    }
  });
  const at = base + 74;
  let free = 0;
  return groups.flatMap(({ year, first, last }) => {
    const middle = (x(first) + x(last)) / 2;
    const line = s("line", { x1: x(first) - 8, x2: x(last) + 8, y1: at, y2: at, class: "year" });
    const half = year.length * 3.6;
    if (middle - half < free) {
      return [line];
    }
    free = middle + half + 5;
    return [line, s("text", { x: middle, y: at + 14, class: "year" }, year)];
  });
}
