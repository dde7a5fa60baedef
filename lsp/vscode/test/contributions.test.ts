/** package.json against the code, the walkthrough, the program, and what is packed. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import manifest from "../package.json";
import { DEFAULT_COMMAND } from "../src/executable";
import { DOCUMENTS } from "../src/server";

const { contributes, capabilities } = manifest;
const source = readdirSync("src")
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(`src/${file}`, "utf8"))
  .join("\n");
const declared = new Set(contributes.commands.map(({ command }) => command));
const settings: Record<string, { default: string; scope: string }> = contributes.configuration.properties;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

function all(pattern: RegExp, text: string): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([, found]) => found ?? ""));
}

test("the commands that the code registers are those that are declared", () => {
  assert.deepEqual(all(/registerCommand\(\s*"(reslint\.\w+)"/g, source), declared);
});

test("no command has a name that the client registers for the server", () => {
  const ofTheServer = all(/execute\(server, "(reslint\.\w+)"/g, source);
  assert.equal(ofTheServer.size, 3);
  assert.deepEqual(
    [...ofTheServer].filter((name) => declared.has(name)),
    [],
  );
});

test("menus, status item and walkthrough name commands that there are", () => {
  const menus = contributes.menus.commandPalette.map(({ command }) => command);
  const links = all(/\(command:(reslint\.\w+)/g, JSON.stringify(steps));
  const events = all(/onCommand:(reslint\.\w+)/g, JSON.stringify(steps));
  const status = all(/command: "(reslint\.\w+)"/g, source);
  assert.deepEqual(
    [...menus, ...links, ...events, ...status].filter((name) => !declared.has(name)),
    [],
  );
});

test("every setting that is read is declared, and the other way round", () => {
  const read = all(/getConfiguration\(SECTION\)\s*\.get\(\s*"(\w+)"/g, source);
  // The client itself reads this one, by its own id.
  assert.deepEqual(new Set([...read, "trace.server"].map((name) => `reslint.${name}`)), new Set(Object.keys(settings)));
});

test("the settings name places only, and the one that names a program is guarded", () => {
  assert.equal(settings["reslint.path"]?.default, DEFAULT_COMMAND);
  assert.equal(settings["reslint.path"]?.scope, "machine-overridable");
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, ["reslint.path"]);
});

test("what switches the extension on, and where its commands are offered, is what the server is told of", () => {
  const languages = [...new Set(DOCUMENTS.map(({ language }) => language))];
  assert.deepEqual(
    manifest.activationEvents,
    languages.map((language) => `onLanguage:${language}`),
  );
  const places = new Set(contributes.menus.commandPalette.map(({ when }) => when));
  assert.deepEqual(places, new Set([`editorLangId =~ /^(${languages.join("|")})$/`]));
});

test("the version is that of the program", () => {
  const program = readFileSync("../../reslint/__init__.py", "utf8");
  assert.deepEqual(all(/__version__ = "([^"]+)"/g, program), new Set([manifest.version]));
  assert.match(
    readFileSync("CHANGELOG.md", "utf8"),
    new RegExp(`^## ${manifest.version.replaceAll(".", "\\.")} `, "m"),
  );
});

test("the README names every command and every setting", () => {
  const readme = readFileSync("README.md", "utf8");
  const titles = contributes.commands.map(({ title }) => title);
  assert.deepEqual(
    [...titles, ...Object.keys(settings)].filter((name) => !readme.includes(name)),
    [],
  );
});

test("drawings take their colours from the theme, by attributes: a style sheet would not be let in", () => {
  for (const file of readdirSync("walkthrough").filter((name) => name.endsWith(".svg"))) {
    const drawing = readFileSync(`walkthrough/${file}`, "utf8");
    assert.doesNotMatch(drawing, /<style|<script|href=/);
    assert.match(drawing, /var\(--vscode-editor-foreground, /);
  }
});

test("what is packed is what is needed, and what is needed is packed", () => {
  const packed = unzipSync(readFileSync(`reslint-${manifest.version}.vsix`));
  const media = steps.map(({ media }) => ("svg" in media ? media.svg : media.markdown) as string);
  const files = Object.keys(packed)
    .map((name) => name.replace(/^extension\//, ""))
    .sort();
  assert.deepEqual(
    files,
    [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "package.json",
      "readme.md",
      "changelog.md",
      "LICENSE.txt",
      "dist/extension.js",
      "dist/THIRD-PARTY-NOTICES.txt",
      manifest.icon,
      ...media,
    ].sort(),
  );
  assert.equal(files.includes(manifest.main.replace("./", "")), true);
  const bundle = strFromU8(packed["extension/dist/extension.js"] ?? new Uint8Array());
  const required = [...all(/\brequire\("([^"]+)"\)/g, bundle)];
  assert.deepEqual(
    required.filter((name) => name !== "vscode" && !isBuiltin(name)),
    [],
  );
  assert.ok(bundle.length < 600_000, `${bundle.length} characters`);
});

test("every package in the bundle has its licence in the notices", () => {
  const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
  for (const name of ["vscode-languageclient", "vscode-jsonrpc", "minimatch", "semver"]) {
    assert.match(notices, new RegExp(`^${name} [0-9.]+ \\(`, "m"));
  }
});
