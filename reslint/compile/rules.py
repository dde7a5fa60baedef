"""rules/<family>/<rule>.yaml -> _data/rules.json."""

from __future__ import annotations

import json
from pathlib import Path

from reslint.packs import read_pack


def compile_rules(rules_dir: Path, out_dir: Path) -> None:
    """Writes every rule, without its examples: those are read from the YAML by `explain` and the tests."""
    records = [rule._replace(pack="").to_record() for rule, _ in read_pack(rules_dir)]
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    draft = out_dir / "rules.json.new"
    draft.write_text(text, encoding="utf-8")
    draft.replace(out_dir / "rules.json")
