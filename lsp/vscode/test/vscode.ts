/**
 * A stand-in for the API of VS Code: enough of it for the real language client and for the extension, and what they did with
 * it, to be looked at. A name that is not here is an empty class, a `register…` that does nothing, or an event that
 * never comes.
 */

import { URI, Utils } from "vscode-uri";

type Listener = (event: never) => unknown;
type Names = Record<string | symbol, unknown>;

class Disposable {
  constructor(private readonly end: () => void = () => undefined) {}
  static from(...all: Disposable[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
  dispose(): void {
    this.end();
  }
}

class EventEmitter {
  private readonly listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: unknown, all?: Disposable[]): Disposable => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.listeners.add(bound);
    const end = new Disposable(() => this.listeners.delete(bound));
    all?.push(end);
    return end;
  };
  fire(event: unknown): void {
    [...this.listeners].forEach((listener) => listener(event as never));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
    ...more: number[]
  ) {
    if (more.length > 0) {
      const [line, character, endLine, endCharacter] = [start, end, ...more] as unknown as [
        number,
        number,
        number,
        number,
      ];
      this.start = new Position(line, character);
      this.end = new Position(endLine, endCharacter);
    }
  }
}

class Diagnostic {
  source?: string;
  code?: unknown;
  constructor(
    readonly range: Range,
    readonly message: string,
    public severity = 0,
  ) {}
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  cancel(): void {}
  dispose(): void {}
}

interface Document {
  readonly uri: URI;
  readonly languageId: string;
  readonly version: number;
  readonly isClosed: boolean;
  getText(): string;
}

/** What a test sets, and what it looks at afterwards. */
class World {
  settings: Record<string, string> = {};
  folders: string[] = [];
  trusted = true;
  documents: Document[] = [];
  activeTextEditor: unknown;
  /** Answers to the boxes and buttons that come up, in their order; without one, a box is closed. */
  answers: unknown[] = [];
  readonly messages: { readonly kind: string; readonly text: string; readonly buttons: unknown[] }[] = [];
  readonly log: string[] = [];
  readonly commands = new Map<string, (...given: unknown[]) => unknown>();
  readonly executed: unknown[][] = [];
  readonly providers = new Map<string, { provideTextDocumentContent(uri: URI): Promise<string> }>();
  readonly status: { text?: string; detail?: string; busy?: boolean; severity?: number; command?: unknown } = {};
  readonly shown: unknown[] = [];
  readonly edits: unknown[] = [];
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly events = new Map<string, EventEmitter>();

  fire(event: string, value: unknown): void {
    this.event(event).fire(value);
  }

  event(name: string): EventEmitter {
    const known = this.events.get(name) ?? new EventEmitter();
    this.events.set(name, known);
    return known;
  }

  open(uri: string, text: string, languageId = "markdown"): Document {
    const document = { uri: URI.parse(uri), languageId, version: 1, isClosed: false, getText: () => text };
    this.documents.push(document);
    this.fire("onDidOpenTextDocument", document);
    return document;
  }

  /** Sets settings and says so, as the settings page does. */
  change(settings: Record<string, string>): void {
    Object.assign(this.settings, settings);
    const affectsConfiguration = (section: string) =>
      Object.keys(settings).some((key) => `${key}.`.startsWith(`${section}.`));
    this.fire("onDidChangeConfiguration", { affectsConfiguration });
  }
}

const world = new World();

function message(kind: string) {
  return (text: string, ...buttons: unknown[]) => {
    world.messages.push({ kind, text, buttons });
    return Promise.resolve(world.answers.shift());
  };
}

function write(level: string) {
  return (text: string) => {
    world.log.push(`${level} ${text}`);
  };
}

