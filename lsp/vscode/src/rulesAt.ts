/** Which rules speak at a place. Pure. */

import { SOURCE } from "./status";

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** The part of a diagnostic of VS Code that is looked at. */
export interface Finding {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly message: string;
  readonly source?: string | undefined;
  readonly code?: string | number | { readonly value: string | number } | undefined;
}

export interface RuleAtPlace {
  readonly rule: string;
  readonly message: string;
}

/** The rules of the findings at `place`, each once; where there are none, those of the findings on its line. */
export function rulesAt(findings: readonly Finding[], place: Place): readonly RuleAtPlace[] {
  const own = findings.filter((finding) => finding.source === SOURCE);
  const here = own.filter(({ range }) => !before(place, range.start) && !before(range.end, place));
  const onLine = own.filter(({ range }) => range.start.line <= place.line && place.line <= range.end.line);
  const rules = new Map<string, RuleAtPlace>();
  for (const finding of here.length > 0 ? here : onLine) {
    const rule = ruleOf(finding);
    if (rule !== undefined && !rules.has(rule)) {
      rules.set(rule, { rule, message: finding.message });
    }
  }
  return [...rules.values()];
}

function ruleOf({ code }: Finding): string | undefined {
  const value = typeof code === "object" ? code.value : code;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function before(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
