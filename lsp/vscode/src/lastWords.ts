/** What a program wrote on standard error before it ended: its own word on why. Pure. */

import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type LogLine, readLogLine } from "./logLine";

/** Milliseconds in which the rest of what was written arrives after the program has ended. */
const REST = 500;

export class LastWords {
  private line: string | undefined;
  private ended: Promise<boolean> = Promise.resolve(true);

  /** Reads `input` to its end and hands each line on to `log`. */
  listen(input: Readable, log: (line: LogLine) => void): void {
    const lines = createInterface({ input });
    this.ended = new Promise((done) => lines.on("close", () => done(true)));
    lines.on("line", (line) => {
      const read = readLogLine(line);
      log(read);
      this.line = read.text.trim() || this.line;
    });
  }

  /**
   * The last line that was not empty, which is where programs say what went wrong. Undefined where there was none, or where
   * the program goes on: what it wrote then has nothing to do with an end.
   */
  async recall(): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const goesOn = new Promise<boolean>((done) => (timer = setTimeout(done, REST, false)));
    const hasEnded = await Promise.race([this.ended, goesOn]);
    clearTimeout(timer);
    return hasEnded ? this.line : undefined;
  }
}
