"""citation/duplicate: one resolution stands twice in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.citation.common import end_of, lists, place_behind, start_of
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit, Related
from reslint.resolution.model import Citation, Paragraph, Resolution


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    for p, members in lists(resolution):
        first: dict[tuple[str, str], Citation] = {}
        for i, c in enumerate(members):
            key = (c.symbol, c.kind)
            earlier = first.setdefault(key, c)
            if earlier is c:
                continue
            if earlier.date and c.date and earlier.date.iso != c.date.iso:
                continue  # parts adopted on two days, or a wrong date, which citation/date names
            if _cites_a_place(p, c) or _cites_a_place(p, earlier):
                continue  # two sections or annexes of one resolution
            start, end = p.span(start_of(c), end_of(c))
            yield Hit(
                start, end, p.index, "duplicate", {"display": c.display},
                _fix(p, members, i, context),
                (Related(f"{c.display} stands here first", *p.span(earlier.start, earlier.end)),),
            )  # fmt: skip


def _cites_a_place(p: Paragraph, c: Citation) -> bool:
    """The number is followed by a section or paragraph of the resolution."""
    behind = p.text[c.end : c.end + 3]
    return behind.startswith(", ") and p.text[c.end + 2 : c.end + 6].lower() in (
        "sect",
        "para",
        "anne",
        "par.",
        "paragraph"[:4],
    )


def _fix(p: Paragraph, members: list[Citation], i: int, context: Context) -> Fix | None:
    """Take the second mention out with the comma before it; not where it ends the list (the "and" would go)."""
    if i + 1 >= len(members) or i == 0:
        return None
    before = end_of(members[i - 1])
    joint = p.text[place_behind(p, members[i - 1], context.language.code) : start_of(members[i])]
    if joint.strip() not in (",", "،", "و", "、", "，"):
        return None
    return Fix(
        (Edit(p.span(before - 1, before)[1], p.span(start_of(members[i]), end_of(members[i]))[1], ""),),
        title="take the second mention out",
    )
