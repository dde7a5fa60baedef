"""A near miss is one slip in one word; another body, an inflected form or an ordinary word is none."""

from __future__ import annotations

import pytest

from reslint.entities import get, near
from reslint.language import CODES


def suspects(code: str, text: str) -> list[tuple[str, str]]:
    return [(n.found, n.wanted) for n in near.find(text, get(code))]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "the Secruity Council", ("Secruity", "Security")),
        ("en", "the General Asembly", ("Asembly", "Assembly")),
        ("en", "the Office of the United Nations High Commissioner for Refugeees", ("Refugeees", "Refugees")),
        ("en", "the Uinted Nations Children's Fund", ("Uinted", "United")),
        ("fr", "l'Assemblée générlae", ("générlae", "générale")),
        ("fr", "le Conseil de sécuirté", ("sécuirté", "sécurité")),
        ("ar", "مجلس الآمن", None),
        ("ar", "قرارات الجمعة العامة", ("الجمعة", "الجمعية")),
        ("ar", "الأمم المتحة", ("المتحة", "المتحدة")),
        ("es", "el Consejo Económico y Socail", ("Socail", "Social")),
        ("ru", "доклад Совета по правам человка", ("человка", "человека")),
        ("ru", "Экономического и Социльного Совета", ("Социльного", "Социального")),
        ("ru", "в Генеральную Ассмблею", ("Ассмблею", "Ассамблею")),
        (
            "ru",
            "с Продовольственной и сельскохозяйственой организацией Объединенных Наций",
            ("сельскохозяйственой", "сельскохозяйственной"),
        ),
        ("ru", "перед Экономическим и Социальным Советом и советами по правам человека", None),
        ("ru", "общая ассамблея, комитеты по правам человека и комиссар по вопросам безопасности", None),
    ],
)
def test_slips(code: str, text: str, expected: tuple[str, str] | None) -> None:
    assert suspects(code, text) == ([expected] if expected else [])


@pytest.mark.parametrize("code", CODES)
def test_no_known_name_is_a_slip_of_another(code: str) -> None:
    known = get(code)
    for name in known.names:
        assert suspects(code, name.text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the World Trade Organization and the World Tourism Organization",
        "the Disarmament Commission, the Conference on Disarmament and the Committee on Disarmament",
        "the Human Rights Council, the Human Rights Committee and a national human rights commission",
        "the International Court of Justice and the International Criminal Court",
        "the Islamic Development Bank and the Inter-American Development Bank",
        "the Global Compact on Refugees and the Global Compact for Safe, Orderly and Regular Migration",
        "the United Nations Development Programme and the United Nations Environment Programme",
        "the Organisation for Economic Co-operation and Development and the OSCE, the OAS and UNESCO",
    ],
)
def test_bodies_that_look_alike_are_left_alone(text: str) -> None:
    assert suspects("en", text) == []


@pytest.mark.parametrize(
    ("word", "wanted", "code"),
    [
        ("organisation", "organization", "en"),
        ("commissions", "commission", "en"),
        ("bodies", "body", "en"),
        ("générales", "générale", "fr"),
        ("régionaux", "régional", "fr"),
        ("الانسان", "الإنسان", "ar"),
        ("والأمم", "الأمم", "ar"),
    ],
)
def test_inflected_and_variant_forms_are_no_slips(word: str, wanted: str, code: str) -> None:
    assert not near.misspelt(word, wanted, 3, code)


@pytest.mark.parametrize(
    ("word", "wanted", "size", "slip"),
    [
        ("rigths", "rights", 3, True),
        ("coopertion", "cooperation", 4, True),
        ("cooepraiton", "cooperation", 4, True),
        ("cooepraiton", "cooperation", 2, False),
        ("corporation", "cooperation", 2, False),
        ("zambia", "gambia", 2, True),
    ],
)
def test_distance(word: str, wanted: str, size: int, slip: bool) -> None:
    assert near.misspelt(word, wanted, size, "en") is slip
