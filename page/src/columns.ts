/** Columns that several tables have. */

import { placeOf } from "./archive";
import { type Findings, SEVERITIES } from "./data";
import { badge, message } from "./dom";
import type { Column } from "./table";

/** The first column of a table of findings. */
export function severityColumn(findings: Findings): Column<number> {
  return {
    field: "severity",
    title: "Severity",
    width: 104,
    least: 98,
    value: (n) => findings.severity[n]!,
    cell: (n) => badge(SEVERITIES[findings.severity[n]!]!),
  };
}

/** What a finding says, which takes what room is left. */
export function messageColumn({ message: said }: Findings, title: string, width: number): Column<number> {
  return {
    field: "message",
    title,
    grow: 5,
    width,
    least: 130,
    value: (n) => said.codes[n]!,
    cell: (n) => message(said.words[said.codes[n]!]!),
  };
}

/** Paragraph by paragraph, and in one of them row by row. */
export function placeColumn(findings: Findings, width: number, leaves: number): Column<number> {
  return {
    field: "place",
    title: "Place",
    width,
    leaves,
    value: (n) => findings.paragraph.codes[n]! * 1e7 + findings.row[n]!,
    cell: (n) => placeOf(findings, n),
  };
}

/** A number by text, which some texts do not have (0): a session, a year. */
export function numberColumn(title: string, width: number, leaves: number, of: (n: number) => number): Column<number> {
  return {
    field: title.toLowerCase(),
    title,
    width,
    leaves,
    numeric: true,
    value: of,
    cell: (n) => String(of(n) || ""),
  };
}
