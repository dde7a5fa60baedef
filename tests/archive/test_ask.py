"""Questions, exports and the comparison of two runs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pyarrow import parquet  # type: ignore[import-untyped,unused-ignore]

from reslint.archive.questions import QUESTIONS
from reslint.cli.main import main
from tests.archive.texts import DRAFT, RIGHT, WRONG, check, write


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    write(tmp_path / "texts", 6)
    check("texts", "--db", "a.sqlite")
    capsys.readouterr()
    return tmp_path


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["archive", "query", *arguments, "--db", "a.sqlite", "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "csv", "jsonl"):
        assert main(["archive", "query", name, "--db", "a.sqlite", "--format", form]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("place")
def test_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "dates") == [
        {"resolution": "A/RES/77/18", "adopted": "2022-11-21", "written": "2022-11-22", "times": 2,
         "cited so by": "A/RES/80/3 en,A/RES/80/6 en"}
    ]  # fmt: skip
    assert ask(capsys, "languages")[0]["texts"] == 6
    assert [row["texts"] for row in ask(capsys, "cited")] == [6, 6]
    assert ask(capsys, "--sql", "SELECT count(*) AS n FROM texts WHERE run = :run") == [{"n": 6}]
    assert {row["rule"] for row in ask(capsys, "rules")} >= {"citation/date"}


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--sql", "SELECT 1 FROM nowhere"], "no such table"),
        (["--sql", "DELETE FROM finding"], "attempt to write a readonly database"),
        (["rules", "--run", "7"], "no run 7"),
        (["rules", "--sql", "SELECT 1"], "not both"),
        (["rules", "--db", "none.sqlite"], "no such database"),
    ],
)
def test_questions_that_cannot_be_answered(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "query", "--db", "a.sqlite", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_exports_hold_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("findings", "texts", "citations", "files"):
        for suffix in ("csv", "jsonl", "parquet"):
            assert main(["archive", "export", what, "-o", f"{what}.{suffix}", "--db", "a.sqlite"]) == 0
        lines = (place / f"{what}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert rows
        with (place / f"{what}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)) == [
                {k: "" if v is None else str(v) for k, v in row.items()} for row in rows
            ]
        assert parquet.read_table(place / f"{what}.parquet").to_pylist() == rows
    capsys.readouterr()
    assert main(["archive", "export", "-o", "x.ods", "--db", "a.sqlite"]) == 2
    assert "the suffix says the form" in capsys.readouterr().err
    assert not list(place.glob("*.new"))


def test_diff_tells_new_gone_and_moved(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = place / "texts"
    (texts / "00001.md").write_text(DRAFT.format(n=1, day=WRONG), encoding="utf-8")  # new
    (texts / "00003.md").write_text(DRAFT.format(n=3, day=RIGHT), encoding="utf-8")  # gone
    (texts / "00006.md").rename(texts / "moved.md")
    other = (texts / "00002.md").read_text(encoding="utf-8")
    (texts / "00002.md").write_text(f"\n\n{other}", encoding="utf-8")  # nothing in it: nothing is told
    check("texts", "--db", "a.sqlite")
    capsys.readouterr()
    assert main(["archive", "diff", "1", "2", "--db", "a.sqlite", "--format", "jsonl"]) == 1
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    dates = [c for c in changes if "citation/date" in (c.get("new", c.get("old"))["rule"])]
    assert [(c["change"], c.get("old", {}).get("path"), c.get("new", {}).get("path")) for c in dates] == [
        ("new", None, "texts/00001.md"),
        ("gone", "texts/00003.md", None),
        ("moved", "texts/00006.md", "texts/moved.md"),
    ]
    assert main(["archive", "diff", "2", "2", "--db", "a.sqlite"]) == 0
    assert "0 new, 0 gone, 0 moved" in capsys.readouterr().out
