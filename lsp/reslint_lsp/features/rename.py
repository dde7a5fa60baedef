"""Rename of a footnote: its label and every mark of it."""

from __future__ import annotations

import re

from lsprotocol.types import Range, TextEdit

from reslint.resolution.model import Mark, Paragraph
from reslint_lsp.desk import Piece
from reslint_lsp.features import targets

LABEL = re.compile(r"\[\^([^\]\s]{1,20})\]")
NEW = re.compile(r"[^\]\[\s^]{1,20}")


class RenameError(Exception):
    """Why a name cannot be given; one sentence."""


def place(piece: Piece, offset: int) -> tuple[Range, str] | None:
    """The label at an offset, and its range without the brackets; None where no footnote stands."""
    target = targets.at(piece, offset)
    if target is None:
        return None
    what = target.what
    if isinstance(what, Mark):
        label, start, end = what.label, what.start, what.end
    elif isinstance(what, Paragraph) and what.kind == "note" and what.label:
        label, start, end = targets.label_of(what), what.label_start, what.label_end
    else:
        return None
    m = LABEL.search(piece.text, start + piece.start, end + piece.start)
    if m is None or m[1] != label:
        return None
    return piece.lines.range(m.start(1), m.end(1)), label


def rename(piece: Piece, offset: int, new: str) -> list[TextEdit]:
    """The edits that give the footnote the label `new` everywhere in its resolution."""
    found = place(piece, offset)
    if found is None:
        raise RenameError("no footnote mark of the form [^1] stands here")
    old = found[1]
    new = new.strip().removeprefix("[^").removesuffix("]")
    if not NEW.fullmatch(new):
        raise RenameError("a label has 1 to 20 characters, without blanks and brackets")
    if new != old and targets.note_of(piece, new) is not None:
        raise RenameError(f"there is a footnote {new} already")
    spans = [(m.start, m.end) for p in piece.resolution.paragraphs for m in p.marks if m.label == old]
    spans += [(p.label_start, p.label_end) for p in piece.resolution.of("note") if targets.label_of(p) == old]
    edits = []
    for start, end in sorted(spans):
        if m := LABEL.search(piece.text, start + piece.start, end + piece.start):
            edits.append(TextEdit(piece.lines.range(m.start(1), m.end(1)), new))
    return edits
