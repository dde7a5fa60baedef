"""Files that LibreOffice turns into Word files first. What it makes of real ones: test_one_verdict.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reslint.source import office
from reslint.source.model import SourceError
from reslint.source.read import load

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RICH = b"{\\rtf1 Tea}"
OPEN = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(200)
NO_OFFICE = "" if shutil.which("soffice") else "LibreOffice is not installed"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [("d.doc", OLD, "an old Word file"), ("d.rtf", RICH, "a rich text file"), ("d.odt", OPEN, "an OpenDocument text")],
)
def test_without_libreoffice_one_sentence_says_what_to_do(
    name: str, data: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)
    with pytest.raises(SourceError, match=f"^{name}: {what} .*; install LibreOffice to have it read, or save it as"):
        load(data, name)


def test_a_suffix_without_such_a_file_behind_it() -> None:
    with pytest.raises(SourceError, match=r"^d\.doc: damaged, or not what its suffix says"):
        load(b"Tea and bread.", "d.doc")


def program(folder: Path, script: str) -> str:
    """A stand-in for LibreOffice."""
    place = folder / "soffice"
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return str(place)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 1", "LibreOffice cannot read it"),
        ("sleep 60 & sleep 60", "LibreOffice took more than 0.5 seconds"),
        ("head -c 300000000 /dev/zero > x", "LibreOffice cannot read it"),
    ],
)
def test_a_libreoffice_that_fails(script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(office, "TIMEOUT", 0.5 if "sleep" in script else 60)
    monkeypatch.setattr(office, "_program", lambda: program(tmp_path, script))
    with pytest.raises(SourceError, match=f"^d.rtf: {says}"):
        load(RICH, "d.rtf")
    assert not any(file.stat().st_size > office.LARGEST for file in tmp_path.iterdir())


def test_a_libreoffice_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: "/nowhere/soffice")
    with pytest.raises(SourceError, match="cannot be started: No such file"):
        load(RICH, "d.rtf")


@pytest.mark.skipif(bool(NO_OFFICE), reason=NO_OFFICE)
def test_a_damaged_file() -> None:
    with pytest.raises(SourceError, match=r"^d\.doc: "):
        load(OLD, "d.doc")
