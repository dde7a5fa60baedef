"""Opening phrases in italics, all of them, where the text sets them so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import KINDS, opening_of, part_of
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    if not resolution.marked:
        return
    paragraphs = [p for p in resolution.of(KINDS[part_of(options)]) if p.opening and p.opening.roles and p.opening.end]
    shown_first = sum(1 for p in paragraphs if p.emphasis and p.emphasis[0].start <= 1)
    if shown_first * 2 <= len(paragraphs):
        return  # this part is not set in italics at all
    mark = ""
    for p in paragraphs:
        o = opening_of(p, context.language)
        assert o is not None
        # in Arabic the waw before the phrase may stand outside
        at = min(o.start + 1, o.end - 1)
        shown = next((e for e in p.emphasis if e.start <= at < e.end), None)
        start, end = p.span(o.start, o.end)
        if shown is None:
            mark = mark or _mark(resolution, context)
            plain = not any(e.start < o.end for e in p.emphasis)
            fix = (
                Fix((Edit(start, start, mark), Edit(end, end, mark)), safe=True, title=f"{mark}{o.text}{mark}")
                if mark and plain
                else None
            )
            yield Hit(start, end, p.index, "plain", {"phrase": o.text}, fix)
        elif shown.end < o.end and o.adverb and not any(e.start <= o.adverb_start < e.end for e in p.emphasis):
            yield Hit(
                start,
                end,
                p.index,
                "short",
                {"phrase": o.text, "shown": p.text[shown.start : shown.end]},
                severity="note",
            )


def _mark(resolution: Resolution, context: Context) -> str:
    """The characters by which this text emphasizes its opening phrases ("*", "**", "_"); "" in plain text."""
    for p in resolution.of("preambular", "operative"):
        if p.opening and p.emphasis and p.emphasis[0].start == 0:
            found = _before(p, context)
            if found:
                return found
    return ""


def _before(p: Paragraph, context: Context) -> str:
    text = context.source.text
    at = p.clean.source(0)
    start = at
    while start > p.start and text[start - 1] in "*_":
        start -= 1
    return text[start:at]
