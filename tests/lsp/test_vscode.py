"""The extension for VS Code: `make vscode` checks its types, packs it and runs its own tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = 20


def missing() -> str:
    """What is not on this machine that the extension is built with; "" where all is."""
    if shutil.which("make") is None:
        return "make"
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "node with npm"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    major = re.match(r"v(\d+)", version)
    return f"node {NEEDED} or later ({version.strip()} is there)" if major is None or int(major[1]) < NEEDED else ""


def test_extension_is_built_packed_and_tested() -> None:
    if lacks := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the extension for VS Code needs {lacks}")
        pytest.skip(f"the extension for VS Code needs {lacks}")
    # What a make around this run hands on is not meant for the one below it.
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    environment["RESLINT"] = str(Path(sys.executable).with_name("reslint"))
    done = subprocess.run(["make", "vscode"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.M), done.stdout
