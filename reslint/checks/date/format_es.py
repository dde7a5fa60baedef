"""How Spanish writes a day: 22 de octubre de 1982, 1 de julio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reslint.checks.date.wording import months_of
from reslint.language import Language

# letters and points for a first day, a lost or doubled "de", a comma, a year with the article
DAY = r"(?P<day>\d(?<![\d/.,-]\d)\d?)(?P<suffix> ?[º°ª]|er|ero|ro|o(?= de))?"
MONTH_FIRST = r"(?P<first>\d(?<![\d/.,-]\d)\d?)(?P<comma>,? de|,) (?P<behind>(?:1[89]|20)\d\d)(?!\d)"


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    names = "|".join(sorted(months_of("es").numbers, key=len, reverse=True))
    year = r"(?P<joint>,? (?:del? |año )?)(?P<year>(?:1[89]|20)\d\d)(?!\d)"
    return re.compile(rf"{DAY}(?P<of>(?: del?)? )(?P<month>{names})(?!\w)(?:{year})?|{MONTH_FIRST}", re.IGNORECASE)


def find(text: str, language: Language) -> Iterator[tuple[str, int, int, str, bool]]:
    """Days written otherwise: message key, start, end, the right form, whether it is safe to write."""
    for m in pattern().finditer(text):
        start, day, month, year = m.start(), m["day"], m["month"], m["year"]
        if m["first"]:
            before = re.search(r"(?<!\w)([^\W\d_]+) $", text[max(0, start - 12) : start])
            if before is None or before[1].lower() not in language.months:
                continue
            key, day, month, year = "month-first", m["first"], before[1], m["behind"]
            start -= len(month) + 1
        elif m["suffix"]:
            key = "ordinal"
        elif day.startswith("0"):
            key = "padded"
        elif m["of"].lower() != " de " or (year and m["joint"].lower() not in (" de ",)):
            if not year:
                continue  # "8 marzo" in the name of a place or a movement
            key = "comma"
        elif month[0].isupper():
            key = "capital"
        else:
            continue
        number = language.months[month.lower()]
        if not 1 <= int(day) <= 31:
            continue
        right = f"{int(day)} de {language.month_names[number - 1]}" + (f" de {year}" if year else "")
        if right != text[start : m.end()]:
            yield key, start, m.end(), right, True
