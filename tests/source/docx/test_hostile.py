"""Files made to do harm, and files that came to harm: one sentence, soon, in little memory, nothing written."""

from __future__ import annotations

import io
import random
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reslint.cli.main import main
from reslint.source.docx import package, read, xml
from reslint.source.docx.origin import Word
from reslint.source.docx.write import Remark, written
from reslint.source.model import SourceError
from reslint.source.read import load
from tests.source.docx.build import NAMES, docx, packed, parts
from tests.source.docx.test_writing import NOTES, RICH
from tests.source.docx.writers import by_hand, draft_of

TEXT = "<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>"
DRAFT = (
    "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,[^1]\n\n1. *Decides* to act;\n\n"
    "(a) So;\n\n2. *Decides* to remain seized of the matter.\n\n[^1]: See *this*.\n"
)


def with_parts(**changed: str | bytes | None) -> bytes:
    """A sound file with these parts in the place of its own (None: left out); `_` in names stands for `/`."""
    files: dict[str, str | bytes] = dict(parts(TEXT))
    for name, data in changed.items():
        place = name.replace("__", "/") + (".rels" if name.endswith("rels") else ".xml")
        place = {"types.xml": "[Content_Types].xml"}.get(place, place).replace("rels.rels", "document.xml.rels")
        if data is None:
            files.pop(place)
        else:
            files[place] = data
    return packed(files)


