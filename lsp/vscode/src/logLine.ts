/** A line of the program's log, taken apart so that the editor's log can put its own time and level to it. Pure. */

const LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* (DEBUG|INFO|WARNING|ERROR|CRITICAL) (.*)$/;
const LEVELS = { DEBUG: "debug", INFO: "info", WARNING: "warn", ERROR: "error", CRITICAL: "error" } as const;

export interface LogLine {
  readonly level: (typeof LEVELS)[keyof typeof LEVELS];
  readonly text: string;
}

/** Level and text of `line`; a line of another form is information as it stands. */
export function readLogLine(line: string): LogLine {
  const [, level, text] = LINE.exec(line) ?? [];
  return { level: level === undefined ? "info" : LEVELS[level as keyof typeof LEVELS], text: text ?? line };
}
