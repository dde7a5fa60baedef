"""The language versions of one resolution compared: where one says what the others do not.

`concord` is the pure entry; `reslint.concordance.reports` takes reports of the engine and gives them back with what is
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reslint.concordance import heads, openings, paragraphs, stated
from reslint.concordance.align import Row, align
from reslint.concordance.difference import Difference, Spot
from reslint.concordance.versions import Version
from reslint.engine import order, worded
from reslint.finding import Finding, Hit, Related
from reslint.registry.store import Registry
from reslint.rules import CONCORDANCE_CHECK, Rule

__all__ = ["Said", "Version", "compare", "concord", "disagreements", "order"]

_FACTS = ("citation", "day", "session", "year", "number", "note", "name")
_FACTS_OF_NOTES = ("citation", "day", "session", "year", "number")
_LONGEST = 60


class Said(NamedTuple):
    """A finding, and the difference that it tells of."""

    finding: Finding
    difference: Difference


def concord(
    versions: Sequence[Version], registry: Registry, rules: Sequence[Rule], profile: str = "drafter", ui: str = "en"
) -> tuple[tuple[Finding, ...], ...]:
    """For each version, what is most likely wrong in it when held against the others, in text order.

    Offsets count from the beginning of its resolution (`Version.start`), those of the related places, which lie in the
    other files, from the beginning of these. Of `rules` those of concordance are used; `ui` is the language of the
    messages. Pure: no I/O.
    """
    _, said = compare(versions, registry, rules, profile, ui)
    return tuple(tuple(s.finding for s in some) for some in said)


def compare(
    versions: Sequence[Version], registry: Registry, rules: Sequence[Rule], profile: str = "drafter", ui: str = "en"
) -> tuple[list[Row], tuple[tuple[Said, ...], ...]]:
    """`concord`, with the rows of paragraphs that correspond, and the differences that the findings tell of."""
    rows = align(versions)
    return rows, _said(versions, disagreements(versions, rows, registry), rules, profile, ui)


def disagreements(versions: Sequence[Version], rows: Sequence[Row], registry: Registry) -> Iterator[Difference]:
    """Every disagreement of the versions of one resolution, whose paragraphs are aligned in `rows`."""
    yield from heads.differences(versions)
    yield from paragraphs.differences(rows)
    for row in rows:
        if len(row.present) > 1:
            yield from stated.differences(row, _FACTS_OF_NOTES if row.kind == "note" else _FACTS, registry)
            yield from openings.differences(row)


def _said(
    versions: Sequence[Version], found: Iterator[Difference], rules: Sequence[Rule], profile: str, ui: str
) -> tuple[tuple[Said, ...], ...]:
    by_id = {rule.id: rule for rule in rules if rule.check == CONCORDANCE_CHECK}
    said: list[dict[tuple[int, int, str, str], Said]] = [{} for _ in versions]
    for difference in found:
        n = difference.at.version
        rule = by_id.get(f"concordance/{difference.rule}")
        if rule is None or rule.severity[profile] == "off" or versions[n].code not in rule.languages:
            continue
        p = difference.at.unit.paragraph
        start, end = p.span(difference.at.start, difference.at.end)
        hit = Hit(
            start, end, p.index, difference.message, difference.values,
            related=tuple(_related(spot, versions[spot.version]) for spot in difference.others),
            severity=difference.severity,
        )  # fmt: skip
        if finding := worded(rule, hit, versions[n].resolution, profile, ui):
            said[n].setdefault(order(finding), Said(finding, difference))
    return tuple(tuple(sorted(some.values(), key=lambda s: order(s.finding))) for some in said)


def _related(spot: Spot, version: Version) -> Related:
    p = spot.unit.paragraph
    start, end = (version.start + at for at in p.span(spot.start, spot.end))
    text = spot.text if len(spot.text) <= _LONGEST else spot.text[: _LONGEST - 1] + "…"
    words = ": ".join(filter(None, (version.code, p.path, f"“{text}”" if text else "")))
    return Related(words, start, end, version.source)
