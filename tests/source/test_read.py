"""Files become text, or one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.fix import encoded
from reslint.source import read as reading
from reslint.source.kinds import of_name
from reslint.source.model import Source, SourceError
from reslint.source.read import decode, load, read

TEXT = "*Recalling* its resolution 77/18,\r\n\fإذ تشير\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_encodings_keep_every_character_and_byte(mark: bytes, encoding: str) -> None:
    data = mark + TEXT.encode(encoding)
    source = decode(data, "d.md")
    assert source.text == TEXT
    assert (source.mark, source.encoding) == (mark, encoding)
    assert encoded(source) == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Recalling its resolution 77/18 of 2022,\n", "إذ تشير إلى قرارها في هذا الصدد\n"])
def test_utf_16_without_its_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "d.md").text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_exactly_or_refused_in_one_sentence(data: bytes) -> None:
    said = ""
    try:
        assert encoded(decode(data, "d.md")) == data
    except SourceError as error:
        said = str(error)
    assert not said or said.startswith("d.md: ")
    assert "\n" not in said


@given(st.text("ab\r\n\f\u2028é", max_size=60))
def test_every_offset_has_its_place(text: str) -> None:
    source = Source("d", text)
    row, column = 1, 1
    for n, c in enumerate(text):
        assert source.position(n) == (row, column)
        ends = c == "\n" or (c == "\r" and text[n + 1 : n + 2] != "\n")
        row, column = (row + 1, 1) if ends else (row, column + 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "empty but for blanks"),
        (b" \n\t\n", "empty but for blanks"),
        (b"one\ntwo \xe9\n", r"not valid UTF-8 at byte 8 \(0xe9, line 2\)"),
        (b"\xff\xfeO\x00n\x00e", "ends in the middle of a character"),
        (b"\xff\xfe\x00\x00O\x00\x00\x00", "in UTF-32"),
        (b"one\ntwo\x00three", "a NUL character in line 2"),
        (b"\x00\x01\x02\xff\xfe" * 40, "a binary file"),
        (b"%PDF-1.7 ...", "by its content a PDF"),
        (b"{\\rtf1 ...", "by its content a rich text file"),
        (b"PK\x03\x04....word/document.xml", r"by its content a Word file \(\.docx\)"),
        (b"PK\x03\x04....", "a ZIP archive that holds no Word file, or is cut off"),
        (b"\xd0\xcf\x11\xe0....", "by its content an old Word file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a Word file locked with a password"),
        (b"\x1f\x8b....", "a gzip archive"),
        (b"\x89PNG....", "a picture"),
        (b"<?xml version='1.0'?><akomaNtoso/>", "by its content an XML file"),
        (b"\n<!DOCTYPE html><p>", "by its content an HTML page"),
    ],
)
def test_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=rf"^d\.md: .*{says}"):
        load(data, "d.md")


def test_a_line_of_megabytes_is_refused_at_once() -> None:
    with pytest.raises(SourceError, match="line 3 is longer than 2 million characters"):
        decode(b"one\ntwo\n" + b"a" * 50_000_000, "d.md")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    with pytest.raises(SourceError, match="larger than 1 MB"):
        load(b"a\n" * 600_000, "d.md")


def test_long_texts_of_short_lines_are_read() -> None:
    text = "a line of a text\n" * 300_000
    assert decode(text.encode(), "d.md").text == text


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.md: no such file"):
        read(tmp_path / "gone.md")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder, where a file is wanted"):
        read(tmp_path)


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "link.md")


def test_a_device() -> None:
    with pytest.raises(SourceError, match="a device or socket"):
        read(os.devnull)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not hold for root")
def test_an_unreadable_file(tmp_path: Path) -> None:
    file = tmp_path / "d.md"
    file.write_text(TEXT)
    file.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read(file)


def test_an_unreadable_file_for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", refuse)
    with pytest.raises(SourceError, match="may not be read"):
        read(tmp_path / "d.md")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.md", "markdown"),
        ("a.MARKDOWN", "markdown"),
        ("a.b.txt", "text"),
        ("a.docx", "docx"),
        ("a.XML", "xml"),
        ("a.rst", None),
        ("a", None),
        (".md", None),
    ],
)
def test_formats(name: str, format: str | None) -> None:  # noqa: A002
    assert of_name(name) == format


def test_an_unknown_suffix(tmp_path: Path) -> None:
    file = tmp_path / "a.rst"
    file.write_text(TEXT)
    with pytest.raises(SourceError, match=r"a\.rst: not a format that reslint reads \(\.rst\)"):
        read(file)
    assert read(file, "text").format == "text"


def test_a_plain_draft_imports_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("*Recalling* its resolution 77/18 of 21 November 2022,\n")
    script = (
        "import sys; from reslint.cli.main import main; main(['check', '--no-config', 'd.md']); "
        "print(*sorted(m for m in sys.modules if m.startswith('reslint.source.')), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    known = {f"reslint.source.{name}" for name in ("clean", "kinds", "model", "read")}
    assert set(done.stdout.splitlines()[1:]) == known
