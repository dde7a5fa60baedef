"""One input as one string, with its place in the file for every offset.

Offsets are code points, half-open. Rows and columns are 1-based, columns in code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reslint.source.origin import Origin


class Source(NamedTuple):
    """A decoded input.

    `name` is what people call it (a path, or `-`), `text` holds every character of a plain file, line ends
    included, so that an edit can be written back without touching anything else. `encoding` and `mark` (the
    byte-order mark found, or nothing) are what writing back needs. For a structured file `text` is what its
    reader made of it, in Markdown, and `origin` the way back into the file. `remarks`: what people should be told
    of the file, a sentence each.
    """

    name: str
    text: str
    format: str = "markdown"
    encoding: str = "utf-8"
    mark: bytes = b""
    origin: Origin | None = None
    remarks: tuple[str, ...] = ()

    @property
    def line_starts(self) -> tuple[int, ...]:
        """See `line_starts`."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """1-based row and column (code points) of `offset` in the file; in Word the paragraph is the row, in PDF the
        line of the page."""
        if self.origin is not None:
            return self.origin.position(offset)
        row = bisect_right(self.line_starts, offset)
        return row, offset - self.line_starts[row - 1] + 1

    def where(self, offset: int) -> dict[str, int]:
        """The place of `offset` in the file, by name: row and column; or as the format has it (see `Origin`)."""
        if self.origin is not None:
            return self.origin.where(offset)
        row, column = self.position(offset)
        return {"row": row, "column": column}

    def where_end(self, start: int, end: int) -> dict[str, int]:
        """The place in the file behind the last character of the span, named as in `where`."""
        if self.origin is None or end <= start:
            return self.where(end)
        span = self.origin.raw_span(start, end)
        if span is not None:
            starts = line_starts(self.origin.raw)
            row = bisect_right(starts, span[1])
            return {"row": row, "column": span[1] - starts[row - 1] + 1}
        *above, (finest, n) = self.where(end - 1).items()
        return {**dict(above), finest: n + 1}

    def label(self, offset: int) -> str:
        """The place of `offset` as people are told it: "line 12", "paragraph 14", "page 3, line 12"."""
        return self.origin.label(offset) if self.origin is not None else f"line {self.position(offset)[0]}"

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in the file's own text, as editors show it; None for a file that has none (Word, PDF)."""
        return self.origin.raw_span(start, end) if self.origin is not None else (start, end)

    def line_at(self, offset: int) -> tuple[str, int]:
        """The line of `text` that holds `offset`, without its line end, and the offset's place in it."""
        starts = self.line_starts
        row = bisect_right(starts, offset)
        end = starts[row] if row < len(starts) else len(self.text)
        return self.text[starts[row - 1] : end].rstrip("\r\n"), offset - starts[row - 1]


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


class OtherKindError(SourceError):
    """The file is sound, but of a kind that holds no resolutions (some other XML): in a folder it is passed over."""
