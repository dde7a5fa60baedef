"""JSON Schemas (draft 7, which every editor knows) of the settings and of a rule's file.

They are written by hand, for their descriptions show up in editors and in the documentation;
tests/schemas holds them to what the code reads.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from reslint.rules import Rule


def config_schema(rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """The schema of `reslint.toml`. With `rules`, their ids and families are the names that may stand in it."""
    schema = _load("config")
    if rules:
        families = dict.fromkeys(rule.family for rule in rules)
        names = [*sorted(rule.id for rule in rules), *families, *(f"{family}/*" for family in families), "all", "*"]
        schema["definitions"]["rule"]["enum"] = names
    return schema


def rule_schema() -> dict[str, Any]:
    """The schema of `<family>/<rule>.yaml`."""
    return _load("rule")


def dumps(schema: dict[str, Any]) -> str:
    """A schema as the commands print it."""
    return json.dumps(schema, ensure_ascii=False, indent=2)


def _load(name: str) -> dict[str, Any]:
    with open(os.path.join(os.path.dirname(__file__), f"{name}.json"), encoding="utf-8") as file:
        schema: dict[str, Any] = json.load(file)
    return schema
