/** Light, dark, or as the system has it. */

import { h } from "./dom";

const KEY = "reslint-colours";
const CHOICES = { "": "System", light: "Light", dark: "Dark" };

/** The choice, remembered where the browser lets pages from the file system remember anything. */
export function themeChoice(): HTMLElement {
  const select = h(
    "select",
    {
      onchange: () => {
        apply(select.value);
        remember(select.value);
      },
    },
    ...Object.entries(CHOICES).map(([value, name]) => h("option", { value }, name)),
  );
  select.value = remembered();
  apply(select.value);
  return h("label", { class: "theme" }, h("span", {}, "Colours"), select);
}

function apply(choice: string): void {
  if (choice) {
    document.documentElement.dataset["theme"] = choice;
  } else {
    delete document.documentElement.dataset["theme"];
  }
}

function remembered(): string {
  try {
    const choice = localStorage.getItem(KEY) ?? "";
    return choice in CHOICES ? choice : "";
  } catch {
    return "";
  }
}

function remember(choice: string): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // it then holds until the page is closed
  }
}
