"""What the examples of the rules cannot say: severities, fixes by article, runs over a whole text."""

from __future__ import annotations

from datetime import date

import pytest

from reslint.checks.context import Context
from reslint.checks.entity import case, renamed, spelling
from reslint.checks.entity.evidence import quoted
from reslint.finding import Hit
from reslint.language import get
from reslint.registry.store import open_registry
from reslint.resolution.model import Resolution
from reslint.resolution.parse import parse
from reslint.source.model import Source


def read(text: str, code: str, as_of: date = date(2026, 1, 1)) -> tuple[Resolution, Context]:
    source = Source("x.md", text)
    resolution = parse(source, code)
    assert resolution is not None
    return resolution, Context(source, get(code), open_registry(), as_of)


def fixed(text: str, hits: list[Hit]) -> str:
    for hit in sorted(hits, key=lambda h: -h.start):
        assert hit.fix is not None
        for edit in hit.fix.edits:
            text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "Prend note de l’offre du Swaziland ;", "Prend note de l’offre de l’Eswatini ;"),
        ("fr", "Prend note de l’offre faite à la Turquie ;", "Prend note de l’offre faite à la Türkiye ;"),
        ("fr", "Prie le Département de l’information.", "Prie le Département de la communication globale."),
        ("en", "Notes the offer of Swaziland;", "Notes the offer of Eswatini;"),
        ("en", "Notes the offer of The former Yugoslav Republic of Macedonia;", "Notes the offer of North Macedonia;"),
        ("ar", "ترحب بإدارة الشؤون السياسية؛", "ترحب بإدارة الشؤون السياسية وبناء السلام؛"),
    ],
)  # fmt: skip
def test_the_fix_takes_the_article_along(code: str, text: str, expected: str) -> None:
    resolution, context = read(text, code)
    assert fixed(text, list(renamed.check(resolution, context, {}))) == expected


def test_severity_is_the_entity_s_own() -> None:
    text = (
        "Requests the Department of Public Information to act;\n\n"
        "Welcomes the offer of Turkey;\n\n"
        "Encourages the Organization of African Unity;\n"
    )
    resolution, context = read(text, "en")
    assert [h.severity for h in renamed.check(resolution, context, {})] == ["error", "warning", "note"]


def test_the_nearest_date_decides() -> None:
    early = (
        "Recalling its resolutions 37/4 of 22 October 1982 and 65/140 of 16 December 2010 on cooperation with the "
        "Organization of the Islamic Conference,"
    )
    late = early.replace("65/140 of 16 December 2010", "77/18 of 21 November 2022")
    assert not list(renamed.check(*read(early, "en"), {}))
    assert len(list(renamed.check(*read(late, "en"), {}))) == 1


def test_a_text_is_judged_by_its_day() -> None:
    text = "Welcomes the efforts of the Organization of the Islamic Conference;"
    assert not list(renamed.check(*read(text, "en", date(2011, 6, 27)), {}))
    assert len(list(renamed.check(*read(text, "en", date(2011, 6, 28)), {}))) == 1


def test_a_form_that_returns_is_no_slip() -> None:
    line = "Notes the report of the Humane Rigths Council and of the General Asembly;\n\n"
    assert len(list(spelling.check(*read(line, "en"), {}))) == 1
    assert not list(spelling.check(*read(line * 3, "en"), {}))


def test_slip_in_a_name_of_the_text_s_own() -> None:
    text = "Welcomes the Astravia Partnership Framework;\n\n" * 3 + "Notes the Astarvia Partnership Framework;\n"
    hits = list(spelling.check(*read(text, "en"), {}))
    assert [(h.message, h.values["found"], h.values["wanted"]) for h in hits] == [("own", "Astarvia", "Astravia")]


def test_capitals_are_put_right_with_the_text_s_own_apostrophe() -> None:
    text = "Rappelant l’appel de l’Assemblée Générale et l’avis du Conseil des droits de l’Homme,"
    resolution, context = read(text, "fr")
    expected = "Rappelant l’appel de l’Assemblée générale et l’avis du Conseil des droits de l’homme,"
    assert fixed(text, list(case.check(resolution, context, {}))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the “Old Name” of", True), ("“a” Old Name “b”", False), ('the "Old Name" of', True), ("Old Name", False)],
)
def test_quoted(text: str, expected: bool) -> None:
    resolution, _ = read(f"Notes {text} today;", "en")
    paragraph = resolution.of("preambular", "operative", "other")[0]
    start = paragraph.text.index("Old Name")
    assert quoted(paragraph, start, start + 8, "en") is expected
