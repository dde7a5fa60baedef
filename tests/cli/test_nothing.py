"""No command ends with 0 without having done its work: the table `nothing.yaml`."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from reslint.cli.main import COMMANDS, main

TABLE: dict[str, list[tuple[str, int, str]]] = YAML(typ="safe").load(Path(__file__).parent / "nothing.yaml")
ROWS = [pytest.param(*row, id=row[0] or "reslint") for rows in TABLE.values() for row in rows]
RESOLUTION = b"*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n"
GONE = (
    b'{"version": 1, "findings": {"gone.md": [{"rule": "citation/date", "severity": "error", "text": "1 May 2020", '
    b'"paragraph": "Noting", "digest": "0123456789ab"}]}}'
)
FILES = {
    "draft.md": RESOLUTION,
    "list.md": b"Milk and bread.\n",
    "blank.md": b"",
    "latin.md": b"*Recalling* the caf\xe9,\n",
    "old.docx": b"PK\x03\x04",
    "folder/.keep": b"",
    "lists/list.md": b"Milk and bread.\n",
    "excluded/draft.md": RESOLUTION,
    "excluded/reslint.toml": b'exclude = ["*.md"]\n',
    "empty.json": b"",
    "known.json": b'{"version": 1, "findings": {}}',
    "gone.json": GONE,
    "other.json": b'{"findings": []}',
}
# Hooks name files that nobody chose: that none of them is a draft of theirs is no failure.
ALLOWED = ("--force-exclude", "--pass-over")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "work"
    for name, data in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    return place


@pytest.mark.parametrize(("command", "code", "sentence"), ROWS)
def test_nothing_to_do(
    command: str, code: int, sentence: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(shlex.split(command)) == code
    out, err = capsys.readouterr()
    assert sentence in err if command else sentence in out
    assert "Traceback" not in err
    assert code < 2 or "nothing found" not in out or "not everything could be done" in out
    assert all(line.startswith("reslint") or code < 2 or "fix" in command for line in err.splitlines()), err
    if code == 0:
        assert any(option in command for option in ALLOWED)
    # What could not be done has written nothing.
    assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == FILES


def test_every_command_is_in_the_table() -> None:
    assert set(TABLE) == {*COMMANDS, ""}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_says_how_it_ends(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = command if command != "archive" else "archive check"
    assert main([*told.split(), "--help"]) == 0
    assert "Exit code: 0 " in capsys.readouterr().out
