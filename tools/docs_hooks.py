"""Adds to the site what is made from the rules, the schemas and the commands (a hook of MkDocs)."""

from __future__ import annotations

import json
from pathlib import Path

from docs_pages import reference, rules  # MkDocs finds what lies beside a hook
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from reslint.schemas import config_schema, rule_schema

ROOT = Path(__file__).resolve().parent.parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages of the rules, the settings, a rule's file and the commands; the changelog; the schemas."""
    made = {
        **rules.pages(ROOT / "docs" / "data" / "noise.tsv"),
        **reference.pages(),
        "changelog.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        "schemas/config.json": json.dumps(config_schema(), indent=2),
        "schemas/rule.json": json.dumps(rule_schema(), indent=2),
    }
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files
