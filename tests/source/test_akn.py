"""Official XML becomes text that leads back to its rows and columns."""

from __future__ import annotations

import gc
import importlib.util
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.finding import Edit
from reslint.fix import encoded, with_edits
from reslint.resolution.parse import parse
from reslint.source import xml
from reslint.source.model import Source, SourceError
from reslint.source.read import load, read

HERE = Path(__file__).resolve()
SHARED = HERE.parents[3] / "shared"
PROBLEM = f"{SHARED} holds no official XML" if not (SHARED / "bench" / "akn.py").is_file() else ""

DRAFT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta><!-- reslint: ignore-file preamble/sequence — tried out --></meta>
    <preface><p><docNumber>99/1.</docNumber> <docTitle>Tea &amp; bread</docTitle></p></preface>
    <preamble>
      <formula name="enactingFormula"><p xml:space="preserve">
        <span class="italic">The General Assembly</span>,</p></formula>
      <container name="Recalling"><p><span class="italic">Recalling</span> its resolution
        <a href="x">77/18</a>,<authorialNote marker="1"><p>See A/77/1.</p></authorialNote> on 5*5 &lt;loaves&gt;,</p>
      </container>
    </preamble>
    <mainBody>
      <!-- reslint: ignore operative/emphasis — on purpose -->
      <paragraph><num>1.</num><list><intro><p>Requests a report:</p></intro>
        <point><num>(a)</num><content>
          <p>On <span class="italic">tea</span><span class="italic"> and milk</span>;</p></content></point>
      </list></paragraph>
    </mainBody>
    <conclusions><p>41st plenary meeting<eol/>10 December 2099</p></conclusions>
  </statement>
</akomaNtoso>
"""
READ = """<!-- reslint: ignore-file preamble/sequence — tried out -->

### 99/1. Tea & bread

*The General Assembly*,

*Recalling* its resolution 77/18,[^1] on 5\\*5 <loaves>,

<!-- reslint: ignore operative/emphasis — on purpose -->

1. Requests a report:

(a) On *tea and milk*;

41st plenary meeting

10 December 2099

[^1]: See A/77/1.

