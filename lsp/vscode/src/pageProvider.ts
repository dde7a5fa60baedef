/** Pages that the server writes, as documents that can be read and not written. */

import { EventEmitter, type TextDocumentContentProvider, Uri } from "vscode";
import { SCHEME, type Page, addressOf, pageAt } from "./pages";
import type { Server } from "./server";
import { dump, explain, reasonOf } from "./serverCommands";

export class PageProvider implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {}

  /** The document of `page`, which is asked for anew where it is open. */
  refresh(page: Page): Uri {
    const uri = Uri.from({ scheme: SCHEME, ...addressOf(page) });
    this.changed.fire(uri);
    return uri;
  }

  /** A refusal is the page's text: it stands where the reader looks. */
  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = pageAt(uri);
    if (page === undefined) {
      return "reslint has no such page.";
    }
    try {
      const requester = this.server.requester();
      return page.kind === "rule" ? await explain(requester, page.rule) : await dump(requester, page.uri);
    } catch (error) {
      return `This page cannot be shown: ${reasonOf(error)}`;
    }
  }
}
