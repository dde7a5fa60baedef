"""The form of reslint's own, for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reslint.cli.main import main


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    text = "*Recalling* its resolution 77/18 of 20 November 2022,\n\n*Noting* it, <!-- reslint: ignore date/range -->\n"
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(text)
    assert main(["check", "--format", "json", "--select", "citation/date,suppression", "a.md", "b.md"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["version"] == 1
    assert [f["file"] for f in said["files"]] == ["a.md", "b.md"]
    date, comment = said["files"][0]["findings"]
    assert (date["rule"], date["severity"], date["paragraph"]) == ("citation/date", "error", "PP 1")
    assert text[date["start"] : date["end"]] == "20 November 2022"
    assert (date["row"], date["column"], date["end_row"], date["end_column"]) == (1, 37, 1, 53)
    edit = date["fix"]["edits"][0]
    assert text[edit["start"] : edit["end"]] + "→" + edit["text"] == "20→21"
    assert comment["rule"] == "suppression/reason"
    assert said["summary"]["error"] == 2
    assert said["summary"]["fixable_unsafe"] == 2


def test_nothing_at_all_is_still_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "nowhere.md"]) == 2
    assert json.loads(capsys.readouterr().out)["files"] == []
