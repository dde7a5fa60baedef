"""What the language packs promise to the parser and the checks."""

from __future__ import annotations

from datetime import date

import pytest

from reslint.language import CODES, get
from reslint.source.clean import normalise


@pytest.mark.parametrize("code", CODES)
def test_keys_are_normalised_and_lower_case(code: str) -> None:
    language = get(code)
    for table in (language.openings, language.months, language.ordinals, language.chapeaux, language.adverbs):
        for key in table:
            assert key == normalise(key).lower()
    for name in language.words["bodies"]:  # type: ignore[attr-defined]
        assert name == normalise(name).lower()


@pytest.mark.parametrize("code", CODES)
def test_openings_are_bare_and_belong_to_concepts(code: str) -> None:
    language = get(code)
    for phrase, form in language.openings.items():
        words = phrase.split()
        assert not any(" ".join(words[i : i + n]) in language.adverbs for n in (1, 2) for i in range(len(words)))
        assert 0 < len(words) <= language.opening_words
        assert form.roles
        assert set(form.roles) <= {"pre", "op"}
        for concept in form.concepts:
            assert phrase in (*language.concepts[concept].pre, *language.concepts[concept].op)


@pytest.mark.parametrize(
    ("code", "phrase", "concept", "role", "gender"),
    [
        ("en", "recalling", "recall", "pre", ""),
        ("en", "calls upon", "call_upon", "op", ""),
        ("fr", "profondément préoccupée", "deeply_concerned", "pre", "f"),
        ("fr", "profondément préoccupé", "deeply_concerned", "pre", "m"),
        ("fr", "se félicite", "welcome", "op", ""),
        ("ar", "وإذ تشير", "recall", "pre", "f"),
        ("ar", "وإذ يشير", "recall", "pre", "m"),
        ("ar", "واقتناعا منها", "convinced", "pre", "f"),
        ("ar", "وإذ يساورها القلق", "concerned", "pre", "f"),
        ("ar", "تطلب", "request", "op", "f"),
        ("es", "recordando", "recall", "pre", ""),
        ("ru", "ссылаясь", "recall", "pre", ""),
        ("zh", "回顾", "recall", "pre", ""),
        ("zh", "请", "request", "op", ""),
    ],
)
def test_known_phrases(code: str, phrase: str, concept: str, role: str, gender: str) -> None:
    form = get(code).openings[phrase]
    assert concept in form.concepts
    assert role in form.roles
    assert form.gender == gender


def test_the_commonest_concept_comes_first() -> None:
    assert get("fr").openings["rappelant"].concepts[0] == "recall"
    assert get("ar").openings["وإذ تشير"].concepts[0] == "recall"


@pytest.mark.parametrize(
    ("code", "day", "written"),
    [
        ("en", date(2022, 11, 21), "21 November 2022"),
        ("fr", date(2022, 12, 1), "1er décembre 2022"),
        ("fr", date(2022, 11, 21), "21 novembre 2022"),
        ("ar", date(2022, 11, 1), "1 تشرين الثاني/نوفمبر 2022"),
        ("es", date(2022, 12, 1), "1 de diciembre de 2022"),
        ("ru", date(2022, 11, 21), "21 ноября 2022 года"),
        ("zh", date(2022, 11, 21), "2022年11月21日"),
    ],
)
def test_dates_are_written_as_resolutions_write_them(code: str, day: date, written: str) -> None:
    assert get(code).write_date(day) == written


def test_months_are_read_in_every_form() -> None:
    months = get("ar").months
    assert months["كانون الثاني"] == months["يناير"] == months["كانون الثاني/يناير"] == 1
    assert months["يونيه"] == months["يونيو"] == 6
    assert get("fr").months["août"] == get("fr").months["aout"] == 8
    assert get("ru").months["ноября"] == get("ru").months["ноябре"] == 11


@pytest.mark.parametrize("code", CODES)
def test_ordinals_run_from_1_to_100(code: str) -> None:
    language = get(code)
    assert set(language.ordinals.values()) == set(range(1, 101))
    assert [language.ordinals[name] for name in language.ordinal_names] == list(range(1, 101))


def test_ordinals_in_both_cases() -> None:
    assert get("ar").ordinals["السابعة والسبعين"] == get("ar").ordinals["السابعة والسبعون"] == 77
    assert get("fr").ordinals["vingt et unième"] == 21


def test_unknown_language() -> None:
    with pytest.raises(KeyError):
        get("la")
