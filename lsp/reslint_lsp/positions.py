"""Between offsets (code points) and the positions of an editor (line, and units of UTF-8, UTF-16 or UTF-32).

Lines end at LF, CRLF or a lone CR, as the protocol has it: form feeds and U+2028 are characters like any other.
"""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from reslint.source.model import line_starts

_UTF8, _UTF32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf32
_HIGHEST_UNIT = "\uffff"


class Lines:
    """The lines of one text in the encoding that the client chose."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None) -> None:
        self.text = text
        self.encoding = encoding
        self.starts = line_starts(text)

    def offset(self, position: Position) -> int:
        """The offset of a position; one that lies outside the text is taken for the nearest place in it.

        A position in the middle of a character is taken for the place before it.
        """
        if position.line < 0:
            return 0
        if position.line >= len(self.starts):
            return len(self.text)
        start, end = self._line(position.line)
        return start + _characters(self.text[start:end], max(0, position.character), self.encoding)

    def position(self, offset: int) -> Position:
        """The position of an offset; behind a line's end it is the end of the line."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset) - 1
        start, end = self._line(line)
        return Position(line, _units(self.text[start : min(offset, end)], self.encoding))

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def span(self, where: Range) -> tuple[int, int]:
        """The offsets of a range, in order even where the client's were not."""
        first, last = self.offset(where.start), self.offset(where.end)
        return min(first, last), max(first, last)

    def end_of_line(self, offset: int) -> int:
        """Where the line of `offset` ends, its line end left out."""
        return self._line(bisect_right(self.starts, offset) - 1)[1]

    def start_of_line(self, offset: int) -> int:
        return self.starts[bisect_right(self.starts, offset) - 1]

    def _line(self, line: int) -> tuple[int, int]:
        start = self.starts[line]
        if line + 1 == len(self.starts):
            return start, len(self.text)
        end = self.starts[line + 1] - 1
        if end > start and self.text[end] == "\n" and self.text[end - 1] == "\r":
            end -= 1
        return start, end


def _units(text: str, encoding: PositionEncodingKind | str | None) -> int:
    """The length of `text` in units of the encoding."""
    if text.isascii() or encoding == _UTF32:
        return len(text)
    if encoding == _UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) if max(text) <= _HIGHEST_UNIT else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(line: str, units: int, encoding: PositionEncodingKind | str | None) -> int:
    """How many characters of `line` the first `units` units hold whole."""
    if line.isascii() or encoding == _UTF32:
        return min(units, len(line))
    if encoding != _UTF8 and max(line) <= _HIGHEST_UNIT:
        return min(units, len(line))
    at = 0
    for count, character in enumerate(line):
        if encoding == _UTF8:
            at += 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character <= _HIGHEST_UNIT else 4
        else:
            at += 1 if character <= _HIGHEST_UNIT else 2
        if at > units:
            return count
    return len(line)
