"""Which paragraphs of the versions correspond: by number where numbers agree, else by what they state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reslint.concordance.facts import Fact, facts
from reslint.concordance.versions import Version
from reslint.resolution.model import Paragraph

KINDS = ("title", "preambular", "operative", "sub", "note")
GAP = -1.0  # for a paragraph that has no counterpart
BAND = 30  # places by which counterparts may stand apart


class Unit(NamedTuple):
    """A paragraph with what it states."""

    paragraph: Paragraph
    facts: tuple[Fact, ...]

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        return frozenset((f.kind, f.key) for f in self.facts)


Row = tuple[Unit | None, ...]  # the counterparts, one for each version; None where it has none


def align(versions: Sequence[Version]) -> list[Row]:
    """The paragraphs of all versions in rows, in text order, kind by kind."""
    rows: list[Row] = []
    for kind in KINDS:
        columns = [_units(version, kind) for version in versions]
        rows += _numbered(columns) if kind == "note" else _rows(columns)
    return rows


def _units(version: Version, kind: str) -> list[Unit]:
    found = [p for p in version.resolution.of(kind) if p.text]
    return [Unit(p, facts(p, version.code)) for p in found]


def _rows(columns: Sequence[list[Unit]]) -> list[Row]:
    """The columns side by side: the longest one leads, the others are laid along it."""
    lead = max(range(len(columns)), key=lambda n: (len(columns[n]), -n))
    if not columns[lead]:
        return []
    table: list[list[Unit | None]] = [[None] * len(columns) for _ in columns[lead]]
    strays: list[Row] = []
    for n, column in enumerate(columns):
        pairs = list(enumerate(range(len(column)))) if len(column) == len(columns[lead]) and _agrees(column, columns[lead]) else _pairs(columns[lead], column)
        matched = set()
        for i, j in pairs:
            table[i][n] = column[j]
            matched.add(j)
        strays += [tuple(unit if k == n else None for k in range(len(columns))) for j, unit in enumerate(column) if j not in matched]
    return [*map(tuple, table), *strays]


def _agrees(one: list[Unit], other: list[Unit]) -> bool:
    """Two columns of one length that go along with each other: nearly every pair shares what it states."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a.keys and b.keys]
    return sum(1 for a, b in pairs if likeness(a, b) > 0) * 10 >= len(pairs) * 8


def likeness(one: Unit, other: Unit) -> float:
    """How much two paragraphs have in common: 1 for the same facts, below 0 for facts that contradict each other."""
    score = 0.0
    a, b = one.keys, other.keys
    if a or b:
        score = 2 * len(a & b) / (len(a) + len(b)) - 0.25 * bool(a and b and not a & b)
    p, q = one.paragraph, other.paragraph
    if p.opening is not None and q.opening is not None:
        score += 0.5 if set(p.opening.concepts) & set(q.opening.concepts) else -0.1
    if p.number is not None and p.number == q.number and p.kind == "operative":
        score += 0.4
    if p.kind == "sub" and p.path == q.path:
        score += 0.6
    return score


def _pairs(one: list[Unit], other: list[Unit]) -> list[tuple[int, int]]:
    """The best way to lay one column along the other, in order, as pairs of places."""
    best: list[dict[int, float]] = [{0: 0.0}]
    came: list[dict[int, str]] = [{0: ""}]
    shift = len(other) - len(one)
    for i in range(len(one) + 1):
        if i:
            best.append({})
            came.append({})
        low, high = max(0, i + min(0, shift) - BAND), min(len(other), i + max(0, shift) + BAND)
        for j in range(low, high + 1):
            options: list[tuple[float, str]] = [(0.0, "")] if i == j == 0 else []
            if i and j and j - 1 in best[i - 1]:
                options.append((best[i - 1][j - 1] + likeness(one[i - 1], other[j - 1]), "both"))
            if i and j in best[i - 1]:
                options.append((best[i - 1][j] + GAP / 2, "one"))
            if j and j - 1 in best[i]:
                options.append((best[i][j - 1] + GAP / 2, "other"))
            if options:
                best[i][j], came[i][j] = max(options)
    pairs = []
    i, j = len(one), len(other)
    while i or j:
        step = came[i].get(j, "one" if i else "other")
        if step == "both":
            pairs.append((i - 1, j - 1))
        i -= step in ("both", "one")
        j -= step in ("both", "other")
    return pairs[::-1]


def _numbered(columns: Sequence[list[Unit]]) -> list[Row]:
    """Footnotes by their labels."""
    labels = dict.fromkeys(u.paragraph.path for column in columns for u in column)
    by_label = [{u.paragraph.path: u for u in column} for column in columns]
    return [tuple(column.get(label) for column in by_label) for label in labels]
