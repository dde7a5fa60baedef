"""Blanks before punctuation marks: a no-break space in French, none elsewhere; marks set twice; quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import spoken
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph

if TYPE_CHECKING:
    from reslint.checks.context import Context

NO_BREAK = "\u00a0\u202f"
WINDOW = 200  # code points on each side: no address that a draft cites is longer
BLANK_BEFORE = late(r"[,;:.،؛](?<= .)(?= |$)")
BLANK_BEFORE_FR = late(r"[,.](?<= .)(?= |$)")
GLUED = late(r"[,;،؛](?:(?<=[^\W_]{2}.)|(?<=[)”»“].))(?=[^\W\d_][^\W\d_ ])|,(?<=[^\W\d_]{2}.)(?=[aàeèouyиа] )")
TECHNICAL = late(r"://|www\.|@|[^\W_]-[^\W_]")  # web and mail addresses; N-methyl,ethyl
QUOTES = late('[«»„“”"「」『』]')
TWICE = late(r"[,;:.،؛][,;:.،؛](?= |$)")
FRENCH = late(r"[;:](?= |$)|»")
OPENED_FR = late(r"«(?=[^\s\u00a0\u202f])")
# a colon between words of a title in English: Climate Change and Land: An IPCC Special Report
FOREIGN = late(r"\b(?:the|of|and|to|for|in|more|towards|with)\b", re.IGNORECASE)
LATIN = late(r"[,;](?<=[ء-ي)].)(?= |$)")


def spacing(paragraphs: Sequence[Paragraph], context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    code = context.language.code
    if code == "fr":
        yield from _french(paragraphs, context)
    quotes = spoken(options, "quotes", code)
    if quotes:
        yield from _quotes(paragraphs, str(quotes))
    if not context.language.spaced:
        from reslint.checks.paragraph import spacing_zh  # late: Chinese only

        yield from spacing_zh.spacing(paragraphs)
        return
    abbreviations = tuple(spoken(options, "abbreviations", code) or ())
    for p in paragraphs:
        text = p.text
        marks = {m.at for m in p.marks}
        for m in TWICE.finditer(text):
            if text[m.start() - 1 : m.start()] == "." or text[: m.start() + 1].endswith(abbreviations):
                continue
            if m[0][0] == "." and (m[0][1] in ",:" or text[m.start() - 2 : m.start() - 1] in (".", " ")):
                continue  # a point that closes an abbreviation: e.g., U.S.;
            if any(m.start() < at < m.end() for at in marks):
                continue
            start, end = p.span(*m.span())
            kept = m[0][-1]
            yield Hit(
                start,
                end,
                p.index,
                "twice",
                {"written": m[0], "kept": kept},
                Fix((Edit(start, end, kept),), title=kept),
            )
        for m in GLUED.finditer(text):
            if not {m.start(), m.end()} & marks and not TECHNICAL.search(_token(text, m.start())):
                yield _behind(p, m)
        pattern = BLANK_BEFORE if code != "fr" else BLANK_BEFORE_FR
        for m in pattern.finditer(text) if " " in text else ():
            if (m[0] == "." and m.end() < len(text)) or {m.start() - 1, m.start()} & marks:
                continue  # . . .
            start, end = p.span(m.start() - 1, m.start())
            yield Hit(start, end, p.index, "blank", {"mark": m[0]}, Fix((Edit(start, end, ""),), safe=True))
        if code == "ar":
            for m in LATIN.finditer(text):
                start, end = p.span(*m.span())
                right = "،" if m[0] == "," else "؛"
                if m.end() < len(text):
                    yield Hit(
                        start,
                        end,
                        p.index,
                        "latin",
                        {"written": m[0], "right": right},
                        Fix((Edit(start, end, right),), safe=True),
                    )


def _token(text: str, at: int) -> str:
    """What stands around a place, from blank to blank, within a window."""
    before, after = text[max(0, at - WINDOW) : at], text[at : at + WINDOW]
    return before[before.rfind(" ") + 1 :] + after.partition(" ")[0]


def _behind(p: Paragraph, m: re.Match[str]) -> Hit:
    """A mark that the next word is glued to."""
    start, end = p.span(*m.span())
    blank = "\u00a0" if m[0] == "«" else " "
    return Hit(start, end, p.index, "glued", {"mark": m[0]}, Fix((Edit(end, end, blank),), safe=True))


def _quotes(paragraphs: Sequence[Paragraph], allowed: str) -> Iterator[Hit]:
    """Quotation marks of another language or of the typewriter; `allowed`: those of this one, the outer pair first."""
    opens, closes = allowed[0], allowed[1]
    for p in paragraphs:
        found = [m.start() for m in QUOTES.finditer(p.text) if m[0] not in allowed]
        paired = len(found) % 2 == 0
        for i, at in enumerate(found):
            start, end = p.span(at, at + 1)
            right = closes if i % 2 else opens
            fix = Fix((Edit(start, end, right),), title=right) if paired else None
            yield Hit(
                start,
                end,
                p.index,
                "quotes",
                {"written": p.text[at], "right": f"{opens} {closes}"},
                fix,
                severity="warning",
            )


def _french(paragraphs: Sequence[Paragraph], context: Context) -> Iterator[Hit]:
    """A no-break space before ; and :; an ordinary one only where the text uses no-break spaces elsewhere."""
    source = context.source.text
    ordinary: list[tuple[Paragraph, int, int, str]] = []
    kept = 0
    for p in paragraphs:
        text = p.text
        yield from (_behind(p, m) for m in OPENED_FR.finditer(text))
        for m in FRENCH.finditer(text):
            at = m.start()
            if at == 0:
                continue
            if text[at - 1] != " ":
                behind = [k.end for k in p.marks if k.at == at]
                start, end = p.span(at, at + 1)
                place = max([start, *behind]) if behind and max(behind) <= start else start
                if source[place - 1 : place] in ("\u00a0", "\u202f") or _foreign(p, m):
                    continue
                yield Hit(
                    start, end, p.index, "french", {"mark": m[0]}, Fix((Edit(place, place, "\u00a0"),), safe=True)
                )
                continue
            start, end = p.span(at - 1, at)
            if m[0] == "»":
                continue
            before = source[p.span(at, at + 1)[0] - 1]
            if before in NO_BREAK or source[start] in NO_BREAK:
                kept += 1
            elif source[start] == " ":
                ordinary.append((p, start, end, m[0]))
    if not ordinary:
        return
    if kept > len(ordinary):
        for p, start, end, mark in ordinary:
            yield Hit(
                start, end, p.index, "french-plain", {"mark": mark}, Fix((Edit(start, end, "\u00a0"),), safe=True)
            )
    elif kept == 0 and len(ordinary) > 0:
        p, start, end, mark = ordinary[0]
        edits = tuple(Edit(a, b, "\u00a0") for _, a, b, _ in ordinary)
        yield Hit(
            start,
            end,
            p.index,
            "french-all",
            {"mark": mark, "count": str(len(ordinary))},
            Fix(edits, safe=True),
            severity="note",
        )


def _foreign(p: Paragraph, m: re.Match[str]) -> bool:
    """The colon stands inside italics behind the opening, or among English words."""
    at = m.start()
    if m[0] != ":" or at + 1 >= len(p.text):
        return False
    if any(e.start < at < e.end and e.start > 0 for e in p.emphasis):
        return True
    return FOREIGN.search(p.text, max(0, at - 45), min(len(p.text), at + 45)) is not None
