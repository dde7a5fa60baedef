"""Quotation marks that open and do not close in the same paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.finding import Hit
from reslint.resolution.model import Resolution


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """A hit with the message `open` on each mark that stays open. `options`: `marks`, a mapping of marks that
    open to those that close."""
    marks = options["marks"]
    assert isinstance(marks, dict)
    closing = set(marks.values())
    for paragraph in resolution.paragraphs:
        waiting: list[int] = []
        for at, character in enumerate(paragraph.text):
            if character in marks:
                waiting.append(at)
            elif waiting and character in closing and character == marks[paragraph.text[waiting[-1]]]:
                waiting.pop()
        for at in waiting:
            start, end = paragraph.span(at, at + 1)  # from the clean text back to the file
            yield Hit(start, end, paragraph.index, "open", {"close": marks[paragraph.text[at]]})
