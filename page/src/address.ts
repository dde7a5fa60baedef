/** The part of the address behind "#": which view is shown and how, so that it can be sent as a link. */

export interface Address {
  view: string;
  query: URLSearchParams;
}

/** "#findings?rule=citation/date" taken apart. */
export function read(hash: string): Address {
  const [view = "", query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  return { view: view || "overview", query: new URLSearchParams(query) };
}

/** The address of a view; what is empty is left out. */
export function href(view: string, query: Record<string, string | number> | URLSearchParams = {}): string {
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const text = pairs
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join("&");
  return `#${view}${text && `?${text}`}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");
}

/** `query` with some values changed; an empty one goes. */
export function changed(query: URLSearchParams, values: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === "") {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next;
}

/** Goes there. With `replace`, the way back leads past what was shown until now. */
export function go(hash: string, replace = false): void {
  if (hash === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, "", hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = hash;
  }
}

/** Where the file of a text lies, seen from the report; null for what browsers cannot open (s3://, a file in a ZIP
 * file). `base`: the way to the folder of the database. */
export function fileHref(path: string, base: string): string | null {
  if (path.includes("://")) {
    return /^(https?|file):/.test(path) ? path : null;
  }
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) {
    return `file://${encoded}`;
  }
  return /^[A-Za-z]:\//.test(path) ? `file:///${path[0]}:${encoded.slice(encoded.indexOf("/"))}` : `${base}/${encoded}`;
}
