import assert from "node:assert/strict";
import { test } from "node:test";
import { type Surroundings, findExecutable, resolvePath } from "../src/executable";

function around(files: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "reslint",
    trusted: true,
    folders: ["/drafts", "/more"],
    path: "/usr/local/bin:/usr/bin",
    home: "/home/drafter",
    platform: "linux",
    isExecutable: (file) => files.includes(file),
    ...more,
  };
}

const WINDOWS: Partial<Surroundings> = {
  folders: ["C:\\drafts"],
  path: "C:\\Python;D:\\Tools",
  home: "C:\\Users\\drafter",
  platform: "win32",
};

const FOUND: [string, string, Surroundings][] = [
  ["the first folder of PATH wins", "/usr/local/bin/reslint", around(["/usr/bin/reslint", "/usr/local/bin/reslint"])],
  ["PATH goes before the workspace", "/usr/bin/reslint", around(["/usr/bin/reslint", "/drafts/.venv/bin/reslint"])],
  ["an empty setting is the default", "/usr/bin/reslint", around(["/usr/bin/reslint"], { setting: "  " })],
  [
    ".venv goes before venv",
    "/drafts/.venv/bin/reslint",
    around(["/drafts/venv/bin/reslint", "/drafts/.venv/bin/reslint"]),
  ],
  ["venv will do", "/drafts/venv/bin/reslint", around(["/drafts/venv/bin/reslint", "/more/.venv/bin/reslint"])],
  ["the second folder will do", "/more/.venv/bin/reslint", around(["/more/.venv/bin/reslint"])],
  ["another name is on PATH", "/usr/bin/reslint-next", around(["/usr/bin/reslint-next"], { setting: "reslint-next" })],
  [
    "a path from the home",
    "/home/drafter/bin/reslint",
    around(["/home/drafter/bin/reslint"], { setting: "~/bin/reslint" }),
  ],
  ["a path from the folder", "/drafts/env/reslint", around(["/drafts/env/reslint"], { setting: "env/reslint" })],
  [
    "the folder by its variable",
    "/drafts/env/reslint",
    around(["/drafts/env/reslint"], { setting: "${workspaceFolder}/env/reslint" }),
  ],
  ["a whole path", "/opt/reslint", around(["/opt/reslint"], { setting: "/opt/reslint" })],
  [
    "a whole path, without trust",
    "/opt/reslint",
    around(["/opt/reslint"], { setting: "/opt/reslint", trusted: false }),
  ],
  ["PATH, without trust", "/usr/bin/reslint", around(["/usr/bin/reslint"], { trusted: false })],
  ["on Windows it ends in .exe", "D:\\Tools\\reslint.exe", around(["D:\\Tools\\reslint.exe"], WINDOWS)],
  [
    "Scripts on Windows",
    "C:\\drafts\\.venv\\Scripts\\reslint.exe",
    around(["C:\\drafts\\.venv\\Scripts\\reslint.exe"], WINDOWS),
  ],
  [
    "a path on Windows",
    "E:\\r\\reslint.exe",
    around(["E:\\r\\reslint.exe"], { ...WINDOWS, setting: "E:\\r\\reslint" }),
  ],
  [
    "a path on Windows with slashes",
    "E:\\r\\reslint.EXE",
    around(["E:\\r\\reslint.EXE"], { ...WINDOWS, setting: "E:/r/reslint.EXE" }),
  ],
];

for (const [name, command, surroundings] of FOUND) {
  test(`found: ${name}`, () => assert.deepEqual(findExecutable(surroundings), { command }));
}

const NOT_FOUND: [string, RegExp, Surroundings][] = [
  ["nothing is anywhere", /^reslint was not found: pip install 'reslint\[lsp\]', or set reslint\.path\.$/, around([])],
  [
    "a name that is not on PATH",
    /“linter”, which is not on the PATH/,
    around(["/drafts/.venv/bin/linter"], { setting: "linter" }),
  ],
  ["a path where nothing is", /but \/opt\/reslint is no program/, around([], { setting: "/opt/reslint" })],
  ["a relative path without a folder", /no folder is open/, around([], { setting: "env/reslint", folders: [] })],
  [
    "the workspace's own, without trust",
    /not trusted: trust it/,
    around(["/drafts/.venv/bin/reslint"], { trusted: false }),
  ],
  ["nothing anywhere, without trust", /^reslint was not found/, around([], { trusted: false })],
  [
    "a relative path, without trust",
    /a program in a workspace that is not trusted/,
    around(["/drafts/reslint"], { setting: "./reslint", trusted: false }),
  ],
  [
    "a whole path into the second folder, without trust",
    /a program in a workspace that is not trusted/,
    around(["/more/reslint"], { setting: "/more/reslint", trusted: false }),
  ],
  [
    "a way round into the workspace, without trust",
    /a program in a workspace that is not trusted/,
    around(["/drafts/reslint"], { setting: "/opt/../drafts/reslint", trusted: false }),
  ],
  [
    "a relative folder on PATH",
    /^reslint was not found/,
    around(["bin/reslint", "./reslint", "reslint"], { path: "bin:.:" }),
  ],
  ["a .cmd on Windows", /^reslint was not found/, around(["D:\\Tools\\reslint.cmd", "D:\\Tools\\reslint"], WINDOWS)],
];

for (const [name, reason, surroundings] of NOT_FOUND) {
  test(`not found: ${name}`, () => {
    const found = findExecutable(surroundings);
    assert.ok("reason" in found, JSON.stringify(found));
    assert.match(found.reason, reason);
  });
}

test("a folder whose name begins with dots is inside", () => {
  const found = findExecutable(around(["/drafts/..bin/reslint"], { setting: "/drafts/..bin/reslint", trusted: false }));
  assert.ok("reason" in found);
});

test("a settings file without a folder to begin at has no path", () => {
  assert.equal(resolvePath("reslint.toml", { folders: [], home: "/home/drafter", platform: "linux" }), undefined);
  assert.equal(
    resolvePath("/etc/reslint.toml", { folders: [], home: "/home/drafter", platform: "linux" }),
    "/etc/reslint.toml",
  );
});
