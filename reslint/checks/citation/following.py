"""Which series a citation list follows, and how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reslint.checks.citation.common import judged_on, lists
from reslint.checks.context import Context
from reslint.registry import symbols
from reslint.registry.model import Entry
from reslint.resolution.model import Citation, Paragraph, Resolution

RECALLING = frozenset(
    {"recall", "reaffirm", "guided", "bear_in_mind", "refer", "reiterate", "take_note", "note", "mindful"}
)
LEADING = 40  # a lone citation that far from its opening phrase is not what the paragraph recalls


class Following(NamedTuple):
    """A list that recalls members of one series.

    `listed`: the members it holds, by day of adoption, each with its citation; `later`: members adopted
    after the last one listed; `between`: members left out between two that are listed; `series`: all of it
    as it stood on the day of the text. `own`: it is the series of the text itself. `leads`: the last one
    listed is the latest of the whole list.
    """

    paragraph: Paragraph
    citations: tuple[Citation, ...]
    listed: tuple[tuple[Entry, Citation], ...]
    series: tuple[Entry, ...]
    between: tuple[Entry, ...]
    later: tuple[Entry, ...]
    own: bool
    leads: bool


def followed(resolution: Resolution, context: Context) -> Iterator[Following]:
    """The lists of the preamble that follow a series."""
    own = own_series(resolution, context)
    for p, members in lists(resolution, least=1):
        if p.kind != "preambular" or p.opening is None or not RECALLING.intersection(p.opening.concepts):
            continue
        found = _follow(p, members, own, resolution, context)
        if found is not None:
            yield found


def own_series(resolution: Resolution, context: Context) -> tuple[str, ...]:
    """Series of the text itself: by its symbol, by the draft it is, or by its title."""
    registry = context.registry
    if ids := registry.series_of(resolution.symbol):
        return ids
    if "/L." in resolution.symbol and (entry := registry.by_draft(resolution.symbol)):
        return entry.series
    for heading in resolution.facts.get("title", ()):
        same = registry.by_title(heading.value, context.as_of)
        counted = Counter(s for e in same for s in e.series)
        if counted:
            return tuple(s for s, _ in counted.most_common(1))
    return ()


def _follow(
    p: Paragraph, members: list[Citation], own: tuple[str, ...], resolution: Resolution, context: Context
) -> Following | None:
    registry = context.registry
    entries = {c.symbol: e for c in members if (e := registry.find(c.symbol)) is not None and e.adopted}
    counted = Counter(s for e in entries.values() for s in e.series)
    if not counted:
        return None
    best, count = max(counted.items(), key=lambda item: (item[1], item[0] in own))
    mine = next((s for s in own if counted.get(s)), None)
    if mine is not None and counted[mine] * 2 >= count:
        best, count = mine, counted[mine]
    if count < 2 and best not in own:
        return None
    series = tuple(e for e in registry.members(best, judged_on(resolution, context)) if e.adopted)
    cited = {stem(c.symbol): c for c in members}
    listed = tuple((e, cited[stem(e.symbol)]) for e in series if stem(e.symbol) in cited)
    if not listed or (len(listed) == 1 and p.opening and listed[0][1].start - p.opening.end > LEADING):
        return None
    first, last = listed[0][0].adopted, listed[-1][0].adopted
    assert first is not None
    assert last is not None
    absent = [e for e in series if stem(e.symbol) not in cited]
    between = tuple(e for e in absent if e.adopted and first < e.adopted < last)
    later = tuple(e for e in absent if e.adopted and e.adopted > last)
    leads = all(e.adopted is not None and e.adopted <= last for e in entries.values())
    return Following(p, tuple(members), listed, series, between, later, best in own, leads)


def recalled_elsewhere(resolution: Resolution) -> set[str]:
    """Numbers (without parts) that the preamble recalls with their dates, in whatever paragraph."""
    return {stem(c.symbol) for p in resolution.of("preambular") for c in p.citations if c.date is not None}


def stem(symbol: str) -> str:
    """The number without its part: a part stands for the whole and the whole for its parts."""
    parsed = symbols.parse(symbol)
    return symbols.canonical(parsed.whole) if parsed else symbol


def is_frozen(found: Following, context: Context) -> bool:
    """Whether the list is an enumeration that the series carries on unchanged.

    That is so where the latest member recalled the same resolutions and, already then, not its own
    predecessor.
    """
    latest = found.series[-1]
    recalled = set(context.registry.recitals(latest.symbol))
    if not recalled:
        return False
    mine = {c.symbol for c in found.citations}
    if not recalled & mine:
        return False
    before = [e for e in found.series if e.adopted and latest.adopted and e.adopted < latest.adopted]
    return bool(before) and before[-1].symbol not in recalled and found.listed[-1][0].symbol in recalled
