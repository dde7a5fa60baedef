"""Opening phrases whose counterparts say something else: condemns against invites.

Translators choose among phrases that are near each other. Which ones stand beside each other was counted in published
resolutions (rules/language/openings.yaml, rules/concordance/openings.tsv); a phrase is odd where it shares no concept
with those of the other versions, and those do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from reslint import data
from reslint.concordance.align import Row, Unit
from reslint.concordance.difference import Difference, Spot, whole
from reslint.language import Concept
from reslint.language import get as get_language

NEAR, FAR = 3, 4  # steps of strength between phrases of two kinds, and of one kind, that are no translator's choice
MOST_SHOWN = 3
LEAST_COUNTED = 50


class Counts(NamedTuple):
    """`concepts`: concept -> language -> phrase -> how often it was counted for it. `beside`: language -> phrase ->
    concepts that it stands beside in several resolutions, though it was not counted for them."""

    concepts: Mapping[str, Mapping[str, Mapping[str, int]]]
    beside: Mapping[str, Mapping[str, Mapping[str, int]]]


@cache
def counts() -> Counts:
    """What was counted in published resolutions."""
    facts = data.load("concordance")
    return Counts(facts["concepts"], facts["beside"])


def attested(concepts: Iterable[str], code: str) -> list[tuple[str, int]]:
    """The phrases of a language for the first of the concepts that it has any for, the commonest first."""
    for name in concepts:
        if found := counts().concepts.get(name, {}).get(code):
            return sorted(found.items(), key=lambda item: -item[1])
    return []


def opened(row: Row) -> dict[int, Unit]:
    """The units of a row whose opening phrase is known, by version."""
    return {
        n: unit for n in row.present
        if (unit := row.units[n]) is not None and unit.paragraph.opening is not None and unit.paragraph.opening.concepts
    }  # fmt: skip


def common(units: Iterable[Unit]) -> frozenset[str]:
    """The concepts that all of these units can open with."""
    found = [frozenset(u.paragraph.opening.concepts) for u in units if u.paragraph.opening is not None]
    return frozenset.intersection(*found) if found else frozenset()


def differences(row: Row) -> Iterator[Difference]:
    """The opening phrases of one paragraph's versions that do not go with the others."""
    if row.kind not in ("preambular", "operative"):
        return
    found = opened(row)
    for n, unit in found.items():
        others = {k: other for k, other in found.items() if k != n}
        if not others or (len(found) == 2 and n != max(found)):
            continue  # of two, the later one is named
        meant, own = common(others.values()), unit.paragraph.opening
        if own is None or not meant.isdisjoint((*own.concepts, *counts().beside.get(unit.code, {}).get(own.bare, ()))):
            continue
        pairs = [(_concepts(unit), _concepts(other)) for other in others.values()]
        if all(_far(one, other) for one, other in pairs):
            yield _difference(n, unit, others, far=True, sure=len(others) > 1)
        elif meant and not any(_akin(one, other) for one, other in pairs) and _known(meant, unit.code):
            yield _difference(n, unit, others, far=False, sure=False)


def _difference(n: int, unit: Unit, others: Mapping[int, Unit], *, far: bool, sure: bool) -> Difference:
    at = whole(n, unit)
    spots: list[Spot] = [whole(k, other) for k, other in others.items()]
    first = next(iter(others.values())).paragraph.opening
    assert first is not None
    known = attested(first.concepts, unit.code)
    values = {
        "here": at.text,
        "there": spots[0].text,
        "others": ", ".join(other.code for other in others.values()),
        "attested": ", ".join(f"“{phrase}” {count:,}" for phrase, count in known[:MOST_SHOWN]) or "none",
    }
    return Difference(
        "openings", at, "strength" if far else "unattested", values, tuple(spots), None if far and sure else "note"
    )


def _concepts(unit: Unit) -> list[Concept]:
    known = get_language(unit.code).concepts
    opening = unit.paragraph.opening
    return [known[name] for name in (opening.concepts if opening is not None else ()) if name in known]


def _known(concepts: Iterable[str], code: str) -> bool:
    """Whether enough counterparts were counted to say that one is not among them."""
    return sum(count for _, count in attested(concepts, code)) >= LEAST_COUNTED


def _akin(one: list[Concept], other: list[Concept]) -> bool:
    """Whether two phrases make a statement of the same kind and strength, in other words."""
    return any(a.kind == b.kind and a.strength == b.strength for a in one for b in other)


def _far(one: list[Concept], other: list[Concept]) -> bool:
    """Whether two phrases differ in strength, however they are read."""
    return all(abs(a.strength - b.strength) >= (FAR if a.kind == b.kind else NEAR) for a in one for b in other)
