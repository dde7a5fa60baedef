"""The parser against the official XML, which marks opening phrases and citations itself."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reslint.language import CODES
from reslint.resolution.model import Paragraph
from reslint.resolution.parse import parse
from reslint.source.clean import normalise
from reslint.source.model import Source

SHARED = Path(__file__).resolve().parents[3] / "shared"
PROBLEM = f"{SHARED} holds no official XML" if not (SHARED / "bench" / "akn.py").is_file() else ""


def reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("akn", SHARED / "bench" / "akn.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["akn"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def drafts(lang: str, form: str) -> list[Any]:
    akn = reader()
    paths = sorted((SHARED / "corpus" / "akn" / lang).glob("*.xml"))
    return [draft for path in paths if (draft := akn.read(path, lang, form))]


@pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM)
@pytest.mark.parametrize("form", ["md", "txt"])
@pytest.mark.parametrize("lang", CODES)
def test_paragraphs_openings_and_citations(lang: str, form: str) -> None:
    kinds = {"preamble": "preambular", "operative": "operative", "chapeau": "chapeau", "note": "note"}
    lines = misread = openings = differing = links = missed = 0
    for draft in drafts(lang, form):
        source = Source(draft.symbol, draft.render(), "markdown" if form == "md" else "text")
        resolution = parse(source)
        assert resolution is not None, draft.symbol
        assert resolution.language == lang
        assert resolution.organ == "GA"
        by_row: dict[int, Paragraph] = {}
        for p in resolution.paragraphs:
            by_row.setdefault(source.position(p.start)[0], p)
        for one in draft.lines:
            found = by_row.get(one.row)
            if one.role in kinds:
                lines += 1
                misread += found is None or found.kind != kinds[one.role]
            if found is None:
                continue
            if one.role == "preamble":
                openings += 1
                shown = normalise(found.opening.text).rstrip(", ") if found.opening else ""
                differing += shown != normalise(one.opening).strip("*, ")
            cited = {c.symbol for c in found.citations}
            for symbol, start, end in one.cites:
                if one.text[start:end] == symbol.removeprefix("A/RES/"):
                    links += 1
                    missed += not any(c.startswith(symbol) or c.endswith(one.text[start:end]) for c in cited)
    assert lines > 5000
    assert misread <= lines * 0.005
    assert differing <= openings * 0.025
    assert links > 1000
    assert missed <= links * 0.005
