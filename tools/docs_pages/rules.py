"""The page of every rule, and the table of all of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from docs_pages.words import said
from reslint import data
from reslint.engine import examine
from reslint.examples import compared
from reslint.finding import Finding
from reslint.fix import fix
from reslint.packs import Example, Page, read_pack
from reslint.registry.store import Registry, open_registry
from reslint.rules import ENGINE_CHECK, PROFILES, Rule
from reslint.source.model import Source

LANGUAGES = {"en": "English", "fr": "French", "ar": "Arabic", "es": "Spanish", "ru": "Russian", "zh": "Chinese"}
ORGANS = {
    "GA": "the General Assembly", "SC": "the Security Council", "HRC": "the Human Rights Council",
    "ECOSOC": "the Economic and Social Council",
}  # fmt: skip
SAFETIES = {
    "safe": "safe: it cannot change the meaning, and `reslint fix` makes it",
    "unsafe": "unsafe: a person should look, and `reslint fix --unsafe` makes it",
    "none": "none: a person has to put it right",
}


_ARABIC = re.compile(r"(?:\d+ )?[\u0600-\u06ff](?:[\u0600-\u06ff /]*[\u0600-\u06ff])?(?: \d+)?")


class Noise(NamedTuple):
    """How often a rule speaks of published texts in one language."""

    language: str
    texts: int
    speaks: int
    error: int
    warning: int
    note: int


def pages(measured: Path) -> dict[str, str]:
    """Name and Markdown of `rules/index.md` and of `rules/<family>/<rule>.md` for every rule that ships."""
    pack = list(read_pack(data.rules_folder()))
    noise = _noise(measured)
    known = {rule.id: rule for rule, _ in pack}
    registry = open_registry()
    try:
        made = {
            f"rules/{rule.id}.md": _rule(rule, page, noise.get(rule.id, []), registry, known) for rule, page in pack
        }
    finally:
        registry.close()
    return {"rules/index.md": _index([rule for rule, _ in pack], noise), **made}


def _noise(file: Path) -> dict[str, list[Noise]]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, list[Noise]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        counts = (int(row[name]) for name in ("texts", "with", "error", "warning", "note"))
        found.setdefault(row["rule"], []).append(Noise(row["language"], *counts))
    return {rule: sorted(rows, key=lambda row: list(LANGUAGES).index(row.language)) for rule, rows in found.items()}


def _index(rules: Sequence[Rule], noise: Mapping[str, Sequence[Noise]]) -> str:
    lines = [
        "# Rules\n",
        f"{len(rules)} rules come with reslint. *Error* is certain and wrong, *warning* very likely, "
        "*note* worth a look; the three columns are the [profiles](../secretariat.md#profiles). *Noise* is in how "
        "many of a hundred published texts the rule speaks, over the languages measured: "
        "[how it was measured](../architecture.md#noise).\n",
    ]
    head = "| rule | what is wrong | drafter | gate | archive | fix | noise |"
    for family, own in groupby(rules, key=lambda rule: rule.family):
        lines += [f"\n## {family}\n", head, "|" + "---|" * 7]
        for rule in own:
            levels = " | ".join(_level(rule.severity[profile]) for profile in PROFILES)
            counts = noise.get(rule.id, ())
            texts = sum(one.texts for one in counts)
            rate = f"{100 * sum(one.speaks for one in counts) / texts:.1f}" if texts else "–"
            safety = "–" if rule.safety == "none" else rule.safety
            lines.append(f"| [{rule.id}]({rule.id}.md) | {_cell(rule.summary)} | {levels} | {safety} | {rate} |")
    return "\n".join(lines) + "\n"


def _rule(rule: Rule, page: Page, noise: Sequence[Noise], registry: Registry, known: Mapping[str, Rule]) -> str:
    languages = ", ".join(LANGUAGES[code] for code in rule.languages)
    fix_text = SAFETIES[rule.safety] + (f". It {rule.fix}" if rule.fix else "")
    facts = [
        ("Severity", _severities(rule.severity)),
        ("Authority", _cell(rule.authority)),
        ("Languages", languages),
        ("Organs", ", ".join(ORGANS[organ] for organ in rule.organs)),
        ("Since", str(rule.valid_from or "")),
        ("Until", str(rule.valid_until or "")),
        ("Fix", fix_text),
    ]
    lines = [f"---\ntitle: {rule.id}\ndescription: {_quoted(rule.summary)}\n---\n", f"# {rule.id}\n"]
    lines += [f"**{_capital(rule.summary)}.** {rule.why}\n"]
    rows = (f"| {name} | {value} |" for name, value in facts if value)
    lines += ['<div class="facts" markdown>\n', "| | |\n|---|---|", *rows, "\n</div>\n"]
    lines += ["## What it says\n", *(f"- {said(texts['en'])}" for texts in rule.messages.values()), ""]
    for language in rule.languages:
        lines += [f"## {LANGUAGES[language]}\n"]
        for title, examples in (("Wrong", page.examples), ("Right", page.counter_examples)):
            own = [example for example in examples if example.language == language]
            lines += [f"### {title} {{ #{title.lower()}-{language} }}\n"]
            for example in own:
                lines += _example(rule, example, registry, known)
    lines += ["## On published texts { #noise }\n", *_measured(rule, noise), ""]
    lines += ["## On purpose, or not for you\n", *_silencing(rule)]
    return "\n".join(lines) + "\n"


def _example(rule: Rule, example: Example, registry: Registry, known: Mapping[str, Rule]) -> Iterator[str]:
    """The text with what is found in it marked, what is said of it, and the text after the fixes."""
    if example.versions:
        for code, some in compared(rule, example, registry).items():
            version = example._replace(language=code, text=example.versions[code])
            yield _draft(version, _marked(version.text, some), "wrong" if some else "right")
            yield from _says(some)
        return
    others = [known[name] for name in example.with_rules]

    def lint(source: Source) -> tuple[Finding, ...]:
        report = examine(
            source, [rule, *others], registry, example.as_of,
            language=example.language, organ=example.organ, symbol=example.symbol, session=example.session,
            profile=example.profile, known=known,
        )  # fmt: skip
        return tuple(finding for finding in report.findings if finding.rule == rule.id)

    source = Source("example", example.text, example.format)
    found = lint(source)
    yield _draft(example, _marked(example.text, found), "wrong" if found else "right")
    yield from _says(found, _asked(example))
    if example.fixed is not None:
        after = fix(source, lint, unsafe=True).source.text
        yield _draft(example, _changed(example.text, after), "right")
        yield '<div class="says">after the fix</div>\n'


def _says(found: Sequence[Finding], asked: str = "") -> Iterator[str]:
    """What is said of an example, and what it says of its text."""
    if found or asked:
        said = [f"{_level(finding.severity)}: {_isolated(escape(finding.message, quote=False))}" for finding in found]
        items = "".join(f"<li>{line}</li>" for line in said)
        yield f'<div class="says">{asked}<ul>{items}</ul></div>\n'


def _draft(example: Example, inner: str, kind: str) -> str:
    direction = "rtl" if example.language == "ar" else "ltr"
    # An empty line would end the block of HTML for Markdown.
    body = inner.rstrip("\n").replace("\n", "&#10;")
    return f'<div class="draft {kind}" lang="{example.language}" dir="{direction}">{body}</div>'


def _asked(example: Example) -> str:
    """What the example says of its text beside the text."""
    facts = [
        f"as of {example.as_of}" if example.as_of else "",
        f"a text of {ORGANS[example.organ]}" if example.organ else "",
        f"symbol {example.symbol}" if example.symbol else "",
        f"session {example.session}" if example.session else "",
        f"profile {example.profile}" if example.profile != "drafter" else "",
        "plain text" if example.format == "text" else "",
    ]
    return escape("; ".join(filter(None, facts)))


def _isolated(message: str) -> str:
    """A message in English, in which Arabic words and the numbers beside them run from right to left."""
    return _ARABIC.sub(lambda match: f'<bdi lang="ar" dir="rtl">{match[0]}</bdi>', message)


def _marked(text: str, findings: Sequence[Finding]) -> str:
    """The text as HTML, with what is found in <mark>; of findings that overlap, the first is marked."""
    parts, at = [], 0
    for finding in findings:
        if finding.start >= at:
            parts += [escape(text[at : finding.start]), f"<mark>{escape(text[finding.start : finding.end])}</mark>"]
            at = finding.end
    return "".join([*parts, escape(text[at:])])


def _changed(before: str, after: str) -> str:
    """The text after the fix as HTML, with what is new in <ins>, word by word."""
    old, new = ([*_words(text)] for text in (before, after))
    parts = []
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        words = escape("".join(new[start:end]))
        parts.append(words if kind == "equal" or not words else f"<ins>{words}</ins>")
    return "".join(parts)


def _words(text: str) -> Iterator[str]:
    for is_word, characters in groupby(text, key=str.isalnum):
        if is_word:
            yield "".join(characters)
        else:
            yield from characters


def _measured(rule: Rule, noise: Sequence[Noise]) -> Iterator[str]:
    if not noise and rule.check == "concordance":
        yield "Its family is measured as a whole, on texts in six languages: [how well](../../versions.md#how-well)."
        return
    if not noise:
        yield "It has not been measured yet."
        return
    yield "What it says of resolutions as published. Some of it is noise, some are slips of the official texts."
    yield "[How it was measured](../../architecture.md#noise).\n"
    yield "| language | texts | speaks in | errors | warnings | notes |\n|---|---|---|---|---|---|"
    for one in noise:
        yield f"| {LANGUAGES[one.language]} | {' | '.join(map(str, one[1:]))} |"


def _silencing(rule: Rule) -> Iterator[str]:
    if rule.check != ENGINE_CHECK:
        yield "In a text, for the paragraph in which the comment stands or before which it stands, with your reason:\n"
        yield f"```html\n<!-- reslint: ignore {rule.id} -- why it stays -->\n```\n"
    yield "In `reslint.toml`, for all texts:\n"
    yield f'```toml\n[severity]\n"{rule.id}" = "off" # or error, warning, note\n```\n'
    yield f"`reslint config --why {rule.id}` says what decides its severity."


def _severities(levels: Mapping[str, str]) -> str:
    """The severities by profile, said once where they are all the same."""
    if len({levels[profile] for profile in PROFILES}) == 1:
        return f"{_level(levels[PROFILES[0]])} in every profile"
    return ", ".join(f"{_level(levels[profile])} in the profile {profile}" for profile in PROFILES)


def _level(level: str) -> str:
    return f'<span class="{level}">{level}</span>'


def _cell(text: str) -> str:
    return escape(text, quote=False).replace("|", "\\|")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _capital(text: str) -> str:
    return escape(text[:1].upper() + text[1:], quote=False)
