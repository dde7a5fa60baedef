"""Go to definition, references and highlights: footnotes, paragraphs, the citations of one resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lsprotocol.types import DocumentHighlight, DocumentHighlightKind, Location, Range

from reslint.checks.paragraph.walk import spoken
from reslint.resolution.model import Citation, Mark, Paragraph
from reslint_lsp.desk import Piece
from reslint_lsp.features import targets

REFERRING = ("preambular", "operative", "sub", "other", "note")
NUMBER = re.compile(r"\d{1,3}")


def definition(piece: Piece, uri: str, offset: int) -> list[Location]:
    """From a mark to its footnote, from a footnote to its first mark, from "paragraph 9" to that paragraph, from a
    citation to the first mention of its resolution."""
    if (number := _reference_at(piece, offset)) is not None:
        return [Location(uri, piece.range(p.start, p.end)) for p in islice(_numbered(piece, *number), 1)]
    target = targets.at(piece, offset)
    if target is None:
        return []
    what = target.what
    if isinstance(what, Mark):
        note = targets.note_of(piece, what.label)
        return [Location(uri, piece.range(note.start, note.end))] if note is not None else []
    if isinstance(what, Paragraph) and what.kind == "note":
        return [Location(uri, r) for r in islice(_marks(piece, targets.label_of(what)), 1)]
    if isinstance(what, Citation):
        return [Location(uri, r) for r in islice(_citations(piece, what.symbol), 1)]
    return []


def references(piece: Piece, uri: str, offset: int, *, declaration: bool) -> list[Location]:
    """Every place that speaks of the same footnote, paragraph or resolution."""
    return [Location(uri, where) for where in _same(piece, offset, declaration=declaration)]


def highlights(piece: Piece, offset: int) -> list[DocumentHighlight]:
    return [DocumentHighlight(where, DocumentHighlightKind.Read) for where in _same(piece, offset, declaration=True)]


def _same(piece: Piece, offset: int, *, declaration: bool) -> Iterator[Range]:
    if (number := _reference_at(piece, offset)) is not None:
        yield from _paragraph(piece, *number, declaration=declaration)
        return
    target = targets.at(piece, offset)
    if target is None:
        return
    what = target.what
    if isinstance(what, Mark) or (isinstance(what, Paragraph) and what.kind == "note"):
        label = what.label if isinstance(what, Mark) else targets.label_of(what)
        yield from _marks(piece, label)
        note = targets.note_of(piece, label)
        if declaration and note is not None and note.label:
            yield piece.range(note.label_start, note.label_end)
    elif isinstance(what, Citation):
        yield from _citations(piece, what.symbol)
    elif isinstance(what, Paragraph) and what.kind == "operative" and what.number is not None:
        yield from _paragraph(piece, what.number, what.part, declaration=declaration)


def _marks(piece: Piece, label: str) -> Iterator[Range]:
    for p in piece.resolution.paragraphs:
        for mark in p.marks:
            if mark.label == label:
                yield piece.range(mark.start, mark.end)


def _citations(piece: Piece, symbol: str) -> Iterator[Range]:
    for p, c in targets.citations(piece):
        if c.symbol == symbol:
            yield piece.span(p, c.start, c.end)


def _paragraph(piece: Piece, number: int, part: int, *, declaration: bool) -> Iterator[Range]:
    if declaration:
        for p in _numbered(piece, number, part):
            yield piece.range(p.label_start, p.label_end)
    for p in piece.resolution.of(*REFERRING):
        if p.part == part:
            for start, end, found in _references(piece, p):
                if found == number:
                    yield piece.span(p, start, end)


def _numbered(piece: Piece, number: int, part: int) -> Iterator[Paragraph]:
    return (p for p in piece.resolution.of("operative") if p.number == number and p.part == part)


def _reference_at(piece: Piece, offset: int) -> tuple[int, int] | None:
    """The number and the part of the operative paragraph that the words at an offset speak of ("paragraph 9 above")."""
    p = piece.paragraph_at(offset)
    if p is None or p.kind not in REFERRING:
        return None
    at = targets.clean_at(p, offset - piece.start)
    return next(((n, p.part) for start, end, n in _references(piece, p) if start <= at <= end), None)


def _references(piece: Piece, p: Paragraph) -> Iterator[tuple[int, int, int]]:
    """Clean spans of the numbers in "paragraph 9 above", "paragraphs 3 and 4 below", with the numbers."""
    pattern = _pattern(piece)
    if pattern is None:
        return
    for m in pattern.finditer(p.text):
        for n in NUMBER.finditer(m["numbers"]):
            at = m.start("numbers")
            yield at + n.start(), at + n.end(), int(n[0])


def _pattern(piece: Piece) -> re.Pattern[str] | None:
    """How the language refers to a paragraph of the text itself: as the rule operative/reference has it."""
    rule = next((r for r in piece.terms.everything if r.id == "operative/reference"), None)
    wording = spoken(rule.options, "wording", piece.language.code) if rule is not None else None
    return _compiled(str(wording["pattern"])) if isinstance(wording, dict) else None


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
