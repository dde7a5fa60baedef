"""Which paragraphs of the versions correspond: in their order, by what they state, by number, by length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reslint.concordance.facts import Fact, facts
from reslint.concordance.versions import Version
from reslint.resolution.model import Paragraph

# Kinds whose counterparts are looked for, each among its own. "sub" is laid along within its operative paragraph.
KINDS = ("title", "preambular", "operative", "note")
GAP = -0.5  # for a paragraph that has no counterpart
BAND = 60  # places by which counterparts may stand apart, and twice as many more where the columns differ in length


class Unit:
    """A paragraph with what it states. `size`: its share of the text of its kind, in paragraphs of mean length."""

    def __init__(self, paragraph: Paragraph, code: str, size: float) -> None:
        self.paragraph, self.code, self.size = paragraph, code, size

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return facts(self.paragraph, self.code)

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        return frozenset((f.kind, f.key) for f in self.facts if f.kind != "small")


class Row(NamedTuple):
    """Counterparts: one unit for each version, None where it has none.

    `kind`: that of the paragraphs. `apart`: versions that have nothing of the kind here, such as no subparagraphs.
    """

    kind: str
    units: tuple[Unit | None, ...]
    apart: tuple[int, ...] = ()

    @property
    def present(self) -> list[int]:
        """Places of the versions that have it."""
        return [n for n, unit in enumerate(self.units) if unit is not None]


def align(versions: Sequence[Version]) -> list[Row]:
    """The paragraphs of all versions in rows, in the order of the text."""
    rows: list[Row] = []
    for kind in KINDS:
        columns = [_units([p for p in v.resolution.of(kind) if p.text], v.code) for v in versions]
        if kind == "note":
            rows += _numbered(columns)
        else:
            for units in _rows(columns):
                rows.append(Row(kind, units))
                if kind == "operative":
                    rows += _below(units, versions)
    return rows


def _below(units: tuple[Unit | None, ...], versions: Sequence[Version]) -> Iterator[Row]:
    """The subparagraphs of counterparts; those of a paragraph that has none go with it."""
    columns = [_units(_children(u.paragraph, v) if u else [], v.code) for u, v in zip(units, versions, strict=True)]
    at = [n for n, column in enumerate(columns) if column]
    for some in _rows([columns[n] for n in at]) if at else ():
        row: list[Unit | None] = [None] * len(units)
        for n, unit in zip(at, some, strict=True):
            row[n] = unit
        level = next(unit.paragraph.level for unit in some if unit is not None)
        apart = (n for n, column in enumerate(columns) if all(u.paragraph.level != level for u in column))
        yield Row("sub", tuple(row), tuple(apart))


def _children(p: Paragraph, version: Version) -> list[Paragraph]:
    found: list[Paragraph] = []
    for q in version.resolution.paragraphs[p.index + 1 :]:
        if q.kind == "sub":
            found.append(q)
        elif q.kind not in ("heading", "other"):
            break
    return [q for q in found if q.text]


def _units(paragraphs: Sequence[Paragraph], code: str) -> list[Unit]:
    mean = sum(len(p.text) for p in paragraphs) / max(1, len(paragraphs)) or 1.0
    return [Unit(p, code, len(p.text) / mean) for p in paragraphs]


def _rows(columns: Sequence[list[Unit]]) -> list[tuple[Unit | None, ...]]:
    """The columns side by side: one of the commonest length leads, the others are laid along it."""
    lengths = [len(column) for column in columns]
    usual = max(set(lengths), key=lambda n: (lengths.count(n), n))
    lead = lengths.index(usual)
    table: list[list[Unit | None]] = [[None] * len(columns) for _ in columns[lead]]
    strays: list[tuple[int, int, Unit]] = []  # behind which row, of which version
    for n, column in enumerate(columns):
        pairs = _pairs(columns[lead], column)
        matched = {j: i for i, j in pairs}
        for i, j in pairs:
            table[i][n] = column[j]
        behind = -1
        for j, unit in enumerate(column):
            behind = matched.get(j, behind)
            if j not in matched:
                strays.append((behind, n, unit))
    rows: list[tuple[Unit | None, ...]] = []
    for i in range(-1, len(table)):
        if i >= 0:
            rows.append(tuple(table[i]))
        rows += _together([(n, unit) for behind, n, unit in strays if behind == i], len(columns))
    return rows


def _together(strays: list[tuple[int, Unit]], width: int) -> list[tuple[Unit | None, ...]]:
    """Paragraphs without a counterpart in the leading version, those of the others that go together in one row."""
    rows: list[list[Unit | None]] = []
    for n, unit in strays:
        fitting = (row for row in rows if row[n] is None and any(u is not None and likeness(u, unit) > 0 for u in row))
        row = next(fitting, None)
        if row is None:
            row = [None] * width
            rows.append(row)
        row[n] = unit
    return [tuple(row) for row in rows]


def likeness(one: Unit, other: Unit) -> float:
    """How much two paragraphs have in common: above 0 for counterparts, below for facts that contradict each other."""
    a, b = one.keys, other.keys
    score = 0.0
    if a or b:
        shared = len(a & b)
        score = 2 * shared / (len(a) + len(b)) - 0.3 * (not shared)
    p, q = one.paragraph, other.paragraph
    if p.opening is not None and q.opening is not None:
        score += 0.4 if set(p.opening.concepts) & set(q.opening.concepts) else -0.1
    if p.number is not None and p.number == q.number and p.kind == "operative":
        score += 0.3
    return score + 0.4 - min(0.8, abs(one.size - other.size) / max(one.size, other.size, 0.2))


def _pairs(one: list[Unit], other: list[Unit]) -> list[tuple[int, int]]:
    """The best way to lay one column along the other, in order, as pairs of places."""
    if one is other or (len(one) == len(other) and all(likeness(a, b) > 0.3 for a, b in zip(one, other, strict=True))):
        return [(i, i) for i in range(len(one))]
    best: list[dict[int, float]] = [{0: 0.0}]
    came: list[dict[int, str]] = [{0: ""}]
    width = BAND + min(abs(len(other) - len(one)), 2 * BAND)
    for i in range(len(one) + 1):
        if i:
            best.append({})
            came.append({})
        middle = i * len(other) // max(1, len(one))
        low, high = max(0, middle - width), min(len(other), middle + width)
        for j in range(low, high + 1):
            options: list[tuple[float, str]] = [(0.0, "")] if i == j == 0 else []
            if i and j and j - 1 in best[i - 1]:
                options.append((best[i - 1][j - 1] + likeness(one[i - 1], other[j - 1]), "both"))
            if i and j in best[i - 1]:
                options.append((best[i - 1][j] + GAP, "one"))
            if j and j - 1 in best[i]:
                options.append((best[i][j - 1] + GAP, "other"))
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
    """Footnotes by their labels, and by what they state where word order gives them other labels."""
    lengths = [len(column) for column in columns]
    lead = columns[lengths.index(max(set(lengths), key=lambda n: (lengths.count(n), n)))]
    table: list[list[Unit | None]] = [[None] * len(columns) for _ in lead]
    strays: list[tuple[int, Unit]] = []
    for n, column in enumerate(columns):
        left = list(column)
        for fits in (_same, _same_facts, _same_label, *([_any] if len(column) == len(lead) else [])):
            for i, unit in enumerate(lead):
                if table[i][n] is None and (other := next((u for u in left if fits(unit, u)), None)) is not None:
                    table[i][n] = other
                    left.remove(other)
        strays += [(n, unit) for unit in left]
    rows = [*map(tuple, table), *_together(strays, len(columns))]
    return [Row("note", row) for row in rows]


def _any(one: Unit, other: Unit) -> bool:
    return True


def _same_label(one: Unit, other: Unit) -> bool:
    return (one.paragraph.number or one.paragraph.label) == (other.paragraph.number or other.paragraph.label)


def _same_facts(one: Unit, other: Unit) -> bool:
    return bool(one.keys) and one.keys == other.keys


def _same(one: Unit, other: Unit) -> bool:
    return _same_label(one, other) and one.keys == other.keys
