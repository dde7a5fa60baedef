"""`reslint test-rules` and `new-rule`: what is said of rules of one's own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from reslint import data
from reslint.cli.main import main
from reslint.house.begin import begin
from reslint.house.trial import try_pack
from reslint.language import CODES
from reslint.packs import GENERAL
from reslint.registry.store import Registry
from reslint.schemas import rule_schema

CASES = YAML(typ="safe").load(Path(__file__).parent / "cases" / "trial.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_said_of_a_rule(
    case: dict[str, Any], rule_with: Callable[[dict[str, Any]], Any], tmp_path: Path, shipped_registry: Registry
) -> None:
    file = tmp_path / "house" / "chair.yaml"
    file.parent.mkdir()
    YAML().dump(rule_with(case["changes"]), file)
    faults = [str(fault) for fault in try_pack(str(tmp_path), shipped_registry).faults]
    if case["says"]:
        assert any(case["says"] in fault for fault in faults), faults
        assert all(fault.startswith(f"{file}:") for fault in faults)
    else:
        assert faults == []


def test_the_rules_that_ship(shipped_registry: Registry) -> None:
    trial = try_pack(str(data.rules_folder()), shipped_registry)
    assert trial.faults == ()
    assert trial.examples > 300


@pytest.mark.parametrize(("check", "languages"), [*product(GENERAL, [*((code,) for code in CODES), CODES])])
def test_a_new_rule_works_as_it_stands(
    check: str, languages: tuple[str, ...], tmp_path: Path, shipped_registry: Registry
) -> None:
    file = tmp_path / "house" / "new.yaml"
    file.parent.mkdir()
    file.write_text(begin(check, languages), encoding="utf-8")
    assert try_pack(str(tmp_path), shipped_registry).faults == ()
    jsonschema.Draft7Validator(rule_schema()).validate(YAML(typ="safe").load(file))


def test_a_new_rule_finds_its_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new-rule", "house/disabled", "--pack", "ours"]) == 0
    assert "reslint test-rules ours" in capsys.readouterr().out
    first = (tmp_path / "ours/house/disabled.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../rule.schema.json"
    assert (tmp_path / "ours/rule.schema.json").is_file()
    assert main(["test-rules", "ours"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule tried, 0 faults found\n"
