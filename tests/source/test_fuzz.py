"""Files with something wrong in them are read or refused in one sentence. `bench/fuzz.py` goes on for longer."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.source.paper import pdf
from tests.source.test_akn import DRAFT
from tests.source.test_pdf import FIRST, SECOND

PAGE = (
    b"<p>Tea &amp; <i>bread</i><sup><a href='#n1' id='r1'>1</a></sup><ol type=a><li>One<li>Two</ol>"
    b"<table><tr><td>a<td>b</table><!-- reslint: ignore a/b -- c --><p id='n1'><a href='#r1'>1</a> See D."
)
FILES = {"xml": DRAFT.encode(), "html": PAGE, "pdf": pdf(FIRST, SECOND), "text": DRAFT.encode()}
RUNS = {"xml": 400, "html": 400, "pdf": 30, "text": 400}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    place = Path(__file__).resolve().parents[2] / "bench" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("fuzz", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("form", RUNS)
def test_mutated_files(form: str, bench: ModuleType) -> None:
    if form == "pdf":
        pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    came_of_it = set()
    for seed in range(RUNS[form]):
        dice = random.Random(f"{form} {seed}")
        came_of_it.add(bench.judged(bench.MUTATE[form](FILES[form], dice), form))
    assert came_of_it == {"read", "refused"}
