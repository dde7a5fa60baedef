"""citation/future: cites what was adopted after the day of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.citation.common import cited, judged_on, session_of
from reslint.checks.context import Context
from reslint.finding import Hit
from reslint.registry import symbols
from reslint.resolution.model import Resolution

LATEST_ELSEWHERE = 64  # no other body that numbers like the General Assembly has come so far


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    as_of = judged_on(resolution, context)
    for p, c in cited(resolution):
        if c.body not in symbols.PREFIXES or c.symbol == resolution.symbol:
            continue
        written = c.date.iso if c.date else None
        sure = c.named or (c.body == "GA" and session_of(c).isdigit() and int(session_of(c)) > LATEST_ELSEWHERE)
        entry = context.registry.find(c.symbol) if c.kind == "resolution" and sure else None
        adopted = entry.adopted if entry else None
        if adopted is not None and adopted > as_of and (written is None or written > as_of or written == adopted):
            day = adopted
        elif written is not None and written > as_of and adopted is None and c.how != "shared":
            day = written
        else:
            continue  # a known number with a date that is merely wrong is citation/date's
        yield Hit(
            *p.span(c.start, c.end),
            p.index,
            "future",
            {"display": c.display, "adopted": day, "as_of": as_of},
        )
