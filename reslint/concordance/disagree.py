"""Where the versions disagree, and which one is most likely wrong: the odd one out, or the one against the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reslint.concordance.align import Row, Unit, align
from reslint.concordance.facts import Fact
from reslint.concordance.versions import Version
from reslint.language import Concept
from reslint.language import get as get_language
from reslint.registry.store import Registry

NEAR, FAR = 3, 4  # steps of strength between phrases of two kinds, and of one kind, that are no translator's choice
COUNTED = ("citation", "day", "session", "year", "number", "note")


class Difference(NamedTuple):
    """One disagreement.

    `rule`: the part of the rule's id behind "concordance/". `version`: place of the version that is most likely wrong.
    `paragraph` and the clean span in it (None: the paragraph is missing there). `key`: message; `here` and `there`: what
    this version and the others state. `others`: counterparts, by version, with their span. `votes`: how many versions
    agree against it; `sure`: the registry, or a majority, decides.
    """

    rule: str
    version: int
    unit: Unit | None
    start: int
    end: int
    key: str
    here: str
    there: str
    others: tuple[tuple[int, Unit, int, int], ...]
    votes: int
    sure: bool


RULES = {
    "citation": "citations", "day": "dates", "session": "dates", "year": "dates", "number": "numbers", "note": "footnotes",
}  # fmt: skip


def disagreements(versions: Sequence[Version], registry: Registry) -> list[Difference]:
    """Every disagreement of the versions of one resolution, in the order of their paragraphs."""
    found: list[Difference] = []
    rows = align(versions)
    for row in rows:
        missing = [n for n, unit in enumerate(row) if unit is None]
        if missing and len(missing) < len(row):
            found += _absent(row, missing)
        if len(row) - len(missing) > 1:
            for kind in COUNTED:
                found += _facts(row, kind, registry)
            found += _opening(row, versions)
    return found


def _absent(row: Row, missing: Sequence[int]) -> Iterator[Difference]:
    """A paragraph that some versions lack, or that only some have."""
    present = [n for n, unit in enumerate(row) if unit is not None]
    if len(present) > len(missing) or (len(present) == len(missing) == 1):
        first = row[present[0]]
        assert first is not None
        others = tuple((n, u, 0, min(60, len(u.paragraph.text))) for n in present if (u := row[n]) is not None)
        for n in missing:
            yield Difference("paragraphs", n, None, 0, 0, "missing", "", first.paragraph.path, others, len(present), len(present) > 1)
    else:
        for n in present:
            unit = row[n]
            assert unit is not None
            yield Difference("paragraphs", n, unit, 0, min(60, len(unit.paragraph.text)), "extra", unit.paragraph.path, "", (), len(missing), len(missing) > 1)


def _facts(row: Row, kind: str, registry: Registry) -> Iterator[Difference]:
    """Facts of one kind that the versions do not share."""
    stated = {n: [f for f in unit.facts if f.kind == kind] for n, unit in enumerate(row) if unit is not None}
    keys = {n: Counter(f.key for f in found) for n, found in stated.items()}
    holders: dict[str, list[int]] = {}
    for n, counted in keys.items():
        for key in counted:
            holders.setdefault(key, []).append(n)
    lacking = {n: [k for k, having in holders.items() if n not in having and len(having) * 2 > len(keys)] for n in keys}
    odd = {n: [k for k in keys[n] if len(holders[k]) * 2 <= len(keys) and len(holders[k]) < len(keys)] for n in keys}
    if len(keys) == 2:
        yield from _of_two(row, kind, stated, holders, registry)
        return
    for n in keys:
        for here, there in _paired(odd[n], lacking[n]):
            unit = row[n]
            assert unit is not None
            others = tuple(_places(row, kind, there or "", n)) if there else ()
            votes = len(holders[there]) if there else len(keys) - len(holders[here or ""])
            message = "other" if here and there else "added" if here else "lacking"
            start, end = _span(stated[n], here) if here else (0, min(60, len(unit.paragraph.text)))
            yield Difference(RULES[kind], n, unit, start, end, f"{kind}-{message}", here or "", there or "", others, votes, bool(there))


def _of_two(
    row: Row, kind: str, stated: dict[int, list[Fact]], holders: dict[str, list[int]], registry: Registry
) -> Iterator[Difference]:
    """Two versions: the one against the registry is wrong; where it does not know, the second is named, with doubt."""
    a, b = sorted(stated)
    only_a = [k for k, having in holders.items() if having == [a]]
    only_b = [k for k, having in holders.items() if having == [b]]
    for one, other in _paired(only_a, only_b):
        wrong, here, there = (b, other, one)
        sure = False
        if kind == "dated" and one and other and one.partition(" ")[0] == other.partition(" ")[0]:
            entry = registry.find(one.partition(" ")[0])
            adopted = entry.adopted.isoformat() if entry is not None and entry.adopted else ""
            if adopted and other.endswith(adopted):
                wrong, here, there = a, one, other
            sure = bool(adopted)
        if here is None and there is not None:
            pass
        unit = row[wrong]
        assert unit is not None
        start, end = _span(stated[wrong], here) if here else (0, min(60, len(unit.paragraph.text)))
        others = tuple(_places(row, kind, there, wrong)) if there else ()
        message = "other" if here and there else "added" if here else "lacking"
        yield Difference(RULES[kind], wrong, unit, start, end, f"{kind}-{message}", here or "", there or "", others, 1, sure)


def _paired(odd: list[str], lacking: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """What is stated here beside what is stated there instead: the most alike first, then one by one."""
    left = list(lacking)
    for here in odd:
        there = max(left, key=lambda k: _alike(here, k), default=None)
        if there is not None:
            left.remove(there)
        yield here, there
    for there in left:
        yield None, there


def _alike(one: str, other: str) -> int:
    """How many characters two keys share at their beginning and at their end."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head + tail


