from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reslint.compile.registry import compile_registry
from reslint.registry.model import RegistryError
from reslint.registry.schema import draft_key, title_key
from reslint.registry.store import open_registry
from tests.registry.conftest import RULES

LINES = """# a comment
symbol\tadopted\tevidence\ttitle\tagenda_item\tdraft\tmeeting
A/RES/90/1\t2035-10-01\tB\tPeace by 2040\t1\tA/90/L.1\tA/90/PV.1
A/RES/90/2
"""
SERIES = "series\tevidence\ttitle\tmembers\nG1\ttitle\tPeace\tA/RES/90/1 A/RES/90/2\n"
RECITALS = "citing\tcited\nA/RES/90/2\tA/RES/90/1 A/RES/89/1\n"


def folder(tmp_path: Path, lines: str = LINES) -> Path:
    place = tmp_path / "rules" / "registry"
    place.mkdir(parents=True)
    for name in ("sessions.yaml", "forms.yaml"):
        shutil.copy(RULES / name, place / name)
    (place / "resolutions.tsv").write_text(lines, "utf-8")
    (place / "series.tsv").write_text(SERIES, "utf-8")
    (place / "recitals.tsv").write_text(RECITALS, "utf-8")
    return tmp_path / "rules"


def test_a_small_registry(tmp_path: Path) -> None:
    compile_registry(folder(tmp_path), tmp_path / "out")
    registry = open_registry(tmp_path / "out" / "registry.sqlite")
    first, second = registry.members("G1")
    assert (first.title, first.meeting, second.adopted, second.title) == ("Peace by 2040", "A/90/PV.1", None, "")
    assert registry.recitals("A/RES/90/2") == ("A/RES/90/1", "A/RES/89/1")
    assert registry.meta("entries") == "2"
    assert registry.meta("latest") == "2035-10-01"
    registry.close()


def test_the_same_rules_give_the_same_bytes(tmp_path: Path) -> None:
    rules = folder(tmp_path)
    compile_registry(rules, tmp_path / "one")
    compile_registry(rules, tmp_path / "two")
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert names == ["registry-forms.json", "registry.sqlite", "sessions.json"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    ("line", "message"),
    [("A/RES/90-3", "is no symbol"), ("A/RES/90/3\t2035-02-30", "is no date")],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        compile_registry(folder(tmp_path, LINES + line + "\n"), tmp_path / "out")
    assert not (tmp_path / "out" / "registry.sqlite").exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Peace, by 2040", "Peace by 2050"),
        ("Report of the Committee on its Forty-second Session", "report of the Committee, first session"),
        ("International co-operation", "International cooperation"),
        ("Programme budget for the biennium 2014–2015", "Programme budget for the biennium 2016–2017"),
    ],
)
def test_titles_that_are_one(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_titles_that_are_not_one() -> None:
    assert title_key("Rights of the child") != title_key("Rights of the girl child")


def test_draft_key() -> None:
    assert draft_key("A/C.3/78/L.60/Rev.1") == "A/C.3/78/L.60"
    assert draft_key("A/75/973, para. 27") == ""
    assert draft_key("") == ""
