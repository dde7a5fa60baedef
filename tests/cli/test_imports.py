"""A run of the command line pays only for what it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
import sys
from reslint.cli.main import main
assert main(["check", "--exit-zero", "draft.md"]) == 0
print(*sorted(sys.modules), file=sys.stderr)
"""
# What belongs to other commands, to packs, to a failing report or to the documentation.
OTHERS = (
    "reslint.house", "reslint.schemas", "reslint.toml_lines", "reslint.packs", "reslint.baseline", "reslint.compare",
    "reslint.cli.why", "reslint.cli.completions", "shtab", "ruamel", "mkdocs", "importlib.metadata", "pygls",
)  # fmt: skip
SETTINGS = 'ignore = ["date"]\n[per-lang.fr]\nignore = ["entity"]\n'


@pytest.mark.parametrize("settings", ["", SETTINGS], ids=["no settings", "settings"])
def test_a_plain_check(settings: str, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("*Recalling* its resolution 77/18 of 20 November 2022,\n")
    (tmp_path / "reslint.toml").write_text(settings)
    done = subprocess.run([sys.executable, "-c", RUN], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert "reslint.engine" in loaded
    assert [name for name in loaded if name.startswith(OTHERS)] == []
