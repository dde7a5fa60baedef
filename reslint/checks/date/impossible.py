"""A day that its month does not have: 31 April, 29 February 2023, 30 and 31 June."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.date.wording import months_of, more, partial
from reslint.finding import Hit
from reslint.language import day_number, get
from reslint.resolution.figures import has_figure
from reslint.resolution.model import DateMention, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

EARLIEST, FARTHEST = 1800, 60  # a year before the one, or so many years ahead, is a slip: 2107 for 2017


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    code = context.language.code
    for p in resolution.paragraphs:
        if p.kind == "annex" or not has_figure(p.text):
            continue
        cited = {c.date.start for c in p.citations if c.date is not None}
        for d in p.dates:
            yield from _judge(p, d, code)
            if d.start not in cited and not EARLIEST <= d.year <= context.as_of.year + FARTHEST:
                yield Hit(*p.span(d.start, d.end), p.index, "year", {"year": str(d.year)}, severity="warning")
        yield from _without_year(p, code)


def _judge(p: Paragraph, d: DateMention, code: str) -> Iterator[Hit]:
    """The day of a full date, and the days that a list or a span adds before it (29 and 31 April 2012)."""
    if d.day is None or not d.year:
        return
    last = calendar.monthrange(d.year, d.month)[1]
    month = p.text[d.month_start : d.month_end]
    if not 1 <= d.day <= last:
        yield _hit(p, d.start, d.end, d.day, f"{month} {d.year}", last)
    if not get(code).spaced:
        yield from _behind(p, d, code, last)
        return
    m = partial(code).search(p.text[max(0, d.start - 30) : d.start])
    if m:
        at = max(0, d.start - 30)
        for name in ("third", "second", "first"):
            if m[name] and not 1 <= day_number(m[name]) <= last:
                yield _hit(p, at + m.start(name), at + m.end(name), day_number(m[name]), f"{month} {d.year}", last)


def _behind(p: Paragraph, d: DateMention, code: str, last: int) -> Iterator[Hit]:
    """The days that follow a date and share its month, as in Chinese: 2012年4月29日和31日."""
    at = d.end
    while m := more(code).match(p.text, at):
        if not 1 <= int(m["day"]) <= last:
            month = p.text[d.month_start : d.month_end]
            yield _hit(p, m.start("day"), m.end("day"), int(m["day"]), f"{month} {d.year}", last)
        at = m.end()


def _without_year(p: Paragraph, code: str) -> Iterator[Hit]:
    """A day and a month without a year: the longest that the month can be counts."""
    pattern = months_of(code)
    covered = [(d.start, d.end) for d in p.dates]
    for m in pattern.bare.finditer(p.text):
        if any(a <= m.start() < b for a, b in covered):
            continue
        day, month = day_number(m["day"]), pattern.number(m["month"])
        last = 29 if month == 2 else calendar.monthrange(2023, month)[1]
        if not 1 <= day <= last:
            yield _hit(p, m.start(), m.end(), day, m["month"], last)


def _hit(p: Paragraph, start: int, end: int, day: int, month: str, last: int) -> Hit:
    a, b = p.span(start, end)
    return Hit(a, b, p.index, "impossible", {"day": str(day), "month": month, "last": str(last)})
