"""Names are found whole, longest first, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.entities import get
from reslint.entities.match import join
from reslint.entities.words import flat
from reslint.language import CODES
from reslint.source.clean import normalise


@pytest.mark.parametrize(
    ("code", "marked", "expected"),
    [
        ("en", "the [Department of Political and Peacebuilding Affairs]", [("dppa", "new")]),
        ("fr", "le [Département des affaires politiques et de la consolidation de la paix]", [("dppa", "new")]),
        ("fr", "l'[Organisation de la Conférence islamique]", [("oic", "old")]),
        ("en", "the [African Union]-[United Nations] Framework", [("oau-au", "new"), ("un", "known")]),
        ("en", "turkey, not [Turkey]", [("turkiye", "old")]),
        ("ar", "[ولمنظمة المؤتمر الإسلامي]", [("oic", "old")]),
        ("ar", "وتكييف المباني", []),
        ("ar", "[لجنة نزع السلاح والأمن الدولي]", [("committee-conference-disarmament", "guard")]),
        ("es", "la [Organización de la Conferencia Islámica]", [("oic", "old")]),
        ("ru", "пригласить [Организацию Исламская конференция]", [("oic", "old")]),
        ("ru", "с [Советом по правам человека]", [("chr-hrc", "new")]),
        ("zh", "邀请[伊斯兰会议组织]参加[大会]及其附属机关", [("oic", "old"), ("ga", "known")]),
    ],
)
def test_found(code: str, marked: str, expected: list[tuple[str, str]]) -> None:
    text = marked.replace("[", "").replace("]", "")
    mentions = get(code).find(text)
    assert [(m.name.entity, m.name.kind) for m in mentions] == expected
    assert [text[m.start : m.end] for m in mentions] == [part.partition("]")[0] for part in marked.split("[")[1:]]


@pytest.mark.parametrize("prefix", ["و", "ف", "ب", "ك", "ل", "ول"])
def test_arabic_prefixes(prefix: str) -> None:
    for name in ("الجمعية العامة", "اللجنة الإحصائية", "مجلس الأمن"):
        (mention,) = get("ar").find(f"قالت {join(prefix, name)} ذلك")
        assert (mention.text, mention.prefix) == (name, prefix)


@pytest.mark.parametrize("code", CODES)
def test_every_name_finds_itself(code: str) -> None:
    known = get(code)
    for name in known.names:
        mentions = known.find(f"x {name.text} x")
        assert [m.name for m in mentions] == [name]
        assert name.text == normalise(name.text)


@pytest.mark.parametrize("code", CODES)
def test_every_rename_is_whole(code: str) -> None:
    for entity in get(code).entities.values():
        assert entity.level in ("error", "warning", "note", "off")
        assert entity.new
        assert entity.new not in entity.old
        assert entity.sure is False or entity.since is not None


@given(st.text(alphabet="abc Union africaine-ÉtatsСовет大会联合国',.;()«»’ومنظمة", max_size=80))
def test_mentions_lie_in_the_text(text: str) -> None:
    for code in CODES:
        end = 0
        for mention in get(code).find(text):
            assert end <= mention.start < mention.end <= len(text)
            end = mention.end
    assert len(flat(text)) == len(text)
