"""Semantic tokens: opening phrases, citations, dates and names of bodies."""

from __future__ import annotations

from lsprotocol.types import SemanticTokens, SemanticTokensLegend

from reslint.resolution.model import Paragraph
from reslint_lsp.desk import Piece, View
from reslint_lsp.features.targets import names

# Types that every theme has a colour for.
KEYWORD, CLASS, NUMBER, NAMESPACE = range(4)
LEGEND = SemanticTokensLegend(["keyword", "class", "number", "namespace"], [])
OPENED = ("preambular", "operative", "sub")


def tokens(view: View, start: int = 0, end: int | None = None) -> SemanticTokens:
    """The tokens in the span `start`..`end` of the text (None: to its end), as the protocol packs them."""
    last = len(view.lines.text) if end is None else end
    found: list[tuple[int, int, int]] = []
    for piece in view.pieces():
        for p in piece.resolution.paragraphs:
            if p.end + piece.start >= start and p.start + piece.start <= last:
                found += [(a + piece.start, b + piece.start, kind) for a, b, kind in _of(piece, p)]
    data: list[int] = []
    row = column = 0
    for a, b, kind in _apart(sorted(found)):
        where = view.lines.range(a, b)
        if where.start.line != where.end.line or where.end.character <= where.start.character:
            continue  # a token stays in its line; one that a line end cuts in two is rare and not worth two
        line, first = where.start.line, where.start.character
        data += [line - row, first - (column if line == row else 0), where.end.character - first, kind, 0]
        row, column = line, first
    return SemanticTokens(data)


def _of(piece: Piece, p: Paragraph) -> list[tuple[int, int, int]]:
    """Source spans with their types; markup inside them counts as part of them."""
    found = [(*p.span(c.start, c.end), CLASS) for c in p.citations]
    found += [(*p.span(d.start, d.end), NUMBER) for d in p.dates]
    if p.opening is not None and p.opening.roles and p.kind in OPENED:
        found.append((*p.span(p.opening.start, p.opening.end), KEYWORD))
    found += [(*p.span(n.start, n.end), NAMESPACE) for n in names(piece, p)]
    return found


def _apart(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The spans without those that begin inside the one before: tokens must not overlap."""
    kept: list[tuple[int, int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
