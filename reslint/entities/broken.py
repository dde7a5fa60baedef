"""Names that are broken: two words of one run together, or a small word of it left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from reslint.entities import Entities, get
from reslint.entities.model import Name, Near
from reslint.entities.words import spans, tokens
from reslint.remember import by_text

GLUED = frozenset({"en", "fr", "es", "ar"})  # where names are declined, the first word's ending is not known
LOST = frozenset({"en", "fr", "es"})
SHORTEST = 8  # letters of two words run together
SMALL = 3  # letters of a word that is easily left out
CONTENT, LEAST = 5, 2  # a name is told by so many words of so many letters
STOPS = frozenset(",;:.()“”«»،؛")


def find(text: str, known: Entities) -> tuple[Near, ...]:
    """The broken names in the clean `text`; `found` and `wanted` are the words run together, or the whole name."""
    return _find(text, known.code) if known.code in GLUED else ()


@by_text
def _find(text: str, code: str) -> tuple[Near, ...]:
    known = get(code)
    lowered, words = tokens(text, code)
    glued = _glued(code)
    some = not glued.keys().isdisjoint(words)
    together = [(i, glued[w]) for i, w in enumerate(words) if w in glued and w not in known.ordinary] if some else []
    lost = list(_lost(words, code)) if code in LOST else []
    if not together and not lost:
        return ()
    places = spans(lowered, words, code)
    found = [
        _near(text, *places[i], name, wanted)
        for i, (name, wanted) in together
        if not wanted[0].isupper() or text[places[i][0]].isupper()  # examinarla is no Examinar la
    ]
    for i, name, size in lost:
        start, end = places[i][0], places[i + size - 1][1]
        written = text[start:end]
        if written[:1].isupper() and STOPS.isdisjoint(written) and not _part(words[i : i + size], known):
            found.append(_near(text, start, end, name, name.text))
    return tuple(found)


def _near(text: str, start: int, end: int, name: Name, wanted: str) -> Near:
    return Near(name, start, end, start, end, text[start:end], wanted)


@cache
def _glued(code: str) -> dict[str, tuple[Name, str]]:
    """Two neighbours of a name as one word -> the name and the two as they are written."""
    table: dict[str, tuple[Name, str]] = {}
    for name in get(code).names:
        shown = name.text.split(" ")
        if len(shown) != len(name.words) or name.kind not in ("new", "known"):
            continue  # a hyphen or an apostrophe in it
        for k in range(len(shown) - 1):
            joined = name.words[k] + name.words[k + 1]
            if len(joined) >= SHORTEST:
                table.setdefault(joined, (name, f"{shown[k]} {shown[k + 1]}"))
    return table


@cache
def _shortened(code: str) -> dict[tuple[str, str], list[tuple[tuple[str, ...], Name]]]:
    """The first two words of a name without one of its small words -> all that is left of it, and the name."""
    table: dict[tuple[str, str], list[tuple[tuple[str, ...], Name]]] = {}
    for name in get(code).names:
        if name.kind not in ("new", "known"):
            continue
        for k in range(1, len(name.words) - 1):
            left = (*name.words[:k], *name.words[k + 1 :])
            if len(name.words[k]) <= SMALL and len(left) > LEAST and sum(len(w) >= CONTENT for w in left) >= LEAST:
                table.setdefault((left[0], left[1]), []).append((left, name))
    for found in table.values():
        found.sort(key=lambda pair: len(pair[0]), reverse=True)
    return table


def _lost(words: list[str], code: str) -> Iterator[tuple[int, Name, int]]:
    """Index of the first word, the name, and how many words of it stand there."""
    table = _shortened(code)
    if table.keys().isdisjoint(pairwise(words)):
        return
    for i, pair in enumerate(pairwise(words)):
        for left, name in table.get(pair, ()):
            if tuple(words[i : i + len(left)]) == left:
                yield i, name, len(left)
                break


def _part(words: list[str], known: Entities) -> bool:
    """Whether the words stand so in a name that is known."""
    size, wanted = len(words), tuple(words)
    return any(name.words[k : k + size] == wanted for name in known.names for k in range(len(name.words) - size + 1))
