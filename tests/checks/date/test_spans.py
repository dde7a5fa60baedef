"""Spans of days in the many ways that people write them."""

from __future__ import annotations

import pytest

from reslint.engine import lint
from reslint.registry.store import Registry
from reslint.rules import Rule, shipped
from reslint.source.model import Source


def rule(name: str) -> Rule:
    return next(r for r in shipped() if r.id == name)


OPENINGS = {"en": "Noting the meeting {},", "fr": "Notant la réunion {},", "ar": "إذ تلاحظ الاجتماع {}،"}


@pytest.mark.parametrize(
    ("language", "span", "found"),
    [
        ("en", "from 14 to 13 March 2008", 1),
        ("en", "from 14 to 13 March", 1),
        ("en", "between 14 and 13 March 2008", 1),
        ("en", "of 14–13 March 2008", 1),
        ("en", "from 30 June 2012 to 2 May 2012", 1),
        ("en", "from 30 June to 2 May 2012", 1),
        ("en", "from 3 May 2013 to 4 May 2012", 1),
        ("en", "from June 2013 to March 2012", 1),
        ("en", "from 5 to 5 May 2012", 1),
        ("en", "from 28 December 2019 to 3 January 2020", 0),
        ("en", "for the period from 1 July to 30 June", 0),
        ("en", "of 3 May 2013 and 4 May 2012", 0),
        ("en", "held on 9 and 7 May 2012, respectively", 0),
        ("en", "for the period 2030–2015", 1),
        ("en", "between 2030 and 2015", 1),
        ("en", "in documents 2269 (2016) to 2171 (2014)", 0),
        ("fr", "tenue du 22 au 3 juillet 2024", 1),
        ("fr", "tenue entre le 22 et le 3 juillet 2024", 1),
        ("fr", "tenue les 8 et 7 décembre 2005", 1),
        ("fr", "tenue du 28 juin au 3 juillet 2024", 0),
        ("ar", "المعقود من 22 إلى 3 تموز/يوليه 2024", 1),
        ("ar", "المعقود في ٨ و ٧ كانون الأول/ديسمبر ٢٠٠٥", 1),
        ("ar", "المعقود من 28 حزيران/يونيه إلى 3 تموز/يوليه 2024", 0),
    ],
)
def test_spans(language: str, span: str, found: int, shipped_registry: Registry) -> None:
    source = Source("d", OPENINGS[language].format(span))
    assert len(lint(source, [rule("date/range")], shipped_registry, language=language)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Noting the meetings of 29, 30 and 31 April 2012,", 1),
        ("Noting the meeting from 28 to 31 June 2012,", 1),
        ("Noting the meeting of 30 February,", 1),
        ("Noting the meeting of 29 February,", 0),
        ("Noting the meeting of 29 February 1900,", 1),
        ("Noting the meeting of 0 May 2012,", 1),
    ],
)
def test_days_that_do_not_exist(text: str, found: int, shipped_registry: Registry) -> None:
    assert len(lint(Source("d", text), [rule("date/impossible")], shipped_registry)) == found
