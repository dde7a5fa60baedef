"""citation/session: number, year and date cannot go together, whatever the registry holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.citation.common import cited, session_of
from reslint.checks.citation.unknown import other_year
from reslint.checks.context import Context
from reslint.finding import Hit
from reslint.registry import sessions, symbols
from reslint.resolution.drafting import UNNAMED
from reslint.resolution.model import Citation, Paragraph, Resolution

LAST_ROMAN = 30  # session of the General Assembly
BESIDE = 40  # code points between an opening and what it speaks of


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    for p, c in cited(resolution):
        if resolution.organ == "GA" and c.own and c.body in ("GA", UNNAMED) and _leads(p, c) and _roman(c.display):
            yield Hit(*p.span(c.start, c.end), p.index, "roman", {"display": c.display})
            continue
        written = c.date.iso if c.date else None
        if written is None or c.date is None or c.body not in symbols.PREFIXES or c.how == "shared":
            continue
        days = sessions.window(c.body, session_of(c))
        if days is None or days[0] <= written <= days[1]:
            continue
        entry = context.registry.find(c.symbol)
        if entry is not None and entry.adopted is not None and (c.named or entry.adopted == written):
            continue  # citation/date knows the day, and says which
        if entry is None and (own := symbols.parse(c.symbol)) and other_year(own, context.registry):
            continue  # citation/unknown names the year
        if not c.named and _another_body(c.symbol, written):
            continue
        year = c.body in ("SC", "ECOSOC")
        yield Hit(
            *p.span(min(c.start, c.date.start), max(c.end, c.date.end)),
            p.index,
            "year" if year else "window",
            {
                "display": c.display,
                "written": p.text[c.date.start : c.date.end],
                "session": session_of(c),
                "first": days[0],
                "last": days[1],
            },
            severity=None if c.named else "note",
        )


def _roman(display: str) -> bool:
    """The session is one of those whose numbers bear it in Roman figures, behind: 3369 (XXX)."""
    session, stroke, _ = display.partition("/")
    return bool(stroke) and session.isdigit() and 0 < int(session) <= LAST_ROMAN


def _leads(p: Paragraph, c: Citation) -> bool:
    """The paragraph recalls it straight away, so that "its" is the organ that speaks."""
    return p.kind == "preambular" and p.opening is not None and 0 <= c.start - p.opening.end < BESIDE


def _another_body(symbol: str, written: date) -> bool:
    """The number would fit the other body that numbers alike."""
    parsed = symbols.parse(symbol)
    return parsed is not None and any(sessions.fits(body, parsed.session, written) for body in ("GA", "HRC"))
