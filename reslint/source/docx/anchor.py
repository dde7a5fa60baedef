"""Where in the body a comment stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reslint.source.docx.origin import Word
from reslint.source.docx.render import Block, Piece, Rendered
from reslint.source.docx.runs import Spot
from reslint.source.docx.xml import Node


class Anchor(NamedTuple):
    """Where a comment stands in the body: from the character before which it begins to the one behind which it ends;
    or the whole paragraph. `start`..`end`: the same in the text."""

    start: int
    end: int
    first: Spot | None
    last: Spot | None
    paragraph: Node | None = None


def anchor(word: Word, start: int, end: int) -> Anchor | None:
    """The anchor of a comment on `start`..`end`. Word takes no comments in notes, boxes and headers: such a one stands
    at the note's mark, at the paragraph that holds the box, at the first paragraph."""
    rendered, body = word.rendered, word.package.main
    block = rendered.block_at(start)
    if block is None:
        return None
    if block.para.part != body:
        label = rendered.text[block.start : block.end].removeprefix("[^").partition("]")[0]
        mark = rendered.marks.get(label)
        if mark is None or mark.para.part != body or block.start < mark.start:
            first = next((b for b in rendered.blocks if b.para.part == body), None)
            return _of_paragraph(first) if first is not None else None
        start, end = mark.start, mark.end
        block = rendered.block_at(start) or block
    if _outer_paragraph(block.para.node) is not block.para.node:
        return _of_paragraph(block)
    pieces = list(rendered.pieces_in(start, end)) if end > start else []
    if not pieces:  # a place between words, or an automatic number, which is no text of the file
        pieces = _word_beside(rendered, block, start)
        if not pieces:
            return _of_paragraph(block)
        start, end = pieces[0].start, pieces[-1].end
    return _of_pieces(pieces, start, end)


def _of_pieces(pieces: Sequence[Piece], start: int, end: int) -> Anchor:
    first, last = pieces[0], pieces[-1]
    start, end = max(start, first.start), min(end, last.end)
    opens = Spot(first.atom.node, first.at + start - first.start, False)
    return Anchor(start, end, opens, Spot(last.atom.node, last.at + end - last.start - 1, True))


def _word_beside(rendered: Rendered, block: Block, at: int) -> list[Piece]:
    """The word before the place, else the one behind it, cut out of its piece."""
    near = [p for p in rendered.pieces_in(block.start, block.end) if p.atom.text.strip()]
    before = next((p for p in reversed(near) if p.start < at), None)
    piece = before or next(iter(near), None)
    if piece is None:
        return []
    if piece.atom.kind == "note":
        return [piece]
    text = rendered.text
    if before is not None:
        stop = min(at, piece.end)
        start = stop
        while start > piece.start and (start == stop or not text[start - 1].isspace()):
            start -= 1
    else:
        start = stop = piece.start
        while stop < piece.end and (start == stop or not text[stop].isspace()):
            stop += 1
    return [Piece(start, stop, piece.para, piece.atom, piece.at + start - piece.start)]


def _of_paragraph(block: Block) -> Anchor:
    return Anchor(block.start, block.end, None, None, _outer_paragraph(block.para.node))


def _outer_paragraph(node: Node) -> Node:
    """The paragraph that holds the text box in which `node` stands; `node` itself where it is in none."""
    found, here = node, node
    while here.parent is not None:
        here = here.parent
        if here.tag == "w:p":
            found = here
    return found
