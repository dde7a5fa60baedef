/** The status item, and the one message for a server that cannot be started. */

import { type Disposable, LanguageStatusSeverity, commands, languages, window } from "vscode";
import { DOCUMENTS, type Server } from "./server";
import { count, type ServerState, type StatusView, view } from "./status";

const ACTIONS: Record<
  StatusView["action"],
  { readonly title: string; readonly command: string; readonly arguments?: string[] }
> = {
  log: { title: "Show Log", command: "reslint.showLog" },
  restart: { title: "Start", command: "reslint.restartServer" },
  setting: { title: "Set reslint.path", command: "workbench.action.openSettings", arguments: ["reslint.path"] },
  trust: { title: "Manage Trust", command: "workbench.trust.manage" },
};

/** Shows the state of `server` and the findings of the text that is looked at, for as long as it is not disposed of. */
export function showStatus(server: Server): Disposable[] {
  const item = languages.createLanguageStatusItem("reslint", DOCUMENTS);
  item.name = "reslint";
  const update = () => {
    const document = window.activeTextEditor?.document;
    const read = document !== undefined && languages.match(DOCUMENTS, document) > 0;
    const { text, detail, severity, busy, action } = view(
      server.state,
      read ? count(languages.getDiagnostics(document.uri)) : undefined,
    );
    item.text = text;
    item.detail = detail;
    item.severity = severity === "error" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.busy = busy;
    item.command = ACTIONS[action];
  };
  update();
  return [
    item,
    server.onDidChangeState(update),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) {
        update();
      }
    }),
    window.onDidChangeActiveTextEditor(update),
  ];
}

/** Says once why the server cannot be started; again only after it ran, for another reason, or when `forget` was called. */
export class FailureMessage implements Disposable {
  private told: string | undefined;
  private readonly listener: Disposable;

  constructor(server: Server) {
    this.listener = server.onDidChangeState((state) => {
      if (state.kind === "running") {
        this.forget();
      } else if (state.kind === "failed" && state.reason !== this.told) {
        this.told = state.reason;
        void tell(state);
      }
    });
  }

  forget(): void {
    this.told = undefined;
  }

  dispose(): void {
    this.listener.dispose();
  }
}

async function tell({ reason, remedy }: ServerState & { readonly kind: "failed" }): Promise<void> {
  const other = remedy === "log" ? "setting" : "log";
  const chosen = await window.showErrorMessage(reason, ACTIONS[remedy].title, ACTIONS[other].title);
  const action = Object.values(ACTIONS).find(({ title }) => title === chosen);
  if (action !== undefined) {
    await commands.executeCommand(action.command, ...(action.arguments ?? []));
  }
}
