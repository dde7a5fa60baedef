"""How Russian writes a day: 22 октября 1982 года, 1 июля."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reslint.checks.date.wording import months_of
from reslint.language import Language
from reslint.patterns import late

# letters for the day, a month in another case than the genitive, a comma, a lost or shortened "года"
DAY = r"(?P<day>\d(?<![\d/.,-]\d)\d?)(?P<suffix>-?(?:го|ого|е|ое|й|ым|м)(?!\w))?"
YEAR = r"(?P<comma>,?) (?P<year>(?:1[89]|20)\d\d)(?!\d)(?P<word> ?года(?!\w)| ?гг?\.| год(?!\w))?"
# "с 1 января 2020 по 31 декабря 2021 года": one word for both years
SHARED = late(r"(?:,| и| по| до| ?[-–—]) ?(?:по |до |с )?(?:\d{1,2} [а-яё]+ )?(?:19|20)\d\d ?(?:год|г\.|гг\.)")


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    names = "|".join(sorted(months_of("ru").numbers, key=len, reverse=True))
    return re.compile(rf"{DAY} (?P<month>{names})(?!\w)(?:{YEAR})?", re.IGNORECASE)


def find(text: str, language: Language) -> Iterator[tuple[str, int, int, str, bool]]:
    """Days written otherwise: message key, start, end, the right form, whether it is safe to write."""
    for m in pattern().finditer(text):
        day, month, year = m["day"], m["month"], m["year"]
        name = language.month_names[language.months[month.lower()] - 1]
        if not 1 <= int(day) <= 31:
            continue
        if m["suffix"]:
            key = "ordinal"
        elif day.startswith("0"):
            key = "padded"
        elif month.lower() != name:
            key = "genitive"
        elif month != name:
            key = "capital"
        elif year and m["comma"]:
            key = "comma"
        elif year and m["word"] != " года" and not SHARED.match(text, m.end()):
            key = "year"
        else:
            continue
        right = f"{int(day)} {name}" + (f" {year} года" if year else "")
        if right != text[m.start() : m.end()]:
            yield key, m.start(), m.end(), right, True
