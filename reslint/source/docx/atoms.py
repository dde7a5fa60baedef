"""What a paragraph is made of, in the order in which it is read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reslint.source.docx.styles import Look
from reslint.source.docx.xml import Node

# text: characters of a w:t (or w:delText); mark: one character that an element stands for (tab, break, hyphen);
# note: a footnote's mark; ignore: a comment addressed to reslint; opened, closed: the ends of a comment's range.
Kind = Literal["text", "mark", "note", "ignore", "opened", "closed"]


class Atom(NamedTuple):
    """A piece of a paragraph. `node`: the element that holds it; `skipped`: characters of the element that stand
    before `text` and are not shown. `fixed`: Word would undo an edit here (the result of a field), or it cannot be
    made."""

    kind: Kind
    text: str
    node: Node
    look: Look = Look()
    fixed: bool = False
    skipped: int = 0


class Para(NamedTuple):
    """A paragraph as the reader sees it. `number`: 1-based place among the paragraphs of its part, as Word counts.

    `label`: its automatic number, blank included. `joined`: the end of this paragraph is deleted (or, where changes
    are rejected, was inserted), so that the next one goes on in it. `boxes`: the paragraphs of its text boxes.
    """

    part: str
    number: int
    node: Node
    label: str
    heading: bool
    atoms: tuple[Atom, ...]
    joined: bool = False
    boxes: tuple[Para, ...] = ()
