"""citation/format: a number that is not written as the field writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reslint.checks.context import Context
from reslint.checks.paragraph.walk import listed
from reslint.finding import Edit, Fix, Hit
from reslint.language import get
from reslint.language.russian import LOOK_ALIKES
from reslint.patterns import late
from reslint.registry import symbols
from reslint.resolution.figures import has_figure
from reslint.resolution.model import Citation, DateMention, Paragraph, Resolution

GLUED_PART = late(r"\d/\d{1,3}[A-Z]\b")
GLUED_SESSION = late(r"(?<![\w/.-])(\d{1,4}(?: [A-Z])?)\((?=(?:[IVXLC]+|(?:19|20)\d\d)\))")
DIGITS = re.compile("[0-9]{3}")
PART_BEHIND = late(r"^(?P<n>\d{1,4}) ?(?P<s>\([IVXLC]+\)) (?P<p>[A-Z])$")


class Wording(NamedTuple):
    """`bare`: a number without its year or session; `head`, `tail`: what a symbol should not stand behind or before;
    `glued`: whether the year or session stands by its number without a blank."""

    bare: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    glued: bool


@lru_cache(maxsize=8)
def wording(code: str) -> Wording:
    """The wording of the language `code`."""
    language = get(code)
    words = language.words["wording"]
    assert isinstance(words, dict)
    head = late(words["symbol-head"], re.IGNORECASE)
    return Wording(late(words["bare-number"]), head, late(words.get("symbol-tail", "(?!)")), not language.spaced)


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    bare = wording(context.language.code).bare
    commas = context.language.code in listed(options, "commas")
    for p in resolution.paragraphs:
        if p.kind not in ("preambular", "operative", "sub", "other", "note"):
            continue
        for c in p.citations:
            yield from _of_citation(p, c, context)
            if commas and c.date is not None and c.how == "own" and c.kind in ("resolution", "decision"):
                yield from _commas(p, c, c.date)
        for m in bare.finditer(p.text) if has_figure(p.text) and DIGITS.search(p.text) else ():
            yield from _bare(p, m)
    if context.language.code == "ru":
        yield from _cyrillic(resolution)


def day_beside(p: Paragraph, c: Citation) -> DateMention | None:
    """The day that stands right behind the number, with nothing but a blank between them."""
    beside = c.end + 1
    found = (d for d in p.dates if d.start == beside and d.day is not None and p.text[c.end].isspace())
    return next(found, None)


def _cyrillic(resolution: Resolution) -> Iterator[Hit]:
    """Letters of parts that are Cyrillic (55/180 А): said once, mended everywhere."""
    places = [
        (p, at, right)
        for p in resolution.paragraphs
        for c in p.citations
        if c.kind in ("resolution", "decision")
        for at, (letter, right) in enumerate(_letters(p.text[c.start : c.end]), c.start)
        if letter != right
    ]
    if places:
        p, at, right = places[0]
        start, end = p.span(at, at + 1)
        fix = Fix(tuple(Edit(*q.span(i, i + 1), latin) for q, i, latin in places), safe=True, title=right)
        written = next(p.text[c.start : c.end] for c in p.citations if c.start <= at < c.end)
        values = {"written": written, "display": written.translate(LOOK_ALIKES), "count": str(len(places))}
        yield Hit(start, end, p.index, "alike", values, fix)


def _letters(written: str) -> zip[tuple[str, str]]:
    """Each letter of a number with the Latin one that it should be; the word between two parts is no letter."""
    return zip(written, (c.translate(LOOK_ALIKES) if c.isupper() else c for c in written), strict=True)


def _of_citation(p: Paragraph, c: Citation, context: Context) -> Iterator[Hit]:
    start, end = p.span(c.start, c.end)
    written = p.text[c.start : c.end]
    if c.kind == "document":
        own, words = symbols.parse(c.symbol), wording(context.language.code)
        display = symbols.display(c.symbol, context.language.code)
        if own is None or own.kind != "resolution":
            return
        if tail := words.tail.match(p.text, c.end):
            yield _signed(p, c, display, tail.end("sign"), context)
        elif words.head.search(p.text[max(0, c.start - 14) : c.start]):
            yield Hit(
                start, end, p.index, "symbol", {"written": written, "display": display}, _write(start, end, display)
            )
        return
    if c.kind not in ("resolution", "decision"):
        return
    if c.date is None and context.language.spaced and (day := day_beside(p, c)) is not None:
        values = {"display": c.display, "written": p.text[day.start : day.end]}
        yield Hit(start, p.span(day.start, day.end)[1], p.index, "beside", values)
    if GLUED_PART.search(written):
        display = written[:-1] + " " + written[-1]
        yield Hit(start, end, p.index, "part", {"written": written, "display": display}, _write(start, end, display))
    elif (m := GLUED_SESSION.match(written)) and not wording(context.language.code).glued:
        display = f"{m[1]} {written[m.end() - 1 :]}"
        yield Hit(
            start,
            end,
            p.index,
            "space",
            {"written": written, "display": display},
            _write(start, end, display, safe=True),
        )
    elif m := PART_BEHIND.match(written):
        display = f"{m['n']} {m['p']} {m['s']}"
        yield Hit(start, end, p.index, "part", {"written": written, "display": display}, _write(start, end, display))
    if c.kind == "decision" and c.body == "GA" and "/" in written:
        session, _, number = written.partition("/")
        if number.isdigit() and session.isdigit() and int(session) > 40 and int(number) < 300:
            yield Hit(start, end, p.index, "decision", {"written": written})
        elif session.isdigit() and number.isdigit() and c.date is not None:
            # resolutions go beyond 300 in some sessions, where decisions begin: the day tells which is meant
            entry = context.registry.get(c.symbol.replace("/DEC/", "/RES/"))
            if entry is not None and entry.evidence in ("A", "B") and entry.adopted and entry.adopted == c.date.iso:
                yield Hit(start, end, p.index, "no-decision", {"display": c.display, "adopted": entry.adopted})
    if c.how == "mismatch" and c.named and c.body in symbols.PREFIXES:
        yield Hit(start, end, p.index, "dates", {"written": written})


def _signed(p: Paragraph, c: Citation, display: str, to: int, context: Context) -> Hit:
    """A symbol in Chinese, where the number stands between two signs: 第70/1号决议."""
    at = c.start - 1 if p.text.endswith("第", 0, c.start) else c.start
    right = str(symbols.forms(context.language.code)["undated"]).format(number=display)
    values = {"written": p.text[c.start : c.end], "display": right}
    return Hit(*p.span(c.start, c.end), p.index, "symbol", values, _write(*p.span(at, to), right))


def _commas(p: Paragraph, c: Citation, day: DateMention) -> Iterator[Hit]:
    """The date of a resolution stands between commas: 67/264, de 17 de mayo de 2013, ..."""
    missing = []
    words = p.text[c.end : day.start].rstrip().rpartition(" ")[0]
    if "(" not in words and not words.endswith(","):
        missing.append(c.end + len(words))
    after = p.text[day.end : day.end + 3]
    if after[:1] == " " and after[1:2].isalpha():
        missing.append(day.end)
    if not missing:
        return
    places = [p.span(at - 1, at)[1] for at in missing]
    values = {"written": p.text[c.start : day.end]}
    fix = Fix(tuple(Edit(at, at, ",") for at in places), safe=True, title="write the commas")
    yield Hit(*p.span(c.start, day.end), p.index, "commas", values, fix)


def _bare(p: Paragraph, m: re.Match[str]) -> Iterator[Hit]:
    """A number without the year or the session that tells which resolution it is."""
    start, end = p.span(*m.span(m.lastgroup or "n"))
    yield Hit(start, end, p.index, "bare", {"written": m[m.lastgroup or "n"]})


def _write(start: int, end: int, text: str, *, safe: bool = False) -> Fix:
    return Fix((Edit(start, end, text),), safe=safe, title=f"write {text}")
