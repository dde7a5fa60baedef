"""Spans of days that run backwards: from 14 to 13 March 2008, du 3 au 1er mai, من 3 إلى 1 أيار/مايو."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.date.wording import Months, between, months_of, runs_through
from reslint.checks.paragraph.walk import compiled, spoken
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.language import day_number, get
from reslint.resolution.figures import has_figure
from reslint.resolution.model import DateMention, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    code = context.language.code
    months = months_of(code)
    years = spoken(options, "years", code)
    respectively = str(spoken(options, "respectively", code) or "\0")
    for p in resolution.paragraphs:
        text = p.text
        if p.kind == "annex" or not has_figure(text):
            continue
        for m in months.span.finditer(text):
            yield from _judge(p, m, months, code, respectively)
        yield from _months(p, code)
        for m in compiled(str(years)).finditer(text) if years else ():
            if int(m["first"]) > int(m["second"]):
                start, end = p.span(m.start("first"), m.end("second"))
                yield Hit(start, end, p.index, "years", {"first": m["first"], "second": m["second"]})


def _judge(p: Paragraph, m: re.Match[str], months: Months, code: str, respectively: str) -> Iterator[Hit]:
    first, second = day_number(m["d1"]), day_number(m["d2"])
    through = runs_through(m["joint"], code)
    if not through:
        joined = m["joint"].strip() not in (",", "،")
        through = joined and between(code).search(p.text[max(0, m.start() - 12) : m.start()]) is not None
    # what the two days share stands by the second one; in Chinese, where the year comes first, by the first one
    ahead = not get(code).spaced
    own_month, own_year = (m["m2"], m["y2"]) if ahead else (m["m1"], m["y1"])
    month1, month2 = months.number(m["m1"] or m["m2"]), months.number(m["m2"] or m["m1"])
    year1, year2 = int(m["y1"] or m["y2"] or 0), int(m["y2"] or m["y1"] or 0)
    if 0 in (first, second):
        return  # date/impossible: no such day
    if (own_year and not own_month) or (own_year and not ahead and not m["y2"]) or first > 31 or second > 31:
        return
    severity: Severity | None = None
    if not through:
        # two days named side by side; only of one month can it be said that they are in the wrong order
        if own_month or own_year or respectively in p.text:
            return
        severity = "warning"
    elif month1 != month2 and not own_year:
        if not year2 or month1 < month2:
            return
        severity = "warning"  # from 28 December to 3 January 2020: a year is missing, or the months are exchanged
    one, two = (year1, month1, first), (year2, month2, second)
    if one < two:
        return
    begin, stop = (m.start(), m.end()) if ahead else (m.start("d1"), m.end("y2") if m["y2"] else m.end("m2"))
    start, end = p.span(begin, stop)
    values = {
        "first": p.text[begin : m.start("joint")],
        "second": p.text[m.end("joint") if ahead else m.start("d2") : stop],
    }
    if one == two:
        yield Hit(start, end, p.index, "same", values, severity="warning")
        return
    fix = None
    real = max(first, second) <= monthrange(year2 or 2000, month2)[1]
    if month1 == month2 and year1 == year2 and not own_month and real:
        fix = Fix(
            (Edit(*p.span(*m.span("d1")), m["d2"]), Edit(*p.span(*m.span("d2")), m["d1"])),
            title=f"{m['d2']}, {m['d1']}",
        )
    yield Hit(start, end, p.index, "backwards" if through else "listed", values, fix, severity=severity)


def _months(p: Paragraph, code: str) -> Iterator[Hit]:
    """Spans of months: from June 2013 to March 2012."""
    before: DateMention | None = None
    for d in p.dates:
        if before is not None and None in (d.day, before.day) and (d.year, d.month) < (before.year, before.month):
            joint = p.text[before.end : d.start]
            start, end = p.span(before.start, d.end)
            values = {"first": p.text[before.start : before.end], "second": p.text[d.start : d.end]}
            if runs_through(joint, code):
                yield Hit(start, end, p.index, "backwards", values)
        before = d
