/** The settings of the editor; they say where things are, and nothing else. */

import { homedir } from "node:os";
import { workspace } from "vscode";
import { resolvePath } from "./executable";

export const SECTION = "reslint";

/** What the server is told: the absolute path of the settings file for all texts, null: the nearest to each. */
export interface ServerSettings {
  readonly configuration: string | null;
}

export function commandSetting(): string {
  return workspace.getConfiguration(SECTION).get("path", "");
}

export function serverSettings(): ServerSettings {
  const value = workspace.getConfiguration(SECTION).get("configuration", "").trim();
  if (value === "") {
    return { configuration: null };
  }
  // A relative path without a folder goes to the server as it is, which then says that there is no such file.
  return {
    configuration: resolvePath(value, { folders: folders(), home: homedir(), platform: process.platform }) ?? value,
  };
}

/** The folders of the workspace that lie on a disk. */
export function folders(): readonly string[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}
