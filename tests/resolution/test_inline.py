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
