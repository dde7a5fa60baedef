"""A table column by column, each value once: what makes a hundred thousand rows small enough for a browser."""

from __future__ import annotations

import re
from typing import TypedDict

_NUMBER = re.compile(r"([0-9]{1,15})")


class Coded(TypedDict):
    """`words` in their order; `codes`: for each row the number of its word, so that codes sort as words do."""

    words: list[str]
    codes: list[int]


class Column:
    """Words of a column, in the order of its rows."""

    def __init__(self) -> None:
        self._codes: list[int] = []
        self._words: dict[str, int] = {}

    def add(self, word: str) -> None:
        """One row more."""
        self._codes.append(self._words.setdefault(word, len(self._words)))

    def coded(self) -> Coded:
        """The column, its words sorted as `natural` has it."""
        words = sorted(self._words, key=natural)
        place = dict(zip(words, range(len(words)), strict=True))
        turned = [place[word] for word in self._words]
        return {"words": words, "codes": [turned[code] for code in self._codes]}


def natural(word: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sorts "PP 2" before "PP 10", and the empty word first."""
    parts = enumerate(_NUMBER.split(word.casefold()))
    return tuple((int(part), "") if n % 2 else (-1, part) for n, part in parts), word
