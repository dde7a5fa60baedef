"""How one language words a citation: the patterns of rules/language/wording.yaml, compiled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reslint.language import get

BETWEEN_DAYS = {"en": r"(?:, | and |, and )", "fr": r"(?:, | et )", "ar": r"(?:، | و ?)"}
EDGE = r"(?<!\w)"
PREFIXES = {"ar": r"(?:[وفبكل]|لل)?"}  # conjunctions and prepositions are written together with the name


class Wording(NamedTuple):
    """The patterns of one language; rules/language/wording.yaml says what each is for.

    `bodies`: name as written (lower case) -> code; `body`: any of these names; `days`: a day of the
    month that borrows month and year from the date behind it.
    """

    head: re.Pattern[str]
    decision: re.Pattern[str]
    own: re.Pattern[str]
    link: re.Pattern[str]
    fill: re.Pattern[str]
    including: re.Pattern[str]
    after: re.Pattern[str]
    both: re.Pattern[str]
    speaks: re.Pattern[str]
    next_date: re.Pattern[str]
    bodies: dict[str, str]
    body: re.Pattern[str]
    days: re.Pattern[str]


@lru_cache(maxsize=8)
def wording(code: str) -> Wording:
    """The patterns of the language `code`."""
    language = get(code)
    words, known = language.words["wording"], language.words["bodies"]
    assert isinstance(words, dict)
    assert isinstance(known, dict)
    bodies: dict[str, str] = known | words["short-bodies"]
    names = "|".join(re.escape(name) for name in sorted(bodies, key=len, reverse=True))
    edge = EDGE + PREFIXES.get(code, "")
    fill = rf"(?<!\w)(?:{words['fill']})(?!\w)"

    def compiled(name: str) -> re.Pattern[str]:
        return re.compile(words[name], re.IGNORECASE)

    return Wording(
        head=re.compile(rf"(?<!\w)(?:{words['head']})(?!\w)", re.IGNORECASE),
        decision=compiled("decision"),
        own=compiled("own"),
        link=compiled("link"),
        fill=re.compile(rf"(?:[\s,;.،؛()'\"“”«»–-]|{fill})*", re.IGNORECASE),
        including=re.compile(rf"(?<!\w)(?:{words['including']})(?:[\s,]|{fill})*$", re.IGNORECASE),
        after=compiled("after"),
        both=compiled("both"),
        speaks=compiled("speaks"),
        next_date=compiled("next-date"),
        bodies=bodies,
        body=re.compile(rf"{edge}(?P<name>{names})(?!\w)", re.IGNORECASE),
        days=re.compile(rf"(?<![\w/])(\d{{1,2}})(?:er)?{BETWEEN_DAYS[code]}$"),
    )
