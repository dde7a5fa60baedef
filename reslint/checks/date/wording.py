"""Patterns of days and spans of days, made from a language's months."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reslint.language import get

NOTHING = "(?!)"


class Months(NamedTuple):
    """`bare`: day and month without a year (groups day, month). `span`: two days (groups d1 m1 y1 joint d2 m2 y2)."""

    bare: re.Pattern[str]
    span: re.Pattern[str]
    numbers: dict[str, int]

    def number(self, written: str) -> int:
        """1 to 12; of an Arabic pair the first member counts."""
        return self.numbers[written.partition("/")[0].strip().lower()]


def _words(code: str) -> dict[str, str]:
    words = get(code).words["wording"]
    assert isinstance(words, dict)
    return words


@lru_cache(maxsize=8)
def months_of(code: str) -> Months:
    language, words = get(code), _words(code)
    numbers = {name: n for name, n in language.months.items() if "/" not in name}
    names = "|".join(re.escape(n).replace(r"\ ", " ") for n in sorted(numbers, key=len, reverse=True))
    pair = rf"(?:{names})(?: ?/ ?(?:{names}))?" if code == "ar" else rf"(?:{names})"
    # patterns begin with a digit, not with what must not stand before it: so the search leaps from digit to digit
    more = r"(?:\d|(?<=1)(?:er|[º°]))?"
    through, side, article = words["through"], words["side"], words.get("article", "")
    of, of_year = words.get("of", " "), words.get("of-year", " ")
    bare = rf"(?P<day>\d(?<![\d/.]\d){more}){of}(?P<month>{pair})(?!\w)(?!{of_year.replace(' ', ' ?', 1)}\d{{4}})"
    span = (
        rf"(?P<d1>\d(?<![\w/.,-]\d){more})(?:{of}(?P<m1>{pair}))?(?:{of_year}(?P<y1>\d{{4}}))?"
        rf"(?P<joint>{through}|{side}){article}(?P<d2>{language.day}){of}(?P<m2>{pair})(?!\w)"
        rf"(?:{of_year}(?P<y2>\d{{4}})(?!\d))?"
    )
    parts = {"{month}": names, "{day}": language.day, "{through}": through, "{side}": side}
    bare, span = (_filled(words.get(name, made), parts) for name, made in (("bare-day", bare), ("span", span)))
    return Months(re.compile(bare, re.IGNORECASE), re.compile(span, re.IGNORECASE), numbers)


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, text in parts.items():
        pattern = pattern.replace(name, f"(?:{text})")
    return pattern


@lru_cache(maxsize=8)
def partial(code: str) -> re.Pattern[str]:
    """Days without a month that stand before a date and share its month: "29, 30 and " before "31 May 2012"."""
    words, day = _words(code), get(code).day
    through, side = words["through"], words["side"]
    return re.compile(
        rf"(?<![\w/.])(?:(?:(?P<first>{day})(?:{side}))?(?P<second>{day})(?:{side}))?(?P<third>{day})(?:{through}|{side})$"
    )


@lru_cache(maxsize=8)
def more(code: str) -> re.Pattern[str]:
    """A day behind a date whose month it shares, with what joins them: "日和31" behind "2012年4月29"."""
    words = _words(code)
    joint = f"(?:{words['through']}|{words['side']})"
    return re.compile(rf"{joint}?(?P<day>\d{{1,2}})(?=日|{joint})")


@lru_cache(maxsize=8)
def between(code: str) -> re.Pattern[str]:
    """What stands before two days that are the ends of a span: "between " before "5 and 7 May"."""
    return re.compile(_words(code).get("between", NOTHING), re.IGNORECASE)


def runs_through(joint: str, code: str) -> bool:
    """Whether `joint` says from one day to the other, not this day and that."""
    return re.fullmatch(_words(code)["through"], joint, re.IGNORECASE) is not None
