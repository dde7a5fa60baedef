"""Which earlier resolutions a draft may follow, by the registry."""

from __future__ import annotations

from datetime import date

from reslint.checks.citation.following import followed, own_series
from reslint.checks.context import Context
from reslint.engine import Report
from reslint.language import get
from reslint.registry.model import Entry
from reslint.registry.store import Registry


def earlier(report: Report, registry: Registry) -> tuple[Entry, ...]:
    """The members of the draft's series that were adopted before the day on which it is judged, the latest first.

    The series is the text's own (by symbol, draft or title), else the one that its longest list recalls.
    """
    resolution = report.resolution
    assert resolution is not None
    day = report.as_of or date.today()
    context = Context(report.source, get(resolution.language), registry, day, resolution.adopted or resolution.issued)
    members = [entry for series in own_series(resolution, context) for entry in registry.members(series, day)]
    if not members:
        lists = sorted(followed(resolution, context), key=lambda found: len(found.listed))
        members = [entry for entry in (lists[-1].series if lists else ()) if entry.adopted and entry.adopted < day]
    found = {entry.symbol: entry for entry in members if entry.symbol != resolution.symbol}
    return tuple(sorted(found.values(), key=lambda entry: entry.adopted or date.min, reverse=True))
