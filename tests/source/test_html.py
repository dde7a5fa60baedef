"""HTML becomes text as a browser shows it, and leads back to its rows and columns."""

from __future__ import annotations

import pytest

from reslint.finding import Edit
from reslint.fix import encoded, with_edits
from reslint.source.model import Source, SourceError
from reslint.source.read import load


def page(body: str) -> Source:
    return load(f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode(), "d.html")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One\n  <b>two</b></p>three<p>four", "One two\n\nthree\n\nfour"),
        ("<p><i>Recalling </i>its <em>resolution</em>,", "*Recalling* its *resolution*,"),
        ('<p><span style="font-style: italic">Recalling</span><i>, also</i>', "*Recalling, also*"),
        ('<p><i>Noting <span style="font-style:normal">that</span></i> it', "*Noting* that it"),
        ("<p>5*5 &lt; [^1] &amp; \\n", "5\\*5 < \\[^1] & \\\\n"),
        ("<h1>Tea</h1><p>a&nbsp;b&#8239;c", "### Tea\n\na\u00a0b\u202fc"),
        ("<p>a<br>b<br><br>c", "a b\n\nc"),
        ("<ol><li>a<li>b</ol>", "1. a\n\n2. b"),
        ('<ol start="3" type="a"><li>a<li value="9">b</ol>', "(c) a\n\n(i) b"),
        ('<ol style="list-style-type: lower-roman"><li>a<li>b<ul><li>c</ul></ol>', "(i) a\n\n(ii) b\n\nc"),
        ('<ol type="A"><li>a</ol><ol type="I"><li>b</ol>', "(A) a\n\nI. b"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "a\n\nb\n\nc"),
        ('<p>a<script>b</script><style>c</style><span hidden>d</span><i style="display:none">e</i>f', "af"),
        ("<p>a <!-- no --> b<!-- reslint: ignore a/b -- c --></p>", "a b<!-- reslint: ignore a/b -- c -->"),
        ("<!-- reslint: ignore a/b -- c --><p>d", "<!-- reslint: ignore a/b -- c -->\n\nd"),
        ("<p>a < b </nothing> c <d", "a < b c <d"),
    ],
)
def test_read(body: str, text: str) -> None:
    assert page(body).text == text + "\n\n"


@pytest.mark.parametrize(
    "body",
    [
        '<p>A<sup><a href="#n1" id="r1">1</a></sup> b.</p><p>C.</p><p id="n1"><a href="#r1">1</a> See D.</p>',
        '<p>A<a class="sdfootnoteanc" name="s1anc" href="#s1sym"><sup>1</sup></a> b.</p><p>C.</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="s1sym" href="#s1anc">1</a> See D.</p></div>',
        '<p>A<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> b.</p><p>C.</p>'
        '<p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> See D.</p>',
        '<p>A<sup id="fnref:1"><a href="#fn:1">1</a></sup> b.</p><p>C.</p>'
        '<ol><li id="fn:1"><p>See D. <a href="#fnref:1">↩</a></p></li></ol>',
    ],
)
def test_linked_notes_become_footnotes(body: str) -> None:
    assert page(body).text == "A[^1] b.\n\nC.\n\n[^1]: See D.\n\n"


def test_a_link_within_the_text_is_no_note() -> None:
    assert page('<p id="p1">1. A</p><p>See paragraph <a href="#p1">1</a></p>').text == "1. A\n\nSee paragraph 1\n\n"


def test_places_and_edits() -> None:
    source = page("\n<p>Tea &eacute; <b>cup</b></p>")
    at = source.text.index("é")
    assert source.where(at) == {"row": 2, "column": 8}
    assert source.origin is not None
    assert not source.origin.can_write(Edit(at, at + 5, "x"))
    after = with_edits(source, [Edit(at, at + 1, "e & e")])
    assert encoded(after) == encoded(source).replace(b"&eacute;", b"e &amp; e")
    assert after.text == source.text.replace("é", "e & e")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    data = f'<html><meta charset="{encoding}"><p>crème</p>'.encode(encoding)
    source = load(data, "d.html")
    assert source.text == "crème\n\n"
    assert encoded(source) == data


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<table><tr><td>" * 10_000, "nested 200 deep"),
        ("<p>a" * 200_001, "more than 200,000"),
        ("<script>text</script>", "without any text"),
        ("a" * 5_000_000, "larger than 4 MB"),
    ],
)
def test_refused(body: str, says: str) -> None:
    with pytest.raises(SourceError, match=f"^d.html: .*{says}"):
        page(body)


@pytest.mark.parametrize(
    "unit", ["<!--", "<a ", '<a b="', "<", "</", "<script>", "<![CDATA[", "&", '<a href="#x">1', "<p id=x><a href=#x>1"]
)
def test_unclosed_markup_is_read_or_refused(unit: str) -> None:
    """A parser that looks ahead to the end at every tag would not come back from this."""
    said = ""
    try:
        load(("<html>" + unit * 50_000).encode(), "d.html")
    except SourceError as error:
        said = str(error)
    assert "\n" not in said
