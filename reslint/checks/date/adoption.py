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
    headed = _days(resolution, "adopted")
    closed = _days(resolution, "closing")
    language = context.language
    # a file of several resolutions has a day for each; they are compared only where there is one of each
    if len(headed) == 1 and len({day for _, day in closed}) == 1 and closed[0][1] != headed[0][1]:
        heading, day = closed[0]
        first, other = headed[0]
        start, end = span(resolution, heading)
        related = (Related(language.write_date(other), *span(resolution, first)),)
        values = {"written": language.write_date(day), "other": language.write_date(other)}
        yield Hit(
            start, end, heading.paragraph, "differs", values, _write(resolution, heading, other, language), related
        )
    yield from _issued(resolution, [*headed, *closed], language)
    if "/RES/" not in resolution.symbol:
        return
    entry = context.registry.find(resolution.symbol)
    known = entry.adopted if entry is not None and entry.evidence in ("A", "B") else None
    days = headed[:1] + closed[:1]
    if entry is not None and known is not None:
        for heading, day in days:
            if day != known and len({d for _, d in closed}) < 2 and not _of_a_part(resolution, context, day):
                start, end = span(resolution, heading)
                values = {
                    "symbol": resolution.symbol,
                    "written": language.write_date(day),
                    "known": language.write_date(known),
                    "evidence": entry.evidence,
                }
                yield Hit(
                    start, end, heading.paragraph, "registry", values, _write(resolution, heading, known, language)
                )
        return
    for heading, day in days[:1]:
        yield from _window(resolution, heading, day, language)


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
    parts = (context.registry.find(resolution.symbol + letter) for letter in "ABCDEF")
    return any(part is not None and part.adopted == day for part in parts)


def _issued(resolution: Resolution, adopted: list[tuple[Heading, date]], language: Language) -> Iterator[Hit]:
    """A text is issued on the day of its adoption or later."""
    for heading, day in _days(resolution, "issued")[:1]:
        if adopted and day < min(d for _, d in adopted) and resolution.paragraphs[heading.paragraph].kind == "header":
            start, end = span(resolution, heading)
            values = {"written": language.write_date(day), "other": language.write_date(adopted[0][1])}
            yield Hit(start, end, heading.paragraph, "issued", values, severity="warning")


def _window(resolution: Resolution, heading: Heading, day: date, language: Language) -> Iterator[Hit]:
    """Without the registry: the day lies within the session that the symbol names."""
    own = canonical(resolution, resolution.symbol)
    if own is None or sessions.fits(own.body, own.session, day) is not False:
        return
    window = sessions.window(own.body, own.session)
    assert window is not None
    start, end = span(resolution, heading)
    values = {
        "symbol": resolution.symbol, "written": language.write_date(day),
        "first": language.write_date(window[0]), "last": language.write_date(window[1]),
    }  # fmt: skip
    yield Hit(start, end, heading.paragraph, "window", values)


def _write(resolution: Resolution, heading: Heading, day: date, language: Language) -> Fix | None:
    shown = language.write_date(day)
    start, end = span(resolution, heading)
    return Fix((Edit(start, end, shown),), title=shown) if end > start else None
