"""The example package under examples/house-rules, installed and used as its README says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "house-rules"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the package is installed, beside what the tests run in."""
    target = tmp_path_factory.mktemp("installed")
    source = tmp_path_factory.mktemp("source") / "acme"
    shutil.copytree(EXAMPLE, source, ignore=shutil.ignore_patterns("__pycache__", "dist"))
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--disable-pip-version-check", "--root-user-action=ignore", "--target", str(target), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return {**os.environ, "PYTHONPATH": str(target), "XDG_DATA_HOME": str(target)}


def reslint(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reslint", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_its_own_tests(environment: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "tests", tmp_path / "tests")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_pack_that_settings_name(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "reslint.toml").write_text('packs = ["acme"]\nselect = ["acme"]\n')
    (tmp_path / "a.md").write_text("*Noting* the theme “Peace and the disabled,\n", encoding="utf-8")
    done = reslint(environment, tmp_path, "check", "--format", "concise", "a.md")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "a.md:1:20: warning acme/quotation PP 1: a quotation opens here; “”” is missing in this paragraph",
        "a.md:1:31: warning acme/persons-with-disabilities PP 1: "
        "write “persons with disabilities”, not “the disabled”",
    ]
    assert "Acme drafting guide, section 4" in reslint(environment, tmp_path, "explain", "acme/quotation").stdout


def test_what_is_installed_changes_nothing_by_itself(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("*Noting* the situation of the disabled,\n")
    assert "acme" not in reslint(environment, tmp_path, "rules").stdout
    assert "acme" not in reslint(environment, tmp_path, "check", "a.md").stdout


def test_a_name_that_is_nearly_right(environment: dict[str, str], tmp_path: Path) -> None:
    done = reslint(environment, tmp_path, "test-rules", "acmee")
    assert done.returncode == 2
    assert done.stderr == (
        "reslint: acmee: no such folder of rules, and no installed pack of that name: did you mean 'acme'?\n"
    )
