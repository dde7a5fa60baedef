/** The whole extension, with the real language client, on the stand-in for VS Code; the server is a process of its own. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { contributes } from "../package.json";
import { activate, deactivate } from "../src/extension";
import { Server } from "../src/server";
import { NEW_SETTINGS } from "../src/settingsFile";
import { fakeReslint, newFolder, until } from "./workshop";
import standIn = require("./vscode");

const DRAFT = "*Recalling* its resolutions 73/135 of 12 December 2018,\n";
const AT_FAULT = { active: { line: 0, character: 40 } };
const { world } = standIn;
const posixOnly = { skip: process.platform === "win32" ? "the fake program is a shell script" : false };
let folder: string;
let subscriptions: { dispose(): unknown }[];

beforeEach(() => {
  folder = newFolder();
  subscriptions = [];
  Object.assign(world, {
    settings: {},
    folders: [folder],
    trusted: true,
    documents: [],
    activeTextEditor: undefined,
    answers: [],
  });
  [world.messages, world.log, world.executed, world.shown, world.edits].forEach((list) => list.splice(0));
  process.env["PATH"] = "";
});

afterEach(async () => {
  await deactivate();
  subscriptions.forEach((each) => each.dispose());
  world.commands.clear();
  world.diagnostics.clear();
});

function switchOn(): void {
  activate({ subscriptions } as never);
}

/** Switches the extension on with a server that works, and looks at a draft. */
async function atWork(uri = `file://${folder}/draft.md`): Promise<{ inserted: string[] }> {
  fakeReslint(join(folder, ".venv", "bin", "reslint"));
  const inserted: string[] = [];
  const document = world.open(uri, DRAFT);
  const edit = (make: (edit: object) => void) => {
    make({ replace: (_selection: unknown, text: string) => inserted.push(text) });
    return Promise.resolve(true);
  };
  world.activeTextEditor = { document, selection: AT_FAULT, edit };
  switchOn();
  await until("the draft has its finding", () => world.status.text === "reslint: 1 error");
  return { inserted };
}

async function run(command: string): Promise<void> {
  await world.commands.get(command)?.();
}

test("the server of the workspace is started, and its findings are counted", posixOnly, async () => {
  await atWork();
  assert.equal(world.status.detail, "version 9.9.9");
  assert.equal(world.status.busy, false);
  assert.ok(world.executed.some((each) => each.join(" ") === "setContext reslint.running true"));
  assert.deepEqual(world.messages, []);
});

test("the commands that are registered are those that are declared", posixOnly, async () => {
  await atWork();
  const ofTheServer = ["reslint.explain", "reslint.dump", "reslint.recall"];
  assert.deepEqual(
    [...world.commands.keys()].filter((name) => !ofTheServer.includes(name)).sort(),
    contributes.commands.map(({ command }) => command).sort(),
  );
});

test("a text on no disk is left to others", posixOnly, async () => {
  await atWork("untitled:Untitled-1");
  const document = world.open("vscode-vfs://github/somewhere/draft.md", DRAFT);
  world.activeTextEditor = { document };
  world.fire("onDidChangeActiveTextEditor", world.activeTextEditor);
  assert.equal(world.status.text, "reslint is running");
});

