"""Near misses of Chinese names: one character wrong, lost or doubled, or two exchanged, inside the name.

A name with one slip keeps its first two characters or its last two, so each place costs two look-ups; the few names
that remain are compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reslint.entities import get
from reslint.entities.model import Name, NameMention, Near

SHORTEST = 5
NUMERALS = frozenset("〇零一二三四五六七八九十百千0123456789")
LIGHT = frozenset("和及与的、，")  # words that writers leave out or exchange


@lru_cache(maxsize=1)
def ends() -> dict[str, tuple[list[Name], list[Name]]]:
    """Two characters -> the names that begin with them, the names that end with them."""
    table: dict[str, tuple[list[Name], list[Name]]] = {}
    for name in get("zh").names:
        if len(name.text) >= SHORTEST:
            table.setdefault(name.text[:2], ([], []))[0].append(name)
            table.setdefault(name.text[-2:], ([], []))[1].append(name)
    return table


@lru_cache(maxsize=1)
def pairs() -> frozenset[str]:
    """Two characters that stand beside each other in some name: 非洲 is no misspelt 亚洲."""
    return frozenset(name.text[i : i + 2] for name in get("zh").names for i in range(len(name.text) - 1))


def find(text: str) -> tuple[Near, ...]:
    """The near misses in the clean `text`, in order; none where a name that stands there is more than a part of it."""
    found = {(near.start, near.end): near for near in _misses(text)}
    if not found:
        return ()
    whole = get("zh").find(text)
    kept: list[Near] = []
    for near in sorted(found.values(), key=lambda near: (near.start, -near.end)):
        if (not kept or near.start >= kept[-1].end) and not _crossed(near, whole):
            kept.append(near)  # of two names with one slip, the longer
    return tuple(kept)


def _crossed(near: Near, names: tuple[NameMention, ...]) -> bool:
    """Whether a name that stands there (`names`: all of them, in order) is more than a part of the near miss."""
    i = bisect_right(names, near.start, key=lambda m: m.end)
    while i < len(names) and names[i].start < near.end:
        if names[i].start < near.start or near.end < names[i].end:
            return True
        i += 1
    return False


def _misses(text: str) -> Iterator[Near]:
    table, ordinary = ends(), get("zh").ordinary
    for i in [i for i in range(len(text) - 1) if text[i : i + 2] in table]:
        heads, tails = table[text[i : i + 2]]
        for name in heads:
            end = i + len(name.text)
            if name.text[-1] not in text[end - 2 : end + 1]:
                continue
            for size in (0, -1, 1):
                end = i + len(name.text) + size
                if end <= len(text) and _slip(text[i:end], name.text, ordinary):
                    yield Near(name, i, end, i, end, text[i:end], name.text)
        for name in tails:
            end = i + 2
            start = end - len(name.text)
            if name.text[0] not in text[max(0, start - 1) : max(0, start + 2)]:
                continue
            for size in (0, -1, 1):
                start = end - len(name.text) - size
                if start >= 0 and _slip(text[start:end], name.text, ordinary):
                    yield Near(name, start, end, start, end, text[start:end], name.text)


def _slip(written: str, name: str, ordinary: frozenset[str]) -> bool:
    """Whether one character inside `name` is wrong, lost or doubled, or two neighbours exchanged.

    `ordinary`: words of two characters; where one stands at an end, another name may begin or end there.
    """
    if written[0] != name[0] or written[-1] != name[-1]:
        return False
    at = next((k for k, (a, b) in enumerate(zip(written, name, strict=False)) if a != b), len(written) - 1)
    if len(written) == len(name):
        if written == name:
            return False
        if written[at + 1 :] == name[at + 1 :]:
            edge = written[:2] if at == 1 else written[-2:] if at == len(name) - 2 else ""
            sure = NUMERALS.isdisjoint((written[at], name[at])) and not LIGHT.issuperset((written[at], name[at]))
            return (
                sure and edge not in ordinary and pairs().isdisjoint((written[at - 1 : at + 1], written[at : at + 2]))
            )
        return written[at : at + 2] == name[at : at + 2][::-1] and written[at + 2 :] == name[at + 2 :]
    if len(written) < len(name):
        return written[at:] == name[at + 1 :] and name[at] not in LIGHT
    return at < len(name) and written[at + 1 :] == name[at:] and written[at] == written[at - 1]
