"""Reviewdog's diagnostic format: the messages of its protocol, columns in bytes, suggestions that fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reslint.cli.main import main

# From the protocol's messages DiagnosticResult, Diagnostic, Location, Range, Position, Suggestion, Source and Code.
WHOLE = {"type": "integer", "minimum": 1}


def message(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


POSITION = message(["line", "column"], line=WHOLE, column=WHOLE)
RANGE = message(["start", "end"], start=POSITION, end=POSITION)
NAMED = {"type": "string", "minLength": 1}
RESULT = message(
    ["diagnostics", "source"],
    source=message(["name"], name=NAMED, url=NAMED),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    diagnostics={
        "type": "array",
        "items": message(
            ["message", "location"],
            message=NAMED,
            location=message(["path"], path=NAMED, range=RANGE),
            severity={"enum": ["ERROR", "WARNING", "INFO"]},
            code=message(["value"], value=NAMED, url={"type": "string", "pattern": "^https://"}),
            suggestions={
                "type": "array",
                "minItems": 1,
                "items": message(["range", "text"], range=RANGE, text={"type": "string"}),
            },
        ),
    },
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    main(["check", "--format", "rdjson", *arguments])
    result = json.loads(capsys.readouterr().out)
    Draft202012Validator(RESULT).validate(result)
    found: list[dict[str, Any]] = result["diagnostics"]
    return found


def offset(data: bytes, position: dict[str, int]) -> int:
    """Where in the bytes of the file a position is."""
    return sum(len(line) for line in data.splitlines(keepends=True)[: position["line"] - 1]) + position["column"] - 1


def test_columns_and_suggestions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        "*The General Assembly*,\n\n*Recalling* 😀 é its resolution 77/18 of 20 November 2022,\n\n"
        "*Recalling also* its resolutions 72/74 of 6\u00a0December 2017, 75/16 of 23 November 2020, "
        "73/135 of 13 December 2018 and 77/18 of 21 November 2022,\n"
    )
    (tmp_path / "é.md").write_text(text)
    data = text.encode()
    wrong, order = run(capsys, "--select", "citation/date,citation/order", "é.md")
    assert wrong["location"]["path"] == "é.md"
    assert wrong["severity"] == "ERROR"
    assert wrong["code"]["value"] == "citation/date"
    place = wrong["location"]["range"]
    assert data[offset(data, place["start"]) : offset(data, place["end"])] == b"20 November 2022"
    (change,) = wrong["suggestions"]
    start, end = (offset(data, change["range"][name]) for name in ("start", "end"))
    assert (data[:start] + change["text"].encode() + data[end:]).decode() == text.replace("20 Nov", "21 Nov", 1)
    (change,) = order["suggestions"]
    start, end = (offset(data, change["range"][name]) for name in ("start", "end"))
    fixed = (data[:start] + change["text"].encode() + data[end:]).decode().replace("\u00a0", " ")
    assert "2017, 73/135 of 13 December 2018, 75/16 of 23 November 2020 and 77/18 of" in fixed


def test_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "nowhere.md") == []
