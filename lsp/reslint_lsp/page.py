"""The page of a rule in Markdown, for an editor to show."""

from __future__ import annotations

from collections.abc import Iterator

from reslint.packs import Example, Page
from reslint.rules import PROFILES, Rule, page_url


def markdown(rule: Rule, page: Page) -> str:
    """What the rule checks, why, on whose authority, with its examples."""
    lines = [f"# {rule.id}", "", f"**{rule.summary}**", "", rule.why, ""]
    facts = {
        "Authority": rule.authority,
        "Severity": ", ".join(f"{rule.severity[profile]} ({profile})" for profile in PROFILES),
        "Languages": ", ".join(rule.languages),
        "Organs": ", ".join(rule.organs),
        "Since": str(rule.valid_from or ""),
        "Until": str(rule.valid_until or ""),
        "Fix": "none" if rule.safety == "none" else ": ".join(filter(None, (rule.safety, rule.fix))),
    }
    lines += [f"- {name}: {value}" for name, value in facts.items() if value]
    if url := page_url(rule):
        lines.append(f"- [In the documentation]({url})")
    lines += ["", "## It says", "", *(f"- {texts['en']}" for texts in rule.messages.values())]
    for title, examples in (("Wrong", page.examples), ("Right", page.counter_examples)):
        lines += ["", f"## {title}", ""]
        for example in examples:
            lines += _example(example)
    return "\n".join(lines).rstrip() + "\n"


def _example(example: Example) -> Iterator[str]:
    as_of = f", as of {example.as_of}" if example.as_of else ""
    yield from (f"{example.language}{as_of}:", "", *_block(example.text))
    if example.fixed is not None and example.fixed != example.text:
        yield from ("fixed:", "", *_block(example.fixed))


def _block(text: str) -> Iterator[str]:
    """A text as it is, in a fence longer than any run of backticks in it."""
    fence = "`" * 3
    while fence in text:
        fence += "`"
    yield from (f"{fence}text", text.rstrip("\n"), fence, "")
