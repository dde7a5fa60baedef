"""What is said of versions held against each other, and where it points."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.concordance import Version, compare, concord
from reslint.concordance.align import align
from reslint.concordance.page import page
from reslint.concordance.reports import Text, concorded
from reslint.engine import Settings, examine
from reslint.finding import Finding
from reslint.language import CODES
from reslint.registry.store import Registry
from reslint.resolution.parse import parse
from reslint.rules import shipped
from reslint.source.model import Source
from tests.concordance.texts import PARAGRAPHS, text_of, versions

RULES = shipped()
SMALL = ("en fr", "en fr es", "fr ar ru zh", "en fr es ar ru zh")


def said(found: tuple[tuple[Finding, ...], ...], which: list[Version]) -> dict[str, list[str]]:
    return {v.code: [f.rule.partition("/")[2] for f in some] for v, some in zip(which, found, strict=True) if some}


@pytest.mark.parametrize("codes", SMALL)
def test_versions_that_agree(codes: str, shipped_registry: Registry) -> None:
    some = versions(codes)
    assert said(concord(some, shipped_registry, RULES), some) == {}


@pytest.mark.parametrize(
    ("code", "old", "new", "rule"),
    [
        ("fr", "21 novembre", "21 décembre", "dates"),
        ("zh", "第77/18号", "第77/81号", "citations"),
        ("ar", "المؤرخ 21 تشرين الثاني/نوفمبر 2022", "", "dates"),
        ("ru", "восьмидесятой", "семьдесят девятой", "dates"),
        ("es", "*Condena*", "*Observa*", "openings"),
        ("en", "*Noting* the report of the Secretary-General,\n\n", "", "paragraphs"),
        ("fr", "*Rappelant* sa résolution 77/18 du 21 novembre 2022,\n\n", "", "paragraphs"),
        ("zh", "\n\n2. **请**秘书长向大会第八十届会议提交报告。", "", "paragraphs"),
        ("en", "2. *Requests*", "3. *Requests*", "paragraphs"),
        ("fr", "77/18 du 21 novembre 2022", "du 21 novembre 2022", "citations"),
    ],
)
def test_the_odd_one_out_is_named(code: str, old: str, new: str, rule: str, shipped_registry: Registry) -> None:
    some = versions(changed={code: (old, new)})
    assert said(concord(some, shipped_registry, RULES), some) == {code: [rule]}


@pytest.mark.parametrize("code", CODES)
def test_related_places_lie_in_the_other_files(code: str, shipped_registry: Registry) -> None:
    days = {"en": "21 Nov", "fr": "21 nov", "es": "21 de nov", "ar": "21 تشرين", "ru": "21 ноя", "zh": "11月21日"}
    some = versions(changed={code: (days[code], days[code].replace("21", "23"))})
    (found,) = concord(some, shipped_registry, RULES)[CODES.index(code)]
    texts = {v.source.name: v.source for v in some}
    assert len(found.related) == len(CODES) - 1
    for related in found.related:
        source = related.elsewhere
        assert source is not None
        assert source is texts[source.name]
        assert source.name != f"text.{code}.md"
        assert related.start is not None
        assert "21" in source.text[related.start : related.end]


def test_dates_that_changed_places(shipped_registry: Registry) -> None:
    lists = {
        "en": "Recalling its resolutions {} of 23 November 2020 and {} of 21 November 2022,",
        "fr": "Rappelant ses résolutions {} du 23 novembre 2020 et {} du 21 novembre 2022,",
        "es": "Recordando sus resoluciones {}, de 23 de noviembre de 2020, y {}, de 21 de noviembre de 2022,",
    }
    some = []
    for code, text in lists.items():
        acts = ("75/16", "77/18") if code != "fr" else ("77/18", "75/16")
        source = Source(code, text.format(*acts))
        resolution = parse(source, code)
        assert resolution is not None
        some.append(Version(source, resolution))
    found = concord(some, shipped_registry, RULES)
    assert said(found, some) == {"fr": ["dates", "dates"]}
    assert [some[1].source.text[f.start : f.end] for f in found[1]] == ["23 novembre 2020", "21 novembre 2022"]


def test_of_two_the_registry_decides(shipped_registry: Registry) -> None:
    some = versions("en fr", {"en": ("21 November", "21 December")})
    (found,), others = concord(some, shipped_registry, RULES)
    assert (found.rule, found.severity, others) == ("concordance/dates", "warning", ())


def test_of_two_without_the_registry_it_is_worth_a_look(shipped_registry: Registry) -> None:
    some = versions("en fr", {"en": ("eightieth", "eighty-first")})
    first, (found,) = concord(some, shipped_registry, RULES)
    assert (first, found.rule, found.severity) == ((), "concordance/dates", "note")
    assert concord(some, shipped_registry, RULES, "gate") == ((), ())


def test_a_comment_silences_it_and_one_that_does_not_is_reported(shipped_registry: Registry) -> None:
    comment = "<!-- reslint: ignore concordance/dates -- as in the letter -->\n\n"
    changed = {"fr": ("*Rappelant* sa résolution 77/18 du 21", comment + "*Rappelant* sa résolution 77/18 du 22")}
    changed["es"] = ("*Recordando*", comment + "*Recordando*")
    how = Settings(RULES)
    texts = [Text(examine(v.source, RULES, shipped_registry), how) for v in versions(changed=changed)]
    assert all(f.rule != "suppression/unused" for text in texts for f in text.report.findings)  # nobody looked yet
    group = tuple(version for text in texts for version in text.versions)
    _, reports = concorded(texts, [group], shipped_registry)
    french, spanish = reports[1], reports[2]
    assert [f.rule for f in french.suppressed] == ["concordance/dates"]
    assert not [f for f in french.findings if f.rule.startswith("concordance/")]
    assert [f.rule for f in spanish.findings if f.rule == "suppression/unused"] == ["suppression/unused"]


def test_versions_in_compilations_point_into_the_whole_file(shipped_registry: Registry) -> None:
    before = "An introduction.\n\n"
    shifted = [
        Version(v.source._replace(text=before + v.source.text), v.resolution, len(before))
        for v in versions("en fr es", {"fr": ("21 nov", "22 nov")})
    ]
    found = concord(shifted, shipped_registry, RULES)[1][0]
    (source, start) = (found.related[0].elsewhere, found.related[0].start)
    assert source is not None
    assert start is not None
    assert source.position(start)[0] == 5


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**30), st.sets(st.sampled_from(CODES), min_size=2))
def test_every_paragraph_stands_in_one_row_and_in_order(seed: int, codes: set[str]) -> None:
    chance = random.Random(seed)
    some = []
    for code in sorted(codes):
        kept = [p for p in PARAGRAPHS[code] if chance.random() < 0.8] or PARAGRAPHS[code][:1]
        source = Source(code, text_of(code, kept))
        resolution = parse(source, code)
        assert resolution is not None
        some.append(Version(source, resolution))
    rows = align(some)
    for n, version in enumerate(some):
        for kind in ("preambular", "operative"):
            placed = [row.units[n] for row in rows if row.kind == kind]
            assert [u.paragraph for u in placed if u is not None] == list(version.resolution.of(kind))


def test_the_page_needs_no_network_and_knows_directions(shipped_registry: Registry) -> None:
    some = versions(changed={"fr": ("21 nov", "22 nov")})
    texts = [Text(examine(v.source, RULES, shipped_registry), Settings(RULES)) for v in some]
    compared, reports = concorded(texts, [tuple(v for t in texts for v in t.versions)], shipped_registry)
    made = page(compared, reports)
    assert '<mark class="warning">22 novembre 2022</mark>' in made
    assert '<mark class="other">21 November 2022</mark>' in made
    assert '<td lang="ar" dir="rtl">' in made
    assert '<tr id="r1-0" class="differs">' in made
    assert "http" not in made
    assert "<script" not in made


def test_texts_are_escaped_on_the_page(shipped_registry: Registry) -> None:
    some = versions("en fr", {"en": ("all acts", "<b onclick=x>all</b> & acts")})
    texts = [Text(examine(v.source, RULES, shipped_registry), Settings(RULES)) for v in some]
    made = page(*concorded(texts, [tuple(v for t in texts for v in t.versions)], shipped_registry))
    assert "<b onclick" not in made


def test_rows_come_with_what_is_said(shipped_registry: Registry) -> None:
    some = versions(changed={"fr": ("21 nov", "22 nov")})
    rows, found = compare(some, shipped_registry, RULES)
    (one,) = found[1]
    assert one.difference.at.unit is rows[0].units[1]
    assert one.difference.at.text == "22 novembre 2022"
