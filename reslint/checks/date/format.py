"""How each language writes a day: 22 October 1982, 1er mai 2012, 22 تشرين الأول/أكتوبر 1982."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from reslint.checks.date.wording import months_of
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language

KINDS = ("preambular", "operative", "sub", "note", "closing", "other")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    language = context.language
    pattern = _pattern(language.code)
    for p in resolution.of(*KINDS):
        if not any(c.isdigit() for c in p.text):
            continue
        for m in pattern.finditer(p.text):
            found = _arabic(m, language) if language.code == "ar" else _western(m, language)
            if found:
                key, right, safe = found
                yield _hit(p, m.start(), m.end(), key, right, safe=safe)
        if language.code == "ar":
            yield from _pairs(p, language)


def _hit(p: Paragraph, start: int, end: int, key: str, right: str, *, safe: bool) -> Hit:
    a, b = p.span(start, end)
    plain = b - a == end - start
    return Hit(a, b, p.index, key, {"written": p.text[start:end], "right": right}, Fix((Edit(a, b, right),), safe=safe, title=right) if plain else None)


@lru_cache(maxsize=8)
def _pattern(code: str) -> re.Pattern[str]:
    """Every wrong form of a day, each with the groups day, month, year."""
    names = "|".join(re.escape(n).replace(r"\ ", " ") for n in sorted(months_of(code).numbers, key=len, reverse=True))
    year = r"(?P<{}>(?:1[89]|20)\d\d)(?!\d)"
    if code == "fr":
        return re.compile(
            rf"(?<![\d/.,-])(?P<one>0?1)(?:ᵉʳ)? (?P<m1>{names})(?!\w)(?: {year.format('y1')})?"
            rf"|(?<![\d/.,-])(?P<d2>0\d|[1-3]?\d(?:ième|ème|e|nd|th)) (?P<m2>{names})(?!\w)(?: {year.format('y2')})?"
            rf"|(?<![\d/.,-])(?P<d3>1er|[1-3]?\d) (?P<m3>(?-i:[A-ZÉÀÛ])\w+)(?!\w) {year.format('y3')}",
            re.IGNORECASE,
        )
    if code == "ar":
        return re.compile(rf"(?<![\d/.,-])(?P<d1>0?[1-3]?\d) (?P<m1>{names})(?!\w)(?! ?/)(?: {year.format('y1')})?|(?<![\d/.,-])(?P<d2>0\d) (?P<m2>(?:{names}) ?/ ?(?:{names}))(?!\w)")
    return re.compile(
        rf"\b(?P<m1>{names}) (?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:, ?| ){year.format('y1')}"
        rf"|(?<![\d/.,-])(?P<d2>[0-3]?\d(?:st|nd|rd|th)) (?:day )?(?:of )?(?P<m2>{names})(?!\w)(?:,? {year.format('y2')})?"
        rf"|(?<![\d/.,-])(?P<d3>0\d) (?P<m3>{names})(?!\w)(?: {year.format('y3')})?"
        rf"|(?<![\d/.,-])(?P<d4>[1-3]?\d)(?: of (?P<m4>{names})|  ?(?P<m5>{names}),) {year.format('y4')}",
        re.IGNORECASE,
    )


def _western(m: re.Match[str], language: Language) -> tuple[str, str, bool] | None:
    """Message key, right form, and whether writing it is safe."""
    groups = m.groupdict()
    month = next((v for k, v in groups.items() if k[0] == "m" and v), "")
    year = next((v for k, v in groups.items() if k[0] == "y" and v), "")
    day = next((v for k, v in groups.items() if k[0] in "do" and v), "")
    number = months_of(language.code).numbers.get(month.lower())
    if number is None:
        return None
    n = int(re.sub(r"\D", "", day))
    if not 1 <= n <= 31:
        return None
    name = language.month_names[number - 1]
    shown = ("1er" if language.code == "fr" and n == 1 else str(n)) + f" {name}" + (f" {year}" if year else "")
    if shown == m[0]:
        return None
    if language.code == "fr":
        key = "first" if groups["one"] else "padded" if (groups["d2"] or "").startswith("0") else "ordinal" if groups["d2"] else "capital"
    else:
        key = "month-first" if groups["d1"] else "ordinal" if groups["d2"] else "padded" if groups["d3"] else "comma"
    return key, shown, True


def _arabic(m: re.Match[str], language: Language) -> tuple[str, str, bool] | None:
    if m["d2"]:
        return "padded", f"{int(m['d2'])} {m['m2']}", True
    number = months_of("ar").numbers[m["m1"]]
    year = f" {m['y1']}" if m["y1"] else ""
    return "single", f"{int(m['d1'])} {language.month_names[number - 1]}{year}", False



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
        elif d.second_month == 0 and d.day is None and p.text[d.start - 1 : d.start].strip() != "/" and p.text[d.start - 2 : d.start] != "/ ":
            yield _hit(p, d.month_start, d.month_end, "single", name, safe=False)