test("the rule at the cursor is explained in the preview", posixOnly, async () => {
  await atWork();
  await run("reslint.explainRule");
  const [command, uri] = world.executed.at(-1) as [string, { scheme: string; path: string }];
  assert.equal(command, "markdown.showPreview");
  assert.equal(uri.path, "/rule/citation/date.md");
  const page = await world.providers.get(uri.scheme)?.provideTextDocumentContent(uri as never);
  assert.match(page ?? "", /^# citation\/date\n/);
});

test("away from findings there is nothing to explain", posixOnly, async () => {
  await atWork();
  Object.assign(world.activeTextEditor as object, { selection: { active: { line: 1, character: 0 } } });
  await run("reslint.explainRule");
  assert.deepEqual(
    world.messages.map(({ kind }) => kind),
    ["information"],
  );
});

test(
  "the server is told where the settings file is, at the start, when asked, and when it changes",
  posixOnly,
  async () => {
    world.settings = { "reslint.configuration": "house/reslint.toml" };
    await atWork();
    world.change({ "reslint.configuration": "~/reslint.toml" });
    await run("reslint.showUnderstood");
    const { text } = world.shown.at(-1) as { text: string };
    const { of, told, asked, changedTo } = JSON.parse(text);
    const now = { configuration: join(process.env["HOME"] ?? "", "reslint.toml") };
    assert.equal(of, `file://${folder}/draft.md`);
    assert.deepEqual(told, { configuration: join(folder, "house", "reslint.toml") });
    assert.deepEqual(asked, now);
    assert.deepEqual(changedTo, { reslint: now });
  },
);

test("a recital is inserted at the cursor", posixOnly, async () => {
  const { inserted } = await atWork();
  world.answers = [" Islamic Cooperation "];
  await run("reslint.insertRecital");
  assert.deepEqual(inserted, [`*Recalling* its resolution 79/9, for file://${folder}/draft.md`]);
  assert.deepEqual(world.messages, []);
});

test("a refusal of the server is one sentence", posixOnly, async () => {
  const { inserted } = await atWork();
  world.answers = ["cabbages"];
  await run("reslint.insertRecital");
  assert.deepEqual(inserted, []);
  assert.deepEqual(
    world.messages.map(({ text }) => text),
    ["No recital of “cabbages” was inserted: nothing is known of cabbages"],
  );
});

test(
  "everything safe is put right by the server's one edit, and it is said where there is none",
  posixOnly,
  async () => {
    await atWork();
    const edit = { is: "the edit" };
    const offered = [[], [{ edit }]];
    world.commands.set("vscode.executeCodeActionProvider", () => offered.shift());
    await run("reslint.fixAll");
    assert.deepEqual(world.edits, []);
    assert.deepEqual(
      world.messages.map(({ kind }) => kind),
      ["information"],
    );
    await run("reslint.fixAll");
    assert.deepEqual(world.edits, [edit]);
    assert.deepEqual(world.executed.at(-1)?.[3], "source.fixAll.reslint");
  },
);

test("the nearest settings file is opened", posixOnly, async () => {
  writeFileSync(join(folder, "reslint.toml"), "");
  await atWork(`file://${folder}/drafts/2026/draft.md`);
  await run("reslint.openSettingsFile");
  assert.equal(String(world.shown.at(-1)), `file://${folder}/reslint.toml`);
});

test("a settings file is made when that is wanted, and never otherwise", posixOnly, async () => {
  await atWork();
  await run("reslint.openSettingsFile");
  assert.deepEqual(world.shown, []);
  world.answers = ["Create reslint.toml"];
  await run("reslint.openSettingsFile");
  assert.equal(readFileSync(join(folder, "reslint.toml"), "utf8"), NEW_SETTINGS);
  assert.equal(String(world.shown.at(-1)), `file://${folder}/reslint.toml`);
});

test("a settings file that cannot be made is one sentence", posixOnly, async () => {
  await atWork(`file://${folder}/away/draft.md`);
  world.folders = [];
  world.answers = ["Create reslint.toml"];
  await run("reslint.openSettingsFile");
  assert.match(world.messages.at(-1)?.text ?? "", /away\/reslint\.toml cannot be written: ENOENT/);
});

test("where there is no reslint, one message says what to do, and its button does it", async () => {
  world.answers = ["Set reslint.path"];
  switchOn();
  await until("a message", () => world.messages.length > 0);
  world.fire("onDidChangeWorkspaceFolders", {});
  world.change({ "reslint.path": "reslint" });
  assert.deepEqual(world.messages, [
    {
      kind: "error",
      text: "reslint was not found: pip install 'reslint[lsp]', or set reslint.path.",
      buttons: ["Set reslint.path", "Show Log"],
    },
  ]);
  assert.equal(world.status.detail, world.messages[0]?.text);
  assert.equal(world.status.severity, 2);
  assert.ok(world.executed.some((each) => each.join(" ") === "workbench.action.openSettings reslint.path"));
});

test("whoever asks for a start is told again why there is none", async () => {
  switchOn();
  await until("a message", () => world.messages.length === 1);
  await run("reslint.restartServer");
  assert.equal(world.messages.length, 2);
});

test("a server that ends at once is quoted", posixOnly, async () => {
  const command = fakeReslint(join(folder, "reslint"), "refuses");
  world.settings = { "reslint.path": command };
  switchOn();
  await until("a message", () => world.messages.length > 0);
  assert.deepEqual(
    world.messages.map(({ text }) => text),
    [`${command} lsp did not start: reslint: this build has no language server`],
  );
});

test("a program that cannot be run is named", posixOnly, async () => {
  const command = fakeReslint(join(folder, "reslint"));
  writeFileSync(command, "#!/there/is/no/such/interpreter\n");
  world.settings = { "reslint.path": command };
  switchOn();
  await until("a message", () => world.messages.length > 0);
  assert.ok(world.messages[0]?.text.startsWith(`${command} lsp did not start: `), world.messages[0]?.text);
  assert.equal(world.messages.length, 1);
});

test("a server that never answers is given up, and can be started anew", posixOnly, async () => {
  const command = fakeReslint(join(folder, "reslint"), "mute");
  world.settings = { "reslint.path": command };
  const server = new Server((standIn["window"] as { createOutputChannel(): never }).createOutputChannel(), 300);
  await server.start();
  assert.deepEqual(server.state, {
    kind: "failed",
    reason: `${command} lsp did not start: it gave no answer within 0.3 seconds.`,
    remedy: "log",
  });
  fakeReslint(command);
  await server.start();
  assert.deepEqual(server.state, { kind: "running", version: "9.9.9" });
  await server.stop();
  assert.deepEqual(server.state, { kind: "stopped" });
});

test("a server that ends again and again is started a few times, then left, with one message", posixOnly, async () => {
  world.settings = { "reslint.path": fakeReslint(join(folder, "reslint"), "crashes") };
  world.open(`file://${folder}/draft.md`, DRAFT);
  switchOn();
  await until("it is given up", () => world.messages.length > 0);
  assert.deepEqual(
    world.messages.map(({ text }) => text),
    ["The server has ended unexpectedly, again and again: fake: out of ink"],
  );
  assert.equal(world.log.filter((line) => line.startsWith("info Starting ")).length, 4);
});

test("a new path is followed at once", posixOnly, async () => {
  switchOn();
  await until("a message", () => world.messages.length > 0);
  world.change({ "reslint.path": fakeReslint(join(folder, "elsewhere", "reslint")) });
  await until("it runs", () => world.status.text === "reslint is running");
});

test("a server that runs is left alone where nothing has moved", posixOnly, async () => {
  await atWork();
  world.change({ "reslint.path": "reslint" });
  world.fire("onDidChangeWorkspaceFolders", {});
  await run("reslint.showUnderstood");
  assert.deepEqual(
    world.log.filter((line) => line.includes("Starting")),
    [`info Starting ${folder}/.venv/bin/reslint lsp`],
  );
});

test("in a workspace that is not trusted, its own reslint is not run until it is", posixOnly, async () => {
  world.trusted = false;
  fakeReslint(join(folder, ".venv", "bin", "reslint"));
  switchOn();
  await until("a message", () => world.messages.length > 0);
  assert.match(world.messages[0]?.text ?? "", /not trusted/);
  assert.deepEqual(world.messages[0]?.buttons, ["Manage Trust", "Show Log"]);
  assert.ok(!world.log.some((line) => line.includes("Starting")));
  world.trusted = true;
  world.fire("onDidGrantWorkspaceTrust", undefined);
  await until("it runs", () => world.status.text === "reslint is running");
});

test("restarts that are asked for all at once follow one another", posixOnly, async () => {
  await atWork();
  await Promise.all([run("reslint.restartServer"), run("reslint.restartServer"), run("reslint.restartServer")]);
  await until("the draft has its finding again", () => world.status.text === "reslint: 1 error");
  assert.deepEqual(world.messages, []);
});

test("the example opens as a text that is not saved", posixOnly, async () => {
  switchOn();
  await run("reslint.openExample");
  assert.match((world.shown.at(-1) as { text: string }).text, /^A\/81\/L\.99\n/);
});
