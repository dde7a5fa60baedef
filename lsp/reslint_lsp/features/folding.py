"""Folding: cover, preamble, operative part, sections, paragraphs with their subparagraphs, footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import FoldingRange, FoldingRangeKind

from reslint.resolution.model import Paragraph
from reslint_lsp.desk import Piece, View

COVER = ("header", "title")
BODY = ("operative", "sub", "other", "heading")


def folding(view: View) -> list[FoldingRange]:
    found = []
    pieces = list(view.pieces())
    for piece in pieces:
        for start, end, kind in _spans(piece, whole=len(pieces) > 1):
            first, last = piece.lines.position(start + piece.start).line, piece.lines.position(end + piece.start).line
            if last > first:
                found.append(FoldingRange(first, last, kind=kind))
    return list({(f.start_line, f.end_line): f for f in found}.values())


def _spans(piece: Piece, *, whole: bool) -> Iterator[tuple[int, int, FoldingRangeKind | None]]:
    """`whole`: the resolution is one of several, and folds as a whole."""
    paragraphs = [p for p in piece.resolution.paragraphs if p.end > p.start]
    if paragraphs and whole:
        yield paragraphs[0].start, paragraphs[-1].end, None
    for kinds, kind in (
        (COVER, None), (("preambular",), None), (BODY, None), (("note",), FoldingRangeKind.Comment), (("annex",), None),
    ):  # fmt: skip
        for run in _runs(paragraphs, kinds):
            yield run[0].start, run[-1].end, kind
    for run in _runs(paragraphs, BODY):
        yield from _sections(run)
        yield from _with_subs(run)


def _runs(paragraphs: list[Paragraph], kinds: tuple[str, ...]) -> Iterator[list[Paragraph]]:
    """Paragraphs of the kinds that follow one another, footnotes between them left out."""
    run: list[Paragraph] = []
    for p in paragraphs:
        if p.kind in kinds and (not run or p.part == run[-1].part):
            run.append(p)
        elif run and p.kind != "note":
            yield run
            run = [p] if p.kind in kinds else []
    if run:
        yield run


def _sections(run: list[Paragraph]) -> Iterator[tuple[int, int, None]]:
    heads = [i for i, p in enumerate(run) if p.kind == "heading"]
    for i, head in enumerate(heads):
        last = (heads[i + 1] if i + 1 < len(heads) else len(run)) - 1
        yield run[head].start, run[last].end, None


def _with_subs(run: list[Paragraph]) -> Iterator[tuple[int, int, None]]:
    by_index = {p.index: p for p in run}
    last: dict[int, int] = {}
    for p in run:
        parent = p.parent
        while parent in by_index:
            last[parent] = p.end
            parent = by_index[parent].parent
    for index, end in last.items():
        yield by_index[index].start, end, None
