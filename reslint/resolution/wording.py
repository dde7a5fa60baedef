"""How one language words a citation: the patterns of rules/language/wording.yaml, compiled."""

import re
from functools import lru_cache
from typing import NamedTuple

from reslint.language import get
from reslint.patterns import late


class Wording(NamedTuple):
    """The patterns of one language; rules/language/wording.yaml says what each is for.

    `bodies`: name as written (lower case) -> code; `body`: any of these names; `days`: a day of the
    month that borrows month and year from the date behind it. `head_last`: the head stands behind the
    number, and `before` and `behind` on either side of the number itself.
    """

    head: re.Pattern[str]
    head_last: bool
    before: re.Pattern[str]
    behind: re.Pattern[str]
    decision: re.Pattern[str]
    own: re.Pattern[str]
    link: re.Pattern[str]
    title: re.Pattern[str]
    fill: re.Pattern[str]
    including: re.Pattern[str]
    after: re.Pattern[str]
    both: re.Pattern[str]
    speaks: re.Pattern[str]
    next_date: re.Pattern[str]
    bodies: dict[str, str]
    body: re.Pattern[str]
    days: re.Pattern[str]
    joint: re.Pattern[str]


@lru_cache(maxsize=8)
def wording(code: str) -> Wording:
    """The patterns of the language `code`."""
    language = get(code)
    words, known = language.words["wording"], language.words["bodies"]
    assert isinstance(words, dict)
    assert isinstance(known, dict)
    bodies: dict[str, str] = known | words["short-bodies"]
    names = "|".join(re.escape(name) for name in sorted(bodies, key=len, reverse=True))
    begin, end = (r"(?<!\w)", r"(?!\w)") if language.spaced else ("", "")
    fill = rf"{begin}(?:{words['fill']}){end}"

    def compiled(name: str, default: str = "") -> re.Pattern[str]:
        return late(words.get(name, default), re.IGNORECASE)

    return Wording(
        head=late(rf"{begin}(?:{words['head']}){end}", re.IGNORECASE),
        head_last="behind" in words,
        before=compiled("before"),
        behind=compiled("behind"),
        decision=compiled("decision"),
        own=compiled("own"),
        link=compiled("link"),
        title=compiled("title", "(?!)"),
        fill=late(rf"(?:[\s,;.،؛()'\"“”«»–，；、（）《》-]|{fill})*", re.IGNORECASE),
        including=late(rf"{begin}(?:{words['including']})(?:[\s,，、]|{fill})*$", re.IGNORECASE),
        after=compiled("after"),
        both=compiled("both"),
        speaks=compiled("speaks"),
        next_date=compiled("next-date"),
        bodies=bodies,
        body=late(rf"{begin}{words.get('prefix', '')}(?P<name>{names}){end}", re.IGNORECASE),
        days=late(rf"(?<![\w/])(\d{{1,2}})(?:er)?(?:{words['between-days']})$"),
        joint=compiled("joint"),
    )
