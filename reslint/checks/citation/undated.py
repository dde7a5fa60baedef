"""citation/undated: the first mention of a resolution bears no date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.citation.common import is_indic
from reslint.checks.citation.following import RECALLING
from reslint.checks.citation.format import day_beside
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.registry import recital
from reslint.resolution.model import Citation, Paragraph, Resolution

DAY_BEHIND = late(r"\W{0,3}(?:of|du|en date du|المؤرخ\w*) \d")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    seen: set[str] = set()
    for p in resolution.paragraphs:
        if p.kind not in ("preambular", "operative", "sub", "other"):
            continue
        for c in p.citations:
            if c.kind != "resolution" or c.body != "GA":
                continue  # other bodies' acts go undated as often as not
            first = c.symbol not in seen
            seen.add(c.symbol)
            if not first or c.date is not None or c.how or p.kind != "preambular" or not _recalls(p):
                continue
            fellows = [o for o in p.citations if o.group == c.group]
            dated = any(o.date is not None for o in fellows)
            if DAY_BEHIND.match(p.text, c.end) or day_beside(p, c):
                continue  # a date stands there: with a month misspelt, or without the word before it
            if not dated and not (c.own and fellows[0] is c and len(fellows) == 1 and _leads(p, c)):
                continue
            yield _hit(p, c, context, sure=dated)


def _recalls(p: Paragraph) -> bool:
    return p.opening is not None and bool(RECALLING.intersection(p.opening.concepts))


def _leads(p: Paragraph, c: Citation) -> bool:
    """The citation is what the paragraph recalls, not something that it mentions on the way."""
    assert p.opening is not None
    return c.start - p.opening.end < 30


def _hit(p: Paragraph, c: Citation, context: Context, *, sure: bool) -> Hit:
    entry = context.registry.find(c.symbol)
    fix = None
    if entry is None or entry.adopted is None:
        return Hit(
            *p.span(c.start, c.end), p.index, "undated", {"display": c.display}, severity=None if sure else "note"
        )
    end = p.span(c.start, c.end)[1]
    indic = is_indic(context.source, end)
    number, written = (
        recital.write_number(entry.symbol, context.language.code, indic),
        recital.write_member(entry, context.language, indic),
    )
    lead, _, _ = written.partition(number)
    if lead and p.text.endswith("第", 0, c.start):  # the date stands before the number: 2020年11月23日第75/16号
        at = p.span(c.start - 1, c.start)[0]
        date_written = lead.removesuffix("第")
        fix = Fix((Edit(at, at, date_written),), title=f"insert “{date_written}”")
    elif written.startswith(number):
        tail = written[len(number) :]
        fix = Fix((Edit(end, end, tail),), title=f"insert “{tail.strip()}”")
    values: dict[str, str | date] = {"display": c.display, "adopted": entry.adopted}
    return Hit(*p.span(c.start, c.end), p.index, "undated-known", values, fix, severity=None if sure else "note")
