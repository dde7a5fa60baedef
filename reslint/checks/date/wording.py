"""Patterns of days and spans of days, made from a language's months."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# what joins two days; the first group of each runs from one to the other, the second puts them side by side
JOINTS = {
    "en": (r" to | until | through | ?[-\u2013\u2014] ?", r" and | or |, "),
    "fr": (r" au | à | jusqu'au | ?[-\u2013\u2014] ?", r" et | ou |, "),
    "ar": (r" إلى | حتى | الى | ?[-\u2013\u2014] ?", r" ?و ?| أو |، "),
}
BETWEEN = {
    "en": re.compile(r"\bbetween $", re.I),
    "fr": re.compile(r"\bentre (?:le )?$", re.I),
    "ar": re.compile(r"\bبين $"),
}
ARTICLE = {"en": "", "fr": "(?:le )?", "ar": ""}


class Months(NamedTuple):
    """`bare`: day and month without a year (groups day, month). `span`: two days (groups d1 m1 y1 joint d2 m2 y2)."""

    bare: re.Pattern[str]
    span: re.Pattern[str]
    numbers: dict[str, int]

    def number(self, written: str) -> int:
        """1 to 12; of an Arabic pair the first member counts."""
        return self.numbers[written.partition("/")[0].strip().lower()]


@lru_cache(maxsize=8)
def months_of(code: str) -> Months:
    from reslint.language import get

    numbers = {name: n for name, n in get(code).months.items() if "/" not in name}
    names = "|".join(re.escape(n).replace(r"\ ", " ") for n in sorted(numbers, key=len, reverse=True))
    pair = rf"(?:{names})(?: ?/ ?(?:{names}))?" if code == "ar" else rf"(?:{names})"
    # patterns begin with a digit, not with what must not stand before it: so the search leaps from digit to digit
    more = r"(?:er|\d?)" if code == "fr" else r"\d?"
    day = r"(?:1er|\d{1,2})" if code == "fr" else r"\d{1,2}"
    through, side = JOINTS.get(code, JOINTS["en"])
    article = ARTICLE.get(code, "")
    bare = rf"(?P<day>\d(?<![\d/.]\d){more}) (?P<month>{pair})(?!\w)(?! ?\d{{4}})"
    span = (
        rf"(?P<d1>\d(?<![\w/.,-]\d){more})(?: (?P<m1>{pair}))?(?: (?P<y1>\d{{4}}))?"
        rf"(?P<joint>{through}|{side}){article}(?P<d2>{day}) (?P<m2>{pair})(?!\w)(?: (?P<y2>\d{{4}})(?!\d))?"
    )
    return Months(re.compile(bare, re.IGNORECASE), re.compile(span, re.IGNORECASE), numbers)


@lru_cache(maxsize=8)
def partial(code: str) -> re.Pattern[str]:
    """Days without a month that stand before a date and share its month: "29, 30 and " before "31 May 2012"."""
    through, side = JOINTS.get(code, JOINTS["en"])
    day = r"(?:1er|\d{1,2})" if code == "fr" else r"\d{1,2}"
    return re.compile(
        rf"(?<![\w/.])(?:(?:(?P<first>{day})(?:{side}))?(?P<second>{day})(?:{side}))?(?P<third>{day})(?:{through}|{side})$"
    )


def runs_through(joint: str, code: str) -> bool:
    """Whether `joint` says from one day to the other, not this day and that."""
    return re.fullmatch(JOINTS.get(code, JOINTS["en"])[0], joint, re.IGNORECASE) is not None
