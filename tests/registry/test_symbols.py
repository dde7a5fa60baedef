from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.language import CODES
from reslint.registry import symbols
from reslint.registry.symbols import Symbol

WRITTEN = [
    ("77/18", "", "A/RES/77/18"),
    ("A/RES/77/18", "", "A/RES/77/18"),
    ("  77/18 ", "", "A/RES/77/18"),
    ("٧٧/١٨", "", "A/RES/77/18"),
    ("51/211 A", "", "A/RES/51/211A"),
    ("51/211 A to E", "", "A/RES/51/211A-E"),
    ("74/92 A and B", "", "A/RES/74/92A-B"),
    ("74/92 A et B", "", "A/RES/74/92A-B"),
    ("51/211 A à E", "", "A/RES/51/211A-E"),
    ("51/211 ألف إلى هاء", "", "A/RES/51/211A-E"),
    ("74/92 ألف وباء", "", "A/RES/74/92A-B"),
    ("A/RES/37/78 H", "", "A/RES/37/78H"),
    ("A/RES/48/218/B", "", "A/RES/48/218B"),
    ("A/RES/76/84/A-B", "", "A/RES/76/84A-B"),
    ("A/RES/46/68[B-IX]", "", "A/RES/46/68[B-IX]"),
    ("A/RES/31/208[III]", "", "A/RES/31/208[III]"),
    ("3369 (XXX)", "", "A/RES/3369(XXX)"),
    ("3369 (د-30)", "", "A/RES/3369(XXX)"),
    ("٣٣٦٩ (د - ٣٠)", "", "A/RES/3369(XXX)"),
    ("3201 (دإ-6)", "", "A/RES/3201(S-VI)"),
    ("دإ-30/1", "", "A/RES/S-30/1"),
    ("دإط-10/22", "", "A/RES/ES-10/22"),
    ("217 A (III)", "", "A/RES/217(III)[A]"),
    ("217 ألف (د-3)", "", "A/RES/217(III)[A]"),
    ("A/RES/217(III)[A]", "", "A/RES/217(III)[A]"),
    ("A/RES/217 (III) A", "", "A/RES/217(III)[A]"),
    ("1624 (2005)", "", "S/RES/1624(2005)"),
    ("S/RES/1624 (2005)", "", "S/RES/1624(2005)"),
    ("2005/11", "", "E/RES/2005/11"),
    ("1086 B (XXXIX)", "ECOSOC", "E/RES/1086(XXXIX)[B]"),
    ("S-30/1", "", "A/RES/S-30/1"),
    ("S-16/1", "HRC", "A/HRC/RES/S-16/1"),
    ("ES-10/22", "", "A/RES/ES-10/22"),
    ("3362 (S-VII)", "", "A/RES/3362(S-VII)"),
    ("16/18", "HRC", "A/HRC/RES/16/18"),
    ("A/HRC/RES/16/18", "", "A/HRC/RES/16/18"),
    ("E/DEC/2005/213", "", "E/DEC/2005/213"),
]
NONE = ["", "77", "77/", "/18", "foo", "77/18/19/20", "A/67/L.29", "1624 (XX05)", "3369 (IIII)", "77/18 AND", "12345/1"]


@pytest.mark.parametrize(("written", "body", "expected"), WRITTEN)
def test_read_gives_the_canonical_form(written: str, body: str, expected: str) -> None:
    symbol = symbols.read(written, body)
    assert symbol is not None
    assert symbols.canonical(symbol) == expected


@pytest.mark.parametrize("written", NONE)
def test_read_refuses_what_is_no_symbol(written: str) -> None:
    assert symbols.read(written) is None


def test_a_security_council_number_needs_its_year() -> None:
    assert symbols.read("77/18", "SC") is None
    assert symbols.read("1624 (2005)", "GA") is None


@pytest.mark.parametrize(
    ("canonical", "language", "expected"),
    [
        ("A/RES/77/18", "en", "77/18"),
        ("A/RES/74/92A-B", "en", "74/92 A and B"),
        ("A/RES/51/211A-E", "en", "51/211 A to E"),
        ("A/RES/51/211A-E", "fr", "51/211 A à E"),
        ("A/RES/74/92A-B", "fr", "74/92 A et B"),
        ("A/RES/74/92A-B", "ar", "74/92 ألف وباء"),
        ("A/RES/51/211A-E", "ar", "51/211 ألف إلى هاء"),
        ("A/RES/3369(XXX)", "en", "3369 (XXX)"),
        ("A/RES/3369(XXX)", "ar", "3369 (د-30)"),
        ("A/RES/217(III)[A]", "en", "217 A (III)"),
        ("A/RES/217(III)[A]", "ar", "217 ألف (د-3)"),
        ("A/RES/S-30/1", "en", "S-30/1"),
        ("A/RES/S-30/1", "ar", "دإ-30/1"),
        ("A/RES/ES-10/22", "ar", "دإط-10/22"),
        ("S/RES/1624(2005)", "ar", "1624 (2005)"),
        ("A/HRC/RES/16/18", "ar", "16/18"),
        ("A/RES/46/68[B-IX]", "en", "46/68 B, section IX"),
        ("no symbol", "en", "no symbol"),
    ],
)
def test_display(canonical: str, language: str, expected: str) -> None:
    assert symbols.display(canonical, language) == expected


