"""The day of adoption: the heading, the closing lines and the registry name the same one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from reslint.checks.header.values import canonical, span
from reslint.finding import Edit, Fix, Hit, Related
from reslint.registry import sessions
from reslint.resolution.model import Heading, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    headed, closed = _days(resolution, "adopted"), _days(resolution, "closing")
    language = context.language
    yield from _issued(resolution, [*headed, *closed])
    # a file of several resolutions has a day for each; they are compared only where there is one of each
    if len(headed) > 1 or len({day for _, day in closed}) > 1:
        return
    stated = headed[:1] + closed[:1]
    entry = context.registry.find(resolution.symbol) if "/RES/" in resolution.symbol else None
    if entry is not None and entry.adopted is not None and entry.evidence in ("A", "B"):
        if any(day != entry.adopted and _of_a_part(resolution, context, day) for _, day in stated):
            return
        for heading, day in stated:
            if day != entry.adopted:
                values: dict[str, str | date] = {
                    "symbol": entry.symbol,
                    "written": day,
                    "known": entry.adopted,
                    "evidence": entry.evidence,
                }
                yield _hit(resolution, heading, "registry", values, entry.adopted, language)
        return
    if len(stated) == 2 and stated[0][1] != stated[1][1]:
        (first, other), (heading, day) = stated
        related = (Related(language.write_date(other), *span(resolution, first)),)
        yield _hit(resolution, heading, "differs", {"written": day, "other": other}, other, language, related)
    for heading, day in stated[:1] if "/RES/" in resolution.symbol else ():
        yield from _window(resolution, heading, day)


def _hit(
    resolution: Resolution,
    heading: Heading,
    key: str,
    values: Mapping[str, str | date],
    right: date,
    language: Language,
    related: tuple[Related, ...] = (),
) -> Hit:
    start, end = span(resolution, heading)
    shown = language.write_date(right)
    fix = Fix((Edit(start, end, shown),), title=shown) if end > start else None
    return Hit(start, end, heading.paragraph, key, values, fix, related)


def _days(resolution: Resolution, name: str) -> list[tuple[Heading, date]]:
    found = []
    for heading in resolution.facts.get(name, ()):
        try:
            found.append((heading, date.fromisoformat(heading.value)))
        except ValueError:
            continue  # no such day: date/impossible says so
    return found


def _of_a_part(resolution: Resolution, context: Context, day: date) -> bool:
    """A lettered part (75/250 B) was adopted on that day: the text may be that part."""
    parts = (context.registry.get(resolution.symbol + letter) for letter in "ABCDEF")
    return any(part is not None and part.adopted == day for part in parts)


def _issued(resolution: Resolution, adopted: list[tuple[Heading, date]]) -> Iterator[Hit]:
    """A text is issued on the day of its adoption or later."""
    for heading, day in _days(resolution, "issued")[:1]:
        if adopted and day < min(d for _, d in adopted) and resolution.paragraphs[heading.paragraph].kind == "header":
            start, end = span(resolution, heading)
            values = {"written": day, "other": adopted[0][1]}
            yield Hit(start, end, heading.paragraph, "issued", values, severity="warning")


def _window(resolution: Resolution, heading: Heading, day: date) -> Iterator[Hit]:
    """Without the registry: the day lies within the session that the symbol names."""
    own = canonical(resolution, resolution.symbol)
    if own is None or sessions.fits(own.body, own.session, day) is not False:
        return
    window = sessions.window(own.body, own.session)
    assert window is not None
    start, end = span(resolution, heading)
    values: dict[str, str | date] = {"symbol": resolution.symbol, "written": day, "first": window[0], "last": window[1]}
    yield Hit(start, end, heading.paragraph, "window", values)
