"""SARIF 2.1.0: the properties used, their types, and places that lead back to the text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from reslint.cli.main import main
from reslint.report.sarif import uri_of

BOUNDS = ["startLine", "startColumn", "endLine", "endColumn"]
REGION = {
    "type": "object",
    "properties": {name: {"type": "integer", "minimum": 1} for name in BOUNDS},
    "required": BOUNDS,
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"text": {"type": "string", "minLength": 1}, "markdown": {"type": "string", "minLength": 1}},
    "required": ["text"],
    "additionalProperties": False,
}
ARTIFACT = {
    "type": "object",
    "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~%/:+-]+$"}},
    "required": ["uri"],
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
            "required": ["artifactLocation", "region"],
            "additionalProperties": False,
        },
        "logicalLocations": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "message": TEXT,
    },
    "additionalProperties": False,
}
REPLACEMENT = {
    "type": "object",
    "properties": {
        "deletedRegion": REGION,
        "insertedContent": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    },
    "required": ["deletedRegion"],
    "additionalProperties": False,
}
FIX = {
    "type": "object",
    "properties": {
        "description": TEXT,
        "artifactChanges": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "artifactLocation": ARTIFACT,
                    "replacements": {"type": "array", "minItems": 1, "items": REPLACEMENT},
                },
                "required": ["artifactLocation", "replacements"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["artifactChanges"],
    "additionalProperties": False,
}
SUPPRESSION = {
    "type": "object",
    "properties": {"kind": {"const": "inSource"}, "justification": {"type": "string"}},
    "required": ["kind"],
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "properties": {
        "ruleId": {"type": "string", "pattern": "^[a-z]+/[a-z-]+$"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["error", "warning", "note"]},
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": LOCATION},
        "relatedLocations": {"type": "array", "minItems": 1, "items": LOCATION},
        "fixes": {"type": "array", "minItems": 1, "items": FIX},
        "suppressions": {"type": "array", "items": SUPPRESSION},
        "properties": {"type": "object"},
    },
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "suppressions"],
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": {"enum": ["error", "warning", "note", "none"]}},
            "additionalProperties": False,
        },
        "properties": {"type": "object"},
    },
    "required": ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "properties": {
        "tool": {
            "type": "object",
            "properties": {
                "driver": {
                    "type": "object",
                    "properties": {
                        "name": {"const": "reslint"},
                        "version": {"type": "string"},
                        "informationUri": {"type": "string"},
                        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                    },
                    "required": ["name", "version", "rules"],
                    "additionalProperties": False,
                }
            },
            "required": ["driver"],
            "additionalProperties": False,
        },
        "columnKind": {"const": "unicodeCodePoints"},
        "newlineSequences": {"const": ["\r\n", "\n", "\r"]},
        "results": {"type": "array", "items": RESULT},
    },
    "required": ["tool", "results", "columnKind"],
    "additionalProperties": False,
}
LOG = {
    "type": "object",
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": RUN},
    },
    "required": ["version", "runs"],
    "additionalProperties": False,
}
DRAFT = (
    "*The General Assembly*,\r\n\r\n"
    "*Recalling* 😀 é its resolution 77/18 of 20 November 2022,\r\n\r\n"
    "*Recalling also* its resolution 75/311 of 24 July 2021, <!-- reslint: ignore citation/date -- as printed -->\r\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["check", "--format", "sarif", *arguments])
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(LOG).validate(log)
    one: dict[str, Any] = log["runs"][0]
    return one


def test_results_lead_back_to_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a draft: é#1.md"
    (tmp_path / name).write_bytes(DRAFT.encode())
    found = run(capsys, "--select", "citation/date", name)
    first, second = found["results"]
    place = first["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == name
    region = place["region"]
    line = DRAFT.split("\r\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "20 November 2022"
    assert first["locations"][0]["logicalLocations"] == [{"name": "PP 1"}]
    replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    cut = replacement["deletedRegion"]
    fixed = line[: cut["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[cut["endColumn"] - 1 :]
    assert fixed == line.replace("20 November", "21 November")
    assert first["suppressions"] == []
    assert second["suppressions"] == [{"kind": "inSource", "justification": "as printed"}]
    rules = found["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in (first, second)] == ["citation/date", "citation/date"]


def test_nothing_found_is_a_valid_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "--select", "citation/date", "nowhere.md")["results"] == []


def test_every_rule_has_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.md").write_bytes(DRAFT.encode())
    found = run(capsys, "d.md")
    assert len(found["tool"]["driver"]["rules"]) > 30


def test_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri_of("a/b c.md") == "a/b%20c.md"
    assert uri_of("./a.md") == "a.md"
    assert uri_of(str(tmp_path / "a.md")) == "a.md"
    assert uri_of("/elsewhere/ö.md") == "file:///elsewhere/%C3%B6.md"
    assert uri_of("a:b?c#d.md") == "a%3Ab%3Fc%23d.md"
    assert uri_of(os.fsdecode(b"\xff.md")) == "%FF.md"
