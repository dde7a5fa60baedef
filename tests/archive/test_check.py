"""What a run leaves in the database, and what it takes over from the last one."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from reslint.archive import store
from tests.archive.texts import check, content, write


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def age(folder: Path) -> None:
    """Makes the files older than those that are not trusted to stay as they are."""
    then = time.time() - 60
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def judged(database: Path) -> list[int]:
    """How many documents there are after each run."""
    with closing(sqlite3.connect(database)) as opened:
        return [row[0] for row in opened.execute("SELECT count(*) FROM document")]


def test_rows_tell_what_was_found(place: Path) -> None:
    write(place / "texts", 3)
    assert check("texts", "--db", "a.sqlite") == 1
    found = content(place / "a.sqlite")
    assert [row[:2] for row in found["files"]] == [(f"texts/0000{n}.md", "checked") for n in (1, 2, 3)]
    with closing(sqlite3.connect("a.sqlite")) as opened:
        assert opened.execute(
            "SELECT path, rule, severity, row, col, place, paragraph, quote FROM findings WHERE rule = 'citation/date'"
        ).fetchall() == [("texts/00003.md", "citation/date", "error", 5, 38, "line 5", "PP 1", "22 November 2022")]
        assert opened.execute(
            "SELECT c.path, c.symbol, c.written, c.adopted, c.paragraph FROM citations c "
            "JOIN finding f ON f.id = c.finding"
        ).fetchall() == [("texts/00003.md", "A/RES/77/18", "2022-11-22", "2022-11-21", "PP 1")]
        assert opened.execute("SELECT DISTINCT language, organ FROM texts").fetchall() == [("en", "GA")]


def test_what_has_not_changed_is_taken_over(place: Path) -> None:
    write(place / "texts", 6)
    age(place / "texts")
    check("texts", "--db", "a.sqlite", "--no-cache")
    assert judged(place / "a.sqlite") == [6]
    (place / "texts" / "00002.md").write_text("*The General Assembly*,\n\n1. *Decides* so;\n", encoding="utf-8")
    check("texts", "--db", "a.sqlite", "--no-cache")
    assert judged(place / "a.sqlite") == [7]
    before, after = content(place / "a.sqlite", 1), content(place / "a.sqlite", 2)
    assert [a[0] for a, b in zip(before["files"], after["files"], strict=True) if a != b] == ["texts/00002.md"]


def test_other_rules_judge_anew(place: Path) -> None:
    write(place / "texts", 3)
    age(place / "texts")
    check("texts", "--db", "a.sqlite")
    check("texts", "--db", "a.sqlite", "--ignore", "citation")
    assert judged(place / "a.sqlite") == [6]
    assert not [row for row in content(place / "a.sqlite")["findings"] if "citation/date" in row]


def test_a_text_without_a_date_is_judged_anew_the_next_day(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place / "texts", 1)
    age(place / "texts")
    check("texts", "--db", "a.sqlite", "--no-cache")
    with closing(sqlite3.connect("a.sqlite")) as opened, opened:
        opened.execute("UPDATE document SET day = '2020-01-01'")  # as if the run had been on that day
    check("texts", "--db", "a.sqlite", "--no-cache")
    assert judged(place / "a.sqlite") == [2]


def test_a_text_with_a_date_holds_for_ever(place: Path) -> None:
    write(place / "texts", 1)
    age(place / "texts")
    check("texts", "--db", "a.sqlite", "--as-of", "2026-01-01")
    with closing(sqlite3.connect("a.sqlite")) as opened:
        assert opened.execute("SELECT day FROM document").fetchall() == [("",)]


def test_what_cannot_be_read_is_said_and_tried_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place / "texts", 2)
    (place / "texts" / "bad.md").write_bytes(b"caf\xe9 and more")
    (place / "texts" / "other.md").write_text("A letter, which is no resolution.\n", encoding="utf-8")
    age(place / "texts")
    for _ in range(2):
        assert check("texts", "--db", "a.sqlite") == 2
        out, err = capsys.readouterr()
        assert "4 files: 2 checked, 1 passed over, 1 unreadable" in out
        assert "texts/bad.md: not valid UTF-8 at byte 3" in err


def test_lists_and_patterns_and_files_named_twice(place: Path) -> None:
    write(place / "texts", 4)
    (place / "list.txt").write_text("texts/00001.md\n\ntexts/00002.md\n", encoding="utf-8")
    assert check("@list.txt", "texts/0000[12].md", "texts/00004.md", "--db", "a.sqlite") == 0
    assert [row[0] for row in content(place / "a.sqlite")["files"]] == [f"texts/0000{n}.md" for n in (1, 2, 4)]


def test_a_run_that_was_stopped_goes_on_only_where_the_same_is_asked(place: Path) -> None:
    write(place / "texts", 3)
    archive = store.Archive("a.sqlite")
    assert not archive.begin(["texts"], {"profile": "archive"})
    archive.close()
    archive = store.Archive("a.sqlite")
    assert archive.begin(["texts"], {"profile": "archive"})
    archive.close()
    archive = store.Archive("a.sqlite")
    assert not archive.begin(["texts"], {"profile": "gate"})
    assert archive.run == 2
    archive.close()


def test_two_runs_at_once_are_kept_apart(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place / "texts", 1)
    archive = store.Archive("a.sqlite")
    assert check("texts", "--db", "a.sqlite") == 2
    assert "another run is at work on it" in capsys.readouterr().err
    archive.close()
    assert check("texts", "--db", "a.sqlite") == 0


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [("a.sqlite", b"no database at all" * 50, "cannot be used as a database"), ("folder/a.sqlite", None, "")],
)
def test_a_file_that_is_no_database(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, says: str
) -> None:
    write(place / "texts", 1)
    if data is not None:
        (place / name).write_bytes(data)
    assert check("texts", "--db", name) == 2
    err = capsys.readouterr().err
    assert name in err
    assert says in err
    assert "Traceback" not in err
    if data is not None:
        assert (place / name).read_bytes() == data


def test_another_database_is_left_alone(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place / "texts", 1)
    with closing(sqlite3.connect("other.sqlite")) as opened:
        opened.execute("CREATE TABLE mine (a)")
    assert check("texts", "--db", "other.sqlite") == 2
    assert "not one of an archive" in capsys.readouterr().err
