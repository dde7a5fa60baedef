"""What stands on top of a difference."""

from __future__ import annotations

import pytest

from reslint.compare.difference import Text, compare
from reslint.compare.facts import Facts
from reslint.resolution.parse import parse
from reslint.source.model import Source


def found(old: str, new: str, organ: str = "The General Assembly,") -> Facts:
    texts = []
    for body in (old, new):
        source = Source("d.md", f"{organ}\n\n{body}\n")
        resolution = parse(source)
        assert resolution is not None
        texts.append(Text(source, resolution))
    return compare(*texts).facts


def test_citations() -> None:
    old = "Recalling its resolutions 70/1 of 25 May 2015, 73/135 of 12 December 2018 and 74/1 of 2 October 2019,"
    new = "Recalling its resolutions 70/1 of 25 May 2015, 73/135 of 13 December 2018 and 75/16 of 23 November 2020,"
    assert [(f.old, f.new, f.path) for f in found(old, new).citations] == [
        ("73/135 (12 December 2018)", "73/135 (13 December 2018)", "PP 1"),
        ("", "75/16 (23 November 2020)", "PP 1"),
        ("74/1 (2 October 2019)", "", "PP 1"),
    ]
    assert found(old, new).dates == ()


def test_dates_that_belong_to_no_citation() -> None:
    old = "Noting the meeting held in Geneva on 30 April 2024, and its resolution 77/18 of 21 November 2022,"
    new = "Noting the meeting held in Geneva on 2 May 2026, and its resolution 77/18 of 21 November 2022,"
    assert [(f.old, f.new, f.path) for f in found(old, new).dates] == [("30 April 2024", "2 May 2026", "PP 1")]
    assert found(old, new).citations == ()


def test_a_body_that_changed_its_name() -> None:
    old = "Welcoming the work of the Organization of the Islamic Conference and of the World Health Organization,"
    new = "Welcoming the work of the Organization of Islamic Cooperation and of the International Labour Organization,"
    names = {(f.old, f.new) for f in found(old, new).names}
    assert ("Organization of the Islamic Conference", "Organization of Islamic Cooperation") in names


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("Strongly condemns", "Condemns", "weaker"),
        ("Condemns", "Expresses concern at", "weaker"),
        ("Expresses concern at", "Condemns", "stronger"),
        ("Requests", "Invites", "weaker"),
        ("Urges", "Demands", "stronger"),
        ("Takes note of", "Welcomes", "stronger"),
        ("Welcomes", "Takes note of", "weaker"),
        ("Welcomes", "Condemns", "of another kind"),
        ("Notes", "Takes note of", "as strong"),
    ],
)
def test_the_strength_of_openings(old: str, new: str, how: str) -> None:
    rest = "the conduct of all parties to the conflict in the region and beyond;"
    (fact,) = found(f"1. {old} {rest}", f"1. {new} {rest}").openings
    assert fact.how == how
    assert fact.path == "OP 1"


def test_the_same_phrase_with_another_adverb_or_form_is_no_change() -> None:
    rest = "the conduct of all parties to the conflict in the region;"
    assert found(f"1. Welcomes {rest}", f"1. Also welcomes {rest}").openings == ()


def test_french() -> None:
    facts = found(
        "1. Condamne les attaques commises contre des écoles le 3 mai 2024;",
        "1. Se déclare préoccupée par les attaques commises contre des écoles le 4 mai 2024;",
        "L’Assemblée générale,",
    )
    assert [(f.old, f.how) for f in facts.openings] == [("Condamne", "weaker")]
    assert [(f.old, f.new) for f in facts.dates] == [("3 mai 2024", "4 mai 2024")]


def test_arabic() -> None:
    facts = found(
        "1 - تدين الهجمات على المدارس في جميع أنحاء المنطقة؛",
        "1 - تعرب عن القلق إزاء الهجمات على المدارس في جميع أنحاء المنطقة؛",
        "إن الجمعية العامة،",
    )
    assert [(f.old, f.how) for f in facts.openings] == [("تدين", "weaker")]
