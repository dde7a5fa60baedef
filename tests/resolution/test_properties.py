"""What holds for every text, however broken: no exception, and offsets that lead back to the source."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.resolution.model import Resolution
from reslint.resolution.parse import parse
from reslint.source.clean import flatten, normalise
from reslint.source.model import Source

FRAGMENTS = [
    "The General Assembly,", "*L’Assemblée générale*,", "إن الجمعية العامة،", "\n\n", "\n", "\r\n", "\t", " ",
    "\u00a0", "\u202f", "*Recalling* ", "Noting also ", "Rappelant ", "وإذ تشير ", "إذ تلاحظ ",
    "its resolutions ", "ses résolutions ", "قراراتها ", "37/4 of 22 October 1982", "77/18 du 21 novembre 2022",
    "٤/٣٧ المؤرخ ٢٢ تشرين الأول/أكتوبر ١٩٨٢", "3369 (XXX)", "1624 (2005)", ", ", " and ", " et ", " و ",
    ", respectively,", "1. ", "2.\n", "٣ - ", "(a) ", "(i) ", "a) ", "(أ) ", "*Decides* ", "to act", ";", ".",
    ",", "،", "؛", ":", "[^1]", "[^1]: A/67/280.", "¹", "¹ Note", "<sup>2</sup>", "^(١)", "^{er}",
    "Conference1", "1 Resolution 70/1.", "__________", "---", "A/C.3/80/L.34", "25-17756", "2/3",
    "82nd plenary meeting", "17 May 2013", "**", "*", "_", "\\(", "[3369 \\(XXX\\)](#)", "<!-- a -->", "<!--",
    "<i>", "</i>", "&nbsp;", "\u00ad", "\u200f", "\u0640", "e\u0301", "٣١", "word", "كلمة", "# Annex",
    "## Part", "“quoted”", "« cité »", "\x0c", "\u2028", "😀", "\x00", "99999999999999999999", "31 April 2021",
    "La Asamblea General,", "*Recordando también* ", "sus resoluciones ", "77/18, de 21 de noviembre de 2022", ", y ",
    "Генеральная Ассамблея,", "*ссылаясь также* ", "на свои резолюции ", "77/18 от 21 ноября 2022 года", " и ", "а) ",
    "大会，", "**又回顾**", "其", "2022年11月21日第77/18号", "、", "和", "决议", "，", "；", "1. 决定", "《宪章》",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


def parsed(text: str, form: str) -> Resolution | None:
    return parse(Source("text", text, form))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, form=st.sampled_from(["markdown", "text"]))
def test_every_offset_leads_back_to_the_source(text: str, form: str) -> None:
    resolution = parsed(text, form)
    if resolution is None:
        return
    for p in resolution.paragraphs:
        assert 0 <= p.start <= p.end <= len(text)
        spans = [p.span(i, i + 1) for i in range(len(p.text))]
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(x[0] < y[0] for x, y in pairwise(spans))
        for mark in p.marks:
            assert 0 <= mark.start < mark.end <= len(text)
            assert 0 <= mark.at <= len(p.text)
        for start, end in [(c.start, c.end) for c in p.citations] + [(d.start, d.end) for d in p.dates]:
            assert 0 <= start < end <= len(p.text)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, form=st.sampled_from(["markdown", "text"]))
def test_a_clean_character_is_the_source_character_in_its_plain_form(text: str, form: str) -> None:
    resolution = parsed(text, form)
    flat = flatten(text)
    for p in resolution.paragraphs if resolution else ():
        for i, shown in enumerate(p.text):
            start, _ = p.span(i, i + 1)
            same = flat[start] == shown or (shown == " " and (flat[start].isspace() or flat[start] in "&<"))
            assert same or normalise(text[start : start + 2]) == shown


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    for form in ("markdown", "text"):
        resolution = parsed(text, form)
        assert resolution is None or resolution.paragraphs


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_flattening_keeps_every_offset(text: str) -> None:
    assert len(flatten(text)) == len(text)