@given(st.integers(1, 399))
def test_roman_numbers_come_back(number: int) -> None:
    assert symbols.number_of_roman(symbols.roman(number)) == number


@pytest.mark.parametrize("letters", ["", "IIII", "VX", "XXXXX", "ABC", "IC"])
def test_badly_written_roman_numbers_are_none(letters: str) -> None:
    assert symbols.number_of_roman(letters) is None


PARTS = st.one_of(
    st.just(""),
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.tuples(st.integers(65, 80), st.integers(1, 9)).map(lambda p: f"{chr(p[0])}-{chr(p[0] + p[1])}"),
)
SECTIONS = st.tuples(st.sampled_from(["", "A", "B", "C"]), st.integers(1, 20)).map(
    lambda p: f"{p[0]}.{symbols.roman(p[1])}"
)


def made(body: str, session: str, number: int, part: str = "", kind: str = "resolution") -> Symbol:
    return Symbol(body, session, number, part, kind)


MODERN = st.builds(
    made,
    st.sampled_from(["GA", "HRC"]),
    st.one_of(
        st.integers(31, 120).map(str),
        st.integers(8, 40).map(lambda n: f"S-{n}"),
        st.integers(6, 12).map(lambda n: f"ES-{n}"),
    ),
    st.integers(1, 999),
    st.one_of(PARTS, SECTIONS),
    st.sampled_from(["resolution", "decision"]),
)
# A lone part in brackets was a letter before 1976; I, V and X after a dash are read as sections there.
OLD_PARTS = st.one_of(st.just(""), st.sampled_from("ABCDEFGHIJKLMNOP"), st.sampled_from(["A-B", "A-C", "B-D", "C.II"]))
OLD = st.builds(
    made,
    st.sampled_from(["GA", "ECOSOC"]),
    st.one_of(st.integers(1, 63).map(symbols.roman), st.integers(1, 7).map(lambda n: f"S-{symbols.roman(n)}")),
    st.integers(1, 3541),
    OLD_PARTS,
)
COUNCIL = st.builds(made, st.just("SC"), st.integers(1946, 2100).map(str), st.integers(1, 9999))
ECOSOC = st.builds(made, st.just("ECOSOC"), st.integers(1978, 2100).map(str), st.integers(1, 400), PARTS)
SYMBOLS = st.one_of(MODERN, OLD, COUNCIL, ECOSOC)


@given(SYMBOLS)
def test_canonical_forms_are_parsed_back(symbol: Symbol) -> None:
    written = symbols.canonical(symbol)
    assert symbols.parse(written) == symbol
    assert symbols.read(written) == symbol


@given(SYMBOLS, st.sampled_from(CODES))
def test_what_a_text_prints_is_read_back(symbol: Symbol, language: str) -> None:
    if "." in symbol.part:
        return  # a section is printed in words
    shown = symbols.display(symbols.canonical(symbol), language)
    assert symbols.read(shown, symbol.body, symbol.kind) == symbol


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    symbol = symbols.read(text)
    assert symbol is None or symbols.parse(symbols.canonical(symbol)) is not None


def test_letters_of_a_range() -> None:
    assert symbols.letters("A-C") == ("A", "B", "C")
    assert symbols.letters("B") == ("B",)
    assert symbols.letters("") == ()


def test_sort_key_orders_by_session_number_and_part() -> None:
    mixed = ["A/RES/77/2", "A/RES/9(I)", "A/RES/77/10", "A/RES/2(I)", "A/RES/51/211B", "A/RES/51/211A", "A/RES/S-30/1"]
    expected = [
        "A/RES/2(I)",
        "A/RES/9(I)",
        "A/RES/51/211A",
        "A/RES/51/211B",
        "A/RES/77/2",
        "A/RES/77/10",
        "A/RES/S-30/1",
    ]
    assert sorted(mixed, key=symbols.sort_key) == expected
