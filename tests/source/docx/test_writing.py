"""Edits into Word files: what was asked for, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.finding import Edit
from reslint.source.docx import read
from reslint.source.docx.anchor import anchor
from reslint.source.docx.origin import Word
from reslint.source.docx.write import Remark, written
from reslint.source.model import Source
from tests.source.docx.build import docx, packed, part, parts

RICH = (
    "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space='preserve'> its resolutions 77/18 of "
    "21 November 2022 &amp; 75/16,</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    "<w:footnoteReference w:id='1'/></w:r></w:p>"
    "<w:p><w:r w:rsidR='00A1'><w:rPr><w:b/><w:color w:val='FF0000'/></w:rPr><w:t>No</w:t><w:tab/><w:t>ting</w:t></w:r>"
    "<w:hyperlink r:id='x'><w:r><w:t xml:space='preserve"
    "'> the report</w:t></w:r></w:hyperlink><w:ins w:id='9' w:author='A' w:date='2026-01-01T00:00:00Z'><w:r><w:t "
    "xml:space='preserve'> and more words,</w:t></w:r></w:ins></w:p>"
    "<w:p><w:r><w:t> not\nkept\n  </w:t><w:br/><w:t>twice</w:t></w:r></w:p>"
    "<w:p><w:fldSimple w:instr='REF x'><w:r><w:t>field</w:t></w:r></w:fldSimple><w:r><w:t>وإذ تشير إلى</w:t></w:r></w:p>"
)
NOTES = (
    "<w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> See resolution 70/1.</w:t>"
    "</w:r></w:p></w:footnote>"
)


def rich() -> Source:
    return read(docx(RICH, footnotes=NOTES), "d.docx")


def origin(source: Source) -> Word:
    assert isinstance(source.origin, Word)
    return source.origin


def edited(source: Source, *edits: Edit) -> Source:
    assert all(origin(source).can_write(edit) for edit in edits)
    return origin(source).edited(source, edits)


def replaced(source: Source, old: str, new: str) -> Edit:
    start = source.text.index(old)
    return Edit(start, start + len(old), new)


def plain(xml: str) -> str:
    """The body without what changes from run to run."""
    body = re.search(r"<w:body>(.*)</w:body>", xml, re.DOTALL)
    assert body is not None
    return re.sub(r' w:(?:id|date|author)="[^"]*"', "", body[1])


def test_a_word_is_replaced_in_its_run_and_nothing_else_moves() -> None:
    source = rich()
    after = edited(source, replaced(source, "21 November", "20 November"))
    data = origin(after).encoded(after)
    assert part(data, "word/document.xml") == part(origin(source).package.data, "word/document.xml").replace(
        "21 November 2022 &amp; 75/16,", "20 November 2022 &amp; 75/16,"
    ).replace("<w:t xml:space='preserve'> its", '<w:t xml:space="preserve"> its').replace(
        " of 20", ' of </w:t><w:t xml:space="preserve">20</w:t><w:t xml:space="preserve">'
    )


def test_a_tracked_change_keeps_the_format_of_the_run() -> None:
    source = read(
        docx("<w:p><w:r w:rsidR='7'><w:rPr><w:b/><w:sz w:val='20'/></w:rPr><w:t>one two</w:t></w:r></w:p>"), "d"
    )
    after = edited(source, replaced(source, "one", "three"))
    look = "<w:r w:rsidR='7'><w:rPr><w:b/><w:sz w:val='20'/></w:rPr>"
    assert plain(part(written(origin(after), tracked=True), "word/document.xml")) == (
        f'<w:p><w:del>{look}<w:delText xml:space="preserve">one</w:delText></w:r></w:del>'
        f'<w:ins>{look}<w:t xml:space="preserve">three</w:t></w:r></w:ins>'
        f'{look}<w:t xml:space="preserve"> two</w:t></w:r></w:p>'
    )


def test_emphasis_is_a_change_of_the_look() -> None:
    source = read(docx("<w:p><w:r><w:rPr><w:sz w:val='20'/></w:rPr><w:t>Recalling it</w:t></w:r></w:p>"), "d")
    after = edited(source, Edit(0, 0, "*"), Edit(9, 9, "*"))
    assert after.text == "*Recalling* it\n\n"
    assert plain(part(written(origin(after), tracked=True), "word/document.xml")) == (
        "<w:p><w:r><w:rPr><w:i/><w:iCs/><w:sz w:val='20'/><w:rPrChange><w:rPr><w:sz w:val='20'/></w:rPr>"
        "</w:rPrChange></w:rPr><w:t xml:space=\"preserve\">Recalling</w:t></w:r><w:r><w:rPr><w:sz w:val='20'/></w:rPr>"
        '<w:t xml:space="preserve"> it</w:t></w:r></w:p>'
    ).replace("\\'", "'")


def test_a_mark_changes_sides_with_the_comma_not_with_the_note() -> None:
    source = rich()
    at = source.text.index(",[^1]")
    after = edited(source, Edit(at, at + 5, "[^1],"))
    again = read(origin(after).encoded(after), "d")
    assert "75/16[^1],\n" in again.text
    xml = part(written(origin(after), tracked=True), "word/document.xml")
    assert xml.count("footnoteReference") == 1


def test_new_text_in_the_insertion_of_another_stands_beside_it() -> None:
    source = rich()
    after = edited(source, replaced(source, "more words", "fewer words"))
    xml = plain(part(written(origin(after), tracked=True), "word/document.xml"))
    assert '<w:ins><w:r><w:t xml:space="preserve"> and </w:t></w:r><w:del>' in xml.replace(
        "<w:ins w:id='9' w:author='A' w:date='2026-01-01T00:00:00Z'>", "<w:ins>"
    )
    assert '</w:ins><w:ins><w:r><w:t xml:space="preserve">fewer</w:t></w:r></w:ins><w:ins' in xml


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("field", "yield"),  # Word fills it in
        ("[^1],", ","),
        (",[^1]", ","),
        ("[^1]: See", "[^2]: See"),
        ("Recalling", "Recalling\n\nNoting"),
        ("75/16", "75/16[^2]"),
        ("the report and more words,\n\nfield", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_written(old: str, new: str) -> None:
    source = rich()
    if old in source.text:
        assert not origin(source).can_write(replaced(source, old, new))


def test_automatic_numbers_are_not_written_over() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Decides</w:t></w:r></w:p>"
    source = read(docx(body, numbering=numbering), "d")
    assert source.text == "1. Decides\n\n"
    assert not origin(source).can_write(Edit(0, 2, "2."))
    assert not origin(source).can_write(Edit(0, 3, ""))
    assert origin(source).can_write(Edit(0, 10, "1. Requests"))
    after = edited(source, Edit(3, 3, "Also "))
    assert read(origin(after).encoded(after), "d").text == "1. Also Decides\n\n"


def test_a_file_read_as_before_its_changes_is_not_written() -> None:
    source = read(docx(RICH, footnotes=NOTES), "d", original=True)
    assert not origin(source).can_write(replaced(source, "Recalling", "Noting"))


def test_every_other_part_is_the_same_to_the_byte() -> None:
    files: dict[str, str | bytes] = {**parts(RICH, footnotes=NOTES), "word/media/image1.png": bytes(range(256)) * 40}
    before = packed(files)
    source = read(before, "d")
    after = edited(source, replaced(source, "report", "study"))
    remark = Remark(0, 9, ("one", "two <3> & \x01"))
    data = written(origin(after), tracked=True, remarks=[remark])
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        assert new.testzip() is None
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]
        for one in old.infolist():
            other = new.getinfo(one.filename)
            if one.filename in changed:
                minidom.parseString(new.read(other))
            else:
                header = 30 + len(one.filename)
                span = slice(one.header_offset, one.header_offset + header + one.compress_size)
                there = slice(other.header_offset, other.header_offset + header + other.compress_size)
                assert before[span] == data[there]
                assert (one.date_time, one.external_attr, one.CRC) == (other.date_time, other.external_attr, other.CRC)
        comment = new.read("word/comments.xml").decode()
    assert "two &lt;3&gt; &amp; <" in comment


def test_a_file_in_which_nothing_is_done_is_the_file() -> None:
    source = rich()
    assert written(origin(source)) == origin(source).package.data


def test_an_archive_written_to_a_stream_has_its_sizes_behind_each_part() -> None:
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, more: Any) -> int:
            self.data += more
            return len(more)

    for force in (False, True):
        stream = Stream()
        with zipfile.ZipFile(io.BufferedWriter(stream), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts(RICH, footnotes=NOTES).items():
                with archive.open(name, "w", force_zip64=force) as member:
                    member.write(text.encode())
        data = bytes(stream.data)
        new = written(origin(read(data, "d")), remarks=[Remark(0, 9, ("x",))])
        with zipfile.ZipFile(io.BytesIO(new)) as archive:
            assert archive.testzip() is None
        assert read(new, "d").text == rich().text


def test_the_strict_dialect_and_another_prefix() -> None:
    files = {
        name: text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
        .replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=")
        for name, text in parts(RICH, footnotes=NOTES).items()
    }  # fmt: skip
    source = read(packed(files), "d")
    assert source.text == rich().text
    after = edited(source, replaced(source, "report", "study"))
    new = written(origin(after), tracked=True, remarks=[Remark(0, 9, ("here",))])
    assert "<x:commentRangeStart x:id=" in part(new, "word/document.xml")
    assert "purl.oclc.org/ooxml/wordprocessingml/main" in part(new, "word/comments.xml")
    assert origin(read(new, "d")).comments[0].text == "here"


def test_comments_stand_beside_those_that_are_there() -> None:
    body = "<w:p><w:commentRangeStart w:id='4'/><w:r><w:t>one two</w:t></w:r><w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r></w:p>"
    comments = "<w:comment w:id='4' w:author='A'><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    data = docx(body, comments=comments)
    new = written(origin(read(data, "d")), remarks=[Remark(4, 7, ("here",))])
    assert part(new, "[Content_Types].xml") == part(data, "[Content_Types].xml")
    assert comments in part(new, "word/comments.xml")
    again = origin(read(new, "d"))
    assert [(c.id, c.author, c.text) for c in again.comments] == [("4", "A", "Why?"), ("5", "reslint", "here")]
    assert again.rendered.ranges == {"4": (0, 7), "5": (4, 7)}


@pytest.mark.parametrize(
    ("edit", "new", "old"),
    [
        (Edit(4, 7, "four"), "four", "two"),
        (Edit(7, 7, ","), "two,", "two"),
        (Edit(4, 4, "the "), "the two", "two"),
        (Edit(4, 7, ""), "", "two"),
    ],
)
def test_a_comment_holds_the_new_words_as_well_as_the_old(edit: Edit, new: str, old: str) -> None:
    source = read(docx("<w:p><w:r><w:t>one two three</w:t></w:r></w:p>"), "d")
    after = edited(source, edit)
    others = [Remark(0, 3, ("before",)), Remark(8, 13, ("behind",))]
    data = written(origin(after), tracked=True, remarks=[*others, Remark(4, 7, ("here",), (edit,))])
    for original, words in ((False, new), (True, old)):
        again = read(data, "d", original=original)
        ranges = origin(again).rendered.ranges
        shown = [again.text[slice(*ranges[comment.id])] for comment in origin(again).comments]
        assert shown == ["one", "three", words]


def test_a_comment_on_a_note_stands_at_its_mark() -> None:
    source = rich()
    at = source.text.index("See resolution")
    new = written(origin(source), remarks=[Remark(at, at + 3, ("here",))])
    again = read(new, "d")
    ((start, end),) = origin(again).rendered.ranges.values()
    assert again.text[start:end] == "[^1]"


WORDS = st.sampled_from(["", "word", " also", "،", "a & b", "<x>", "٧٧", "\u00a0;", "two words", "é\u0301"])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_edited_comes_out_as_the_text_says(data: st.DataObject) -> None:
    source = rich()
    base = source.text
    for _ in range(data.draw(st.integers(1, 3))):
        edits: list[Edit] = []
        at = 0
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(at, len(source.text)))
            end = data.draw(st.integers(start, min(len(source.text), start + 9)))
            edit = Edit(start, end, data.draw(WORDS))
            if origin(source).can_write(edit) and (not edits or start > edits[-1].end):
                edits.append(edit)
                at = end
        source = origin(source).edited(source, edits)
    tracked = written(origin(source), tracked=True, remarks=[Remark(3, 12, ("x",))])
    outright = written(origin(source))
    for new in (tracked, outright):
        minidom.parseString(part(new, "word/document.xml"))
        assert unmarked(read(new, "d").text) == unmarked(source.text)
    rejected = read(tracked, "d", original=True).text
    assert unmarked(rejected) == unmarked(read(docx(RICH, footnotes=NOTES), "d", original=True).text)
    assert unmarked(base) == unmarked(rich().text)


def unmarked(text: str) -> str:
    """The text without emphasis and escapes, blanks as one, none at the ends of lines: what no reader sees."""
    lines = re.sub(r"[ \t\u00a0]+", " ", re.sub(r"[*\\]", "", text)).split("\n")
    return "\n".join(line.strip(" ") for line in lines)


def test_a_comment_on_an_automatic_number_is_known_again() -> None:
    """The number is no text of the file: the comment stands at the word behind it, and a second review finds it there."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Requests a report.</w:t></w:r></w:p>"
    )
    source = read(docx(body, numbering=numbering), "d.docx")
    assert isinstance(source.origin, Word)
    at = source.text.index("1.")
    place = anchor(source.origin, at, at + 2)
    assert place is not None
    assert source.text[place.start : place.end] == "Requests"


def test_comments_in_boxes_formulas_and_ruby_stand_around_them() -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>up</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby>"
    box = (
        "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
    )
    body = (
        f"<w:p><w:r><w:t>one</w:t></w:r><w:r>{box}</w:r></w:p><w:p><w:r>{ruby}</w:r><m:oMath><m:r><m:t>x+y</m:t></m:r>"
        "</m:oMath><w:r><w:t>end</w:t></w:r></w:p>"
    )
    source = read(docx(body), "d")
    assert source.text == "one\n\nboxed\n\nbasex+yend\n\n"
    remarks = [
        Remark(at, at + len(words), (words,))
        for words in ("boxed", "base", "x+", "end")
        for at in [source.text.index(words)]
    ]
    new = written(origin(source), remarks=remarks)
    minidom.parseString(part(new, "word/document.xml"))
    again = read(new, "d")
    ranges = origin(again).rendered.ranges
    assert again.text == source.text
    assert [again.text[slice(*ranges[c.id])] for c in origin(again).comments] == ["one", "base", "x+y", "end"]
