"""The marks and notes of a text, and what a note's label says of its number."""

from __future__ import annotations

from collections.abc import Iterator

from reslint.resolution.model import Mark, Paragraph, Resolution


def marks(resolution: Resolution) -> Iterator[tuple[Paragraph, Mark]]:
    """Every footnote mark outside the notes and the annexes, in text order."""
    for p in resolution.paragraphs:
        if p.marks and p.kind not in ("note", "annex"):
            for mark in p.marks:
                yield p, mark


def plain(mark: Mark, text: str) -> bool:
    """The mark is a bare figure on a word, as in a text taken out of a PDF: likely, not certain."""
    return text[mark.start : mark.end].isdigit() and text[mark.start].isascii()


def copied(resolution: Resolution, text: str) -> bool:
    """Marks, if there are any, are bare figures, of which some cannot be told from other figures."""
    return all(plain(mark, text) for _, mark in marks(resolution))


def notes(resolution: Resolution) -> tuple[Paragraph, ...]:
    return resolution.of("note")


def label(note: Paragraph) -> str:
    """The label of a note as its marks have it: "1", "*", "a"."""
    return str(note.number) if note.number is not None else note.path.removeprefix("footnote ")


def in_text(resolution: Resolution, labels: frozenset[str]) -> frozenset[str]:
    """Those of `labels` that stand as a mark somewhere, in a note or a heading, too."""
    return frozenset(mark.label for p in resolution.paragraphs for mark in p.marks) & labels
