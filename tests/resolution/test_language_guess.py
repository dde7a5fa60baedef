"""Which language a text is taken for."""

from __future__ import annotations

import pytest

from reslint.resolution.parse import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The General Assembly,\n\nRecalling the work of the committee,", "en"),
        ("L'Assemblée générale,\n\nRappelant la résolution de la Commission de la condition de la femme,", "fr"),
        ("La Asamblea General,\n\nRecordando la resolución de la Comisión de la Condición de la Mujer,", "es"),
        ("إن الجمعية العامة،\n\nإذ تشير إلى قرارها،", "ar"),
        ("Генеральная Ассамблея,\n\nссылаясь на свою резолюцию,", "ru"),
        ("大会，\n\n回顾其决议，", "zh"),
        ("Decide actuar.", "es"),
        ("Décide d'agir.", "fr"),
        ("5", "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert guess_language(text) == code
