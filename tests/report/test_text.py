"""The line, the caret, the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.engine import Report
from reslint.finding import Edit, Finding, Fix, Related
from reslint.report import Summary
from reslint.report.text import Text, columns, preview, window
from reslint.source.model import Source

LETTERS = st.text(st.sampled_from("ab  é\u0301\t漢ق\u200f\u00a0"), max_size=300)


@given(LETTERS, st.integers(0, 300), st.integers(0, 40), st.integers(40, 120))
def test_the_window_shows_the_span(line: str, start: int, length: int, width: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    shown, first, last = window(line, start, end, width)
    assert len(shown) <= width + 1
    assert 0 <= first <= last <= len(shown)
    kept = shown[first:last].replace("\u00a0", " ")
    assert line[start:end].replace("\t", " ").replace("\u00a0", " ").startswith(kept)
    if end - start <= width - 4:
        assert last - first == end - start


def test_a_short_line_is_shown_whole() -> None:
    assert window("Recalling its resolution", 10, 13, 60) == ("Recalling its resolution", 10, 13)


def test_a_long_line_is_cut_at_blanks() -> None:
    line = "word " * 100 + "HERE " + "word " * 100
    shown, start, end = window(line, 500, 504, 60)
    assert shown[start:end] == "HERE"
    assert shown.startswith("…word")
    assert shown.endswith("word…")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("e\u0301", 1), ("漢字", 4), ("\u200fa\u00ad", 1), ("أَ", 1)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def block(text: str, start: int, end: int, **values: object) -> str:
    finding = Finding("a/b", "error", "message", start, end, **values)  # type: ignore[arg-type]
    return Text(lambda _: None).block(Report(Source("d.md", text), (), (finding,)), finding)


def test_the_caret_stands_under_the_word() -> None:
    said = block("Ce\u0301le\u0301brant l’année 2022,", 16, 21, path="PP 3", authority="Manual")
    assert said.splitlines() == [
        "d.md:1:17: error[a/b] PP 3: message",
        "    1 | Ce\u0301le\u0301brant l’année 2022,",
        "      | " + " " * 14 + "^^^^^",
        "      = authority: Manual",
        "",
    ]


def test_an_empty_span_and_one_over_several_lines_have_a_caret() -> None:
    assert block("one\ntwo\n", 7, 7).splitlines()[2] == "      |    ^"
    assert block("one\ntwo\n", 1, 6).splitlines()[2] == "      |  ^^"
    assert block("one\n", 4, 4).splitlines()[1:3] == ["    2 | ", "      | ^"]


def test_arabic_is_quoted() -> None:
    assert block("إذ تشير إلى قرارها", 8, 11).splitlines()[2] == "      | «إلى»"


def test_related_places() -> None:
    said = block("one\ntwo\n", 4, 7, related=(Related("first there", 0, 3), Related("in the registry")))
    assert "= see: line 1: first there" in said
    assert "= see: in the registry" in said


def test_fixes_are_shown() -> None:
    def shown(*edits: Edit, title: str = "") -> str:
        return preview(Source("d", "one two\nthree"), Finding("a/b", "note", "m", 0, 1, fix=Fix(edits, title=title)))

    assert shown(Edit(0, 3, "1")) == "“one” → “1”"
    assert shown(Edit(3, 3, ",")) == "insert “,”"
    assert shown(Edit(0, 4, "")) == "remove “one ”"
    assert shown(Edit(7, 8, " "), title="join") == "join: a line end → a space"
    assert shown(*[Edit(n, n, "x") for n in range(5)]) == "insert “x”, in 5 places"
    assert shown(*[Edit(n, n, str(n)) for n in range(5)]).endswith(" and 2 more")
    assert shown(Edit(3, 4, "\u00a0")) == "a space → a no-break space (U+00A0)"


def test_no_colour_unless_asked_for() -> None:
    finding = Finding("a/b", "error", "message", 0, 1)
    report = Report(Source("d.md", "x"), (), (finding,))
    assert "\033" not in Text(lambda _: None).block(report, finding)
    assert "\033[31merror[a/b]\033[0m" in Text(lambda _: None, colour=True).block(report, finding)


def test_the_summary() -> None:
    summary = Summary()
    summary.add(Report(Source("d", "x")))
    assert summary.sentence() == "nothing found in 1 file"
    fix = Fix((Edit(0, 1, ""),), safe=True)
    summary.add(Report(Source("d", "x"), (), (Finding("a/b", "error", "m", 0, 1, fix=fix),) * 2))
    assert summary.sentence() == "2 errors in 2 files; `reslint fix` puts 2 right"
