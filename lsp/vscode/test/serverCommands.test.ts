/** The server's own commands over standard input and output, without the client: the small server, then the real one. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializeRequest,
  InitializedNotification,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { type Requester, dump, explain, reasonOf, recall } from "../src/serverCommands";
import { fakeReslint, newFolder } from "./workshop";

const DRAFT = "file:///drafts/draft.md";

class Talk {
  private readonly process: ChildProcess;
  private readonly connection: ProtocolConnection;
  readonly server: Requester;

  constructor(command: string) {
    this.process = spawn(command, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = this.process;
    assert.ok(stdin && stdout);
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.listen();
    this.server = { sendRequest: (method, parameters) => this.connection.sendRequest(method, parameters) };
  }

  async begin(text: string): Promise<void> {
    const initializationOptions = { configuration: null };
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    const textDocument = { uri: DRAFT, languageId: "markdown", version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** The exit code of a server that was asked to end. */
  async end(): Promise<unknown> {
    const gone = once(this.process, "exit");
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return (await gone)[0];
  }
}

describe(
  "the small server",
  { skip: process.platform === "win32" ? "the fake program is a shell script" : false },
  () => {
    let talk: Talk;

    before(() => {
      talk = new Talk(fakeReslint(join(newFolder(), "reslint")));
      return talk.begin("");
    });

    after(async () => assert.equal(await talk.end(), 0));

    test("a rule is explained", async () => {
      assert.match(await explain(talk.server, "citation/date"), /^# citation\/date/);
    });

    test("a recital comes as text", async () => {
      assert.equal(
        await recall(talk.server, "Islamic Cooperation", DRAFT),
        `*Recalling* its resolution 79/9, for ${DRAFT}`,
      );
    });

    test("a refusal carries the server's first line", async () => {
      await assert.rejects(
        explain(talk.server, "no/rule"),
        (error) => reasonOf(error) === "nothing is known of no/rule",
      );
    });

    test("an answer of another form is refused", async () => {
      await assert.rejects(recall(talk.server, "nonsense", DRAFT), /reslint\.recall is no text/);
    });
  },
);

test("an error without words still has some", () => {
  assert.equal(reasonOf(new Error("")), "the server gave no reason");
  assert.equal(reasonOf("just a string"), "just a string");
});

const real = process.env["RESLINT"] ?? "";

describe("the real server", { skip: real === "" ? "RESLINT does not say where reslint is" : false }, () => {
  let talk: Talk;

  before(() => {
    talk = new Talk(real);
    return talk.begin("*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 6 December 2022,\n");
  });

  after(async () => assert.equal(await talk.end(), 0));

  test("a rule is explained", async () => {
    assert.match(await explain(talk.server, "citation/date"), /citation\/date/);
  });

  test("what was understood is told", async () => {
    assert.match(await dump(talk.server, DRAFT), /77\/18/);
  });

  test("a recital is up to date", async () => {
    assert.match(await recall(talk.server, "Islamic Cooperation", DRAFT), /77\/18/);
  });

  test("a topic of no series is refused in a sentence", async () => {
    await assert.rejects(recall(talk.server, "cabbages and kings", DRAFT), (error) => /\w/.test(reasonOf(error)));
  });
});
