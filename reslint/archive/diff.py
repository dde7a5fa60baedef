"""Two runs compared: which findings are new, which are gone, which have only moved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

# Files whose document both runs share are left out: nothing can differ there.
_FOUND = """
SELECT path, rule, severity, message, paragraph, quote, start, row, col, text_symbol, language FROM findings
WHERE run = ?1 AND suppressed IS NULL AND NOT EXISTS (
  SELECT 1 FROM file a JOIN file b ON b.run = ?2 AND b.path = a.path AND b.document = a.document
  WHERE a.run = ?1 AND a.path = findings.path)
ORDER BY path, start, rule, message
"""


class Found(NamedTuple):
    """A finding of one run; `row` and `col` 1-based."""

    path: str
    rule: str
    severity: str
    message: str
    paragraph: str
    quote: str
    start: int
    row: int
    col: int
    symbol: str
    language: str


class Change(NamedTuple):
    """`kind` "new" (`old` is None), "gone" (`new` is None) or "moved": the same at another place or in another file."""

    kind: str
    old: Found | None
    new: Found | None

    @property
    def shown(self) -> Found:
        """The finding, as it is now where it is still there."""
        found = self.new or self.old
        assert found is not None
        return found


def compare(database: sqlite3.Connection, old: int, new: int) -> list[Change]:
    """The changes from run `old` to run `new`, by file and place. What stayed where it was is not told."""
    moved: list[Change] = []
    gone: list[Found] = []
    come: list[Found] = []
    for before, after in _by_file(_found(database, old, new), _found(database, new, old)):
        before, after, _ = _matched(before, after, lambda f: (f.rule, f.severity, f.message, f.quote, f.start))
        before, after, pairs = _matched(before, after, lambda f: (f.rule, f.severity, f.message, f.quote))
        moved += (Change("moved", a, b) for a, b in pairs)
        gone += before
        come += after
    # A file with another name: the text says which one it is.
    gone, come, pairs = _matched(gone, come, lambda f: (f.rule, f.severity, f.message, f.quote, f.symbol, f.language))
    moved += (Change("moved", a, b) for a, b in pairs)
    changes = [*moved, *(Change("gone", f, None) for f in gone), *(Change("new", None, f) for f in come)]
    return sorted(changes, key=lambda c: (c.shown.path, c.shown.start, c.shown.rule, c.kind))


def _found(database: sqlite3.Connection, run: int, other: int) -> Iterator[Found]:
    return map(Found._make, database.execute(_FOUND, (run, other)))


def _by_file(old: Iterable[Found], new: Iterable[Found]) -> Iterator[tuple[list[Found], list[Found]]]:
    """The findings of each file in both runs; the files come in the same order from both."""
    sides = [groupby(side, key=lambda f: f.path) for side in (old, new)]
    heads = [next(side, None) for side in sides]
    while any(heads):
        path = min(head[0] for head in heads if head)
        both: list[list[Found]] = [[], []]
        for n, head in enumerate(heads):
            if head and head[0] == path:
                both[n] = list(head[1])
                heads[n] = next(sides[n], None)
        yield both[0], both[1]


def _matched(
    old: Iterable[Found], new: Iterable[Found], key: Callable[[Found], Hashable]
) -> tuple[list[Found], list[Found], list[tuple[Found, Found]]]:
    """What is left of both, and the pairs of the same key, each finding in one pair at most."""
    waiting: dict[Hashable, deque[Found]] = defaultdict(deque)
    for found in new:
        waiting[key(found)].append(found)
    left, pairs = [], []
    for found in old:
        if same := waiting.get(key(found)):
            pairs.append((found, same.popleft()))
        else:
            left.append(found)
    return left, [found for rest in waiting.values() for found in rest], pairs
