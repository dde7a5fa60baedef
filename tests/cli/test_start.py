"""A run pays only for what it uses: what a plain check imports, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = "import sys; from reslint.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
LATE = (
    "reslint.identity", "reslint.baseline", "reslint.compare", "reslint.cli.known", "reslint.cli.predecessor",
    "rapidfuzz",
    # other commands, packs, a setting that is wrong
    "reslint.house", "reslint.packs", "reslint.schemas", "reslint.toml_lines", "reslint.cli.why",
    "reslint.cli.completions", "shtab", "ruamel.yaml", "importlib.metadata", "pygls",
)  # fmt: skip
SETTINGS = 'ignore = ["date"]\n[per-lang.fr]\nignore = ["entity"]\n'
DRAFT = "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n"


@pytest.mark.parametrize(
    ("arguments", "used"),
    [
        ([], ()),
        (["--config", "settings.toml"], ()),
        (["--format", "json"], ()),
        (["--format", "github"], ()),
        (["--format", "sarif"], ("reslint.identity",)),
        (["--baseline", "known.json"], ("reslint.identity", "reslint.baseline", "reslint.cli.known")),
        (["--predecessor", "draft.md"], ("reslint.identity", "reslint.compare", "reslint.cli.predecessor")),
    ],
)
def test_imports(arguments: list[str], used: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    (tmp_path / "settings.toml").write_text(SETTINGS)
    (tmp_path / "known.json").write_text('{"version": 1, "findings": {}}')
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, "check", *arguments, "draft.md"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    loaded = done.stderr.split()
    assert "reslint.engine" in loaded
    assert [name for name in LATE if name in loaded] == [name for name in LATE if name in used]
