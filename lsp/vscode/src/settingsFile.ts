/** The settings file: which one holds for a text, and what a new one begins with. Pure: the disk is asked through `read`. */

import { dirname, join } from "node:path";

export const SETTINGS_FILE = "reslint.toml";
const TABLE = /^\s*\[\s*(tool|"tool"|'tool')\s*\.\s*(reslint|"reslint"|'reslint')\s*[\].]|^\s*tool\s*\.\s*reslint\b/m;

/**
 * The file that the program takes its settings from for a text in `folder`: `reslint.toml`, or a `pyproject.toml` that
 * has a table for reslint, in the folder or the nearest one above. `read` gives a file's text, undefined where there is none.
 */
export function nearestSettings(folder: string, read: (file: string) => string | undefined): string | undefined {
  for (let place = folder, above = dirname(place); ; place = above, above = dirname(place)) {
    const own = join(place, SETTINGS_FILE);
    if (read(own) !== undefined) {
      return own;
    }
    const project = join(place, "pyproject.toml");
    if (TABLE.test(read(project) ?? "")) {
      return project;
    }
    if (above === place) {
      return undefined;
    }
  }
}

export const NEW_SETTINGS = `# Settings of reslint for this folder and those below it; command line, gate and editor read the same.

# "drafter": everything; "gate": what is certain; "archive": by the conventions of each text's own time.
profile = "drafter"

# Rules that are not to speak here. In the list of findings, the code is the rule.
# ignore = ["operative/sequence"]

# Texts that are left out, as paths from this file.
# exclude = ["archive/**"]

# A rule that should weigh more or less: "error", "warning", "note" or "off".
# [severity]
# "citation/order" = "note"
`;
