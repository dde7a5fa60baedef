"""The agenda item on the cover: its form, and whether every statement and the registry agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.header.values import item, span
from reslint.checks.paragraph.walk import compiled, spoken
from reslint.finding import Edit, Fix, Hit, Related
from reslint.language.russian import LOOK_ALIKES
from reslint.resolution.model import Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    stated = resolution.facts.get("agenda-item", ())
    if not stated:
        return
    first = stated[0]
    start, end = span(resolution, first)
    for other in stated[1:]:
        if (
            item(other.value) != item(first.value)
            and resolution.paragraphs[other.paragraph].part == resolution.paragraphs[first.paragraph].part
        ):
            a, b = span(resolution, other)
            values = {"written": other.value, "other": first.value}
            yield Hit(
                a,
                b,
                other.paragraph,
                "differs",
                values,
                related=(Related(first.value, start, end),),
                severity="warning",
            )
    form = spoken(options, "forms", context.language.code)
    if form:
        shown = resolution.paragraphs[first.paragraph].text[first.start : first.end]
        if not compiled(str(form["pattern"])).fullmatch(shown) and (
            m := compiled(r"(\d+)[ ,(（*]*([^\W\d_]{1,2})[*)）]*").fullmatch(shown)
        ):
            right = str(form["write"]).format(number=m[1], letter=m[2].translate(LOOK_ALIKES))
            fix = (
                Fix((Edit(start, end, right),), safe=True, title=right)
                if end - start == first.end - first.start
                else None
            )
            yield Hit(start, end, first.paragraph, "form", {"written": shown, "right": right}, fix, severity="note")
    if "/RES/" not in resolution.symbol:
        return
    entry = context.registry.find(resolution.symbol)
    known = item(entry.agenda_item) if entry is not None else ""
    if (
        entry is not None
        and known
        and known != item(first.value)
        and resolution.paragraphs[first.paragraph].text.count(first.value)
    ):
        values = {
            "written": first.value,
            "known": entry.agenda_item,
            "symbol": resolution.symbol,
            "evidence": entry.evidence,
        }
        yield Hit(start, end, first.paragraph, "registry", values)
