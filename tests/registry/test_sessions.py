from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.registry import sessions

OPENINGS = [
    (58, "2003-09-16"), (67, "2012-09-18"), (69, "2014-09-16"), (72, "2017-09-12"), (74, "2019-09-17"),
    (75, "2020-09-15"), (76, "2021-09-14"), (77, "2022-09-13"), (78, "2023-09-05"), (79, "2024-09-10"),
    (80, "2025-09-09"), (81, "2026-09-08"),
]  # fmt: skip


@pytest.mark.parametrize(("session", "day"), OPENINGS)
def test_opening_day(session: int, day: str) -> None:
    assert sessions.opening_day(session) == date.fromisoformat(day)
    assert sessions.is_exact(session)


@pytest.mark.parametrize(("session", "day"), OPENINGS)
def test_the_eve_of_an_opening_belongs_to_the_session_before(session: int, day: str) -> None:
    opening = date.fromisoformat(day)
    assert sessions.session_on(opening) == session
    assert sessions.session_on(opening - timedelta(days=1)) == session - 1


@pytest.mark.parametrize(
    ("body", "session", "day", "fits"),
    [
        ("GA", "77", "2022-11-21", True),
        ("GA", "77", "2023-09-12", True),
        ("GA", "77", "2021-11-21", False),
        ("GA", "47", "1993-09-20", True),
        ("GA", "I", "1946-01-24", True),
        ("GA", "XXX", "1975-10-10", True),
        ("GA", "XXX", "1985-10-10", False),
        ("GA", "S-30", "2016-04-19", True),
        ("GA", "S-30", "2016-04-22", False),
        ("GA", "S-19", "1997-12-31", True),
        ("GA", "S-VII", "1975-09-16", True),
        ("GA", "ES-10", "2025-06-12", True),
        ("GA", "ES-10", "1996-06-12", False),
        ("SC", "2005", "2005-09-14", True),
        ("SC", "2005", "2006-01-01", False),
        ("HRC", "16", "2011-03-24", True),
        ("HRC", "16", "2011-06-24", False),
        ("HRC", "43", "2020-06-22", True),
        ("HRC", "1", "2006-06-29", True),
        ("HRC", "57", "2024-10-11", True),
        ("ECOSOC", "2005", "2005-07-21", True),
        ("ECOSOC", "2005", "2004-11-21", False),
        ("ECOSOC", "2024", "2023-10-25", True),
        ("ECOSOC", "XXXIX", "1965-07-30", True),
    ],
)
def test_fits(body: str, session: str, day: str, fits: bool) -> None:
    assert sessions.fits(body, session, date.fromisoformat(day)) is fits


@pytest.mark.parametrize(
    ("body", "session"),
    [("GA", "30"), ("GA", "XXXI"), ("GA", "S-99"), ("GA", "ES-99"), ("ECOSOC", "1950"), ("SC", "1900"), ("XX", "1"),
     ("GA", "0"), ("HRC", "S-16"), ("SC", "99999")],
)  # fmt: skip
def test_nothing_is_known_of_it(body: str, session: str) -> None:
    assert sessions.window(body, session) is None
    assert sessions.fits(body, session, date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("body", "day", "last"),
    [("GA", "2026-06-01", 80), ("SC", "2026-06-01", 2026), ("ECOSOC", "2026-06-01", 2026),
     ("ECOSOC", "2026-07-23", 2027), ("HRC", "2011-03-24", 16),
     ("HRC", "2011-07-01", 17), ("XX", "2011-07-01", None)],
)  # fmt: skip
def test_last_session(body: str, day: str, last: int | None) -> None:
    assert sessions.last_session(body, date.fromisoformat(day)) == last


@given(st.dates(date(1947, 10, 1), date(2090, 12, 31)))
def test_the_session_of_a_day_has_that_day_in_its_window(day: date) -> None:
    session = sessions.session_on(day)
    if session > 30:
        assert sessions.fits("GA", str(session), day)


@given(st.integers(2, 140))
def test_sessions_open_on_a_tuesday_of_september(session: int) -> None:
    opening = sessions.opening_day(session)
    assert (opening.year, opening.month, opening.weekday()) == (1945 + session, 9, 1)
