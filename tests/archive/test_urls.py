"""Texts behind URLs: found, read, left alone while nothing tells of a change, and what is wrong is said."""

from __future__ import annotations

import os
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

import fsspec  # type: ignore[import-untyped]
import pytest
from fsspec.implementations.local import LocalFileSystem  # type: ignore[import-untyped]

from reslint.cli.main import main
from tests.archive.texts import check, content, write


class Hostless(LocalFileSystem):  # type: ignore[misc]  # fsspec has no types
    """Forgets the host of a URL, as the file systems for FTP and SFTP do."""

    protocol = "hostless"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("hostless://").partition("/")[2].lstrip("/") if "://" in path else path

    def unstrip_protocol(self, name: str) -> str:
        return f"hostless://{name}"


fsspec.register_implementation("hostless", Hostless, clobber=True)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven drafts in texts/, of the day before, and in the folder 80 of texts.zip, beside what is no draft."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "texts", 7)
    pack(tmp_path)
    return tmp_path


def pack(place: Path) -> None:
    then = time.time() - 86400
    with zipfile.ZipFile(place / "texts.zip", "w") as packed:
        for file in sorted((place / "texts").glob("*.md")):
            os.utime(file, (then, then))
            packed.write(file, f"80/{file.name}")
        packed.writestr("80/data.csv", "a,b\n")
        packed.writestr("node_modules/readme.md", "A module.\n")


def paths(database: str) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT path FROM file WHERE run = (SELECT max(id) FROM run) ORDER BY path").fetchall()
        return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("zip://::{place}/texts.zip", "zip://80/00001.md::{place}/texts.zip"),
        ("zip://80::{place}/texts.zip", "zip://80/00001.md::{place}/texts.zip"),
        ("zip://**/*.md::{place}/texts.zip", "zip://80/00001.md::{place}/texts.zip"),
        ("file://{place}/texts", "file://{place}/texts/00001.md"),
        ("file://{place}/tex?s", "file://{place}/texts/00001.md"),
        ("hostless://example/{place}/texts", "hostless://example/{place}/texts/00001.md"),
        ("file://{place}/texts/0000[1-7].md", "file://{place}/texts/00001.md"),
    ],
)
def test_folders_and_patterns(place: Path, url: str, first: str) -> None:
    assert check(url.format(place=place), "--db", "url.sqlite", "--ignore", "entity") == 1
    assert check("texts", "--db", "here.sqlite", "--ignore", "entity") == 1
    found = [path for path in paths("url.sqlite") if "node_modules" not in path]
    assert len(found) == 7
    assert found[0] == first.format(place=place).replace("example//", "example/")
    url_rows, rows = (
        sorted(row[1:] for row in content(place / name)["findings"]) for name in ("url.sqlite", "here.sqlite")
    )
    assert url_rows == rows


def test_files_that_did_not_change_are_not_read_again(place: Path) -> None:
    urls = [f"zip://80/{n:05}.md::{place}/texts.zip" for n in range(1, 8)]
    assert check(*urls, "--db", "a.sqlite", "--no-cache") == 1
    first = content(place / "a.sqlite")
    before = documents("a.sqlite")
    assert check(*urls, "--db", "a.sqlite", "--no-cache") == 1
    assert documents("a.sqlite") == before
    assert content(place / "a.sqlite")["findings"] == first["findings"]
    write(place / "texts", 1, first=3)
    (place / "texts" / "00003.md").write_text("*The General Assembly*,\n\n1. *Decides* so.\n", encoding="utf-8")
    pack(place)
    check(*urls, "--db", "a.sqlite", "--no-cache")
    assert documents("a.sqlite") == before + 1


def documents(database: str) -> int:
    with closing(sqlite3.connect(database)) as opened:
        return int(opened.execute("SELECT count(*) FROM document").fetchone()[0])


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("zip://::nowhere.zip", "zip://::nowhere.zip: no such file or folder"),
        ("zip://90/*.md::texts.zip", "zip://90/*.md::texts.zip: no file there that can be checked"),
        ("simplecache::file:///texts", "simplecache::file:///texts: begins with no place of files"),
        ("https://joe:word@example.org/a.md", "https://joe:…@example.org/a.md: holds a password"),
        ("nonsense://a/b", "nonsense://a/b: cannot be listed: Protocol not known: nonsense"),
        ("zip://80/data.csv::texts.zip", "zip://80/data.csv::{place}/texts.zip: not a format that reslint reads"),
    ],
)
def test_what_is_wrong_is_said(place: Path, url: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(url, "--db", "a.sqlite") == 2
    said = capsys.readouterr().err
    assert f"reslint: {sentence.format(place=place)}" in said
    assert "Traceback" not in said


def test_settings_leave_out_what_lies_below(place: Path) -> None:
    (place / "reslint.toml").write_text('exclude = ["80/00001.md"]\n', encoding="utf-8")
    url = f"zip://::{place}/texts.zip"
    assert main(["archive", "check", url, "--db", "a.sqlite", "--jobs", "1"]) == 1
    assert paths("a.sqlite") == [f"zip://80/{n:05}.md::{place}/texts.zip" for n in range(2, 8)]