def bomb() -> bytes:
    """A document part of 4 GB of blanks, which the archive says is small."""
    data = bytearray(with_parts(word__document=b"<a>" + b" " * (40 * 2**20) + b"</a>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    directory = data.index(b"word/document.xml", at + 60) - 46
    for place, offset in ((at, 22), (directory, 24)):
        struct.pack_into("<I", data, place + offset, 5000)
    return bytes(data)


def nested(depth: int) -> bytes:
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx(start * depth + TEXT + end * depth)


def entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return with_parts(
        word__document=f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><w:document {NAMES}><w:body><w:p><w:r><w:t>&e11;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )


def twice() -> bytes:
    out = io.BytesIO(docx(TEXT))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


def outside(name: str) -> bytes:
    return packed({**parts(TEXT), name: "x"})


def locked() -> bytes:
    data = bytearray(docx(TEXT))
    data[6] |= 1
    directory = data.index(b"PK\1\2")
    data[directory + 8] |= 1
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO(docx(TEXT))
    with zipfile.ZipFile(out, "a") as archive:
        for n in range(package.MEMBERS):
            archive.writestr(f"x/{n}", b"")
    return out.getvalue()


def a_million_parts() -> bytes:
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    data = docx(TEXT)[:-22] + entry * 1_000_000
    start = data.index(b"PK\1\2")
    return data + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(data) - start, start, 0)


def bad_crc() -> bytes:
    data = bytearray(docx(TEXT))
    at = data.index(b"word/document.xml")
    directory = data.index(b"word/document.xml", data.index(b"PK\1\2")) - 46
    struct.pack_into("<I", data, directory + 16, zlib.crc32(b"other"))
    struct.pack_into("<I", data, at - 30 + 14, zlib.crc32(b"other"))
    return bytes(data)


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("bomb by ratio", lambda: with_parts(word__document=b"<a>" + b" " * (40 * 2**20)), "ZIP bomb"),
    ("bomb that lies", bomb, "ZIP bomb"),
    ("10,000 nested tables", lambda: nested(10_000), "elements more than 200 deep"),
    ("tables nested too deep for anybody", lambda: nested(80), "elements more than 200 deep"),
    ("entities", entities, "document type"),
    ("an entity from outside", lambda: with_parts(word__document='<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "document type"),
    ("an undefined entity", lambda: with_parts(word__document="<x>&y;</x>"), "not well-formed"),
    ("no XML", lambda: with_parts(word__document="no XML"), "not well-formed XML"),
    ("another encoding", lambda: with_parts(word__document=b'<?xml version="1.0" encoding="x-mac"?><x/>'), "encoding"),
    ("no body", lambda: with_parts(word__document=f"<w:document {NAMES}/>"), "no body"),
    ("no text", lambda: docx("<w:p/>"), "no text"),
    ("no document part", lambda: with_parts(word__document=None), "names no document part"),
    ("no types", lambda: with_parts(types=None), r"\[Content_Types\].xml is named but missing"),
    ("a part that is named but missing", lambda: packed({k: v for k, v in parts(TEXT, styles="").items() if "styles.xml" not in k}), "styles.xml is named but missing"),
    ("a footnote that is not there", lambda: docx("<w:p><w:r><w:footnoteReference w:id='9'/></w:r></w:p>"), "the footnote with the mark 1 is named but missing"),
    ("a spreadsheet", lambda: packed(parts(TEXT, SHEET)), "no Word file"),
    ("another file taken in", lambda: docx("<w:altChunk r:id='x'/>" + TEXT), "another file is taken in"),
    ("a path upwards", lambda: outside("../../etc/passwd"), "lies outside of the file"),
    ("an absolute path", lambda: outside("/etc/passwd"), "lies outside of the file"),
    ("a path of Windows", lambda: outside("C:\\x"), "lies outside of the file"),
    ("a part twice", twice, "is there twice"),
    ("locked parts", locked, "locked with a password"),
    ("too many parts", many_parts, "more than 10,000 parts"),
    ("a million parts", a_million_parts, "more than 10,000 parts"),
    ("a damaged part", bad_crc, "damaged"),
    ("cut off", lambda: docx(TEXT)[:-200], "damaged or cut off|cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "says"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_one_sentence(make: Callable[[], bytes], says: str) -> None:
    data = make()
    tracemalloc.start()
    begun = time.monotonic()
    with pytest.raises(SourceError, match=says) as caught:
        read(data, "d.docx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - begun < 60  # a bound for a slow machine that traces memory, not a measure
    assert most < 700 * 2**20
    assert str(caught.value).startswith("d.docx: ")
    assert "\n" not in str(caught.value)


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST", 1000)
    with pytest.raises(SourceError, match="more than 1,000 elements"):
        read(docx("<w:p/>" * 1000), "d.docx")


def test_a_paragraph_of_megabytes() -> None:
    text = "".join(f"{n} " for n in range(400_000))
    with pytest.raises(SourceError, match="longer than 2 million characters"):
        load(docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"), "d.docx")


def test_nothing_is_written_and_the_code_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "d.docx"
    file.write_bytes(nested(10_000))
    for command in ("check", "fix", "review"):
        assert main([command, str(file)]) == 2
        error = capsys.readouterr().err
        assert error.count("\n") <= 2
        assert "Traceback" not in error
    assert [p.name for p in tmp_path.iterdir()] == ["d.docx"]
    assert file.read_bytes() == nested(10_000)


def test_pictures_are_not_looked_at() -> None:
    huge = struct.pack(">II", 2**31 - 1, 2**31 - 1)
    data = packed({**parts(TEXT), "word/media/image1.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + huge + bytes(50)})
    assert read(data, "d").text.startswith("The General")


def test_addresses_outside_are_not_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" TargetMode="External" '
        'Target="http://127.0.0.1:9/styles.xml"/></Relationships>'
    )
    files = {**parts(TEXT), "word/_rels/document.xml.rels": relations}
    assert read(packed(files), "d").text.startswith("The General")


def test_macros_are_said() -> None:
    types = parts(TEXT, MACROS)["[Content_Types].xml"].replace(
        "<Override", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1
    )
    data = packed({**parts(TEXT, MACROS), "[Content_Types].xml": types, "word/vbaProject.bin": b"\0"})
    assert read(data, "d.docm").remarks == ("the file holds macros, which were neither looked at nor run",)


def test_a_signature_is_said() -> None:
    data = packed({**parts(TEXT), "_xmlsignatures/sig1.xml": "<x/>"})
    assert read(data, "d.docx").remarks == ("the file is signed; a signature does not survive a change",)


FUZZED = 150  # the bench runs many more


def test_mutated_files() -> None:
    """A sentence or a source, and what is read can be written."""
    whole = [by_hand(draft_of(DRAFT)), docx(RICH, footnotes=NOTES)]
    for seed in range(FUZZED):
        mutate(whole[seed % 2], random.Random(seed))


def mutate(data: bytes, dice: random.Random) -> None:
    """Reads the file with something wrong in it: bytes of the archive, or the XML of one part."""
    if dice.random() < 0.3:
        data = bytes(damaged(bytearray(data), dice))
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        name = dice.choice([n for n in files if n.endswith((".xml", ".rels"))])
        files[name] = (
            shuffled(files[name], dice) if dice.random() < 0.7 else bytes(damaged(bytearray(files[name]), dice))
        )
        data = packed(files)
    try:
        source = read(data, "d.docx", original=dice.random() < 0.2)
    except SourceError:
        return
    assert isinstance(source.origin, Word)
    for at in range(0, len(source.text), 7):
        assert set(source.where(at)) == {"file_paragraph", "run", "character"}
        assert source.label(at)
    remarks = [Remark(at, at + 3, ("x",)) for at in range(0, len(source.text), 40)]
    try:
        new = written(source.origin, remarks=remarks)
    except SourceError:  # a part that was not read is damaged, too
        return
    assert read(new, "d.docx", original=source.origin.original).text.split() == source.text.split()


def damaged(data: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data))
        what = dice.random()
        if what < 0.6:
            data[at] = dice.randrange(256)
        elif what < 0.8:
            del data[at : at + dice.randint(1, 40)]
        else:
            data[at:at] = data[dice.randrange(len(data)) :][: dice.randint(1, 60)]
    return data


def shuffled(data: bytes, dice: random.Random) -> bytes:
    """The part with elements left out, doubled, or put elsewhere: often still well-formed."""
    pieces = data.split(b"<")
    for _ in range(dice.randint(1, 6)):
        if len(pieces) < 2:
            break
        at = dice.randrange(1, len(pieces))
        what = dice.random()
        if what < 0.4:
            pieces[at : at + 2] = []
        elif what < 0.7:
            there = dice.randrange(len(pieces))
            pieces[there:there] = pieces[at : at + dice.randint(1, 8)]
        else:
            pieces[at] = pieces[at].replace(b'="', b'="' + dice.choice([b"9", b"-1", b"x", b"99999999999999999999"]), 1)
    return b"<".join(pieces)
