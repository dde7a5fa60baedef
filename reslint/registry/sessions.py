"""Which session a day belongs to, and between which days a session's resolutions can be dated.

Needs no registry, only the dates of sessions (rules/registry/sessions.yaml).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from reslint.registry.symbols import number_of_roman


@lru_cache(maxsize=1)
def _facts() -> dict[str, Any]:
    from reslint.data import load  # late: a text without citations needs no file

    facts: dict[str, Any] = load("sessions")
    return facts


def opening_day(session: int) -> date:
    """The day on which a regular session of the General Assembly opens.

    Exact since session 58 (see `is_exact`); before, the Tuesday after the second Monday, as custom had it.
    """
    week = 0
    for rule in _facts()["general-assembly"]["openings"]:
        if session >= rule["from-session"]:
            week = rule["week"]
    if session <= 1:
        return date.fromisoformat(_facts()["general-assembly"]["first"])
    first = date(1945 + session, 9, 1)
    if week == 0:
        monday = first + timedelta(days=-first.weekday() % 7)
        return monday + timedelta(days=8)
    while first.weekday() > 4:
        first += timedelta(days=1)
    return first - timedelta(days=first.weekday()) + timedelta(days=7 * (week - 1) + 1)


def is_exact(session: int) -> bool:
    """Whether `opening_day` is known to the day, not by custom alone."""
    return bool(session >= _facts()["general-assembly"]["openings"][0]["from-session"])


def session_on(day: date) -> int:
    """The regular session of the General Assembly that is in progress on `day` (at least 1)."""
    session = day.year - 1945
    return max(1, session if day >= opening_day(session) else session - 1)


@lru_cache(maxsize=1024)
def window(body: str, session: str) -> tuple[date, date] | None:
    """First and last day on which a resolution of that session can have been adopted.

    `session` as the symbol writes it ("77", "XXX", "S-30", "ES-10", "2005"). A little wider than the
    session itself, for judging errors. None where nothing is known. An open session ends at `date.max`.
    """
    if body == "SC":
        return _year(session)
    if body == "HRC":
        return _human_rights_council(session)
    if body == "ECOSOC":
        return _economic_and_social_council(session)
    return _general_assembly(session) if body == "GA" else None


def fits(body: str, session: str, day: date) -> bool | None:
    """Whether a resolution of that session can be dated `day`; None where nothing is known."""
    days = window(body, session)
    return None if days is None else days[0] <= day <= days[1]


def last_session(body: str, day: date) -> int | None:
    """The highest regular session (or year) that can have begun on `day`; later numbers do not exist yet."""
    if body == "GA":
        return session_on(day)
    if body == "SC":
        return day.year
    if body == "ECOSOC":
        cycle = _facts()["economic-and-social-council"]["cycle-start"]
        return day.year + int(f"{day:%m-%d}" >= str(cycle))
    if body == "HRC":
        session = 1
        while (days := _human_rights_council(str(session + 1))) and days[0] <= day:
            session += 1
        return session
    return None


def number(session: str) -> int | None:
    """ "77" -> 77, "XXX" -> 30; None for special and emergency sessions."""
    return int(session) if session.isdigit() else number_of_roman(session)


def _general_assembly(session: str) -> tuple[date, date] | None:
    head, dash, tail = session.rpartition("-")
    if dash:
        return _listed("special" if head == "S" else "emergency", number(tail))
    n = number(session)
    if n is None or not 1 <= n <= 999 or session.isalpha() != (n <= 30):
        return None
    facts = _facts()["general-assembly"]
    opens, ends = facts["tolerance"]["from"], facts["tolerance"]["to"]
    first = facts["first"] if n == 1 else f"{1945 + n}-{opens}"
    return date.fromisoformat(first), date.fromisoformat(f"{1946 + n}-{ends}")


def _listed(kind: str, session: int | None) -> tuple[date, date] | None:
    for item in _facts()[kind]:
        if item["session"] == session:
            first = date.fromisoformat(item["from"])
            if item.get("open"):
                return first, date.max
            if item.get("certain", True):
                return first, date.fromisoformat(item["to"])
            return date(first.year, 1, 1), date(first.year, 12, 31)
    return None


def _human_rights_council(session: str) -> tuple[date, date] | None:
    facts = _facts()["human-rights-council"]
    if not session.isdigit():
        return None
    n = int(session)
    for item in facts["sessions"]:
        if item["session"] == n:
            return date.fromisoformat(item["from"]), date.fromisoformat(item["to"])
    turn, place = divmod(n - facts["regular-from"], 3)
    if turn < 0 or turn > 500:
        return None
    months = facts["months"][place]
    year = facts["year"] + turn
    return date.fromisoformat(f"{year}-{months['from']}"), date.fromisoformat(f"{year}-{months['to']}")


def _economic_and_social_council(session: str) -> tuple[date, date] | None:
    facts = _facts()["economic-and-social-council"]
    if session.isdigit():
        year = _year(session)
        if year is None or int(session) < facts["by-year-from"]:
            return None
        if int(session) >= facts["cycle-from"]:
            return date.fromisoformat(f"{int(session) - 1}-{facts['cycle-start']}"), year[1]
        return year
    if number(session) is None:
        return None
    return date.fromisoformat(facts["roman"]["from"]), date.fromisoformat(facts["roman"]["to"])


def _year(session: str) -> tuple[date, date] | None:
    if not session.isdigit() or not 1946 <= int(session) <= 9998:
        return None
    return date(int(session), 1, 1), date(int(session), 12, 31)
