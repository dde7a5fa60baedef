"""Paragraphs and footnotes that some versions have and others lack, and numbers that go apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reslint.concordance.align import Row, Unit
from reslint.concordance.difference import Difference, Spot, whole
from reslint.finding import Severity

KINDS = ("preambular", "operative", "sub", "note")
JOINED = 1.5  # a paragraph this many times longer than its counterparts may hold two of theirs


def differences(rows: Sequence[Row]) -> Iterator[Difference]:
    """What the rows of all paragraphs, in text order, say of their count and their numbers."""
    first: dict[int, Unit] = {}
    for row in rows:
        for n, unit in enumerate(row.units):
            if unit is not None:
                first.setdefault(n, unit)
    last: dict[str, dict[int, Unit]] = {}  # by kind, the paragraph of each version that came last
    for row in rows:
        before = last.setdefault("note" if row.kind == "note" else "text", {})
        if row.kind in KINDS and 0 < len(row.present) < len(row.units):
            yield from _absent(row, before, first)
        before.update((n, unit) for n, unit in enumerate(row.units) if unit is not None)
    yield from _numbers(rows)


def _absent(row: Row, before: Mapping[int, Unit], first: Mapping[int, Unit]) -> Iterator[Difference]:
    """`before`: the paragraph of each version that came last; `first`: the one with which it begins."""
    present = row.present
    missing = [n for n in range(len(row.units)) if n not in present and n not in row.apart]
    if not missing:
        return
    rule = "footnotes" if row.kind == "note" else "paragraphs"
    some = [whole(n, unit) for n in present if (unit := row.units[n]) is not None]
    values = {"there": some[0].unit.paragraph.path, "votes": str(len(present)), "others": _codes(some)}
    if len(present) < len(missing):
        for spot in some:
            alone = {"here": spot.unit.paragraph.path, "votes": str(len(missing))}
            yield Difference(rule, spot, "extra", alone, (), None if len(present) == 1 else "note")
        return
    severity: Severity | None = None if len(present) > max(len(missing), 2) else "note"
    for n in missing:
        unit = before.get(n) or first.get(n)
        if unit is None:
            continue
        end = len(unit.paragraph.text) if n in before else 1
        here = Spot(n, unit, max(0, end - 1), end)
        if n in before and joined(some[0].unit, unit, before):
            values = {**values, "here": unit.paragraph.path}
            yield Difference(rule, here, "joined", values, tuple(some), "note")
        else:
            yield Difference(rule, here, "missing", values, tuple(some), severity)


def joined(absent: Unit, neighbour: Unit, before: Mapping[int, Unit]) -> bool:
    """Whether the paragraph before the gap seems to hold the absent one, too: by what it states, and by its length."""
    stated = {key for key in absent.keys if key[0] != "name"}
    if stated:
        return stated <= neighbour.keys
    sizes = sorted(unit.size for unit in before.values() if unit is not neighbour)
    return bool(sizes) and neighbour.size > JOINED * sizes[len(sizes) // 2]


def _codes(spots: Sequence[Spot]) -> str:
    return ", ".join(spot.unit.code for spot in spots)


def _numbers(rows: Sequence[Row]) -> Iterator[Difference]:
    """Operative paragraphs with another number than their counterparts, where no missing paragraph explains it."""
    behind: dict[int, int] = {}  # by version, how far its numbers stand from the usual ones
    for row in rows:
        if row.kind != "operative":
            continue
        numbers = {
            n: unit.paragraph.number for n, unit in enumerate(row.units) if unit is not None and unit.paragraph.number
        }
        if len(numbers) < 2:
            continue
        usual, votes = Counter(numbers.values()).most_common(1)[0]
        for n, number in numbers.items():
            moved, behind[n] = number - usual - behind.get(n, 0), number - usual
            unit = row.units[n]
            if moved and number != usual and len(row.present) == len(row.units) and unit is not None and votes > 1:
                others = tuple(
                    whole(k, other)
                    for k, other in enumerate(row.units)
                    if other is not None and numbers.get(k) == usual
                )
                values = {"here": str(number), "there": str(usual), "votes": str(votes), "others": _codes(others)}
                yield Difference("paragraphs", whole(n, unit), "number", values, others)
