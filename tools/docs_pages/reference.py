"""The pages of the settings, of a rule's file and of the commands, from the schemas and the parsers."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Mapping
from typing import Any

from reslint.cli.main import whole_parser
from reslint.packs import GENERAL
from reslint.schemas import config_schema, rule_schema


def pages() -> dict[str, str]:
    """Name and Markdown of the pages below `reference/`."""
    return {
        "reference/settings.md": "\n".join(_settings()) + "\n",
        "reference/rule-file.md": "\n".join(_rule_file()) + "\n",
        "reference/commands.md": "\n".join(_commands()) + "\n",
    }


def _settings() -> Iterator[str]:
    schema = config_schema()
    yield "# Every setting\n"
    yield "What may stand in `reslint.toml`, made from the schema that `reslint config --schema` prints;"
    yield "[Settings](../settings.md) tells how they work together.\n"
    for name, entry in schema["properties"].items():
        yield f"## {name}\n\n{entry['description']}\n"
        facts = [f"*Kind*: {_kind(entry, schema)}"]
        if "default" in entry:
            facts.append(f"*Default*: `{json.dumps(entry['default'], ensure_ascii=False)}`")
        yield "  \n".join(facts) + "\n"
        inner = entry.get("items") or entry.get("additionalProperties")
        if isinstance(inner, dict) and "properties" in inner:
            yield from _table(inner, schema)
        for example in entry.get("examples", ()):
            yield f"```toml\n{_toml(name, example)}\n```\n"


def _rule_file() -> Iterator[str]:
    schema = rule_schema()
    yield "# A rule’s file\n"
    yield "The keys of `<family>/<rule>.yaml`, made from the schema that `reslint rules --schema` prints;"
    yield "[Writing rules](../writing-rules.md) goes through one step by step.\n"
    yield from _table(schema, schema)
    yield "## An example\n\nThe keys of an item of `examples` or `counter-examples`.\n"
    yield from _table(schema["definitions"]["example"], schema)
    yield "## Options of the checks that need no Python\n"
    for name in GENERAL:
        branch = next(b for b in schema["allOf"] if b["if"]["properties"]["check"]["const"] == name)
        yield f"### {name}\n"
        yield from _table(branch["then"]["properties"]["options"], schema)


def _commands() -> Iterator[str]:
    os.environ["COLUMNS"] = "100"
    yield "# Commands\n\nWhat `--help` prints.\n"
    for name, parser in _subparsers(whole_parser()).items():
        yield f"## reslint {name}\n\n```text\n{parser.format_help().strip()}\n```\n"
        for verb, inner in _subparsers(parser).items():
            yield f"### reslint {name} {verb}\n\n```text\n{inner.format_help().strip()}\n```\n"


def _subparsers(parser: ArgumentParser) -> Mapping[str, ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            return action.choices
    return {}


def _table(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[str]:
    required = schema.get("required", ())
    if required:
        yield "What has a * must be there.\n"
    yield "| key | kind | what |\n|---|---|---|"
    for name, entry in schema["properties"].items():
        must = " \\*" if name in required else ""
        what = _resolved(entry, root).get("description", "")
        yield f"| `{name}`{must} | {_kind(entry, root)} | {entry.get('description', what)} |".replace("\\1", "`\\1`")
    yield ""


def _resolved(entry: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = entry.get("$ref")
    if reference is None:
        return entry["allOf"][0] if "allOf" in entry else entry
    target: Mapping[str, Any] = root["definitions"][reference.rpartition("/")[2]]
    return target


def _kind(entry: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    """What kind of value an entry of a schema takes, in words."""
    while (resolved := _resolved(entry, root)) is not entry:
        entry = resolved
    if "enum" in entry:
        return ", ".join(f"`{value}`" for value in entry["enum"])
    if "oneOf" in entry:
        return " or ".join(dict.fromkeys(_kind(choice, root) for choice in entry["oneOf"] if "required" not in choice))
    kind = str(entry.get("type", ""))
    if kind == "array":
        return f"list of: {_kind(entry.get('items', {}), root)}"
    if kind == "object":
        values = entry.get("additionalProperties")
        if isinstance(values, dict) and "properties" not in values:
            return f"mapping to: {_kind(values, root)}"
        return "table"
    if entry.get("format") == "date":
        return "date"
    return {"string": "text", "boolean": "`true`, `false`", "integer": "number"}.get(kind, kind)


def _toml(name: str, value: Any) -> str:
    """A setting as it stands in reslint.toml."""
    if isinstance(value, Mapping):
        rows = [f"[{name}]" if not any(isinstance(item, Mapping) for item in value.values()) else ""]
        for key, item in value.items():
            rows += _toml(f"{name}.{key}", item).split("\n") if isinstance(item, Mapping) else [_pair(key, item)]
        return "\n".join(filter(None, rows))
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "\n\n".join("\n".join([f"[[{name}]]", *(_pair(k, v) for k, v in item.items())]) for item in value)
    return _pair(name, value)


def _pair(key: str, value: Any) -> str:
    bare = key.replace("-", "").replace("_", "").isalnum()
    shown = value if key == "as-of" else json.dumps(value, ensure_ascii=False)
    return f"{key if bare else json.dumps(key)} = {shown}"
