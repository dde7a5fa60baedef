"""The file with which a rule of one's own begins: it works, and says what each of its keys is for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from textwrap import wrap
from typing import Any

from reslint.packs import DATA_FOLDERS
from reslint.rules import RuleError
from reslint.schemas import rule_schema

# The schema lies in the pack's folder, so that an editor needs no network.
SCHEMA = "rule.schema.json"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def ensure_name(name: str) -> None:
    """A `RuleError` where `name` cannot be the id of a rule of one's own."""
    if not _NAME.fullmatch(name):
        raise RuleError(f"{name!r} is no name of a rule: write FAMILY/NAME in small letters, digits and hyphens")
    if name.partition("/")[0] in DATA_FOLDERS:
        raise RuleError(f"{name}: the folder {name.partition('/')[0]} holds data, not rules; choose another family")


def begin(check: str, languages: Sequence[str]) -> str:
    """The text of a rule that works, with one of the checks that need no Python, for these languages."""
    kit = _templates()[check]
    options: dict[str, Any] = dict(kit.get("options", {}))
    for language in languages:
        for name, value in kit[language].get("options", {}).items():
            options[name] = _joined(options.get(name), value)
    rule: dict[str, Any] = {
        "summary": kit["summary"],
        "why": "Say in a sentence or two why a reader is served by it.",
        "authority": "Say who decided it: a section of your manual, a circular, a date.",
        "severity": {"drafter": "warning", "gate": "off", "archive": "note"},
        "languages": list(languages),
        "check": check,
        "options": options,
        "messages": {"found": {"en": kit["message"]}},
    }
    if "fix" in kit:
        rule["fix"] = {"safety": kit["safety"], "what": kit["fix"]}
    wrong: list[dict[str, object]] = []
    for language in languages:
        texts = kit[language]
        wrong.append({"lang": language, "text": texts["wrong"], "finds": ["found"]})
        if "fixed" in texts:
            wrong[-1]["fixed"] = texts["fixed"]
    rule["examples"] = wrong
    rule["counter-examples"] = [{"lang": language, "text": kit[language]["right"]} for language in languages]
    described = rule_schema()["properties"]
    parts = [f"# yaml-language-server: $schema=../{SCHEMA}"]
    for key, value in rule.items():
        parts += [*(f"# {line}" for line in wrap(described[key]["description"], 108)), _dumped({key: value})]
    return "\n".join(parts)


def _joined(one: Any, other: Any) -> Any:
    """Options of several languages in one: mappings and lists are joined."""
    if one is None:
        return other
    return one | other if isinstance(one, Mapping) else [*one, *(item for item in other if item not in one)]


def _dumped(value: Any) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue()


def _templates() -> Any:
    from ruamel.yaml import YAML

    with open(os.path.join(os.path.dirname(__file__), "templates.yaml"), encoding="utf-8") as file:
        return YAML(typ="safe").load(file)
