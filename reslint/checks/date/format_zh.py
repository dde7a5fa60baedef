"""How Chinese writes a day: 1982年10月22日, year, month and day in this order, in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reslint.language import Language

FIGURES = {ch: n for n, ch in enumerate("〇一二三四五六七八九")} | {"零": 0}


@lru_cache(maxsize=1)
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A day in figures, whatever its zeros, blanks and signs; one in characters; one in another order."""
    year = r"(?P<year>(?:1[89]|20)\d\d)"
    figures = rf"(?<!\d){year}( ?)年( ?)(?P<month>\d\d?)( ?)月(?:( ?)(?P<day>\d\d?)( ?)(?P<sign>[日号]))?"
    numeral = "[一二三四五六七八九十]"
    words = (
        rf"(?P<year>[〇零一二三四五六七八九]{{4}})年(?P<month>{numeral}{{1,2}})月"
        rf"(?:(?P<day>{numeral}{{1,3}})[日号])?"
    )
    other = (
        rf"(?<![A-Za-z0-9_/.年-])(?P<m1>\d\d?)月(?P<d1>\d\d?)日，?(?P<y1>(?:1[89]|20)\d\d)年(?!\d)"
        rf"|(?<![A-Za-z0-9_/.-]){year}(?P<joint>[/.-])(?P<month>\d\d?)(?P=joint)(?P<day>\d\d?)(?![A-Za-z0-9_/.-])"
    )
    return re.compile(figures), re.compile(words), re.compile(other)


def find(text: str, language: Language) -> Iterator[tuple[str, int, int, str, bool]]:
    """Days written otherwise: message key, start, end, the right form, whether it is safe to write."""
    figures, words, other = patterns()
    for m in figures.finditer(text):
        blanks = [m[n] for n in (2, 3, 5, 6, 8) if m[n] is not None]
        if m["month"].startswith("0") or (m["day"] or "").startswith("0"):
            key = "padded"
        elif m["sign"] == "号" or (any(blanks) and not all(blanks)):
            key = "blank"  # blanks around every figure are those of a page: text taken out of a PDF
        else:
            continue
        yield from _said(key, m, m["year"], m["month"], m["day"])
    for m in words.finditer(text):
        year = "".join(str(FIGURES[ch]) for ch in m["year"])
        month, day = str(_number(m["month"])), str(_number(m["day"])) if m["day"] else ""
        yield from _said("figures", m, year, month, day)
    for m in other.finditer(text):
        yield from _said("year-first", m, m["y1"] or m["year"], m["m1"] or m["month"], m["d1"] or m["day"])


def _said(
    key: str, m: re.Match[str], year: str, month: str, day: str | None
) -> Iterator[tuple[str, int, int, str, bool]]:
    if not 1 <= int(month) <= 12 or not 1 <= int(day or 1) <= 31:
        return
    right = f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")
    if right != m[0]:
        yield key, m.start(), m.end(), right, key != "year-first"


def _number(written: str) -> int:
    """二十一 -> 21; 0 where the characters are no number up to 99."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return FIGURES[written] if len(written) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (FIGURES[tens] if tens else 1) * 10 + (FIGURES[ones] if ones else 0)
