"""One input as one string, with its place in the file for every offset.

Offsets are code points, half-open. Rows and columns are 1-based, columns in code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple


class Source(NamedTuple):
    """A decoded input.

    `name` is what people call it (a path, or `-`), `text` holds every character of the file,
    line ends included, so that an edit can be written back without touching anything else.
    `encoding` and `mark` (the byte-order mark found, or nothing) are what writing back needs.
    """

    name: str
    text: str
    format: str = "markdown"
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def line_starts(self) -> tuple[int, ...]:
        """See `line_starts`."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """1-based row and column (code points) of `offset`."""
        row = bisect_right(self.line_starts, offset)
        return row, offset - self.line_starts[row - 1] + 1

    def line(self, row: int) -> str:
        """The text of 1-based `row`, without its line end."""
        start = self.line_starts[row - 1]
        end = self.line_starts[row] if row < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@lru_cache(maxsize=4)
def line_starts(text: str) -> tuple[int, ...]:
    """Offset of each line's first character; a line ends at LF, CRLF or a lone CR, and at nothing else."""
    if text.count("\r") != text.count("\r\n"):
        return (0, *(m.end() for m in re.finditer(r"\r\n?|\n", text)))
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


class SourceError(Exception):
    """The input cannot be read. The message is one sentence for people: file, place, what to do."""
