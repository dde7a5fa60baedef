"""PDF in (extra `pdf`): printed lines become paragraphs and notes, each character with its page and line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reslint.source.compose import piece_at
from reslint.source.model import Source
from reslint.source.pdf.process import content_of
from reslint.source.pdf.text import Writer

if TYPE_CHECKING:
    from reslint.finding import Edit
    from reslint.source.markup import Stretch


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
        i = piece_at(self.starts, offset)
        place = self.places[i]
        at = place.start + (offset - self.starts[i] if place.length else 0)
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

    def edited(self, source: Source, edits: Iterable[Edit]) -> Source:
        return source

    def encoded(self, source: Source) -> bytes:
        return self.data


def read(data: bytes, name: str) -> Source:
    """The source in a PDF. A `SourceError` where it cannot be read, is locked, or holds pictures instead of text."""
    writer = Writer(content_of(data, name))
    text = writer.write()
    lines = writer.lines
    origin = Printed(
        data,
        tuple(writer.flow.composer.starts),
        tuple(writer.flow.composer.places),
        tuple(writer.offsets),
        tuple((line.page, line.number) for line in lines),
    )
    return Source(name, text, origin=origin)


__all__: Sequence[str] = ("read",)
