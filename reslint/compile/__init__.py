"""Turns the YAML and TSV of `rules/` into the data files that are read at start."""

from __future__ import annotations

from pathlib import Path


def compile_all(rules_dir: Path, out_dir: Path) -> None:
    """Writes every data file into `out_dir`. A fault in the input is a `UserError` or a `ValueError`."""
    from reslint.compile.concordance import compile_concordance
    from reslint.compile.entities import compile_entities
    from reslint.compile.language import compile_language
    from reslint.compile.messages import compile_messages
    from reslint.compile.registry import compile_registry
    from reslint.compile.rules import compile_rules

    out_dir.mkdir(parents=True, exist_ok=True)
    for step in (
        compile_language,
        compile_entities,
        compile_concordance,
        compile_registry,
        compile_rules,
        compile_messages,
    ):
        step(rules_dir, out_dir)
