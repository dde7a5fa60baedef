"""Workspace symbols: the drafts of some folders, read once and again when they change."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol.types import Position
from reslint_lsp.settings import Settings
from reslint_lsp.workspace import MOST, Library

from tests.lsp.drafts import ARABIC, ENGLISH, FRENCH
from tests.lsp.raw import uri_of


def write(path: Path, text: str, later: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    now = path.stat().st_mtime + later
    os.utime(path, (now, now))
    return path


def find(library: Library, folder: Path, query: str) -> list[str]:
    found = library.find([str(folder)], query, "utf-16", lambda done, of, path: None)
    return [f"{Path(s.location.uri).name} {s.name}" for s in found]


def test_names_that_hold_every_word(tmp_path: Path) -> None:
    write(tmp_path / "en.md", "A/C.3/81/L.9\n\n" + ENGLISH + "\n1. *Requests* a report.\n")
    write(tmp_path / "fr" / "fr.md", FRENCH)
    write(tmp_path / "ar.txt", ARABIC)
    write(tmp_path / "notes.md", "Dear colleagues,\n")
    write(tmp_path / "broken.md", "").write_bytes(b"\xff\xfe\xff")
    write(tmp_path / "script.py", ENGLISH)
    library = Library(Settings())
    assert find(library, tmp_path, "recalling") == ["en.md PP 1 Recalling its resolution 77/18 of 20 November 2022,"]
    assert find(library, tmp_path, "SA 77/18 rappelant") == [
        "fr.md PP 1 Rappelant sa résolution 77/18 du 20 novembre 2022,"
    ]
    assert [name.split()[0] for name in find(library, tmp_path, "77/18")] == ["ar.txt", "en.md", "fr.md"]
    assert find(library, tmp_path, "OP 1 report") == ["en.md OP 1 Requests a report."]
    assert find(library, tmp_path, "L.9")[0] == "en.md A/C.3/81/L.9"
    assert find(library, tmp_path, "recalling report") == []
    assert find(library, tmp_path / "nowhere", "") == []


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a draft.md", ENGLISH.replace("\n", "\r\n").replace("its", "😀 its"))
    [symbol] = Library(Settings()).find([str(tmp_path)], "recalling", "utf-16", lambda done, of, name: None)
    assert symbol.location.uri == uri_of(path)
    where = symbol.location.range  # type: ignore[union-attr]
    assert where.start == Position(2, 0)
    assert where.end == Position(2, len("*Recalling* xx its resolution 77/18 of 20 November 2022,"))


def test_files_that_change(tmp_path: Path) -> None:
    path = write(tmp_path / "draft.md", ENGLISH)
    library = Library(Settings())
    assert len(find(library, tmp_path, "77/18")) == 1
    write(path, ENGLISH.replace("77/18", "75/16"), later=2)
    assert find(library, tmp_path, "77/18") == []
    assert len(find(library, tmp_path, "75/16")) == 1
    path.unlink()
    assert find(library, tmp_path, "75/16") == []


def test_what_the_settings_leave_out(tmp_path: Path) -> None:
    write(tmp_path / "reslint.toml", 'exclude = ["old/**"]\n')
    write(tmp_path / "old" / "draft.md", ENGLISH)
    write(tmp_path / "draft.md", ENGLISH)
    assert len(find(Library(Settings()), tmp_path, "recalling")) == 1
    write(tmp_path / "reslint.toml", "exclude = \n")
    assert find(Library(Settings()), tmp_path, "recalling") == []


def test_no_more_than_an_editor_can_show(tmp_path: Path) -> None:
    paragraphs = "".join(f"*Recalling* the matter number {n},\n\n" for n in range(MOST + 50))
    write(tmp_path / "draft.md", f"*The General Assembly*,\n\n{paragraphs}")
    assert len(find(Library(Settings()), tmp_path, "recalling")) == MOST


def test_progress(tmp_path: Path) -> None:
    for n in range(3):
        write(tmp_path / f"{n}.md", ENGLISH)
    steps: list[tuple[int, int, str]] = []
    Library(Settings()).find([str(tmp_path)], "x", None, lambda *step: steps.append(step))
    assert [(done, of, Path(path).name) for done, of, path in steps] == [(0, 3, "0.md"), (1, 3, "1.md"), (2, 3, "2.md")]
