from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reslint.registry.model import RegistryError
from reslint.registry.store import Registry, open_registry

ISLAMIC = (
    "37/4 38/4 39/7 40/4 41/3 42/4 43/2 44/8 45/9 46/13 47/18 48/24 49/15 50/17 51/18 52/4 53/16 54/7 55/9 56/47 "
    "57/42 59/8 61/49 63/114 65/140 67/264 69/317 72/74 73/135 75/16 77/18 79/9"
)


def test_an_entry(registry: Registry) -> None:
    entry = registry.find("A/RES/77/18")
    assert entry is not None
    assert (entry.body, entry.adopted, entry.evidence) == ("GA", date(2022, 11, 21), "A")
    assert entry.title == "Cooperation between the United Nations and the Organization of Islamic Cooperation"
    assert (entry.agenda_item, entry.draft, entry.meeting) == ("127 (b)", "A/77/L.18", "A/77/PV.39")


@pytest.mark.parametrize(
    ("symbol", "day"),
    [
        ("A/RES/74/92", "2019-12-13"),  # from 74/92 A-B
        ("A/RES/74/92A", "2019-12-13"),
        ("A/RES/74/92A-B", "2019-12-13"),
        ("A/RES/51/211A-E", "1996-12-18"),  # from its parts
        ("A/RES/51/211", None),  # F was adopted at another time
        ("A/RES/74/232A", "2019-12-19"),  # the whole before B was added
        ("A/RES/217(III)[A]", "1948-12-10"),
        ("A/RES/377(V)[A]", "1950-11-03"),
        ("S/RES/1624(2005)", "2005-09-14"),
        ("A/HRC/RES/16/18", "2011-03-24"),
        ("E/RES/2005/11", "2005-07-21"),
    ],
)
def test_find_goes_from_part_to_whole_and_back(registry: Registry, symbol: str, day: str | None) -> None:
    entry = registry.find(symbol)
    assert entry is not None
    assert entry.adopted == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("symbol", "absent"),
    [
        ("A/RES/77/338", False),
        ("A/RES/77/339", True),
        ("A/RES/51/211Z", False),  # a part of what exists
        ("A/RES/50/31", False),  # a gap in our list
        ("A/RES/80/900", False),  # the session goes on
        ("A/RES/81/2", True),  # had not begun
        ("A/RES/3369(XXIX)", True),  # numbers run on over the sessions
        ("S/RES/1624(2006)", True),
        ("S/RES/1624(2005)", False),
        ("A/HRC/RES/48/26", True),
        ("A/HRC/RES/20/30", False),  # our list has gaps
        ("E/RES/2005/70", False),
        ("no symbol", False),
    ],
)
def test_absent_says_only_what_is_certain(registry: Registry, symbol: str, absent: bool) -> None:
    assert registry.absent(symbol, date(2026, 6, 1)) is absent


def test_the_islamic_cooperation_series(registry: Registry) -> None:
    (series,) = registry.series_of("A/RES/67/264")
    members = [e.symbol.removeprefix("A/RES/") for e in registry.members(series)]
    assert " ".join(members) == ISLAMIC
    assert registry.series_title(series).endswith("Organization of Islamic Cooperation")


def test_members_as_they_stood(registry: Registry) -> None:
    (series,) = registry.series_of("A/RES/67/264")
    assert registry.members(series, date(2013, 5, 17))[-1].symbol == "A/RES/65/140"
    assert registry.members(series, date(2013, 5, 18))[-1].symbol == "A/RES/67/264"
    assert registry.members(series, date(1980, 1, 1)) == ()


def test_by_title_forgets_case_and_articles(registry: Registry) -> None:
    title = "cooperation between United Nations and Organization of Islamic Cooperation"
    assert [e.symbol for e in registry.by_title(title, date(2023, 1, 1))] == ["A/RES/75/16", "A/RES/77/18"]
    assert registry.by_title("the", date(2023, 1, 1)) == ()


def test_recitals(registry: Registry) -> None:
    recalled = registry.recitals("A/RES/77/18")
    assert recalled[0] == "A/RES/37/4"
    assert recalled[-1] == "A/RES/75/16"
    assert registry.recitals("A/RES/1(I)") == ()


@pytest.mark.parametrize("draft", ["A/67/L.29", "A/67/L.29 and Add.1", "A/67/L.29/Rev.1"])
def test_by_draft(registry: Registry, draft: str) -> None:
    entry = registry.by_draft(draft)
    assert entry is not None
    assert entry.symbol == "A/RES/67/264"


def test_no_draft(registry: Registry) -> None:
    assert registry.by_draft("A/67/L.999") is None
    assert registry.by_draft("A/67/53") is None


def test_search(registry: Registry) -> None:
    found = registry.search("islamic COOPERATION")
    assert [e.symbol for e in found] == ["A/RES/79/9", "A/RES/77/18", "A/RES/75/16"]
    assert registry.search("islamic cooperation", 1)[0].symbol == "A/RES/79/9"
    assert registry.search("islamic cooperation", 9, date(2023, 1, 1))[0].symbol == "A/RES/77/18"
    assert registry.search("100%_nothing") == ()
    assert registry.search("  ") == ()


def test_find_many_leaves_out_the_unknown(registry: Registry) -> None:
    found = registry.find_many(["A/RES/77/18", "A/RES/77/999", "A/RES/74/92"])
    assert list(found) == ["A/RES/77/18", "A/RES/74/92"]


def test_session_sizes(registry: Registry) -> None:
    assert registry.session_size("GA", "77") == 338
    assert registry.session_size("GA", "80") is None
    assert registry.highest("GA", "80") is not None
    assert registry.session_size("HRC", "20") is None
    assert registry.session_size("GA", "200") is None


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    damaged = tmp_path / "overlay.sqlite"
    damaged.write_bytes(content)
    with pytest.raises(RegistryError, match=r"overlay\.sqlite is no registry that can be read"):
        open_registry(None, damaged)
