"""What the parser understands of short texts of our own; a case is added as data (cases/*.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reslint.resolution.model import Paragraph, Resolution
from reslint.resolution.parse import parse
from reslint.source.model import Source

CASES = Path(__file__).parent / "cases"


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = YAML(typ="safe").load((CASES / name).read_text(encoding="utf-8"))
    return cases


def read(case: dict[str, Any]) -> Resolution:
    resolution = parse(Source("case", case["text"], case.get("format", "markdown")), case.get("lang"), organ="GA")
    assert resolution is not None
    return resolution


def line(p: Paragraph) -> str:
    return f"{p.kind} | {p.path}" + (f" | {p.opening.text}" if p.opening else "")


@pytest.mark.parametrize("case", load("blocks.yaml"), ids=lambda case: str(case["name"]))
def test_blocks(case: dict[str, Any]) -> None:
    resolution = read(case)
    expected = case.get("lines", [])
    kinds = {text.split(" | ")[0] for text in expected}
    assert [line(p) for p in resolution.paragraphs if p.kind in kinds] == expected
    by_path = {p.path: p for p in resolution.paragraphs}
    for path, text in case.get("texts", {}).items():
        assert by_path[path].text == text
    for path, text in case.get("starts", {}).items():
        assert by_path[path].text.startswith(text)
    for path, labels in case.get("marks", {}).items():
        assert [m.label for m in by_path[path].marks] == labels


@pytest.mark.parametrize("case", load("citations.yaml"), ids=lambda case: str(case["text"]))
def test_citations(case: dict[str, Any]) -> None:
    found = [c for p in read(case).paragraphs for c in p.citations]
    shown = [f"{c.symbol} {c.date.iso if c.date else '-'} {c.how}" for c in found]
    assert shown == case["cites"]
    if "groups" in case:
        assert len({c.group for c in found}) == case["groups"]
