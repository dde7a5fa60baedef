"""How a text falls into words, and in which form a word is matched.

Russian names stand in all cases, so their words are matched without their endings; Chinese has no blanks between words,
so each character is one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from reslint.patterns import late

_BLANK = ",;:.()[]{}“”«»\"'/،؛!?…*‘-–—−，；：。、（）《》"
_WORD = re.compile(r"\S+")
_CHARACTER = late(r"[\u2e80-\u9fff]|[^\s\u2e80-\u9fff]+")
_STRETCH = late(r"[\u2e80-\u9fff]+|[^\s\u2e80-\u9fff]+")
_SHORTEST_STEM = 3
_ENDINGS = {
    "ru": (
        "иями", "ями", "ами", "иях", "иям", "ием", "ией", "еями", "еей", "ого", "его", "ому", "ему", "ыми",
        "ими", "ия", "ие", "ию", "ии", "ий", "ея", "ею", "ее", "еи", "ей", "ый", "ой", "ая", "яя", "ое",
        "ые", "ую", "юю", "ою", "ым", "им", "ом", "ем", "ых", "их", "ам", "ям", "ах", "ях", "ов", "ев", "а",
        "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"
    ),
}  # fmt: skip


def flat(text: str) -> str:
    """`text` with a blank for every mark of punctuation, hyphens among them; offsets stay."""
    for mark in _BLANK:
        if mark in text:
            text = text.replace(mark, " ")
    return text


@lru_cache(maxsize=1024)
def tokens(text: str, code: str) -> tuple[str, list[str]]:
    """The flat lower-case text and its words as they are matched. (A letter that changes length in lower case keeps
    its capital.)"""
    even = flat(text)
    lowered = even.lower()
    if len(lowered) != len(even):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
    if code == "zh":
        return lowered, _characters(lowered)
    words = lowered.split()
    return lowered, [form(word, code) for word in words] if code in _ENDINGS else words


def _characters(lowered: str) -> list[str]:
    """What `_CHARACTER` finds; a stretch of characters is taken apart at once."""
    words: list[str] = []
    for stretch in _STRETCH.findall(lowered):
        if "\u2e80" <= stretch[0] <= "\u9fff":
            words.extend(stretch)
        else:
            words.append(stretch)
    return words


def spans(lowered: str, words: list[str], code: str) -> list[tuple[int, int]]:
    """Where each of the words stands."""
    found = (_CHARACTER if code == "zh" else _WORD).finditer(lowered)
    return [m.span() for m in islice(found, len(words))]


@cache
def _endings(code: str) -> dict[str, list[str]]:
    """The endings by their last letter, the longest first."""
    table: dict[str, list[str]] = {}
    for ending in _ENDINGS.get(code, ()):
        table.setdefault(ending[-1], []).append(ending)
    return table


@lru_cache(maxsize=16384)
def form(word: str, code: str) -> str:
    """The lower-case `word` as it is matched: without its ending where names are declined."""
    for ending in _endings(code).get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def with_capitals(text: str, name: str, code: str) -> str:
    """`name` as `text` would be written with its capitals: in the cases of `text` where names are declined; "" where
    the two do not have the same words."""
    if code not in _ENDINGS:
        return name
    shown, wanted = text.split(" "), name.split(" ")
    if len(shown) != len(wanted):
        return ""
    return " ".join(
        (a[:1].upper() if b[:1].isupper() else a[:1].lower()) + a[1:] for a, b in zip(shown, wanted, strict=True)
    )
