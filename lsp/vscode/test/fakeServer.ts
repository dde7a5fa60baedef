/**
 * A language server small enough to be read at a glance, over standard input and output. The variable FAKE says how it fails:
 * "refuses" ends at once with a sentence, "mute" never answers, "crashes" ends whenever a text is opened.
 */

import {
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidOpenTextDocumentNotification,
  ErrorCodes,
  ExecuteCommandRequest,
  ExitNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ResponseError,
  ConfigurationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from "vscode-languageserver-protocol/node";

const FAULT = "12 December 2018";
const failure = process.env["FAKE"] ?? "";

if (process.argv[2] !== "lsp") {
  process.stderr.write("fake: only lsp is known\n");
  process.exit(2);
}
if (failure === "refuses") {
  process.stderr.write("a line that explains nothing\nreslint: this build has no language server\n");
  process.exit(2);
}

const connection = createProtocolConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
let told: unknown;
let changedTo: unknown;

connection.onRequest(InitializeRequest.type, (parameters) => {
  if (failure === "mute") {
    return new Promise<never>(() => undefined);
  }
  told = parameters.initializationOptions;
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: 1 },
      executeCommandProvider: { commands: ["reslint.explain", "reslint.dump", "reslint.recall"] },
    },
    serverInfo: { name: "fake", version: "9.9.9" },
  };
});

connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }) => {
  changedTo = settings;
});

connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument: { uri, text } }) => {
  if (failure === "crashes") {
    process.stderr.write("fake: out of ink\n");
    process.exit(3);
  }
  void connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics: findings(text) });
});

connection.onRequest(ExecuteCommandRequest.type, async ({ command, arguments: [first, second] = [] }) => {
  switch (`${command} ${first}`) {
    case "reslint.explain citation/date":
      return "# citation/date\n\nThe date written is not the adoption date.";
    case "reslint.recall Islamic Cooperation":
      return { text: `*Recalling* its resolution 79/9, for ${second}` };
    case "reslint.recall nonsense":
      return { words: 3 };
  }
  if (command === "reslint.dump") {
    const [asked] = await connection.sendRequest(ConfigurationRequest.type, { items: [{ section: "reslint" }] });
    return JSON.stringify({ of: first, told, asked, changedTo });
  }
  throw new ResponseError(ErrorCodes.InvalidParams, `nothing is known of ${first}\nand this line is for the log`);
});

connection.onRequest(ShutdownRequest.type, () => undefined);
connection.onNotification(ExitNotification.type, () => process.exit(0));
connection.listen();

function findings(text: string): Diagnostic[] {
  return text.split("\n").flatMap((line, row) => {
    const start = line.indexOf(FAULT);
    const range = { start: { line: row, character: start }, end: { line: row, character: start + FAULT.length } };
    return start < 0
      ? []
      : [{ range, severity: 1 as const, source: "reslint", code: "citation/date", message: "not on that day" }];
  });
}
