"""Which texts go together."""

from __future__ import annotations

import pytest

from reslint.concordance.versions import Version, group, stem
from reslint.resolution.parse import parse
from reslint.source.model import Source

TEXTS = {
    "en": "*The General Assembly*,\n\n*Recalling* the Charter,\n\n1. *Decides* to act.",
    "fr": "*L’Assemblée générale*,\n\n*Rappelant* la Charte,\n\n1. *Décide* d’agir.",
    "ar": "إن الجمعية العامة،\n\nإذ تشير إلى الميثاق،\n\n1 - تقرر أن تعمل.",
}


def version(name: str, code: str, title: str = "") -> Version:
    source = Source(name, title + TEXTS[code])
    resolution = parse(source, code)
    assert resolution is not None
    return Version(source, resolution)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("79_9.en.md", "79_9"),
        ("a-res-79-9_fr.docx", "a-res-79-9"),
        ("en/79_9.md", "79_9"),
        ("A_RES_79_9-EN.txt", "a_res_79_9"),
        ("drafts/es/encuentro.md", "drafts/encuentro"),
        ("french.md", "french"),
    ],
)
def test_stem(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_by_name() -> None:
    groups = group([version("b.fr.md", "fr"), version("a.en.md", "en"), version("b.en.md", "en")])
    assert [[v.source.name for v in some] for some in groups] == [["b.en.md", "b.fr.md"], ["a.en.md"]]


def test_by_symbol_whatever_the_names() -> None:
    title = "77/18. Cooperation with the Organization\n\n"
    groups = group([version("x.md", "en", title), version("y.md", "fr", title), version("z.ar.md", "ar")])
    assert [[v.code for v in some] for some in groups] == [["en", "fr"], ["ar"]]


def test_a_version_without_symbol_goes_by_its_name() -> None:
    title = "77/18. Cooperation with the Organization\n\n"
    groups = group([version("x.en.md", "en", title), version("x.fr.md", "fr")])
    assert [[v.code for v in some] for some in groups] == [["en", "fr"]]


def test_a_second_text_in_one_language_is_not_lost() -> None:
    groups = group([version("x.en.md", "en"), version("en/x.md", "en"), version("x.fr.md", "fr")])
    assert sorted(len(some) for some in groups) == [1, 2]
