"""One disagreement of the versions, before a rule gives it words and severity."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reslint.concordance.align import Unit
from reslint.finding import Severity


class Spot(NamedTuple):
    """A place in one version: the version's place among the versions, the paragraph, a clean span in it."""

    version: int
    unit: Unit
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.unit.paragraph.text[self.start : self.end]


class Difference(NamedTuple):
    """One disagreement.

    `rule`: the part of the rule's id behind "concordance/". `at`: the place in the version that is most likely wrong;
    the end of the paragraph behind which something is missing. `message`: key of the rule's messages; `values` fill it.
    `others`: what stands in the other versions. `severity`: where it is surer, or less sure, than its rule.
    """

    rule: str
    at: Spot
    message: str
    values: Mapping[str, str] = MappingProxyType({})
    others: tuple[Spot, ...] = ()
    severity: Severity | None = None


def whole(version: int, unit: Unit) -> Spot:
    """The paragraph itself as a place: its opening phrase, else its first words."""
    p = unit.paragraph
    if p.opening is not None:
        return Spot(version, unit, p.opening.start, p.opening.end)
    end = len(p.text) if len(p.text) <= 40 else p.text.rfind(" ", 0, 40)
    return Spot(version, unit, 0, end if end > 0 else min(40, len(p.text)))
