/** What the tests make: folders that go away, and programs that behave like reslint. */

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const made: string[] = [];
process.on("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder, removed when the tests of the file are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "reslint-vscode-"));
  made.push(folder);
  return folder;
}

/** Writes a program at `file` that runs the fake server and fails as `failure` says. */
export function fakeReslint(file: string, failure = ""): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nFAKE=${failure} exec "${process.execPath}" "${resolve("out/fakeServer.js")}" "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Waits until `holds`; fails with `what` after some seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries === 500) {
      throw new Error(`It never came to pass: ${what}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
