"""GitLab's code quality report: the keys and values that its documentation asks for, and lasting fingerprints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reslint.cli.main import main

WHOLE = {"type": "integer", "minimum": 1}
PLACE = {"type": "object", "properties": {"line": WHOLE, "column": WHOLE}, "required": ["line", "column"]}
REPORT = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z]+/[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)[^\\]+$"},
                    "lines": {"type": "object", "properties": {"begin": WHOLE, "end": WHOLE}, "required": ["begin"]},
                    "positions": {"type": "object", "properties": {"begin": PLACE, "end": PLACE}},
                },
                "required": ["path", "lines"],
                "additionalProperties": False,
            },
        },
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
    },
}
FAULT = "77/18 of 20 November 2022"
DRAFT = (
    f"*The General Assembly*,\n\n*Recalling* its resolution {FAULT},\n\n"
    f"*Noting* resolution {FAULT} and again resolution {FAULT},\n"
)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def reported(text: str, *paths: str) -> list[dict[str, Any]]:
        for path in paths:
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text)
        main(["check", "--format", "gitlab", *paths])
        issues: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        Draft202012Validator(REPORT).validate(issues)
        return issues

    return reported


def test_issues(report: Any) -> None:
    first = report(DRAFT, "./a.md")[0]
    assert first["description"].startswith("PP 1: 77/18 was adopted on 21 November 2022")
    assert first["check_name"] == "citation/date"
    assert first["severity"] == "major"
    assert first["location"]["path"] == "a.md"
    assert first["location"]["lines"] == {"begin": 3, "end": 3}
    assert first["location"]["positions"]["begin"] == {"line": 3, "column": 37}


def test_nothing_is_an_empty_list(report: Any) -> None:
    assert report("*The General Assembly*,\n\n*Noting* the report,\n", "a.md") == []


def test_no_two_fingerprints_are_the_same(report: Any) -> None:
    issues = report(DRAFT, "a.md", "b.md")
    assert len(issues) >= 6
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_fingerprints_stay_while_the_text_moves(report: Any) -> None:
    before = {issue["fingerprint"] for issue in report(DRAFT, "a.md")}
    moved = DRAFT.replace("*,\n\n", "*,\n\n\n*Welcoming* the report,\n\n").replace(" of 20", "\nof\u00a020")
    after = {issue["fingerprint"] for issue in report(moved, "a.md")}
    assert before == after


def test_paths_begin_at_the_project(report: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path.parent))
    assert report(DRAFT, "a.md")[0]["location"]["path"] == f"{tmp_path.name}/a.md"
