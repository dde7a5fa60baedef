import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, fileHref, href, read } from "../src/address";

test("an address is read as it was written", () => {
  const values = { rule: "citation/date", search: "a & b = c?#%", text: "A/RES/77/18", empty: "" };
  const hash = href("findings", values);
  assert.equal(hash, "#findings?rule=citation/date&search=a%20%26%20b%20%3D%20c%3F%23%25&text=A/RES/77/18");
  const { view, query } = read(hash);
  assert.equal(view, "findings");
  assert.deepEqual(Object.fromEntries(query), { rule: values.rule, search: values.search, text: values.text });
  assert.equal(href(view, query), hash);
});

test("no address is the overview", () => {
  for (const hash of ["", "#", "#overview"]) {
    assert.equal(read(hash).view, "overview");
  }
});

test("values change, and empty ones go", () => {
  const query = new URLSearchParams("rule=a&year=2020");
  assert.equal(String(changed(query, { rule: "b", year: "", language: "ar" })), "rule=b&language=ar");
  assert.equal(String(query), "rule=a&year=2020");
});

test("files are found from the report", () => {
  for (const [path, base, link] of [
    ["texts/a b#1.md", "..", "../texts/a%20b%231.md"],
    ["texts/قرار.md", ".", "./texts/%D9%82%D8%B1%D8%A7%D8%B1.md"],
    ["/srv/texts/100%.md", "..", "file:///srv/texts/100%25.md"],
    ["C:/texts/a b.md", "..", "file:///C:/texts/a%20b.md"],
    ["https://example.org/a%20b.md", "..", "https://example.org/a%20b.md"],
    ["s3://texts/a.md", "..", null],
    ["zip://a.md::/srv/texts.zip", "..", null],
  ] as const) {
    assert.equal(fileHref(path, base), link);
  }
});
