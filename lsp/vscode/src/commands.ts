/** The commands of the palette, one function each. */

import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type CodeAction,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  commands,
  languages,
  window,
  workspace,
} from "vscode";
import type { PageProvider } from "./pageProvider";
import { type RuleAtPlace, rulesAt } from "./rulesAt";
import type { Server } from "./server";
import { reasonOf, recall } from "./serverCommands";
import { folders, serverSettings } from "./settings";
import { NEW_SETTINGS, SETTINGS_FILE, nearestSettings } from "./settingsFile";

/** Puts right what cannot change the meaning. */
export async function fixAll({ document }: TextEditor): Promise<void> {
  const whole = new Range(0, 0, document.lineCount, 0);
  const asked = ["vscode.executeCodeActionProvider", document.uri, whole, "source.fixAll.reslint", 1] as const;
  const edit = (await commands.executeCommand<CodeAction[]>(...asked)).find(
    (action) => action.edit !== undefined,
  )?.edit;
  if (edit === undefined) {
    void window.showInformationMessage("Nothing in this file can be put right without a person’s judgement.");
  } else if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage("The fixes were not made: the text has changed meanwhile, or cannot be written to.");
  }
}

/** Shows the page of the rule that speaks at the cursor; asks which where several do. */
export async function explainRule(editor: TextEditor, pages: PageProvider): Promise<void> {
  const rules = rulesAt(languages.getDiagnostics(editor.document.uri), editor.selection.active);
  if (rules.length === 0) {
    void window.showInformationMessage("reslint says nothing at the cursor: put it on a finding.");
    return;
  }
  const rule = rules.length === 1 ? rules[0] : await choose(rules);
  if (rule !== undefined) {
    await commands.executeCommand("markdown.showPreview", pages.refresh({ kind: "rule", rule: rule.rule }));
  }
}

/** Shows beside the text what was understood of it. */
export async function showUnderstood(editor: TextEditor, pages: PageProvider): Promise<void> {
  const uri = pages.refresh({ kind: "understood", uri: editor.document.uri.toString() });
  await window.showTextDocument(await workspace.openTextDocument(uri), {
    preview: true,
    viewColumn: ViewColumn.Beside,
  });
}

/** Asks for a topic and writes its up-to-date recital at the cursor. */
export async function insertRecital(editor: TextEditor, server: Server): Promise<void> {
  const topic = await window.showInputBox({
    title: "Insert an up-to-date recital",
    prompt: "Words of the title, or a resolution of the series",
    placeHolder: "Islamic Cooperation, or 77/18",
    validateInput: (value) => (value.trim() === "" ? "Write words of the title or a resolution." : undefined),
  });
  if (topic === undefined) {
    return;
  }
  try {
    const text = await recall(server.requester(), topic.trim(), editor.document.uri.toString());
    if (!(await editor.edit((edit) => edit.replace(editor.selection, text)))) {
      throw new Error("the text has changed meanwhile, or cannot be written to");
    }
  } catch (error) {
    void window.showErrorMessage(`No recital of “${topic.trim()}” was inserted: ${reasonOf(error)}`);
  }
}

/** Opens the settings file that holds for the text that is looked at; offers to make one where none does. */
export async function openSettingsFile(): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const above = active?.scheme === "file" ? dirname(active.fsPath) : undefined;
  const folder = above ?? folders()[0];
  const file = serverSettings().configuration ?? (folder === undefined ? undefined : nearestSettings(folder, textOf));
  if (file !== undefined) {
    await show(file);
    return;
  }
  const root = (active && workspace.getWorkspaceFolder(active)?.uri.fsPath) ?? folder;
  if (root === undefined) {
    void window.showInformationMessage("Open a folder or a saved text first: the settings file lies beside the texts.");
    return;
  }
  const create = `Create ${SETTINGS_FILE}`;
  const question = `No settings file holds here yet. A new one would lie in ${root}.`;
  if ((await window.showInformationMessage(question, create)) === create) {
    await createSettings(join(root, SETTINGS_FILE));
  }
}

/** Opens a short draft that has its faults on purpose, as a text that is not saved. */
export async function openExample(example: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content: example }));
}

async function choose(rules: readonly RuleAtPlace[]): Promise<RuleAtPlace | undefined> {
  const items = rules.map((each) => ({ label: each.rule, detail: each.message, each }));
  return (await window.showQuickPick(items, { title: "Which rule?" }))?.each;
}

/** A file that came to be in the meantime is opened, and not written over. */
async function createSettings(file: string): Promise<void> {
  try {
    await writeFile(file, NEW_SETTINGS, { flag: "wx" });
  } catch (error) {
    if (!existsSync(file)) {
      void window.showErrorMessage(`${file} cannot be written: ${reasonOf(error)}`);
      return;
    }
  }
  await show(file);
}

async function show(file: string): Promise<void> {
  try {
    await window.showTextDocument(Uri.file(file));
  } catch (error) {
    void window.showErrorMessage(`${file} cannot be opened: ${reasonOf(error)}`);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
