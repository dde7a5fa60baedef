"""From elements to running text: blanks collapsed, emphasis by asterisks, notes lifted out. XML and HTML share it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reslint.source.compose import Composer
from reslint.source.markup import Markup, Stretch

BLANKS = re.compile(r"[ \t\r\n]+")
# Blanks, but for a single one between words, which is copied with them; and what Markdown would take for markup.
# It begins with a set of characters, so that the search leaps to them.
_SPECIAL = re.compile(
    r"[ \t\r\n*\\[](?:(?<=[\t\r\n])[ \t\r\n]*|(?<= )[ \t\r\n]+|(?<=\A )|(?<= )\Z|(?<=[*\\])|(?<=\[)(?=\^))"
)
_LABEL = re.compile(r"[^\]\s]{1,20}")


class Text(NamedTuple):
    """Characters in an element. `length`: raw characters that they stand for."""

    text: str
    start: int
    length: int


class Comment(NamedTuple):
    """A comment; `text` with its delimiters."""

    text: str
    start: int


class Node:
    """An element. `start`..`inner`: its start tag in the raw text; `children` in order; `parent` in HTML."""

    __slots__ = ("attributes", "children", "inner", "name", "parent", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int, inner: int) -> None:
        self.name, self.attributes, self.start, self.inner = name, attributes, start, inner
        self.children: list[Node | Text | Comment] = []
        self.parent: Node | None = None

    @property
    def elements(self) -> Iterator[Node]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Node))

    def iter(self) -> Iterator[Node]:
        """The element and all below it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.elements)))

    def holds_text(self) -> bool:
        """Whether characters other than blanks stand in the element itself."""
        return any(isinstance(child, Text) and not child.text.isspace() for child in self.children)

    def content(self) -> str:
        """All its characters, blanks collapsed."""
        parts = [child.text for node in self.iter() for child in node.children if isinstance(child, Text)]
        return BLANKS.sub(" ", "".join(parts)).strip()


class Flow:
    """Puts paragraphs together; each becomes one line, with an empty line behind it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.composer: Composer[Stretch] = Composer()
        self.emphasis = 0  # open elements that ask for it
        self._marked = False  # an asterisk has been written and not yet closed
        self._blank: Stretch | None = None
        self._empty = True  # nothing in this paragraph yet
        self._end = 0  # raw offset behind the last character written
        self._prefix = ""

    def begin(self, prefix: str = "") -> None:
        """A new paragraph. `prefix`: markup in front of it ("### "), written if any text follows."""
        self.close()
        self._prefix = prefix

    def close(self) -> None:
        """Ends the paragraph, if there is any text in it."""
        self._unmark()
        self._blank = None
        if not self._empty:
            self.composer.put("\n\n", Stretch(self._end, 0))
        self._empty, self._prefix = True, ""

    def text(self, piece: Text) -> None:
        """Characters of the file. What Markdown would take for markup is escaped."""
        if piece.length != len(piece.text):  # an entity, or a line end of two characters
            if not piece.text.strip(" \t\r\n"):
                self.blank(piece.start, piece.length)
            else:
                self._put("\\" + piece.text if piece.text in "*\\" else piece.text, piece.start, piece.length)
            return
        at = 0
        for special in _SPECIAL.finditer(piece.text):
            self._put(piece.text[at : special.start()], piece.start + at)
            start = piece.start + special.start()
            if special[0].isspace():
                self.blank(start, len(special[0]))
            else:
                self._ready(start)
                self.composer.put("\\", Stretch(start, 0))
                self._put(special[0], start)
            at = special.end()
        self._put(piece.text[at:], piece.start + at)

    def blank(self, start: int, length: int = 0) -> None:
        """A blank at which the line may break; many are one, and none stands at an end of a paragraph. One of our own
        (`length` 0) is not set beside another."""
        if not length and self.composer.last in (" ", "\u00a0"):
            return
        if self._blank is not None and self._blank.start + self._blank.length == start:
            self._blank = Stretch(self._blank.start, self._blank.length + length)
        elif self._blank is None or not self._blank.length:
            self._blank = Stretch(start, length)

    def mark(self, text: str, start: int, length: int, *, glued: bool = False) -> None:
        """Markup of Markdown that stands for the raw stretch. `glued`: to the word before it."""
        if glued:
            self._blank = None
        self._ready(start)
        self.composer.put(text, Stretch(start, length))
        self._end = start + length

    def comment(self, comment: Comment) -> None:
        """A comment, if it is addressed to reslint: within a paragraph, or on a line of its own."""
        if comment.text.removeprefix("<!--").lstrip().startswith("reslint:"):
            alone = self._empty
            self.composer.put(BLANKS.sub(" ", comment.text), Stretch(comment.start, len(comment.text)))
            self._end = comment.start + len(comment.text)
            if alone:
                self.composer.put("\n\n", Stretch(self._end, 0))

    def finish(self, format: str) -> tuple[str, Markup]:  # noqa: A002
        """The whole text and the way back."""
        self.close()
        composer = self.composer
        return composer.text, Markup(self.raw, format, tuple(composer.starts), tuple(composer.places))

    def _put(self, text: str, start: int, length: int | None = None) -> None:
        if self.emphasis and not self._marked and length is None:
            # Emphasis begins with a letter or digit, not with the dash of a number or a bracket.
            lead = next((n for n, c in enumerate(text) if c.isalnum()), len(text))
            if lead:
                wanted, self.emphasis = self.emphasis, 0
                self._put(text[:lead], start)
                self.emphasis = wanted
                text, start = text[lead:], start + lead
        if text:
            self._ready(start)
            self._end = start + (len(text) if length is None else length)
            self.composer.put(text, Stretch(start, self._end - start))

    def _ready(self, start: int) -> None:
        """Writes what must stand before the next character: prefix, end or beginning of emphasis, blank."""
        if self._empty:
            self.composer.put(self._prefix, Stretch(start, 0))
            self._empty, self._blank = False, None
        if self._marked and not self.emphasis:
            self._unmark()
        if self._blank is not None:
            self.composer.put(" ", self._blank)
            self._blank = None
        if self.emphasis and not self._marked:
            self.composer.put("*", Stretch(start, 0))
            self._marked = True

    def _unmark(self) -> None:
        if self._marked:
            self.composer.put("*", Stretch(self._end, 0))
            self._marked = False


def note_label(given: str, notes: int) -> str:
    """The label of a footnote: as the file gives it, if it can stand in a mark, else its turn."""
    return given if _LABEL.fullmatch(given) else str(notes + 1)
