"""How each language writes a day: 22 October 1982, 1er mai 2012, 22 تشرين الأول/أكتوبر 1982."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from reslint.checks.date.wording import months_of
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.language import get
from reslint.patterns import late
from reslint.resolution import dates
from reslint.resolution.figures import has_figure
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language

Found = tuple[str, int, str, bool]  # message key, clean start, right form, safe to write
Finder = Callable[[str, "Language"], Iterator[tuple[str, int, int, str, bool]]]  # with the clean end behind the start
MONTH_BEFORE = late(r"(?<!\w)([^\W\d_]+) $")
SHORT_WORD = 4  # letters: one slip at most
BETWEEN = late(r"\d(?<![\w/.]\d)(?:\d|(?<=1)er)?(?: de)? (?P<word>[^\W\d_]{3,12})(?: del?)? (?:19|20)\d\d(?!\d)")
PAIR = late(r"\d(?<![\w/.]\d)\d? (?P<first>[ء-ي]+(?: [ء-ي]+)?) ?/ ?(?P<second>[ء-ي]+) (?:19|20)\d\d(?!\d)")
ODD_YEAR = late(r"\d(?<!\d\d)(?:\d\d|\d{4,5})(?!\d)")
COUNTED = late(r" (?P<word>[^\W\d_]+)")
YEARS = frozenset({"года", "г", "год"})
KINDS = ("preambular", "operative", "sub", "note", "closing", "other")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    language = context.language
    find = _finder(language.code)
    for p in resolution.of(*KINDS):
        if language.spaced and not has_figure(p.text):
            continue
        for key, start, end, right, safe in find(p.text, language):
            yield _hit(p, start, end, key, right, safe=safe)
        yield from _year(p, language)
        if language.code == "ar":
            yield from _pairs(p, language)
            yield from _misspelt_pair(p, language)
        elif has_figure(p.text):
            yield from _misspelt(p, language)


@lru_cache(maxsize=8)
def _finder(code: str) -> Finder:
    """What finds the wrong forms of the language `code`."""
    if code not in WRONG:
        module = import_module(f"reslint.checks.date.format_{code}")
        find: Finder = module.find
        return find
    pattern, wrong = _pattern(code), WRONG[code]

    def find_here(text: str, language: Language) -> Iterator[tuple[str, int, int, str, bool]]:
        for m in pattern.finditer(text):
            if found := wrong(m, language):
                key, start, right, safe = found
                yield key, start, m.end(), right, safe

    return find_here


def _hit(p: Paragraph, start: int, end: int, key: str, right: str, *, safe: bool) -> Hit:
    a, b = p.span(start, end)
    edits = _edits(p, start, end, right)
    fix = Fix(edits, safe=safe, title=right) if edits else None
    return Hit(a, b, p.index, key, {"written": p.text[start:end], "right": right}, fix)


def _edits(p: Paragraph, start: int, end: int, right: str) -> tuple[Edit, ...]:
    """Only the words that are wrong, so that no-break spaces and the like between the others stay."""
    old, new = p.text[start:end].split(" "), right.split(" ")
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        end -= len(old.pop()) + 1
        new.pop()
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        start += len(old.pop(0)) + 1
        new.pop(0)
    if len(old) != len(new):
        old, new = [p.text[start:end]], [" ".join(new)]
    edits: list[Edit] = []
    for written, shown in zip(old, new, strict=True):
        a, b = p.span(start, start + len(written))
        if b - a != len(written):
            return ()  # markup inside
        if written != shown:
            edits.append(Edit(a, b, shown))
        start += len(written) + 1
    return tuple(edits)


@lru_cache(maxsize=8)
def _pattern(code: str) -> re.Pattern[str]:
    """Every wrong form of a day, each with the groups day, month, year."""
    names = "|".join(re.escape(n).replace(r"\ ", " ") for n in sorted(months_of(code).numbers, key=len, reverse=True))
    year = r"(?P<{}>(?:1[89]|20)\d\d)(?!\d)"
    # each begins with a digit, so that the search leaps from digit to digit
    alone = r"(?<![\d/.,-]\d)"
    if code == "fr":
        return re.compile(
            rf"(?P<d1>\d{alone}\d?(?:er|ième|ème|e|nd|th)?) (?P<m1>{names})(?!\w)(?: {year.format('y1')})?",
            re.IGNORECASE,
        )
    if code == "ar":
        return re.compile(
            rf"(?P<d1>\d{alone}\d?) (?P<m1>{names})(?!\w)(?: ?/ ?(?P<second>{names})(?!\w))?(?! ?/)"
            rf"(?: {year.format('y1')})?"
        )
    return re.compile(
        rf"(?P<day>\d{alone}\d?)(?P<suffix>st|nd|rd|th)?(?:(?:, ?| ){year.format('behind')}"
        rf"|(?: day)?(?P<of> of)? (?P<month>{names})(?!\w)"
        rf"(?P<comma>,(?= (?:1[89]|20)\d\d))?(?: {year.format('year')})?)",
        re.IGNORECASE,
    )


def _english(m: re.Match[str], language: Language) -> Found | None:
    start, day, month = m.start(), m["day"], m["month"] or ""
    if m["behind"]:  # a day behind its month: October 22, 1982
        before = MONTH_BEFORE.search(m.string[max(0, start - 12) : start])
        if before is None:
            return None
        month = before[1]
        return _written("month-first", start - len(month) - 1, m, day, month, m["behind"], language)
    if m["suffix"]:
        key = "ordinal"
    elif day.startswith("0"):
        key = "padded"
    elif m["year"] and (m["of"] or m["comma"]):
        key = "comma"
    elif month[:1].islower() and m["year"]:
        key = "small"
    else:
        return None
    return _written(key, start, m, day, month, m["year"] or "", language)


def _french(m: re.Match[str], language: Language) -> Found | None:
    day, month = m["d1"].lower(), m["m1"]
    if day.startswith("0"):
        key = "padded"
    elif day == "1":
        key = "first"
    elif not day.isdigit() and day != "1er":
        key = "ordinal"
    elif month[0].isupper():
        key = "capital"
    else:
        return None
    return _written(key, m.start(), m, day, month, m["y1"] or "", language)


def _written(
    key: str, start: int, m: re.Match[str], day: str, month: str, year: str, language: Language
) -> Found | None:
    """What stands there, set anew; None where it is no date or stands well."""
    number = months_of(language.code).numbers.get(month.lower())
    n = int(re.sub(r"\D", "", day))
    if number is None or not 1 <= n <= 31:
        return None
    shown = language.first_day if n == 1 else str(n)
    right = f"{shown} {language.month_names[number - 1]}" + (f" {year}" if year else "")
    return None if right == m.string[start : m.end()] else (key, start, right, True)


def _arabic(m: re.Match[str], language: Language) -> Found | None:
    day, year = int(m["d1"]), f" {m['y1']}" if m["y1"] else ""
    if not 1 <= day <= 31:
        return None
    if m["second"]:
        shown = m[0][len(m["d1"]) :]
        return ("padded", m.start(), f"{day}{shown}", True) if m["d1"].startswith("0") else None
    number = months_of("ar").numbers[m["m1"]]
    return "single", m.start(), f"{day} {language.month_names[number - 1]}{year}", False


def _misspelt(p: Paragraph, language: Language) -> Iterator[Hit]:
    """A day and a year with a word between them that is a month but for a slip: 5 Decmber 2018."""
    for m in BETWEEN.finditer(p.text):
        word = m["word"].lower()
        foreign = len(word) <= SHORT_WORD and m["word"][0].isupper() and language.month_names[0].islower()
        if word in language.months or foreign:  # May 2015 in a title in English
            continue
        from rapidfuzz.distance import OSA  # late: hardly a text has such a word

        most = 2 if len(word) > SHORT_WORD else 1
        near = [name for name in language.month_names if OSA.distance(word, name.lower(), score_cutoff=most) <= most]
        if len(near) == 1:
            yield _hit(p, *m.span("word"), "misspelt", near[0], safe=False)
        elif len(near) > 1:  # juio: junio or julio
            start, end = p.span(*m.span("word"))
            values = {"written": m["word"], "right": " / ".join(near)}
            yield Hit(start, end, p.index, "misspelt", values)


@lru_cache(maxsize=8)
def _odd_year(code: str) -> re.Pattern[str]:
    """A day whose year has three figures, or more than four."""
    whole = dates.pattern_text(get(code))
    return re.compile(whole.replace(r"(?P<year>\d{4})(?!\d)", r"(?P<year>\d{3}|\d{5,6})(?!\d)"), re.IGNORECASE)


def _year(p: Paragraph, language: Language) -> Iterator[Hit]:
    """A year that has lost a figure or has one too many: 5 December 202."""
    if not ODD_YEAR.search(p.text):
        return
    for m in _odd_year(language.code).finditer(p.text):
        if m["day"] and m["year"].startswith(("19", "20", "21", "22")):
            start, end = p.span(*m.span("year"))
            behind = COUNTED.match(p.text, m.end("year"))
            counted = behind is not None and behind["word"].islower() and behind["word"] not in YEARS
            severity: Severity = "note" if counted else "warning"  # on 12 May 200 women met
            yield Hit(start, end, p.index, "figures-of-year", {"written": m["year"]}, severity=severity)


def _misspelt_pair(p: Paragraph, language: Language) -> Iterator[Hit]:
    """A pair of names of which one is that of a month but for a slip, and the other says which."""
    numbers = months_of("ar").numbers
    for m in PAIR.finditer(p.text):
        known = [numbers.get(m["first"]), numbers.get(m["second"])]
        number = known[0] or known[1]
        if number is None or None not in known:
            continue
        first, _, second = language.month_names[number - 1].partition("/")
        group, wanted = ("second", second) if known[0] else ("first", first)
        from rapidfuzz.distance import OSA  # late: hardly a text has such a word

        if wanted and OSA.distance(m[group], wanted, score_cutoff=2) <= 2:
            yield _hit(p, *m.span(group), "misspelt", wanted, safe=False)


WRONG = {"en": _english, "fr": _french, "ar": _arabic}


def _pairs(p: Paragraph, language: Language) -> Iterator[Hit]:
    """Pairs in the wrong order (Gregorian before Levantine), and months without a day in a single name."""
    for d in p.dates:
        name = language.month_names[d.month - 1]
        written = p.text[d.month_start : d.month_end]
        if d.second_month == d.month and "/" in name:
            first, _, second = name.partition("/")
            left, _, right = written.partition("/")
            if left.strip() == second and right.strip() == first:
                yield _hit(p, d.month_start, d.month_end, "reversed", name, safe=True)
        elif (
            d.second_month == 0
            and d.day is None
            and p.text[d.start - 1 : d.start].strip() != "/"
            and p.text[d.start - 2 : d.start] != "/ "
        ):
            yield _hit(p, d.month_start, d.month_end, "single", name, safe=False)
