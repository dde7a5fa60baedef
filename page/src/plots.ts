/** Bars: upright along years and sessions, lying for rules, languages and organs. Each one leads to its findings. */

import * as Plot from "@observablehq/plot";
import { SEVERITIES } from "./data";
import { h, many } from "./dom";

/** `name` on the axis; findings by severity in the order of `SEVERITIES`; where a bar leads to, "" for all severities. */
export interface Group {
  name: string;
  texts: number;
  counts: number[];
  link: (severity: string) => string;
}

interface Piece {
  name: string;
  severity: string;
  value: number;
  link: string;
  label: string;
}

const COLOUR = {
  type: "ordinal" as const,
  domain: [...SEVERITIES],
  range: SEVERITIES.map((severity) => `var(--bar-${severity})`),
};
// What both kinds of bars are made of.
const STACKED = {
  fill: "severity",
  order: [...SEVERITIES],
  href: "link",
  ariaLabel: "label",
  title: "label",
};
const MOST_TEXT = 7.2; // pixels of a letter on an axis, generously

/** Upright bars in the order given, named by years or sessions. `width`: of the place there is. */
export function columns(groups: Group[], perText: boolean, width: number, label: string): Element {
  const names = groups.map((group) => group.name);
  const wide = Math.max(...names.map((name) => name.length)) * MOST_TEXT + 10;
  const room = Math.min(width, 70 + names.length * 90);
  const least = (names.length * wide) / (room - 60);
  const every = [1, 2, 5, 10, 20, 50].find((step) => step >= least) ?? 100;
  return Plot.plot({
    width: room,
    height: 260,
    marginLeft: 50,
    marginTop: 30,
    ariaLabel: label,
    color: COLOUR,
    x: {
      type: "band",
      domain: names,
      label: null,
      ticks: names.filter((name) => !(Number(name) % every)),
      padding: 0.2,
    },
    y: { label: perText ? "findings per text" : "findings", grid: true, nice: true, zero: true, tickFormat: ticks },
    marks: [
      Plot.barY(pieces(groups, perText), {
        x: "name",
        y: "value",
        ...STACKED,
      }),
      Plot.ruleY([0], { stroke: "var(--line-strong)", ariaHidden: "true" }),
    ],
  });
}

/** Lying bars, the name before and the sum behind each. */
export function bars(groups: Group[], perText: boolean, width: number, label: string): Element {
  const left = Math.max(...groups.map((group) => group.name.length)) * MOST_TEXT + 14;
  const sums = groups.map((group) => ({ name: group.name, value: sum(group, perText) }));
  return Plot.plot({
    width,
    height: groups.length * 25 + 16,
    marginLeft: Math.min(left, width / 2),
    marginRight: 56,
    marginTop: 4,
    marginBottom: 12,
    ariaLabel: label,
    color: COLOUR,
    x: { axis: null, zero: true },
    y: { type: "band", domain: groups.map((group) => group.name), label: null, tickSize: 0, padding: 0.25 },
    marks: [
      Plot.barX(pieces(groups, perText), {
        y: "name",
        x: "value",
        ...STACKED,
      }),
      Plot.text(sums, {
        y: "name",
        x: "value",
        text: (d: { value: number }) => figure(d.value, perText),
        textAnchor: "start",
        dx: 6,
        fill: "var(--faint)",
      }),
    ],
  });
}

/** The figures of a plot as a table, for those who read it and for paper. */
export function figures(groups: Group[], what: string): HTMLElement {
  const head = [what, "texts", "errors", "warnings", "notes", "per text"];
  return h(
    "details",
    { class: "figures" },
    h("summary", {}, "The figures"),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...groups.map((group) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, h("a", { href: group.link("") }, group.name)),
            h("td", {}, many(group.texts)),
            ...group.counts.map((n) => h("td", {}, many(n))),
            h("td", {}, figure(sum(group, true), true)),
          ),
        ),
      ),
    ),
  );
}

function pieces(groups: Group[], perText: boolean): Piece[] {
  return groups.flatMap((group) =>
    SEVERITIES.map((severity, n) => ({
      name: group.name,
      severity,
      value: (group.counts[n] ?? 0) / (perText ? Math.max(1, group.texts) : 1),
      link: group.link(severity),
      label: `${group.name}: ${many(group.counts[n] ?? 0)} ${severity}s in ${many(group.texts)} texts`,
    })).filter((piece) => piece.value),
  );
}

function sum(group: Group, perText: boolean): number {
  const all = group.counts.reduce((a, b) => a + b, 0);
  return perText ? all / Math.max(1, group.texts) : all;
}

function figure(value: number, perText: boolean): string {
  return perText ? value.toFixed(2) : many(value);
}

function ticks(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}
