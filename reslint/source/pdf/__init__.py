"""PDF in (extra `pdf`): printed lines become paragraphs and notes, each character with its page and line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reslint.source.markup import Stretch, raw_offset
from reslint.source.model import Source
from reslint.source.pdf.process import content_of, remarks
from reslint.source.pdf.text import Writer

if TYPE_CHECKING:
    from reslint.finding import Edit


class Printed(NamedTuple):
    """The `Origin` of a PDF. `starts` and `places` as in `Composer`, the places in the printed lines strung together:
    line i begins at `lines[i]` there and stands on `page, number` `numbers[i]`."""

    data: bytes
    starts: tuple[int, ...]
    places: tuple[Stretch, ...]
    lines: tuple[int, ...]
    numbers: tuple[tuple[int, int], ...]

    @property
    def raw(self) -> str:
        return ""

    def where(self, offset: int) -> dict[str, int]:
        at = raw_offset(self.starts, self.places, offset)
        line = bisect_right(self.lines, at) - 1
        page, number = self.numbers[line]
        return {"page": page, "line": number, "column": at - self.lines[line] + 1}

    def position(self, offset: int) -> tuple[int, int]:
        where = self.where(offset)
        return where["line"], where["column"]

    def label(self, offset: int) -> str:
        where = self.where(offset)
        return f"page {where['page']}, line {where['line']}"

    def raw_span(self, start: int, end: int) -> None:
        return None

    def can_write(self, edit: Edit) -> bool:
        return False

    def edited(self, source: Source, edits: Sequence[Edit]) -> Source:
        return source

    def encoded(self, source: Source) -> bytes:
        return self.data


def read(data: bytes, name: str) -> Source:
    """The source in a PDF. A `SourceError` where it cannot be read, is locked, or holds pictures instead of text."""
    pages = content_of(data, name)
    writer = Writer(pages)
    text = writer.write()
    composer = writer.flow.composer
    numbers = tuple((line.page, line.number) for line in writer.lines)
    origin = Printed(data, tuple(composer.starts), tuple(composer.places), tuple(writer.offsets), numbers)
    return Source(name, text, origin=origin, remarks=remarks(pages))
