/** The life of the server: it is found, started, watched, and started again. */

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from "vscode";
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";
import { Crashes } from "./crashes";
import { findExecutable, type Found } from "./executable";
import { LastWords } from "./lastWords";
import { reasonOf, type Requester } from "./serverCommands";
import { SECTION, commandSetting, folders, serverSettings } from "./settings";
import type { Remedy, ServerState } from "./status";

/** The texts that reslint reads: on a disk, or not saved yet. */
export const DOCUMENTS = ["markdown", "plaintext", "xml"].flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);

/** Milliseconds that a server may take to say that it is there. */
const PATIENCE = 60_000;

export class Server implements Disposable {
  private readonly stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.stateChanged.event;
  private current: ServerState = { kind: "stopped" };
  private client: LanguageClient | undefined;
  /** What the last search came to. */
  private found: Found | undefined;
  private readonly crashes = new Crashes();
  /** Starts and stops follow one another, however fast they are asked for. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: LogOutputChannel,
    private readonly patience = PATIENCE,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server, or starts it anew. Never rejects: what went wrong is the state. */
  start(): Promise<void> {
    this.crashes.forget();
    return this.enqueue(() => this.startNow());
  }

  /** Starts the server anew where the program is another one than before, or is there at last. */
  async startWhereMoved(): Promise<void> {
    if (!isDeepStrictEqual(this.find(), this.found)) {
      await this.start();
    }
  }

  /** Tells the running server where the settings file is by now. */
  async tellSettings(): Promise<void> {
    if (this.current.kind === "running") {
      await this.client?.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { [SECTION]: serverSettings() },
      });
    }
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  /** What sends a request to the running server. Throws where none is running. */
  requester(): Requester {
    const { client } = this;
    if (client === undefined || this.current.kind !== "running") {
      throw new Error("reslint is not running.");
    }
    return { sendRequest: (method, parameters) => client.sendRequest(method, parameters) };
  }

  dispose(): void {
    this.stateChanged.dispose();
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  private async startNow(): Promise<void> {
    await this.stopNow();
    const found = this.find();
    this.found = found;
    if ("reason" in found) {
      this.fail(found.reason, found.remedy);
      return;
    }
    this.become({ kind: "starting" });
    this.log.info(`Starting ${found.command} lsp`);
    const lastWords = new LastWords();
    const client: LanguageClient = new QuietClient(
      SECTION,
      "reslint",
      {
        command: found.command,
        args: ["lsp", "--log-level", this.logLevel()],
        options: { env: { ...process.env, PYTHONUTF8: "1" } },
      },
      this.clientOptions(lastWords, () => client),
    );
    this.client = client;
    try {
      await within(this.patience, client.start());
      this.become({ kind: "running", version: client.initializeResult?.serverInfo?.version });
    } catch (error) {
      this.client = undefined;
      // Ends the process of a server that gave no answer; one that has ended has nothing to stop.
      client.stop().catch(() => undefined);
      this.fail(`${found.command} lsp did not start: ${(await lastWords.recall()) ?? reasonOf(error)}`, "log");
    }
  }

  /** The level of the editor's log, in the program's words. */
  private logLevel(): string {
    switch (this.log.logLevel) {
      case LogLevel.Trace:
      case LogLevel.Debug:
        return "debug";
      case LogLevel.Info:
        return "info";
      default:
        return "warning";
    }
  }

  private async stopNow(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client === undefined) {
      return;
    }
    try {
      await client.dispose();
    } catch (error) {
      this.log.warn(`The server did not stop as it should: ${reasonOf(error)}`);
    }
    this.become({ kind: "stopped" });
  }

  private find(): Found {
    return findExecutable({
      setting: commandSetting(),
      trusted: workspace.isTrusted,
      folders: folders(),
      path: process.env["PATH"] ?? "",
      home: homedir(),
      platform: process.platform,
      isExecutable,
    });
  }

  private clientOptions(lastWords: LastWords, self: () => LanguageClient): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      initializationOptions: serverSettings(),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        // A server that cannot be talked to any more closes the connection, too.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: async () => {
          await this.closed(self(), lastWords);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      stdioOptions: {
        stdout: () => undefined,
        stderr: (input, log) => lastWords.listen(input, ({ level, text }) => log[level](text)),
      },
      middleware: {
        workspace: {
          configuration: ({ items }, token, next) =>
            Promise.resolve(next({ items }, token)).then((answers) =>
              Array.isArray(answers)
                ? answers.map((answer, index) => (items[index]?.section === SECTION ? serverSettings() : answer))
                : answers,
            ),
        },
      },
    };
  }

  /** The server has ended by itself. One that never answered is told of by the start, which fails. */
  private async closed(client: LanguageClient, lastWords: LastWords): Promise<void> {
    if (client !== this.client || client.state !== State.Running) {
      return;
    }
    this.client = undefined;
    if (this.crashes.tryAgain(Date.now())) {
      this.log.warn("The server has ended unexpectedly and is started again.");
      void this.enqueue(() => this.startNow());
      return;
    }
    this.fail(
      `The server has ended unexpectedly, again and again: ${(await lastWords.recall()) ?? "it left no word why"}`,
      "log",
    );
  }

  private fail(reason: string, remedy: Remedy): void {
    this.log.error(reason);
    this.become({ kind: "failed", reason, remedy });
  }

  private become(state: ServerState): void {
    this.current = state;
    this.stateChanged.fire(state);
  }
}

/** A client whose own messages go to the log: what is wrong is said by the status item, and once by us. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The outcome of `work`; rejects where it takes longer than `time` milliseconds. */
async function within<T>(time: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it gave no answer within ${time / 1000} seconds.`)), time);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
