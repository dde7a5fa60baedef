/** The wiring: what is made when the extension is switched on, and which command does what. */

import { type ExtensionContext, type TextEditor, commands, window, workspace } from "vscode";
import * as command from "./commands";
import example from "./example.md";
import { PageProvider } from "./pageProvider";
import { SCHEME } from "./pages";
import { Server } from "./server";
import { SECTION } from "./settings";
import { FailureMessage, showStatus } from "./statusItem";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("reslint", { log: true });
  const started = new Server(log);
  server = started;
  const message = new FailureMessage(started);
  const pages = new PageProvider(started);
  const inEditor = (run: (editor: TextEditor) => Promise<void>) => async () => {
    if (window.activeTextEditor !== undefined) {
      await run(window.activeTextEditor);
    }
  };

  context.subscriptions.push(
    log,
    started,
    message,
    ...showStatus(started),
    started.onDidChangeState(({ kind }) =>
      commands.executeCommand("setContext", "reslint.running", kind === "running"),
    ),
    workspace.registerTextDocumentContentProvider(SCHEME, pages),

    commands.registerCommand("reslint.fixAll", inEditor(command.fixAll)),
    commands.registerCommand(
      "reslint.explainRule",
      inEditor((editor) => command.explainRule(editor, pages)),
    ),
    commands.registerCommand(
      "reslint.insertRecital",
      inEditor((editor) => command.insertRecital(editor, started)),
    ),
    commands.registerCommand(
      "reslint.showUnderstood",
      inEditor((editor) => command.showUnderstood(editor, pages)),
    ),
    commands.registerCommand("reslint.openSettingsFile", command.openSettingsFile),
    commands.registerCommand("reslint.openExample", () => command.openExample(example)),
    commands.registerCommand("reslint.showLog", () => log.show()),
    commands.registerCommand("reslint.restartServer", () => {
      message.forget();
      return started.start();
    }),

    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) {
        await started.startWhereMoved();
      }
      if (event.affectsConfiguration(`${SECTION}.configuration`)) {
        await started.tellSettings();
      }
    }),
    // A program that was not found may lie in a folder that has only now been opened, or been trusted.
    workspace.onDidGrantWorkspaceTrust(() => started.startWhereMoved()),
    workspace.onDidChangeWorkspaceFolders(() => started.startWhereMoved()),
  );
  void started.start();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
