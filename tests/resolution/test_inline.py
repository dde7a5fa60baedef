"""Markup inside a block."""

from __future__ import annotations

import pytest

from reslint.resolution import inline


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("*one* two", [(0, 3)]),
        ("*one* *two* three", [(0, 7)]),
        ("*one*, *two*", [(0, 3), (5, 8)]),
    ],
)
def test_emphasis(text: str, spans: list[tuple[int, int]]) -> None:
    read = inline.read(text, [(0, len(text))], frozenset(), bracketed=False)
    assert [(e.start, e.end) for e in read.emphasis] == spans


def test_an_escaped_asterisk_is_a_character_and_emphasises_nothing() -> None:
    text = r"*Noting* the file \*.pdf and \*.docx, and a\_b,"
    found = inline.read(text, [(0, len(text))], frozenset(), bracketed=False)
    assert found.clean.text == "Noting the file *.pdf and *.docx, and a_b,"
    assert [(e.start, e.end) for e in found.emphasis] == [(0, 6)]
    assert found.clean.source(16) == text.index("*.pdf")


def test_raised_figures_without_end_are_no_mark_that_breaks_a_check() -> None:
    text = "Noting the report" + "⁵" * 5000 + ","
    found = inline.read(text, [(0, len(text))], frozenset(), bracketed=False)
    assert found.marks
    assert all(len(mark.label) <= 4 for mark in found.marks)
