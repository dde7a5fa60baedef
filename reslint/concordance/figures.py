"""Amounts written in figures, in one form for all languages: 1,173,900 and 1 173 900; 1.5 billion and 15亿."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from reslint.language import get as get_language

# Thousands in groups, or digits in a row; then decimals. What is set from right to left has its groups reversed.
_GROUPED = r"\d{1,3}(?:[ ,.]\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?"
_REVERSED = r"\d{3}(?: \d{3}(?!\d))* \d{1,3}(?!\d)"
_PLAIN = r"\d{1,15}(?:[.,]\d{1,4})?"
_MARK = re.compile("[ ,.]")
_AHEAD = 14  # characters behind a figure in which its magnitude begins


class Amount(NamedTuple):
    """A figure: `key` the same in every language, its value, and its clean span (the magnitude left out)."""

    key: str
    value: float
    start: int
    end: int


def amounts(text: str, code: str) -> Iterator[Amount]:
    """Every figure of a clean text, in text order."""
    facts = get_language(code).words["figures"]
    assert isinstance(facts, dict)
    clock: tuple[str, ...] = tuple(facts["clock"])
    for m in _pattern(code).finditer(text):
        if len(m[0]) < 6 and any(word in text[max(0, m.start() - _AHEAD) : m.end() + _AHEAD] for word in clock):
            continue  # an hour: 3 p.m. is 15 heures
        value = read(m[0], facts) * _magnitude(text[m.end() : m.end() + _AHEAD], facts)
        yield Amount(key(value), value, *m.span())


@lru_cache(maxsize=8)
def _pattern(code: str) -> re.Pattern[str]:
    """A figure that stands alone: not in a word, a symbol, a number with a stroke, or one in three parts (16.10.1)."""
    language = get_language(code)
    letter = r"\w" if language.spaced else r"A-Za-z\d"
    forms = [*([_REVERSED] if code == "ar" else []), _GROUPED, _PLAIN]
    return re.compile(rf"(?<![{letter}/.,:-])(?:{'|'.join(forms)})(?![{letter}/]|[.,:-]\d)")


def read(figure: str, facts: dict[str, Any]) -> float:
    """The value of a figure. `facts`: how its language writes them.

    A mark before three digits sets thousands apart unless it is the language's decimal mark; before other digits it is
    a decimal mark everywhere.
    """
    groups = _MARK.split(figure)
    marks = [c for c in figure if not c.isdigit()]
    if not marks:
        return float(figure)
    decimals = ""
    single = len(marks) == 1 and marks[0] != " "
    if marks[-1] != " " and (len(groups[-1]) != 3 or (single and (marks[0] == facts["decimal"] or groups[0] == "0"))):
        *groups, decimals = groups
    if len(groups) > 1 and (len(groups[-1]) < 3 or groups[0][0] == "0"):
        groups.reverse()
    return float(f"{''.join(groups)}.{decimals}" if decimals else "".join(groups))


def _magnitude(behind: str, facts: dict[str, Any]) -> int:
    word = behind.lstrip(" 多余").lower()  # 500多万: more than 5 million
    magnitudes: dict[str, int] = facts["magnitudes"]
    return next((factor for name, factor in magnitudes.items() if word.startswith(name)), 1)


def key(value: float) -> str:
    """A value by which it is compared: "16.4", "13"; thousands as the set of their groups ("000 1 500").

    Texts set from right to left hold the groups in either direction, and 900 173 can be read both ways.
    """
    value = round(value, 4)
    return " ".join(sorted(f"{int(value):,}".split(","))) if value == int(value) else f"{value:.10g}"
