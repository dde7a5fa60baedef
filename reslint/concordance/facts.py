"""What a paragraph states, whatever the language: acts cited and their dates, days, sessions, numbers, names, notes.

Facts of all languages have one form, so that a version can be held against the others without translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reslint.concordance import figures
from reslint.entities import get as get_entities
from reslint.language import get as get_language
from reslint.registry import symbols
from reslint.remember import by_text
from reslint.resolution.model import Citation, DateMention, Mark, Paragraph

# Ordinals that name sessions: smaller ones count other things, each language in its way ("one third", "Group of
# Twenty", "the twenty-first century"), and the word for the hundredth is that of per cent.
FIRST_ORDINAL, LAST_ORDINAL = 22, 99
LEAST_NUMBER = 13  # smaller numbers are words in one language and figures in another
_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_DECADE = re.compile("s(?![a-z])|-[хе]|年代")  # "the 1930s", which other languages call the thirties
_DIGITS = "一二三四五六七八九十百千"
_CORRIGENDUM = re.compile(r"/Corr\.\d+")  # each language version has corrigenda of its own
_NEAR_YEAR = 30  # characters before a year that may hold what it is part of


class Fact(NamedTuple):
    """One statement. `kind`: "citation", "day", "session", "year", "number", "small"
    (a number that other languages may write as a word), "name", "note"; `key`: what is stated, the same
    in every language; `start`/`end`: its clean span; `of`: the act (canonical symbol) whose date a day is."""

    kind: str
    key: str
    start: int
    end: int
    of: str = ""


def facts(p: Paragraph, code: str) -> tuple[Fact, ...]:
    """The facts of a paragraph in text order. `code`: its language."""
    return _stated(p.text, code, p.citations, p.dates, p.marks)


@by_text
def _stated(
    text: str, code: str, citations: tuple[Citation, ...], dates: tuple[DateMention, ...], marks: tuple[Mark, ...]
) -> tuple[Fact, ...]:
    return tuple(sorted(_facts(text, code, citations, dates, marks), key=lambda f: (f.start, f.end)))


def _facts(
    text: str, code: str, citations: tuple[Citation, ...], dates: tuple[DateMention, ...], marks: tuple[Mark, ...]
) -> Iterator[Fact]:
    taken: list[tuple[int, int]] = []
    tied: dict[DateMention, str] = {}
    for c in citations:
        taken.append((c.start, c.end))
        yield Fact("citation", _act(c), c.start, c.end, c.symbol)
        if c.date is not None:
            tied.setdefault(c.date, c.symbol)
    for d in dict.fromkeys((*dates, *tied)):
        taken.append((d.start, d.end))
        yield Fact("day", _day(d), d.start, d.end, tied.get(d, ""))
    for m in _ordinals(code).finditer(text):
        taken.append(m.span())
        yield Fact("session", str(get_language(code).ordinals[m[0].lower()]), *m.span())
    yield from _numbers(text, code, taken)
    for name in get_entities(code).find(text):
        if name.name.entity:
            yield Fact("name", name.name.entity, name.start, name.end)
    for mark in marks:
        yield Fact("note", mark.label, mark.at, mark.at)


def _act(c: Citation) -> str:
    """An act's key: its number alone. Whose it is and which part of it, languages word each in its way."""
    head, stroke, number = c.display.partition("/")
    if stroke and (session := symbols.number_of_roman(head)):
        return f"{session}/{number}"  # decision X/3, in Arabic 10/3
    if c.kind in ("document", "draft"):
        return _CORRIGENDUM.sub("", c.symbol).upper().replace("–", "-")
    parsed = symbols.parse(c.symbol) or symbols.read(c.display)
    return symbols.display(symbols.canonical(parsed.whole)) if parsed is not None else c.display


def _day(day: DateMention) -> str:
    month = f"{day.year:04}-{day.month:02}"
    return month if day.day is None else f"{month}-{day.day:02}"


@lru_cache(maxsize=8)
def _ordinals(code: str) -> re.Pattern[str]:
    language = get_language(code)
    wanted = (form for form, n in language.ordinals.items() if FIRST_ORDINAL <= n <= LAST_ORDINAL)
    by_start: dict[str, list[str]] = {}  # an alternation of many words is tried word by word: few share a start
    for form in sorted(wanted, key=len, reverse=True):
        by_start.setdefault(form[:3], []).append(re.escape(form[3:]))
    joined = "|".join(f"{re.escape(start)}(?:{'|'.join(rest)})" for start, rest in by_start.items())
    before, behind = (r"\b(?<![\w-])", r"(?![\w-])") if language.spaced else (f"(?<![{_DIGITS}])", f"(?![{_DIGITS}])")
    return re.compile(f"{before}(?:{joined}){behind}", re.IGNORECASE)


def _numbers(text: str, code: str, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    """Figures that are neither dates nor numbers of acts: years alone, and amounts."""

    def free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    words = get_language(code).words["figures"]
    assert isinstance(words, dict)
    named: dict[str, str] = words["named-years"]
    for m in _YEAR.finditer(text):
        if free(*m.span()):
            taken.append(m.span())
            if _DECADE.match(text, m.end()):
                continue
            around = text[max(0, m.start() - _NEAR_YEAR) : m.start()] + text[m.end() : m.end() + _NEAR_YEAR]
            if not (m[0] in named and named[m[0]] in around.lower()):
                yield Fact("year", m[0], *m.span())
    for amount in figures.amounts(text, code):
        if free(amount.start, amount.end):
            small = amount.value < LEAST_NUMBER and amount.value == int(amount.value)
            yield Fact("small" if small else "number", amount.key, amount.start, amount.end)
