/** The addresses of the pages that the server writes: each says all that is needed to ask for it again. Pure. */

export const SCHEME = "reslint";

export type Page =
  { readonly kind: "rule"; readonly rule: string } | { readonly kind: "understood"; readonly uri: string };

/** Path and query of the page's address; the path's end is what the editor shows as its name. */
export function addressOf(page: Page): { readonly path: string; readonly query: string } {
  return page.kind === "rule"
    ? { path: `/rule/${page.rule}.md`, query: page.rule }
    : { path: `/understood/${nameOf(page.uri)} (understood)`, query: page.uri };
}

/** The page at an address; undefined for one that no page has. */
export function pageAt(address: { readonly path: string; readonly query: string }): Page | undefined {
  if (address.query === "") {
    return undefined;
  }
  if (address.path.startsWith("/rule/")) {
    return { kind: "rule", rule: address.query };
  }
  return address.path.startsWith("/understood/") ? { kind: "understood", uri: address.query } : undefined;
}

function nameOf(uri: string): string {
  const last = uri.slice(Math.max(uri.lastIndexOf("/"), uri.lastIndexOf(":")) + 1);
  try {
    return decodeURIComponent(last).replaceAll("/", "-");
  } catch {
    return last;
  }
}
