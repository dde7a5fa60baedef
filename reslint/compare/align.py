"""Which paragraph of an earlier text became which of a later one: by what they say first, by order second.

The same words are a pair wherever they stand. What is left is paired by the words that both share, beginning with the
pairs that are most alike; what is still left, by its place between neighbours that have found their pair. The work
grows with the text: only paragraphs with rare words in common are ever compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reslint.identity import wording
from reslint.resolution.model import Paragraph

# Share of common words (0 to 1) that makes two paragraphs a pair, anywhere and between paired neighbours.
ALIKE = 0.5
ALIKE_IN_PLACE = 0.3
# Word pairs that more paragraphs share than this tell none of them from the others.
COMMON = 24
CANDIDATES = 5
_WORD = re.compile(r"\w+")
# Paragraphs are paired within these groups only; every other kind is the body of the text.
_GROUPS = {"note": "note", "header": "header", "closing": "closing", "annex": "annex"}


class Pair(NamedTuple):
    """`old`, `new`: places in the two sequences, -1 where there is no such paragraph.

    `moved`: its neighbours changed places with it.
    """

    old: int
    new: int
    moved: bool = False


class _Side(NamedTuple):
    """The words of one text's paragraphs, whole and one by one, and the group of each."""

    texts: list[str]
    words: list[list[str]]
    groups: list[str]


def align(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """A pair for every paragraph: those of `new` in their order, each removed one behind its last neighbour."""
    before, after = _side(old), _side(new)
    partner: dict[int, int] = {}  # place in new -> place in old
    _same(before, after, partner)
    _alike(before, after, partner)
    _in_place(before, after, partner)
    return _ordered(partner, before, after)


def _side(paragraphs: Sequence[Paragraph]) -> _Side:
    texts = [wording(p) for p in paragraphs]
    words = [_WORD.findall(text.lower()) for text in texts]
    return _Side(texts, words, [_GROUPS.get(p.kind, "body") for p in paragraphs])


def _same(before: _Side, after: _Side, partner: dict[int, int]) -> None:
    """The same words: the first with the first, the second with the second ..."""
    places: dict[tuple[str, str], list[int]] = {}
    for i in reversed(range(len(before.texts))):
        places.setdefault((before.groups[i], before.texts[i]), []).append(i)
    for j, text in enumerate(after.texts):
        if waiting := places.get((after.groups[j], text)):
            partner[j] = waiting.pop()


def _alike(before: _Side, after: _Side, partner: dict[int, int]) -> None:
    """The most alike first; of those equally alike, the ones that moved least."""
    taken = set(partner.values())
    where: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(before.texts)):
        if i not in taken:
            for feature in _features(before, i):
                where.setdefault(feature, []).append(i)
    found = []
    for j in range(len(after.texts)):
        if j in partner:
            continue
        rare = [places for f in _features(after, j) if 0 < len(places := where.get(f, [])) <= COMMON]
        shared = Counter(i for places in rare for i in places)
        for i, _ in shared.most_common(CANDIDATES):
            score = _likeness(before.words[i], after.words[j])
            if score >= ALIKE:
                found.append((-round(score, 2), abs(i - j), j, i))
    for _, _, j, i in sorted(found):
        if j not in partner and i not in taken:
            partner[j] = i
            taken.add(i)


def _features(side: _Side, n: int) -> set[tuple[str, ...]]:
    """Pairs of neighbouring words; of a paragraph of one word, the word."""
    words, group = side.words[n], side.groups[n]
    if len(words) < 2:
        return {(group, word) for word in words}
    return {(group, *pair) for pair in pairwise(words)}


def _in_place(before: _Side, after: _Side, partner: dict[int, int]) -> None:
    """Paragraphs left between two paired neighbours on both sides, in order."""
    fixed = sorted(_longest_run([(j, partner[j]) for j in sorted(partner)]))
    bounds = [(-1, -1), *fixed, (len(after.texts), len(before.texts))]
    taken = set(partner.values())
    for (j0, i0), (j1, i1) in pairwise(bounds):
        olds = [i for i in range(i0 + 1, i1) if i not in taken]
        for j in (j for j in range(j0 + 1, j1) if j not in partner):
            for n, i in enumerate(olds):
                same_group = before.groups[i] == after.groups[j]
                if same_group and _likeness(before.words[i], after.words[j]) >= ALIKE_IN_PLACE:
                    partner[j] = i
                    del olds[: n + 1]
                    break
                if n == CANDIDATES:
                    break


def _likeness(one: list[str], other: list[str]) -> float:
    from rapidfuzz.distance import Indel  # costs 10 ms: texts that are the same never need it

    return Indel.normalized_similarity(one, other)


def _ordered(partner: dict[int, int], before: _Side, after: _Side) -> tuple[Pair, ...]:
    """Each group has an order of its own: footnotes stand now at the foot of a page, now at the end."""
    olds, news = len(before.texts), len(after.texts)
    stayed: set[int] = set()
    for group in set(after.groups):
        run = _longest_run([(j, partner[j]) for j in sorted(partner) if after.groups[j] == group])
        stayed.update(j for j, _ in run)
    behind: dict[int, list[Pair]] = {}
    reverse = {i: j for j, i in partner.items()}
    last = -1
    for i in range(olds):
        if i not in reverse:
            behind.setdefault(last, []).append(Pair(i, -1))
        elif reverse[i] in stayed:
            last = reverse[i]
    pairs = behind.get(-1, [])
    for j in range(news):
        pairs.append(Pair(partner.get(j, -1), j, j in partner and j not in stayed))
        pairs += behind.get(j, [])
    return tuple(pairs)


def _longest_run(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` (rising in the first member) that rises in the second, too."""
    ends: list[int] = []  # the smallest second member with which a run of each length ends
    last: list[tuple[int, int]] = []
    back: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        n = bisect_left(ends, pair[1])
        back[pair] = last[n - 1] if n else None
        ends[n : n + 1] = [pair[1]]
        last[n : n + 1] = [pair]
    run = []
    at = last[-1] if last else None
    while at is not None:
        run.append(at)
        at = back[at]
    return run[::-1]
