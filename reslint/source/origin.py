"""What a reader of a structured file (XML, HTML, Word, PDF) tells of the way from its text back into the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reslint.finding import Edit
from reslint.source.model import Source


class Origin(Protocol):
    """How the text of a `Source` lies in its file. A frozen value, one class a format; offsets are those of the text.

    `raw`: the file's own text where editors show it (XML, HTML), else "".
    """

    @property
    def raw(self) -> str: ...

    def position(self, offset: int) -> tuple[int, int]:
        """1-based row and column; the paragraph and its character in Word, the page's line and its column in PDF."""

    def where(self, offset: int) -> dict[str, int]:
        """The place by name, coarse to fine, 1-based: `row`, `column`; or `file_paragraph`, `run`, `character`; or
        `page`, `line`, `column`."""

    def label(self, offset: int) -> str:
        """The place as people are told it: "line 12", "paragraph 14", "page 3, line 12"."""

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of `raw` that the text span stands for; None where the file has no raw text."""

    def can_write(self, edit: Edit) -> bool:
        """Whether the edit of the text can be made in the file."""

    def edited(self, source: Source, edits: Sequence[Edit]) -> Source:
        """The source as it reads after the disjoint edits (equal ones count once) have been made in the file."""

    def encoded(self, source: Source) -> bytes:
        """The bytes of the file."""
