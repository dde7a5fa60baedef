"""Turns the YAML and TSV of `rules/` into the data files that are read at start."""

from __future__ import annotations

from pathlib import Path


def compile_all(rules_dir: Path, out_dir: Path) -> None:
    """Writes every data file into `out_dir`. A fault in the input is a `UserError`."""
    import importlib
    out_dir.mkdir(parents=True, exist_ok=True)
    for name in ("language", "entities", "registry", "rules"):
        try:
            module = importlib.import_module(f"reslint.compile.{name}")
        except ModuleNotFoundError as e:
            if e.name != f"reslint.compile.{name}":
                raise
            continue
        getattr(module, f"compile_{name}")(rules_dir, out_dir)
