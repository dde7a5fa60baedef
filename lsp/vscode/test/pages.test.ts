import assert from "node:assert/strict";
import { test } from "node:test";
import { URI } from "vscode-uri";
import { type Page, SCHEME, addressOf, pageAt } from "../src/pages";

const PAGES: [Page, string][] = [
  [{ kind: "rule", rule: "citation/date" }, "/rule/citation/date.md"],
  [{ kind: "understood", uri: "file:///drafts/my%20draft.md" }, "/understood/my draft.md (understood)"],
  [{ kind: "understood", uri: "untitled:Untitled-1" }, "/understood/Untitled-1 (understood)"],
  [
    { kind: "understood", uri: "file:///drafts/%D9%85%D8%B4%D8%B1%D9%88%D8%B9%3F%23.md" },
    "/understood/مشروع?#.md (understood)",
  ],
  [{ kind: "understood", uri: "file:///drafts/100%.md" }, "/understood/100%.md (understood)"],
];

for (const [page, path] of PAGES) {
  test(`${path} finds its page again`, () => {
    const address = addressOf(page);
    assert.equal(address.path, path);
    const throughTheEditor = URI.parse(URI.from({ scheme: SCHEME, ...address }).toString());
    assert.deepEqual(pageAt(throughTheEditor), page);
  });
}

test("an address of no page has none", () => {
  assert.equal(pageAt({ path: "/rule/citation/date.md", query: "" }), undefined);
  assert.equal(pageAt({ path: "/elsewhere", query: "citation/date" }), undefined);
});
