from __future__ import annotations

from datetime import date

import pytest

from reslint.language import get
from reslint.registry.recital import join, write_list, write_member, write_recital
from reslint.registry.store import Registry


@pytest.mark.parametrize(
    ("symbol", "code", "expected"),
    [
        ("A/RES/77/18", "en", "77/18 of 21 November 2022"),
        ("A/RES/77/18", "fr", "77/18 du 21 novembre 2022"),
        ("A/RES/77/18", "ar", "77/18 المؤرخ 21 تشرين الثاني/نوفمبر 2022"),
        ("S/RES/1624(2005)", "fr", "1624 (2005) du 14 septembre 2005"),
        ("A/RES/3369(XXX)", "ar", "3369 (د-30) المؤرخ 10 تشرين الأول/أكتوبر 1975"),
        ("A/RES/74/92A-B", "fr", "74/92 A et B du 13 décembre 2019"),
        ("A/RES/51/211", "en", "51/211"),  # the day is not known
    ],
)
def test_write_member(registry: Registry, symbol: str, code: str, expected: str) -> None:
    entry = registry.find(symbol)
    assert entry is not None
    assert write_member(entry, get(code)) == expected


def test_the_first_day_of_a_month_in_french(registry: Registry) -> None:
    entry = registry.find("A/RES/77/18")
    assert entry is not None
    assert write_member(entry._replace(adopted=date(2021, 7, 1)), get("fr")) == "77/18 du 1er juillet 2021"


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("A/RES/37/4", "٤/٣٧ المؤرخ ٢٢ تشرين الأول/أكتوبر ١٩٨٢"),
        ("S/RES/1624(2005)", "١٦٢٤ (٢٠٠٥) المؤرخ ١٤ أيلول/سبتمبر ٢٠٠٥"),
        ("A/RES/3369(XXX)", "٣٣٦٩ (د - ٣٠) المؤرخ ١٠ تشرين الأول/أكتوبر ١٩٧٥"),
    ],
)
def test_older_arabic_swaps_the_members(registry: Registry, symbol: str, expected: str) -> None:
    entry = registry.find(symbol)
    assert entry is not None
    assert write_member(entry, get("ar"), indic=True) == expected


def test_join() -> None:
    assert join([], get("en")) == ""
    assert join(["a"], get("en")) == "a"
    assert join(["a", "b", "c"], get("en")) == "a, b and c"
    assert join(["a", "b", "c"], get("fr")) == "a, b et c"
    assert join(["a", "b", "c"], get("ar")) == "a، و b، و c"
    assert join(["a", "b", "c"], get("ar"), indic=True) == "a و b و c"


def test_write_list_and_recital(registry: Registry) -> None:
    entries = list(registry.find_many(["A/RES/75/16", "A/RES/77/18"]).values())
    assert write_list(entries, get("en")) == "75/16 of 23 November 2020 and 77/18 of 21 November 2022"
    written = write_recital(entries, get("fr"))
    assert written == "Rappelant ses résolutions 75/16 du 23 novembre 2020 et 77/18 du 21 novembre 2022,"
    assert write_recital(entries[:1], get("en")) == "Recalling its resolution 75/16 of 23 November 2020,"
    assert write_recital(entries[:1], get("ar")).startswith("إذ تشير إلى قرارها 75/16")
