import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { LastWords } from "../src/lastWords";

test("the last line that is not empty, as far as it came after the end", async () => {
  const [input, words, log] = [new PassThrough(), new LastWords(), [] as string[]];
  words.listen(input, ({ text }) => log.push(text));
  input.write("Traceback:\n  File\nModuleNotFoundError: مفقود");
  setTimeout(() => input.end("\n\n"), 50);
  assert.equal(await words.recall(), "ModuleNotFoundError: مفقود");
  assert.deepEqual(log, ["Traceback:", "  File", "ModuleNotFoundError: مفقود", ""]);
});

test("what a program says that goes on is no last word", async () => {
  const [input, words] = [new PassThrough(), new LastWords()];
  words.listen(input, () => undefined);
  input.write("INFO: all is well\n");
  assert.equal(await words.recall(), undefined);
  input.end();
});

test("nothing was said", async () => {
  assert.equal(await new LastWords().recall(), undefined);
});
