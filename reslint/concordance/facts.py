"""What a paragraph states, whatever the language: acts cited and their dates, days, sessions, numbers, names, notes.

Facts of all languages have one form, so that a version can be held against the others without translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reslint.entities import get as get_entities
from reslint.language import get as get_language
from reslint.registry import symbols
from reslint.resolution.model import Citation, DateMention, Paragraph

LEAST_ORDINAL = 20  # smaller ordinals count other things than sessions, and languages word them each in its way
LEAST_NUMBER = 13  # smaller numbers are words in one language and figures in another
FIGURE = re.compile(r"(?<![\w/.,-])(?:\d{1,3}(?:[  , .]\d{3})+|\d+)(?:[.,]\d+)?(?![\w/-]|[.,]\d)")


class Fact(NamedTuple):
    """One statement. `kind`: "citation", "day", "session", "number", "name", "note"; `key`: what is stated, the same in
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
    """Figures that are neither dates nor numbers of acts."""
    language = get_language(code)
    magnitudes = language.words.get("magnitudes", {})
    assert isinstance(magnitudes, dict)
    for m in FIGURE.finditer(text):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        value = _value(m[0], str(language.words.get("decimal", ".")))
        behind = text[m.end() : m.end() + 14].lstrip(" ")
        word = next((w for w in sorted(magnitudes, key=len, reverse=True) if behind.lower().startswith(w)), "")
        if word:
            value *= int(magnitudes[word])
        if value >= LEAST_NUMBER:
            yield Fact("number", f"{value:.10g}", m.start(), m.end())


def _value(figure: str, decimal: str) -> float:
    """The value of a figure as a language writes it: 1,234.5 or 1 234,5."""
    if re.fullmatch(r"\d{1,3}([  ,.]\d{3})+", figure) and (decimal not in figure or figure.count(decimal) > 1):
        return float(re.sub(r"\D", "", figure))
    head, mark, tail = figure.rpartition(decimal)
    if mark and len(tail) <= 2 or (mark and " " not in figure and len(tail) != 3):
        return float(f"{re.sub(r'[^0-9]', '', head) or '0'}.{tail}")
    return float(re.sub(r"\D", "", figure))
