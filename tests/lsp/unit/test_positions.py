"""Offsets and positions against the plain counting of `tests.lsp.editor`, in texts made to go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol.types import Position, Range
from reslint_lsp.positions import Lines

from tests.lsp import editor

ENCODINGS = ("utf-8", "utf-16", "utf-32")
# Arabic, emoji, combining marks, no-break and zero-width characters, what only some take for line ends, half a pair.
HARD = (
    "aé٣يـ\u064b\u0301\u00a0\u202f\u200f\u200d\ufeff\U0001f469\U0001d11e\uffff\ud83d\ude00"
    "\f\v\x1c\x85\u2028\u2029\t *\r\n"
)
texts = st.text(st.sampled_from(HARD), max_size=40) | st.lists(
    st.sampled_from(["\r\n", "\r", "\n", "🇫🇷", "إن الجمعية", "e\u0323\u0301"])
).map("".join)
encodings = st.sampled_from(ENCODINGS)


@settings(deadline=None)
@given(texts, encodings)
def test_positions_are_those_of_an_editor(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        where = lines.position(offset)
        assert {"line": where.line, "character": where.character} == editor.position(text, offset, encoding)


@settings(deadline=None)
@given(texts, encodings)
def test_there_and_back(text: str, encoding: str) -> None:
    """Only between CR and LF there is no position: the end of the line stands for it."""
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        inside = text[max(0, offset - 1) : offset + 1] == "\r\n"
        assert lines.offset(lines.position(offset)) == offset - inside


@settings(deadline=None)
@given(texts, encodings, st.integers(0, 50), st.integers(0, 60))
def test_any_position_is_a_place_in_the_text(text: str, encoding: str, line: int, character: int) -> None:
    lines = Lines(text, encoding)
    offset = lines.offset(Position(line, character))
    assert 0 <= offset <= len(text)
    every = editor.lines(text)
    if line >= len(every):
        assert offset == len(text)
    else:
        bare, before = every[line].rstrip("\r\n"), sum(map(len, every[:line]))
        assert before <= offset <= before + len(bare)
        kept = bare[: offset - before]
        assert editor.units(kept, encoding) <= character
        if offset < before + len(bare):  # one more character would be too much
            assert editor.units(bare[: len(kept) + 1], encoding) > character


@settings(deadline=None)
@given(texts, encodings, st.data())
def test_spans_are_in_order(text: str, encoding: str, data: st.DataObject) -> None:
    lines = Lines(text, encoding)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    where = lines.range(start, end)
    assert lines.span(where) == lines.span(Range(where.end, where.start))
    assert lines.span(where)[0] <= lines.span(where)[1]


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 4), ("utf-16", 2)])
def test_the_middle_of_a_character_is_the_place_before_it(encoding: str, units: int) -> None:
    lines = Lines("a😀b", encoding)
    assert [lines.offset(Position(0, 1 + n)) for n in range(units + 1)] == [1] * units + [2]


@settings(deadline=None)
@given(texts)
def test_lines(text: str) -> None:
    lines = Lines(text, "utf-16")
    for offset in range(len(text) + 1):
        start, end = lines.start_of_line(offset), lines.end_of_line(offset)
        assert start <= offset
        assert "\n" not in text[start:end]
        assert "\r" not in text[start:end]
        assert end == len(text) or text[end] in "\r\n"


@pytest.mark.parametrize("encoding", [None, "utf-16", "utf-7"])
def test_utf_16_where_nothing_was_agreed(encoding: str | None) -> None:
    assert Lines("😀", encoding).position(1) == Position(0, 2)
