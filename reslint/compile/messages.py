"""rules/messages/<code>.yaml -> _data/messages-<code>.json: what the rules say, in other languages than English."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reslint.errors import UserError

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def compile_messages(rules_dir: Path, out_dir: Path) -> None:
    """Writes each language's messages. A `UserError` where one is missing, unknown, or has other placeholders.

    `rules.json` must be written already: it has the English ones.
    """
    records = json.loads((out_dir / "rules.json").read_text(encoding="utf-8"))
    english = {record["id"]: {key: texts["en"] for key, texts in record["messages"].items()} for record in records}
    for file in sorted((rules_dir / "messages").glob("*.yaml")):
        found = _read(file)
        for fault in _faults(english, found):
            raise UserError(f"{file}: {fault}")
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (out_dir / f"messages-{file.stem}.json").write_text(text, encoding="utf-8")


def _read(file: Path) -> dict[str, dict[str, str]]:
    from ruamel.yaml import YAML

    found: Any = YAML(typ="safe").load(file)
    return {str(rule): dict(texts) for rule, texts in found.items()}


def _faults(english: Mapping[str, Mapping[str, str]], found: Mapping[str, Mapping[str, str]]) -> list[str]:
    wanted = {(rule, key) for rule, texts in english.items() for key in texts}
    given = {(rule, key) for rule, texts in found.items() for key in texts}
    faults = [f"{rule}: {key}: not translated" for rule, key in sorted(wanted - given)]
    faults += [f"{rule}: {key}: there is no such message" for rule, key in sorted(given - wanted)]
    faults += [
        f"{rule}: {key}: other placeholders than in English"
        for rule, key in sorted(wanted & given)
        if set(_PLACEHOLDER.findall(english[rule][key])) != set(_PLACEHOLDER.findall(found[rule][key]))
    ]
    return faults
