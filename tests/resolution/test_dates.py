"""Dates are looked for near their years only: none is too long for that."""

from __future__ import annotations

import pytest

from reslint.language import CODES, get
from reslint.resolution import dates

# How each language writes a day in full around a month, and what may stand behind the year.
WRITTEN = {
    "en": "29 {} 2012", "fr": "29 {} 2012",
    "es": "29 de {} del 2012", "ar": "29 و{} / {} 2012", "ru": "29 {} 2012 годами",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(WRITTEN))
def test_every_month_is_found_whatever_stands_around_it(code: str) -> None:
    language = get(code)
    filling = "word " * 30
    months = [month for month in language.months if "/" not in month]
    for month in months:
        written = WRITTEN[code].format(month, months[-1])
        text = f"{filling}{written}. {filling}in 1999, {filling}{written} and {written}"
        found = dates.find(text, language)
        every = [dates.mention(m, language) for m in dates.pattern(code).finditer(text)]
        assert [d for d in found if d.day] == [d for d in every if d.day]
        assert len([d for d in found if d.day == 29]) == 3
        assert list(found) == every


def test_chinese_states_the_year_first() -> None:
    text = f"{'字' * 60}2012年12月29日{'字' * 60}2013 年 1 月 2 日，{'字' * 60}"
    assert [d.iso and d.iso.isoformat() for d in dates.find(text, get("zh"))] == ["2012-12-29", "2013-01-02"]


def test_the_languages_are_all_here() -> None:
    assert {*WRITTEN, "zh"} == set(CODES)