def _span(found: Sequence[Fact], key: str | None) -> tuple[int, int]:
    return next(((f.start, f.end) for f in found if f.key == key), (0, 0))


def _places(row: Row, kind: str, key: str, but: int) -> Iterator[tuple[int, Unit, int, int]]:
    for n, unit in enumerate(row):
        if unit is None or n == but:
            continue
        for f in unit.facts:
            if f.kind == kind and f.key == key:
                yield n, unit, f.start, f.end
                break


def _opening(row: Row, versions: Sequence[Version]) -> Iterator[Difference]:
    """An opening phrase of another strength than those of the others: condemns against invites.

    Translators choose among phrases that are near each other; only what no reading of the phrases brings together counts.
    """
    opened = {
        n: unit for n, unit in enumerate(row)
        if unit is not None and unit.paragraph.opening is not None and unit.paragraph.opening.concepts
        and unit.paragraph.kind in ("preambular", "operative")
    }  # fmt: skip
    meant = {n: _concepts(unit, versions[n].code) for n, unit in opened.items()}
    for n, unit in opened.items():
        far = [k for k in opened if k != n and _apart(meant[n], meant[k])]
        near = [k for k in opened if k != n and k not in far]
        if not far or len(far) < len(near) or any(_apart(meant[a], meant[b]) for a in far for b in far):
            continue
        if len(opened) == 2 and n != max(opened):
            continue  # of two, the second is named
        opening, other = unit.paragraph.opening, opened[far[0]].paragraph.opening
        assert opening is not None
        assert other is not None
        others = tuple(
            (k, opened[k], o.start, o.end) for k in far if (o := opened[k].paragraph.opening) is not None
        )
        yield Difference(
            "openings", n, unit, opening.start, opening.end, "opening", opening.text, other.text, others, len(far), len(far) > 1
        )


def _concepts(unit: Unit, code: str) -> list[Concept]:
    known = get_language(code).concepts
    assert unit.paragraph.opening is not None
    return [known[name] for name in unit.paragraph.opening.concepts if name in known]


def _apart(one: Sequence[Concept], other: Sequence[Concept]) -> bool:
    """Whether two phrases differ in strength, however they are read."""
    return all(
        abs(a.strength - b.strength) >= (FAR if a.kind == b.kind else NEAR) and a.id != b.id for a in one for b in other
    )
