"""citation/order: a list that ascends, but for one member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from reslint.checks.citation.common import end_of, lists, start_of
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.registry import symbols
from reslint.resolution.model import Citation, Paragraph, Resolution

LEAST = 4  # shorter lists are grouped by subject too often to tell


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    for p, members in lists(resolution, least=LEAST):
        body = members[0].body
        if body not in symbols.PREFIXES or any(c.body != body for c in members):
            continue
        keys = [_key(c, context) for c in members]
        if any(k is None for k in keys):
            continue
        days = [k for k in keys if k is not None]
        numbers = [symbols.sort_key(c.symbol) for c in members]
        if days == sorted(days) or numbers == sorted(numbers) or len({c.symbol for c in members}) < len(members):
            continue
        astray = _astray(days)
        if astray is None or _block(members, days):
            continue
        c = members[astray]
        following = sorted(days)
        neighbour = members[max(0, following.index(days[astray]) - 1)]
        yield Hit(
            *p.span(start_of(c), end_of(c)),
            p.index,
            "order",
            {"display": c.display, "before": neighbour.display},
            _fix(p, members, days, context),
            severity=None if astray > 0 else "note",
        )


def _block(members: list[Citation], days: list[date]) -> bool:
    """Whether the resolutions of special sessions stand together before or behind the others, which ascend."""
    special = [c.display.startswith("S-") for c in members]
    rest = [day for day, apart in zip(days, special, strict=True) if not apart]
    return any(special) and rest == sorted(rest) and special in (sorted(special), sorted(special, reverse=True))


def _key(c: Citation, context: Context) -> date | None:
    """The day that places a member: the one adopted on, else the one written."""
    entry = context.registry.find(c.symbol)
    return (entry.adopted if entry else None) or (c.date.iso if c.date else None)


def _astray(days: list[date]) -> int | None:
    """Index of the one member whose removal leaves the list ascending; None where there is no such one."""
    first = next(i for i, (a, b) in enumerate(pairwise(days)) if a > b)
    for i in (first + 1, first):  # only one of the two that meet in the wrong order can be the one
        rest = days[:i] + days[i + 1 :]
        if all(a <= b for a, b in pairwise(rest)):
            return i
    return None


def _fix(p: Paragraph, members: list[Citation], days: list[date], context: Context) -> Fix | None:
    """Write the members in order of adoption into the places where they stand."""
    if any(c.how not in ("own",) for c in members):
        return None
    order = sorted(range(len(members)), key=lambda i: days[i])
    spans = [p.span(start_of(c), end_of(c)) for c in members]
    text = context.source.text
    edits = tuple(Edit(*spans[place], text[spans[i][0] : spans[i][1]]) for place, i in enumerate(order) if place != i)
    return Fix(edits, title="put the list in order of adoption")
