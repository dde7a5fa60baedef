/** What the server does on request beside the protocol's own: three commands, their arguments and their answers. */

/** The part of a client, or of a bare connection, that sends a request. */
export interface Requester {
  sendRequest(method: string, parameters: object): Promise<unknown>;
}

/** The page of a rule, in Markdown. */
export async function explain(server: Requester, rule: string): Promise<string> {
  return asText("reslint.explain", await execute(server, "reslint.explain", rule));
}

/** What was understood of the text at `uri`: paragraphs, opening phrases, citations; plain text. */
export async function dump(server: Requester, uri: string): Promise<string> {
  return asText("reslint.dump", await execute(server, "reslint.dump", uri));
}

/** The up-to-date recital of `topic`, in the language of the text at `uri`. */
export async function recall(server: Requester, topic: string, uri: string): Promise<string> {
  const answer = await execute(server, "reslint.recall", topic, uri);
  return asText(
    "reslint.recall",
    typeof answer === "object" && answer !== null && "text" in answer ? answer.text : answer,
  );
}

/** The server's own sentence where it refused, which begins with no code and ends with no trace. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0]?.trim() || "the server gave no reason";
}

function execute(server: Requester, command: string, ...given: string[]): Promise<unknown> {
  return server.sendRequest("workspace/executeCommand", { command, arguments: given });
}

function asText(command: string, answer: unknown): string {
  if (typeof answer !== "string") {
    throw new Error(
      `The server's answer to ${command} is no text: reslint and its extension may be of different versions.`,
    );
  }
  return answer;
}
