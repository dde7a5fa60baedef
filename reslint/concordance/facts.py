"""What a paragraph states, whatever the language: acts cited and their dates, days, sessions, numbers, names, notes.

Facts of all languages have one form, so that a version can be held against the others without translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from reslint.entities import get as get_entities
from reslint.language import get as get_language
from reslint.registry import symbols
from reslint.resolution.model import Citation, DateMention, Paragraph

LEAST_ORDINAL = 20  # smaller ordinals count other things than sessions, and languages word them each in its way
LEAST_NUMBER = 13  # smaller numbers are words in one language and figures in another
YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/]|[.,]\d)")
FIGURE = re.compile(r"(?<![\w/.,-])(?:\d{1,3}(?:[ ,.]\d{3})*(?:[ ,.]\d{1,3})|\d+)(?:[.,]\d+)?(?![\w/-]|[.,]\d)")
GROUP = re.compile("[ ,.]")


class Fact(NamedTuple):
    """One statement. `kind`: "citation", "day", "session", "year", "number", "name", "note"; `key`: what is stated, the same in
    every language; `start`/`end`: its clean span; `of`: the act whose date a day is."""

    kind: str
    key: str
    start: int
    end: int
    of: str = ""


def facts(p: Paragraph, code: str) -> tuple[Fact, ...]:
    """The facts of a paragraph in text order. `code`: its language."""
    return tuple(sorted(_facts(p, code), key=lambda f: (f.start, f.end)))


def _facts(p: Paragraph, code: str) -> Iterator[Fact]:
    taken: list[tuple[int, int]] = []
    tied: dict[DateMention, str] = {}
    for c in p.citations:
        taken.append((c.start, c.end))
        yield Fact("citation", _act(c), c.start, c.end)
        if c.date is not None:
            tied[c.date] = c.symbol
    for d in dict.fromkeys((*p.dates, *tied)):
        taken.append((d.start, d.end))
        yield Fact("day", _day(d), d.start, d.end, tied.get(d, ""))
    for m in _ordinals(code).finditer(p.text):
        n = get_language(code).ordinals[m[0].lower()]
        taken.append(m.span())
        yield Fact("session", str(n), *m.span())
    yield from _numbers(p.text, code, taken)
    for name in get_entities(code).find(p.text):
        if name.name.entity:
            yield Fact("name", name.name.entity, name.start, name.end)
    for mark in p.marks:
        yield Fact("note", mark.label, mark.at, mark.at)


def _act(c: Citation) -> str:
    """An act's key: its number alone. Whose it is and which part of it, languages word each in its way."""
    if c.kind in ("document", "draft"):
        return c.symbol
    parsed = symbols.parse(c.symbol) or symbols.read(c.display)
    return symbols.display(symbols.canonical(parsed.whole)) if parsed is not None else c.display


def _day(day: DateMention) -> str:
    month = f"{day.year:04}-{day.month:02}"
    return month if day.day is None else f"{month}-{day.day:02}"


@lru_cache(maxsize=8)
def _ordinals(code: str) -> re.Pattern[str]:
    language = get_language(code)
    forms = sorted((form for form, n in language.ordinals.items() if n >= LEAST_ORDINAL), key=len, reverse=True)
    joined = "|".join(re.escape(form).replace(r"\ ", " ") for form in forms)
    edges = ("", "") if code == "zh" else (r"(?<![\w-])", r"(?![\w-])")
    return re.compile(f"{edges[0]}(?:{joined}){edges[1]}", re.IGNORECASE)


def _numbers(text: str, code: str, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    """Figures that are neither dates nor numbers of acts: years alone, and amounts."""

    def free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    for m in YEAR.finditer(text):
        if free(*m.span()):
            taken.append(m.span())
            yield Fact("year", m[0], *m.span())
    language = get_language(code)
    facts = language.words.get("figures", {})
    assert isinstance(facts, dict)
    for m in FIGURE.finditer(text):
        if free(*m.span()) and (key := _amount(m[0], text[m.end() : m.end() + 16], facts)):
            yield Fact("number", key, *m.span())


def _amount(figure: str, behind: str, facts: Mapping[str, Any]) -> str:
    """What a figure says, however it is grouped; "" for a small one, which other languages may write as a word.

    Groups of thousands are compared as they stand, in any order: texts set from right to left hold them reversed.
    """
    decimal = str(facts.get("decimal", "."))
    groups = GROUP.split(figure)
    whole = len(groups) > 1 and all(len(g) == 3 for g in (groups[1:] if len(groups[0]) <= 3 else groups[:-1]))
    if whole and not (decimal in figure and figure.count(decimal) == 1 and len(groups) == 2):
        return " ".join(sorted(groups))
    magnitudes = facts.get("magnitudes", {})
    word = behind.lstrip(" \u00a0")
    factor = next((n for name, n in magnitudes.items() if word.lower().startswith(name)), 1)
    digits = re.sub(r"[^\d" + re.escape(decimal) + "]", "", figure).replace(decimal, ".")
    value = float(digits) * factor
    if value < LEAST_NUMBER and value == int(value):
        return ""
    plain = f"{value:.10g}" if value != int(value) else f"{int(value):,}"
    return " ".join(sorted(plain.split(","))) if "," in plain else plain
