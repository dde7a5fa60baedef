"""The JSON Schemas held to the code: every key, every set of values, and a table of good and bad files."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from reslint import config, data, packs
from reslint.checks.general import common
from reslint.cli.main import main
from reslint.rules import LEVELS, PROFILES, RuleError, shipped
from reslint.schemas import config_schema, dumps, rule_schema

RuleWith = Callable[[dict[str, Any]], Any]
CASES = Path(__file__).parent / "cases"
CONFIG, RULE = config_schema(shipped()), rule_schema()
DAYS = jsonschema.FormatChecker(["date"])


def table(name: str) -> list[Any]:
    groups = YAML(typ="safe").load(CASES / f"{name}.yaml")
    return [
        pytest.param(case, group == "good", id=f"{group}: {title}")
        for group, cases in groups.items()
        for title, case in cases.items()
    ]


def accepts(schema: dict[str, Any], value: Any) -> bool:
    return not list(jsonschema.Draft7Validator(schema, format_checker=DAYS).iter_errors(value))


def as_json(value: Any) -> Any:
    """`value` as an editor sees it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(as_json, value))
    return value.isoformat() if isinstance(value, date | datetime) else value


@pytest.mark.parametrize("schema", [CONFIG, RULE, config_schema()])
def test_a_schema_is_one(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize(("text", "good"), table("config"))
def test_settings(
    text: str, good: bool, rule_with: RuleWith, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "house" / "house"
    pack.mkdir(parents=True)
    YAML().dump(rule_with({}), pack / "chair.yaml")
    (tmp_path / "reslint.toml").write_text(text)
    assert accepts(CONFIG, as_json(tomllib.loads(text))) is good
    assert (main(["config", str(tmp_path)]) == 0) is good, capsys.readouterr().err


@pytest.mark.parametrize(("changes", "good"), table("rule"))
def test_rules(changes: dict[str, Any], good: bool, rule_with: RuleWith, tmp_path: Path) -> None:
    rule = rule_with(changes)
    file = tmp_path / "house" / "chair.yaml"
    file.parent.mkdir()
    YAML().dump(rule, file)
    try:
        packs.read_rule(file)
        taken = True
    except RuleError:
        taken = False
    assert accepts(RULE, rule) is good
    assert taken is good


@pytest.mark.parametrize("file", sorted(data.rules_folder().glob("*/*.yaml")), ids=lambda file: file.stem)
def test_rules_that_ship(file: Path) -> None:
    if file.parent.name not in packs.DATA_FOLDERS:
        assert accepts(RULE, as_json(YAML(typ="safe").load(file)))


def test_every_setting() -> None:
    assert tuple(CONFIG["properties"]) == config.KEYS
    per_path = CONFIG["properties"]["per-path"]["items"]
    assert tuple(per_path["properties"]) == config.PATH_KEYS
    assert tuple(CONFIG["properties"]["per-lang"]["additionalProperties"]["properties"]) == config.LANG_KEYS
    assert {"paths", *(name.replace("_", "-") for name in config.PathSettings._fields)} == set(config.PATH_KEYS)
    definitions = CONFIG["definitions"]
    assert tuple(definitions["profile"]["enum"]) == PROFILES
    assert tuple(definitions["fail-on"]["enum"]) == config.FAIL_ON
    assert tuple(definitions["language"]["enum"]) == config.LANGUAGES
    assert tuple(definitions["levels"]["additionalProperties"]["enum"]) == LEVELS
    for key, setting in CONFIG["properties"].items():
        assert setting["description"]
        default = config.Config._field_defaults[key.replace("-", "_")]
        assert setting.get("default") == (list(default) if isinstance(default, tuple) else default)


def test_every_key_of_a_rule() -> None:
    properties, definitions = RULE["properties"], RULE["definitions"]
    assert set(properties) == {*packs.REQUIRED, *packs.OPTIONAL}
    assert tuple(RULE["required"]) == packs.REQUIRED
    assert tuple(properties["severity"]["required"]) == PROFILES
    assert tuple(properties["fix"]["properties"]["safety"]["enum"]) == packs.SAFETIES
    assert tuple(definitions["level"]["enum"]) == LEVELS
    assert tuple(definitions["language"]["enum"]) == packs.LANGUAGES
    assert tuple(definitions["organ"]["enum"]) == packs.ORGANS
    assert tuple(definitions["kind"]["enum"]) == common.KINDS
    example = definitions["example"]["properties"]
    assert tuple(example) == packs.EXAMPLE_KEYS
    assert tuple(example["format"]["enum"]) == packs.FORMATS
    assert tuple(example["profile"]["enum"]) == PROFILES


@pytest.mark.parametrize("name", packs.GENERAL)
def test_every_option_of_a_general_check(name: str) -> None:
    (options,) = (
        branch["then"]["properties"]["options"]["properties"]
        for branch in RULE["allOf"]
        if branch["if"]["properties"]["check"]["const"] == name
    )
    with pytest.raises(ValueError, match="unknown option") as caught:
        import_module(f"reslint.checks.general.{name}").prepare({"no-such-option": 1})
    assert str(caught.value).partition("known are ")[2].split(", ") == list(options)


def test_the_commands_print_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--no-config", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == CONFIG
    assert main(["rules", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == RULE


def test_an_editor_uses_them(tmp_path: Path) -> None:
    """taplo is what most editors ask about TOML."""
    (tmp_path / "schema.json").write_text(dumps(CONFIG))
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('#:schema ./schema.json\nprofile = "gate"\nas-of = 2026-01-01\n')
    bad.write_text('#:schema ./schema.json\nprofile = "press"\n')
    taplo = Path(sys.executable).parent / "taplo"

    def lint(file: Path) -> int:
        return subprocess.run([taplo, "lint", file], cwd=tmp_path, capture_output=True, check=False).returncode

    assert lint(good) == 0
    assert lint(bad) == 1
