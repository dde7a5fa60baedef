"""Inlay hints: the number of a preambular paragraph, which bears none, and the date that a citation leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import InlayHint, InlayHintKind, Range

from reslint.registry import recital
from reslint.resolution.model import Paragraph
from reslint_lsp.desk import Piece, View
from reslint_lsp.features.words import words

DATED = ("preambular", "operative", "sub", "other")


def hints(view: View, where: Range) -> list[InlayHint]:
    """The hints within a range of the text."""
    first, last = view.lines.span(where)
    return [
        hint
        for piece in view.pieces()
        for p in piece.resolution.paragraphs
        if p.start + piece.start <= last and p.end + piece.start >= first
        for hint in _of(piece, p)
        if first <= view.lines.offset(hint.position) <= last
    ]


def _of(piece: Piece, p: Paragraph) -> Iterator[InlayHint]:
    if p.kind == "preambular":
        at = piece.lines.position(p.start + piece.start)
        yield InlayHint(at, p.path, kind=InlayHintKind.Parameter, padding_right=True)
    if p.kind in DATED:
        for c in p.citations:
            if c.kind != "resolution" or c.date is not None or c.how:
                continue
            entry = piece.registry.find(c.symbol)
            if entry is None or entry.adopted is None:
                continue
            written = recital.write_member(entry, piece.language)
            number = recital.write_number(entry.symbol, piece.language.code)
            if written.startswith(number):
                at = piece.span(p, c.start, c.end).end
                say = words(piece.language.code)["day-omitted"]
                yield InlayHint(at, written[len(number) :], kind=InlayHintKind.Type, tooltip=say)
