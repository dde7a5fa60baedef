"""The way from the text of an XML or HTML file back to its row and column, and edits written into its markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reslint.source.compose import piece_at
from reslint.source.model import Source, line_starts

if TYPE_CHECKING:
    from reslint.finding import Edit

# What stands for markup in the text, so that it cannot be written as plain characters.
_MARKDOWN = ("*", "\n", "[^", "<!--", "#")


class Stretch(NamedTuple):
    """A stretch of the raw text, for which a piece of the text stands: a copy of it where both are equally long, else
    made of it (a blank for many, a character for its entity, an asterisk for the place where italics begin)."""

    start: int
    length: int


def is_copied(starts: Sequence[int], places: Sequence[Stretch], i: int) -> bool:
    """Whether piece i of the text is a copy of its stretch."""
    length = places[i].length
    return length > 0 and (i + 1 == len(starts) or starts[i + 1] - starts[i] == length)


def raw_offset(starts: Sequence[int], places: Sequence[Stretch], offset: int) -> int:
    """The offset in the raw text of what stands at `offset` in the text."""
    if not starts:
        return 0
    i = piece_at(starts, offset)
    return places[i].start + (offset - starts[i] if is_copied(starts, places, i) else 0)


class Markup(NamedTuple):
    """The `Origin` of an XML or HTML file. `starts` and `places` as in `Composer`; `format` names the reader."""

    raw: str
    format: str
    starts: tuple[int, ...]
    places: tuple[Stretch, ...]

    def position(self, offset: int) -> tuple[int, int]:
        starts = line_starts(self.raw)
        at = self._raw(offset)
        row = bisect_right(starts, at)
        return row, at - starts[row - 1] + 1

    def where(self, offset: int) -> dict[str, int]:
        row, column = self.position(offset)
        return {"row": row, "column": column}

    def label(self, offset: int) -> str:
        return f"line {self.position(offset)[0]}"

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        first = self._raw(start)
        if end <= start:
            return first, first
        i = piece_at(self.starts, end - 1)
        place = self.places[i]
        copied = is_copied(self.starts, self.places, i)
        return first, max(first, self._raw(end - 1) + 1 if copied else place.start + place.length)

    def can_write(self, edit: Edit) -> bool:
        return self._target(edit) is not None

    def edited(self, source: Source, edits: Sequence[Edit]) -> Source:
        from reslint.source.read import load

        parts, at = [], 0
        for start, end, text in sorted({t for t in map(self._target, edits) if t is not None}):
            parts += [self.raw[at:start], text]
            at = end
        raw = "".join([*parts, self.raw[at:]])
        return load(_encoded(source, raw), source.name, self.format)

    def encoded(self, source: Source) -> bytes:
        return _encoded(source, self.raw)

    def _raw(self, offset: int) -> int:
        return raw_offset(self.starts, self.places, offset)

    def _target(self, edit: Edit) -> tuple[int, int, str] | None:
        """The edit in the raw text, escaped; None where it does not stay within one text node."""
        if any(mark in edit.text for mark in _MARKDOWN):
            return None
        start, end = self._insertion(edit.start) if edit.start == edit.end else self._replaced(edit)
        if start < 0 or "<" in self.raw[start:end]:
            return None
        if self.raw.rfind("<![CDATA[", 0, start) > self.raw.rfind("]]>", 0, start):
            return None  # there, an entity is no entity
        return start, end, edit.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _insertion(self, offset: int) -> tuple[int, int]:
        if offset and self._is_text(piece_at(self.starts, offset - 1)):
            at = self.raw_span(offset - 1, offset)[1]
        else:
            i = piece_at(self.starts, offset)
            at = self.places[i].start if self.starts[i] == offset and self._is_text(i) else -1
        return at, at

    def _replaced(self, edit: Edit) -> tuple[int, int]:
        first, last = piece_at(self.starts, edit.start), piece_at(self.starts, edit.end - 1)
        if not all(map(self._is_text, range(first, last + 1))):
            return -1, -1
        return self.raw_span(edit.start, edit.end)

    def _is_text(self, i: int) -> bool:
        """Whether piece i stands for characters of the file, not for a tag, a comment or nothing."""
        start, length = self.places[i]
        return length > 0 and self.raw[start] != "<"


def _encoded(source: Source, raw: str) -> bytes:
    return source.mark + raw.encode(source.encoding, "xmlcharrefreplace")
