"""Days and months as a text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reslint.language import Language, day_number, get
from reslint.remember import by_text
from reslint.resolution.figures import has_figure
from reslint.resolution.model import DateMention

YEAR = re.compile("[0-9][0-9][0-9][0-9]")  # spelt out, the search leaps from digit to digit
REACH = 40  # code points: no date goes on farther before or behind its year


def pattern_text(language: Language) -> str:
    """A pattern for one date, with the groups day, month, second (of an Arabic pair) and year."""
    forms = sorted((f for f in language.months if "/" not in f), key=len, reverse=True)
    months = "|".join(re.escape(form).replace(r"\ ", " ") for form in forms)
    pattern = language.date_read.replace("{month}", f"(?P<month>{months})").replace("{second}", f"(?P<second>{months})")
    return pattern.replace("{day}", f"(?P<day>{language.day})").replace("{year}", r"(?P<year>\d{4})(?!\d)")


@lru_cache(maxsize=8)
def pattern(code: str) -> re.Pattern[str]:
    return re.compile(pattern_text(get(code)), re.IGNORECASE)


def mention(m: re.Match[str], language: Language) -> DateMention:
    """The date that a match of `pattern_text` states."""
    day = m["day"]
    groups = m.groupdict()
    second = groups.get("second")
    return DateMention(
        start=min(m.start(name) for name, found in groups.items() if found),
        end=m.end(),
        day=day_number(day) if day else None,
        month=language.months[m["month"].lower()],
        year=int(m["year"]),
        month_start=m.start("month"),
        month_end=m.end("second") if second else m.end("month"),
        second_month=language.months[second.lower()] if second else 0,
    )


def find(text: str, language: Language) -> tuple[DateMention, ...]:
    """Every date in the clean `text`, in order."""
    return _find(text, language.code) if has_figure(text) and YEAR.search(text) else ()


@by_text
def _find(text: str, code: str) -> tuple[DateMention, ...]:
    language, dates = get(code), pattern(code)
    return tuple(mention(m, language) for start, end in _near_years(text) for m in dates.finditer(text, start, end))


def _near_years(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text`, in order, in which its dates stand; the names of months are looked for nowhere else."""
    start = end = 0
    for year in YEAR.finditer(text):
        if year.start() - REACH > end:
            yield start, end
            start = year.start() - REACH
        end = year.end() + REACH
    yield start, end