"""


def draft(xml: str = DRAFT) -> Source:
    return load(xml.encode(), "d.xml")


def test_structure_from_the_markup() -> None:
    assert draft().text == READ


@pytest.mark.parametrize(
    ("words", "row", "column"), [("77/18", 10, 21), ("bread", 5, 66), ("tea", 17, 38), ("See", 10, 60)]
)
def test_places_in_the_xml(words: str, row: int, column: int) -> None:
    source = draft()
    at = source.text.index(words)
    assert source.position(at) == (row, column)
    assert source.label(at) == f"line {row}"
    span = source.raw_span(at, at + len(words))
    assert span is not None
    assert DRAFT[slice(*span)] == words


@pytest.mark.parametrize(("words", "end"), [("its resolution ", (10, 9)), ("Tea &", (5, 65)), ("77/18", (10, 26))])
def test_a_span_ends_behind_its_last_character_not_behind_the_next_tag(words: str, end: tuple[int, int]) -> None:
    source = draft()
    at = source.text.index(words)
    assert tuple(source.where_end(at, at + len(words)).values()) == end


def test_characters_of_a_cdata_section_stand_as_they_are() -> None:
    xml = DRAFT.replace("bread", "<![CDATA[&amp; <b> &\n]]>")
    source = draft(xml)
    at = source.text.index("&amp; <b> &")
    span = source.raw_span(at, at + 11)
    assert span is not None
    assert xml[slice(*span)] == "&amp; <b> &"
    assert source.origin is not None
    assert not source.origin.can_write(Edit(at, at + 5, "x"))


def test_an_entity_and_line_ends_of_two_characters() -> None:
    xml = DRAFT.replace("\n", "\r\n")
    source = draft(xml)
    assert source.text == READ
    at = source.text.index("& bread")
    span = source.raw_span(at, at + 7)
    assert span is not None
    assert xml[slice(*span)] == "&amp; bread"


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("resolution 77", "resolutions <77", None),  # over the tag of the link
        ("77/18", "77/18 & 1", "77/18 &amp; 1"),
        ("& bread", "<bread>", "&lt;bread&gt;"),
        ("Recalling", "Recalling also", "Recalling also"),
        ("*Recalling*", "Recalling", None),
        ("Requests", "*Requests*", None),
        ("report:\n", "report;\n", None),
        ("[^1]", "", None),
    ],
)
def test_edits_are_made_in_one_text_node_or_not_at_all(old: str, new: str, written: str | None) -> None:
    source = draft()
    at = source.text.index(old)
    edit = Edit(at, at + len(old), new)
    assert source.origin is not None
    assert source.origin.can_write(edit) == (written is not None)
    if written is not None:
        after = with_edits(source, [edit])
        span = source.raw_span(at, at + len(old))
        assert span is not None
        assert encoded(after).decode() == DRAFT[: span[0]] + written + DRAFT[span[1] :]
        assert after.text == READ[:at] + new + READ[at + len(old) :]


@pytest.mark.parametrize(
    ("where", "expected"), [("Recalling", True), (" its", True), ("1. Requests", True), ("\n\n1.", False)]
)
def test_insertions(where: str, expected: bool) -> None:
    source = draft()
    at = source.text.index(where)
    assert source.origin is not None
    assert source.origin.can_write(Edit(at, at, " also")) == expected


@given(st.lists(st.tuples(st.sampled_from(["", "italic"]), st.text("a *[^\\é\n", max_size=6)), max_size=6))
def test_every_copied_character_leads_back_to_itself(runs: Sequence[tuple[str, str]]) -> None:
    inner = "".join(f'<span class="{style}">{text}</span>' for style, text in runs)
    xml = DRAFT.replace("Requests a report", f"Requests {inner}report")
    source = draft(xml)
    for n, c in enumerate(source.text):
        span = source.raw_span(n, n + 1)
        assert span is not None
        raw = xml[slice(*span)]
        assert raw == c or c in "*\\\n #" or raw.startswith(("&", "<"))
    assert re.sub(r"[\s*\\]", "", "".join(text for _, text in runs)) in re.sub(r"[\s*\\]", "", source.text)


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ("<akomaNtoso><act/></akomaNtoso>", "no resolution: it holds <act>"),
        ("<akomaNtoso/>", "no resolution: it holds nothing"),
        ("<akomaNtoso><statement/></akomaNtoso>", "without any text"),
        ("<?xml version='1.0'?><project/>", "but not Akoma Ntoso, which is the only XML"),
        ("<project><akomaNtoso/></project>", r"not Akoma Ntoso \(its root element is <project>\)"),
        ("<akomaNtoso><statement><p>One</statement></akomaNtoso>", r"line 1, column \d+: not well-formed XML"),
        ("<akomaNtoso><statement><p>&nbsp;</p></statement></akomaNtoso>", "not well-formed XML"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><akomaNtoso/>', "declares a document type"),
        ('<!DOCTYPE a [<!ENTITY b "bb">]><akomaNtoso>&b;</akomaNtoso>', "declares a document type"),
        ("<akomaNtoso><!-- reslint: ignore a/b -- because --></akomaNtoso>", "may not hold two hyphens"),
        ("<?xml version='1.0' encoding='klingon'?><a/>", "the encoding klingon"),
        ("<?xml version='1.0' encoding='rot13'?><a/>", "the encoding rot13"),
        ("<akomaNtoso>" + "<p>" * 10_000, "nested 200 deep"),
        ("<akomaNtoso><statement>" + "<p/>" * 200_001, "more than 200,000 elements"),
        ("<akomaNtoso>\0</akomaNtoso>", "a NUL character in line 1"),
        ("  \n ", "the file is empty"),
    ],
)
def test_refused(xml: str, says: str) -> None:
    with pytest.raises(SourceError, match=f"^d.xml: .*{says}") as caught:
        load(xml.encode(), "d.xml", "xml")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1252", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    name = {"utf-16-le": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    xml = DRAFT.replace("UTF-8", name).replace("bread", "crème").replace("\n", "\r\n")
    data = xml.encode(encoding)
    source = load(data, "d.xml", "xml")
    assert "crème" in source.text
    assert encoded(source) == data
    at = source.text.index("crème")
    after = with_edits(source, [Edit(at, at + 5, "thé")])
    assert encoded(after) == xml.replace("crème", "thé").encode(encoding)


def gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("akn_gold", HERE.parents[2] / "bench" / "akn_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["akn_gold"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM)
def test_official_files_against_their_own_marking() -> None:
    """A sample; `bench/akn_gold.py` goes through all 924 files and shows each difference."""
    tally = gold().run(every=12)
    assert sum(n for (what, _), n in tally.all.items() if what == "files read") >= 70
    assert tally.share("paragraphs in order") >= 0.999
    assert tally.share("italics") >= 0.999
    assert tally.share("opening phrases") >= 0.99
    assert tally.share("links cited") >= 0.995
    assert tally.share("files with equal findings") >= 0.97


@pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM)
def test_an_official_file_is_written_back_byte_for_byte() -> None:
    path = SHARED / "corpus" / "akn" / "ar" / "A_RES_77_18.xml"
    source = read(path)
    assert encoded(source) == path.read_bytes()
    resolution = parse(source)
    assert resolution is not None
    assert resolution.symbol == "A/RES/77/18"


def test_the_tree_goes_with_its_last_reference() -> None:
    gc.collect()
    gc.disable()
    try:
        assert xml.parse("<a><b>text &amp; more</b><!-- said --></a>", "a.xml").content() == "text & more"
        assert gc.collect() == 0  # nothing that would stay until garbage is looked for
    finally:
        gc.enable()
