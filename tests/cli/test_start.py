"""A run pays only for what it uses: what a plain check imports, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reslint.cli.main import main

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
        (["--predecessor", "earlier.md"], ("reslint.identity", "reslint.compare", "reslint.cli.predecessor")),
    ],
)
def test_imports(arguments: list[str], used: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("draft.md", "earlier.md"):
        (tmp_path / name).write_text(DRAFT)
    (tmp_path / "settings.toml").write_text(SETTINGS)
    (tmp_path / "known.json").write_text('{"version": 1, "findings": {}}')
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, "check", *arguments, "draft.md"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    loaded = done.stderr.split()
    assert "reslint.engine" in loaded
    assert [name for name in LATE if name in loaded] == [name for name in LATE if name in used]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
@pytest.mark.parametrize("arguments", [["--version"], ["rules"], ["check", "draft.md"]])
def test_a_full_disk_is_told_in_a_sentence(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reslint", *arguments],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "reslint: standard output cannot be written: No space left on device\n"


def test_closed_standard_output_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["rules"]) == 2
    assert capsys.readouterr().err == "reslint: standard output is closed\n"
