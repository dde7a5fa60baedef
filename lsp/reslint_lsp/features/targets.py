"""What stands at a place in a draft: a citation, a name, an opening phrase, a footnote mark, a paragraph's number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reslint.entities import NameMention
from reslint.entities import get as get_entities
from reslint.resolution.model import Citation, DateMention, Mark, Opening, Paragraph
from reslint_lsp.desk import Piece


class Target(NamedTuple):
    """The thing in paragraph `p` between the offsets `start` and `end` of the resolution's source.

    `what` is a citation, a name, an opening, a date, a mark, or the paragraph itself where its label is meant (the
    label of a footnote, the number of an operative paragraph).
    """

    p: Paragraph
    what: Citation | NameMention | Opening | DateMention | Mark | Paragraph
    start: int
    end: int


def at(piece: Piece, offset: int) -> Target | None:
    """The innermost target at an offset of the document; its end counts as inside, where a cursor stands behind it."""
    p = piece.paragraph_at(offset)
    if p is None or offset - piece.start > p.end:
        return None
    inside = [t for t in targets(piece, p) if t.start <= offset - piece.start <= t.end]
    return min(inside, key=lambda t: (offset - piece.start == t.end, t.end - t.start), default=None)


def targets(piece: Piece, p: Paragraph) -> Iterator[Target]:
    """Everything in a paragraph, kind by kind."""
    for c in p.citations:
        yield Target(p, c, *p.span(c.start, c.date.end if c.date is not None and c.how == "own" else c.end))
    for d in p.dates:
        yield Target(p, d, *p.span(d.start, d.end))
    for mark in p.marks:
        yield Target(p, mark, mark.start, mark.end)
    if p.opening is not None and p.kind in ("preambular", "operative", "sub"):
        yield Target(p, p.opening, *p.span(p.opening.start, p.opening.end))
    if p.label:
        yield Target(p, p, p.label_start, p.label_end)
    for name in names(piece, p):
        yield Target(p, name, *p.span(name.start, name.end))


def names(piece: Piece, p: Paragraph) -> tuple[NameMention, ...]:
    """The known names of bodies, programmes and States in a paragraph."""
    return get_entities(piece.language.code).find(p.text)


def clean_at(p: Paragraph, offset: int) -> int:
    """The clean offset for an offset of the resolution's source; in what is no part of the clean text, the next one."""
    clean = p.clean
    i = bisect_right(clean.origins, offset) - 1
    if i < 0:
        return 0
    at = clean.starts[i] + offset - clean.origins[i]
    return min(at, clean.starts[i + 1] if i + 1 < len(clean.starts) else len(clean.text))


def note_of(piece: Piece, label: str) -> Paragraph | None:
    """The footnote of that label."""
    return next((p for p in piece.resolution.of("note") if label_of(p) == label), None)


def label_of(note: Paragraph) -> str:
    """A footnote's label as its marks have it."""
    return str(note.number) if note.number is not None else note.path.removeprefix("footnote ")


def citations(piece: Piece) -> Iterator[tuple[Paragraph, Citation]]:
    """Every citation of the text, with its paragraph."""
    for p in piece.resolution.paragraphs:
        for c in p.citations:
            yield p, c
