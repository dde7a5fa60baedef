/** Elements in one expression. */

export type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | undefined | ((event: Event) => void);

/** An element; functions become listeners of the event that they are named for ("onclick"), what is undefined or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Record<string, Value>, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(
    ...children
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (typeof child === "number" ? String(child) : child)),
  );
  return element;
}

/** A number with the marks of thousands. */
export function many(value: number): string {
  return value.toLocaleString("en");
}

/** "1 text", "2,000 texts". */
export function count(value: number, name: string, plural = `${name}s`): string {
  return `${many(value)} ${value === 1 ? name : plural}`;
}

/** What comes from a text, set apart from the direction of what stands around it. */
export function bdi(text: string): HTMLElement {
  return h("bdi", {}, text);
}

/** A message: English, with what it quotes in Arabic set apart, figures of a date with it. */
export function message(text: string): HTMLElement {
  const arabic = /(?:\d+\s+)?\p{Script=Arabic}(?:[\p{Script=Arabic}\p{M}\d\s/،-]*[\p{Script=Arabic}\p{M}\d])?/gu;
  const parts: Child[] = [];
  let at = 0;
  for (const { 0: words, index } of text.matchAll(arabic)) {
    parts.push(text.slice(at, index), h("bdi", { lang: "ar", dir: "rtl" }, words));
    at = index + words.length;
  }
  return h("span", { class: "message", lang: "en", dir: "ltr" }, ...parts, text.slice(at));
}

/** A severity as a word with its colour. */
export function badge(severity: string): HTMLElement {
  return h("span", { class: `badge ${severity}` }, severity);
}

/** The path of a text's file, as a link where there is one. */
export function file(path: string, link: string | null): HTMLElement {
  return link === null ? bdi(path) : h("a", { href: link }, bdi(path));
}
