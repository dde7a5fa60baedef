/** Where the program is. Pure: what is on the disk is asked of `isExecutable`. */

import { posix, win32 } from "node:path";

/** What the search goes by. `path` is the variable PATH; `folders` are the workspace's, the first one before the others. */
export interface Surroundings {
  readonly setting: string;
  readonly trusted: boolean;
  readonly folders: readonly string[];
  readonly path: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  isExecutable(file: string): boolean;
}

/** The program's absolute path; or why there is none, in one sentence that says what to do, and where that is done. */
export type Found = { readonly command: string } | NotFound;

interface NotFound {
  readonly reason: string;
  readonly remedy: "setting" | "trust";
}

export const DEFAULT_COMMAND = "reslint";
const ENVIRONMENTS = [".venv", "venv"];

export function findExecutable(around: Surroundings): Found {
  const setting = around.setting.trim() || DEFAULT_COMMAND;
  if (isName(setting)) {
    return onPath(setting, around) ?? (setting === DEFAULT_COMMAND ? inEnvironments(around) : notOnPath(setting));
  }
  return atPath(setting, around);
}

/**
 * `value` as an absolute path: `~` is the home, `${workspaceFolder}` the first folder, and a relative path begins there.
 * Undefined where it needs a folder and none is open.
 */
export function resolvePath(
  value: string,
  around: Pick<Surroundings, "folders" | "home" | "platform">,
): string | undefined {
  const { isAbsolute, join, normalize } = flavour(around.platform);
  const [folder] = around.folders;
  if (value === "~" || /^~[/\\]/.test(value)) {
    return join(around.home, value.slice(1));
  }
  const rest = value.replace(/^\$\{workspaceFolder\}[/\\]?/, "");
  if (rest === value && isAbsolute(value)) {
    return normalize(value);
  }
  return folder === undefined ? undefined : join(folder, rest);
}

function atPath(setting: string, around: Surroundings): Found {
  const file = resolvePath(setting, around);
  if (file === undefined) {
    return none(
      "setting",
      `reslint.path is “${setting}”, which begins at a folder, and no folder is open: write the whole path.`,
    );
  }
  if (!around.trusted && isInside(file, around)) {
    return none(
      "trust",
      `reslint.path is “${setting}”, a program in a workspace that is not trusted: trust the workspace, or name another.`,
    );
  }
  const runnable = named(file, around).find((each) => around.isExecutable(each));
  return runnable === undefined
    ? none("setting", `reslint.path is “${setting}”, but ${file} is no program that can be run: correct the setting.`)
    : { command: runnable };
}

/** Entries of PATH that are no absolute paths are left out: they would run whatever lies in the folder that is open. */
function onPath(name: string, around: Surroundings): Found | undefined {
  const { delimiter, isAbsolute, join } = flavour(around.platform);
  for (const folder of around.path.split(delimiter).filter((entry) => isAbsolute(entry))) {
    const command = named(join(folder, name), around).find((file) => around.isExecutable(file));
    if (command !== undefined) {
      return { command };
    }
  }
  return undefined;
}

function inEnvironments(around: Surroundings): Found {
  const { join } = flavour(around.platform);
  const scripts = around.platform === "win32" ? "Scripts" : "bin";
  const command = around.folders
    .flatMap((folder) => ENVIRONMENTS.map((environment) => join(folder, environment, scripts, DEFAULT_COMMAND)))
    .flatMap((file) => named(file, around))
    .find((file) => around.isExecutable(file));
  if (command === undefined) {
    return none("setting", "reslint was not found: pip install 'reslint[lsp]', or set reslint.path.");
  }
  return around.trusted
    ? { command }
    : none(
        "trust",
        "reslint was found in this workspace only, which is not trusted: trust it, or install reslint on your PATH.",
      );
}

function notOnPath(name: string): NotFound {
  return none(
    "setting",
    `reslint.path is “${name}”, which is not on the PATH: correct the setting, or write the whole path.`,
  );
}

function none(remedy: NotFound["remedy"], reason: string): NotFound {
  return { reason, remedy };
}

function isName(setting: string): boolean {
  return !/[/\\]/.test(setting) && setting !== "~";
}

function isInside(file: string, around: Surroundings): boolean {
  const { isAbsolute, relative } = flavour(around.platform);
  return around.folders.some((folder) => {
    const way = relative(folder, file);
    return way !== "" && !/^\.\.([/\\]|$)/.test(way) && !isAbsolute(way);
  });
}

/** On Windows a program ends in .exe, whether the setting says so or not; a .cmd cannot be run without a shell. */
function named(file: string, around: Surroundings): readonly string[] {
  return around.platform !== "win32" || /\.exe$/i.test(file) ? [file] : [`${file}.exe`];
}

function flavour(platform: NodeJS.Platform): typeof posix {
  return platform === "win32" ? win32 : posix;
}
