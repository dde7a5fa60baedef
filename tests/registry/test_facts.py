"""The facts themselves, as they lie in rules/registry/."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest

from reslint.registry import sessions, symbols
from tests.registry.conftest import RULES


def table(name: str) -> list[list[str]]:
    lines = (RULES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    return [(row + [""] * 7)[:7] for row in table("resolutions.tsv")]


def test_symbols_are_canonical_sorted_and_stand_once(rows: list[list[str]]) -> None:
    names = [row[0] for row in rows]
    for name in names:
        symbol = symbols.parse(name)
        assert symbol is not None, name
        assert symbols.canonical(symbol) == name
    assert names == sorted(set(names), key=symbols.sort_key)
    assert len(names) > 24_500


def test_a_date_has_evidence_and_lies_in_its_session(rows: list[list[str]]) -> None:
    dated = 0
    for name, adopted, evidence, *_ in rows:
        assert bool(adopted) == bool(evidence), name
        assert evidence in {"", "A", "B", "C", "N"}, name
        symbol = symbols.parse(name)
        if adopted and symbol:
            dated += 1
            assert sessions.fits(symbol.body, symbol.session, date.fromisoformat(adopted)) is not False, name
    assert dated > 14_000


def test_titles_hold_no_remains_of_cataloguing(rows: list[list[str]]) -> None:
    for name, _, _, title, *_ in rows:
        assert "draft resolution" not in title.lower() or "[" not in title, name
        assert not title.startswith("("), name
        assert title == title.strip(), name


def test_series_and_recitals_name_canonical_symbols(rows: list[list[str]]) -> None:
    known = {row[0] for row in rows}
    for series, _, _, members in table("series.tsv"):
        listed = members.split()
        assert len(listed) >= 2, series
        assert set(listed) <= known, series
    for citing, cited in table("recitals.tsv"):
        assert all(symbols.parse(s) for s in [citing, *cited.split()]), citing


def test_security_council_numbers_rise_with_the_days(rows: list[list[str]]) -> None:
    council = [(s.number, row[1], row[0]) for row in rows if (s := symbols.parse(row[0])) and s.body == "SC" and row[1]]
    for (_, before, _), (_, after, name) in itertools.pairwise(council):
        assert before <= after, name


def test_nothing_of_the_raw_list_is_lost_in_silence(rows: list[list[str]], shared: Path) -> None:
    known = {row[0]: row for row in rows}
    noted: dict[str, set[str]] = {}
    for symbol, field, *_ in table("corrections.tsv"):
        noted.setdefault(symbol, set()).add(field)
    with (shared / "data" / "registry.csv").open(encoding="utf-8", newline="") as file:
        for raw in csv.DictReader(file):
            name = raw["symbol"]
            if "symbol" in noted.get(name, ()) or "entry" in noted.get(name, ()):
                continue
            assert name in known, name
            if raw["adopted"] and known[name][1] != raw["adopted"]:
                assert "adopted" in noted.get(name, ()), name
