/** What the status item says. Pure. */

export type ServerState =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly reason: string; readonly remedy: Remedy };

/** What helps when the server is not there: the setting that says where it is, trust in the workspace, or the log. */
export type Remedy = "setting" | "trust" | "log";

/** How many findings of each kind a text has. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export interface StatusView {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "error";
  readonly busy: boolean;
  readonly action: Remedy | "restart";
}

/** What the server calls itself as the source of a diagnostic. */
export const SOURCE = "reslint";

/** Counts those of `diagnostics` that are findings of reslint; severities as VS Code numbers them (0 is an error). */
export function count(
  diagnostics: readonly { readonly severity: number; readonly source?: string | undefined }[],
): Counts {
  const severities = diagnostics.filter((each) => each.source === SOURCE).map((each) => each.severity);
  return {
    errors: severities.filter((severity) => severity === 0).length,
    warnings: severities.filter((severity) => severity === 1).length,
    notes: severities.filter((severity) => severity > 1).length,
  };
}

/** `counts` are those of the text that is looked at, undefined where reslint does not read it. */
export function view(state: ServerState, counts: Counts | undefined): StatusView {
  switch (state.kind) {
    case "starting":
      return { text: "reslint is starting", detail: "", severity: "information", busy: true, action: "log" };
    case "running":
      return {
        text: counts === undefined ? "reslint is running" : `reslint: ${inWords(counts)}`,
        detail: state.version === undefined ? "" : `version ${state.version}`,
        severity: "information",
        busy: false,
        action: "log",
      };
    case "stopped":
      return { text: "reslint is stopped", detail: "", severity: "information", busy: false, action: "restart" };
    case "failed":
      return {
        text: "reslint is not running",
        detail: state.reason,
        severity: "error",
        busy: false,
        action: state.remedy,
      };
  }
}

function inWords({ errors, warnings, notes }: Counts): string {
  const parts = [plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note")].filter(
    (part) => part !== "",
  );
  return parts.join(", ") || "no findings";
}

function plural(number: number, word: string): string {
  return number === 0 ? "" : `${number} ${word}${number === 1 ? "" : "s"}`;
}