const window = {
  get activeTextEditor() {
    return world.activeTextEditor;
  },
  visibleTextEditors: [],
  tabGroups: openEnded({ all: [] }),
  createOutputChannel: () => ({
    logLevel: 3,
    onDidChangeLogLevel: new EventEmitter().event,
    ...Object.fromEntries(
      ["trace", "debug", "info", "warn", "error", "append", "appendLine"].map((level) => [level, write(level)]),
    ),
    show: () => world.shown.push("log"),
    dispose: () => undefined,
  }),
  showErrorMessage: message("error"),
  showWarningMessage: message("warning"),
  showInformationMessage: message("information"),
  showInputBox: () => Promise.resolve(world.answers.shift()),
  showQuickPick: (items: unknown[]) => Promise.resolve(items[world.answers.shift() as number]),
  showTextDocument: (document: unknown) => Promise.resolve(world.shown.push(document)),
};

const workspace = {
  get textDocuments() {
    return world.documents;
  },
  get workspaceFolders() {
    return world.folders.map((folder, index) => ({ uri: URI.file(folder), name: folder, index }));
  },
  get isTrusted() {
    return world.trusted;
  },
  notebookDocuments: [],
  getWorkspaceFolder: (uri: URI) =>
    workspace.workspaceFolders.find((folder) => uri.fsPath.startsWith(`${folder.uri.fsPath}/`)),
  getConfiguration: (section?: string) => ({
    get: (key: string, otherwise?: unknown) =>
      world.settings[section === undefined ? key : `${section}.${key}`] ?? otherwise,
  }),
  applyEdit: (edit: unknown) => Promise.resolve(world.edits.push(edit) > 0),
  registerTextDocumentContentProvider: (scheme: string, provider: never) => {
    world.providers.set(scheme, provider);
    return new Disposable();
  },
  openTextDocument: async (what: URI | { language: string; content: string }) =>
    what instanceof URI
      ? { uri: what, text: await world.providers.get(what.scheme)?.provideTextDocumentContent(what) }
      : { languageId: what.language, text: what.content },
};

const languages = {
  match: (filters: { language?: string; scheme?: string }[], document: Document) =>
    filters.some(
      ({ language, scheme }) =>
        (language === undefined || language === document.languageId) &&
        (scheme === undefined || scheme === document.uri.scheme),
    )
      ? 10
      : 0,
  createLanguageStatusItem: () => Object.assign(world.status, { dispose: () => undefined }),
  getDiagnostics: (uri: URI) => world.diagnostics.get(uri.toString()) ?? [],
  createDiagnosticCollection: () => {
    const set = (uri: URI, found: readonly Diagnostic[] | undefined) => {
      world.diagnostics.set(uri.toString(), found ?? []);
      world.fire("onDidChangeDiagnostics", { uris: [uri] });
    };
    const clear = () => [...world.diagnostics.keys()].forEach((uri) => set(URI.parse(uri), []));
    return { set, clear, delete: (uri: URI) => set(uri, []), dispose: clear };
  },
};

const commands = {
  registerCommand: (name: string, run: (...given: unknown[]) => unknown) => {
    if (world.commands.has(name)) {
      throw new Error(`command '${name}' already exists`);
    }
    world.commands.set(name, run);
    return new Disposable(() => world.commands.delete(name));
  },
  executeCommand: (name: string, ...given: unknown[]) => {
    world.executed.push([name, ...given]);
    return Promise.resolve(world.commands.get(name)?.(...given));
  },
};

/** `names`, and for every other name what lets the client go on without it. */
function openEnded(names: Names): Names {
  return new Proxy(names, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol") {
        return target[name];
      }
      if (name.startsWith("on")) {
        return world.event(name).event;
      }
      if (/^(register|create|set)/.test(name)) {
        return () => new Disposable();
      }
      return /^[A-Z]/.test(name) ? (target[name] = class {}) : undefined;
    },
  });
}

export = openEnded({
  // So that whoever imports it takes it as it is, and not a copy of the names that are here.
  __esModule: true,
  world,
  version: "1.91.0",
  env: { language: "en", appName: "stand-in" },
  window: openEnded(window),
  workspace: openEnded(workspace),
  languages: openEnded(languages),
  commands,
  Uri: Object.assign(URI, { joinPath: Utils.joinPath }),
  Disposable,
  EventEmitter,
  Position,
  Range,
  Diagnostic,
  CancellationTokenSource,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  ViewColumn: { Active: -1, Beside: -2 },
}) as Names & { readonly world: World };
