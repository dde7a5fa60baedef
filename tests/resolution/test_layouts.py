"""Sound drafts in the layouts of negotiation and of mail: nothing is found, and every offset is exact.

A case is a file in `layouts`; `lines`: the paths of what is judged, and of what is passed over as an annex.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reslint.engine import lint
from reslint.registry.store import Registry
from reslint.resolution import annexes
from reslint.resolution.parse import parse
from reslint.rules import shipped
from reslint.source.clean import flatten
from reslint.source.model import Source

HERE = Path(__file__).parent
FILES = sorted((HERE / "layouts").glob("*.yaml"))
NONE: list[str] = YAML(typ="safe").load((HERE / "cases" / "none.yaml").read_text(encoding="utf-8"))
LINES: dict[str, list[str]] = YAML(typ="safe").load((HERE / "cases" / "annexes.yaml").read_text(encoding="utf-8"))


def read(file: Path) -> tuple[dict[str, Any], Source]:
    case: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return case, Source(file.stem, case["text"], case["format"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_found(file: Path, shipped_registry: Registry) -> None:
    _, source = read(file)
    found = lint(source, shipped(), shipped_registry, as_of=date(2026, 1, 1))
    assert [f"{f.path}: {f.message}" for f in found] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_paragraphs_are_told_apart(file: Path) -> None:
    case, source = read(file)
    resolution = parse(source)
    assert resolution is not None
    judged = resolution.of("preambular", "operative", "sub", "other", "annex")
    assert [p.path or p.kind for p in judged] == case["lines"]
    if "title" in case:
        assert resolution.facts["title"][0].value == case["title"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_character_is_found_where_it_stands(file: Path) -> None:
    _, source = read(file)
    resolution = parse(source)
    assert resolution is not None
    flat = flatten(source.text)
    for p in resolution.paragraphs:
        places = [p.span(i, i + 1) for i in range(len(p.text))]
        shown = "".join(flat[start:end] for start, end in places).replace("\n", " ")
        assert shown == p.text
        assert flat[p.label_start : p.label_end].strip("* ").startswith(p.label.strip("* "))


@pytest.mark.parametrize("line", LINES["headings"])
def test_heading_of_an_annex(line: str) -> None:
    assert annexes.heads(line)


@pytest.mark.parametrize("line", LINES["sentences"])
def test_no_heading_of_an_annex(line: str) -> None:
    assert not annexes.heads(line)


@pytest.mark.parametrize("text", NONE)
def test_no_resolution(text: str) -> None:
    assert parse(Source("case", text, "text")) is None
