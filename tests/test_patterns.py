"""Patterns that are compiled on first use."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import reslint
from reslint.patterns import _Late, late

# Counts what a check of one short draft compiles, the standard library included.
COUNT = """
import re, sys
from reslint.cli.main import main
compiled, ours = re._compiler.compile, []
def compile(pattern, flags=0):
    ours.append(pattern)
    return compiled(pattern, flags)
re._compiler.compile = compile
main(["check", "--no-config", "-"])
print(len(ours), file=sys.stderr)
"""
DRAFT = "*The General Assembly*,\n\n*Recalling* its resolution 77/18,\n\n1. *Welcomes* the report.\n"


def test_it_is_the_pattern() -> None:
    pattern = late(r"(?P<n>\d+)", re.IGNORECASE)
    assert [m["n"] for m in pattern.finditer("1 and 22")] == ["1", "22"]
    assert pattern.search("none") is None
    assert pattern.pattern == r"(?P<n>\d+)"


def test_it_is_not_compiled_before_it_is_asked() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("text")


def test_every_pattern_of_the_package_compiles() -> None:
    root = Path(reslint.__file__).parent
    users = [file for file in root.rglob("*.py") if "import late\n" in file.read_text(encoding="utf-8")]
    modules = [".".join(("reslint", *file.relative_to(root).with_suffix("").parts)) for file in users]
    found = [value for name in modules for value in vars(import_module(name)).values() if isinstance(value, _Late)]
    assert len(found) > 80
    for pattern in found:
        assert re.compile(pattern.pattern)


def test_a_short_draft_compiles_few() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNT], input=DRAFT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert int(done.stderr.splitlines()[-1]) < 75
