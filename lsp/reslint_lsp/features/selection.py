"""Selection ranges: from the word over the citation and its list to the paragraph, the part and the text."""

from __future__ import annotations

import re

from lsprotocol.types import SelectionRange

from reslint.resolution.model import Citation, Paragraph
from reslint_lsp.desk import Piece
from reslint_lsp.features import targets

WORD = re.compile(r"\w+")
PARTS = {"preambular": ("preambular",), "note": ("note",)}
BODY = ("operative", "sub", "other", "heading")


def selection(piece: Piece, offset: int) -> SelectionRange:
    """The ranges around an offset, each inside the next."""
    spans = {(piece.start + a, piece.start + b) for a, b in _spans(piece, offset)}
    spans.add((0, len(piece.text)))
    start, end = _line(piece, offset)
    for m in WORD.finditer(piece.text, start, end):
        if m.start() <= offset <= m.end():
            spans.add(m.span())
    found: SelectionRange | None = None
    inner: tuple[int, int] | None = None
    ordered = sorted((s for s in spans if s[0] <= offset <= s[1] and s[0] < s[1]), key=lambda s: s[1] - s[0])
    chain: list[tuple[int, int]] = []
    for span in ordered:
        inner = chain[-1] if chain else None
        if inner is None or (span[0] <= inner[0] and inner[1] <= span[1] and span != inner):
            chain.append(span)
    for span in reversed(chain):
        found = SelectionRange(piece.lines.range(*span), found)
    return found or SelectionRange(piece.lines.range(offset, offset))


def _line(piece: Piece, offset: int) -> tuple[int, int]:
    return piece.lines.start_of_line(offset), piece.lines.end_of_line(offset)


def _spans(piece: Piece, offset: int) -> list[tuple[int, int]]:
    p = piece.paragraph_at(offset)
    if p is None:
        return []
    spans = [(t.start, t.end) for t in targets.targets(piece, p)]
    spans += [p.span(c.start, c.end) for c in p.citations]
    if p.label:  # the paragraph without its label, markup included
        text = piece.text[p.label_end + piece.start : p.end + piece.start]
        spans.append((p.end - len(text.lstrip()), p.end))
    spans.append((p.start, p.end))
    groups: dict[int, list[Citation]] = {}
    for c in p.citations:
        groups.setdefault(c.group, []).append(c)
    for members in groups.values():
        last = members[-1]
        spans.append(p.span(members[0].start, last.date.end if last.date is not None else last.end))
    spans += _around(piece, p)
    return spans


def _around(piece: Piece, p: Paragraph) -> list[tuple[int, int]]:
    """The paragraph with its subparagraphs, the part, the resolution."""
    paragraphs = piece.resolution.paragraphs
    spans = []
    owner: Paragraph | None = p
    while owner is not None:
        below = [q for q in paragraphs if _is_below(q, owner.index, paragraphs)]
        spans.append((owner.start, max([owner.end, *(q.end for q in below)])))
        owner = paragraphs[owner.parent] if owner.parent >= 0 else None
    kinds = PARTS.get(p.kind, BODY if p.kind in BODY else ())
    part = [q for q in paragraphs if q.kind in kinds and q.part == p.part]
    if part:
        spans.append((part[0].start, part[-1].end))
    spans.append((paragraphs[0].start, max(q.end for q in paragraphs)))
    return spans


def _is_below(q: Paragraph, index: int, paragraphs: tuple[Paragraph, ...]) -> bool:
    while q.parent >= 0:
        if q.parent == index:
            return True
        q = paragraphs[q.parent]
    return False
