"""Workflow commands, read the way the runner of GitHub Actions reads them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.cli.main import main
from reslint.report.github import command

# ::name key=value,key=value::message, as the documentation of workflow commands gives it.
COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>[^\n]*?))?::(?P<message>[^\n]*)")
ESCAPES = {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}  # the percent sign last
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(st.sampled_from(":,%\r\n=AD0253 "))
DRAFT = (
    "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n\n"
    "*Noting also* its\nresolution 100 %,\n"
)


def unescaped(text: str, *, property_: bool) -> str:
    for escape, character in ESCAPES.items():
        if property_ or character not in ":,":
            text = text.replace(escape, character)
    return text


def understood(line: str) -> tuple[str, dict[str, str], str]:
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = [pair.partition("=") for pair in (found["properties"] or "").split(",")]
    properties = {key: unescaped(value, property_=True) for key, _, value in pairs}
    return found["name"], properties, unescaped(found["message"], property_=False)


@given(TEXTS, TEXTS)
def test_what_is_escaped_comes_back(message: str, title: str) -> None:
    line = command("error", message, {"file": "a.md", "title": title})
    assert line.count("\n") == 1
    assert understood(line[:-1]) == ("error", {"file": "a.md", "title": title}, message)


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", "--format", "github", *arguments])
    return capsys.readouterr().out.splitlines()


def test_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a, b.md").write_text(DRAFT)
    error, warning, summary = lines(capsys, "--select", "citation/date,preamble/sequence", "a, b.md")
    name, properties, message = understood(error)
    assert name == "error"
    assert properties == {
        "file": "a, b.md", "line": "3", "col": "37", "endLine": "3", "endColumn": "52",
        "title": "reslint citation/date",
    }  # fmt: skip
    assert message.startswith("PP 1: 77/18 was adopted on 21 November 2022")
    assert understood(warning)[0] == "warning"
    assert summary.startswith("1 error, 1 warning in 1 file")


def test_a_finding_over_several_lines_has_no_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("*Recalling* its resolution 77/18 of 20\nNovember 2022,\n")
    properties = understood(lines(capsys, "--select", "citation/date", "a.md")[0])[1]
    assert (properties["line"], properties["endLine"]) == ("1", "2")
    assert not {"col", "endColumn"} & set(properties)


def test_paths_begin_at_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text(DRAFT)
    monkeypatch.chdir(tmp_path / "drafts")
    assert understood(lines(capsys, "--select", "citation/date", "a.md")[0])[1]["file"] == "a.md"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert understood(lines(capsys, "--select", "citation/date", "a.md")[0])[1]["file"] == "drafts/a.md"
    monkeypatch.setenv("GITHUB_WORKSPACE", os.path.join(tmp_path, "elsewhere"))
    assert understood(lines(capsys, "--select", "citation/date", "a.md")[0])[1]["file"] == "a.md"


def test_what_could_not_be_done_is_an_error_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert understood(lines(capsys, "nowhere.md")[0]) == (
        "error",
        {"title": "reslint"},
        "nowhere.md: no such file or folder",
    )
