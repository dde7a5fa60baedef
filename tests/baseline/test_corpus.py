"""A baseline over the published English texts: nothing new, every planted fault seen, numbers and places no matter."""

from __future__ import annotations

import csv
import importlib.util
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reslint.baseline import Baseline, Entry, dumps, loads, mark, renew
from reslint.engine import Report, examine
from reslint.registry.store import Registry
from reslint.rules import shipped
from reslint.source.model import Source

SHARED = Path(__file__).resolve().parents[3] / "shared"
PROBLEM = "" if (SHARED / "bench" / "faults.py").is_file() else f"{SHARED} holds no published texts"
pytestmark = pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM)

RULES = shipped()
TODAY = date(2026, 1, 1)
# What these say hangs on the neighbours of a paragraph: in another order the same words may be at fault.
ABOUT_ORDER = {
    "preamble/sequence", "operative/sequence", "footnote/order", "citation/undated", "entity/inconsistent",
    "operative/numbering", "operative/reference", "operative/punctuation", "preamble/punctuation",
}  # fmt: skip


def module(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SHARED / "bench" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def judge(shipped_registry: Registry) -> Any:
    def judged(text: str, name: str) -> Report:
        return examine(Source(name, text), RULES, shipped_registry)

    return judged


@pytest.fixture(scope="module")
def texts() -> list[Any]:
    akn = module("akn")
    paths = sorted((SHARED / "corpus" / "akn" / "en").glob("*.xml"))
    return [draft for path in paths if (draft := akn.read(path, "en", "md"))]


@pytest.fixture(scope="module")
def baseline(texts: list[Any], judge: Any) -> Baseline:
    """Written and read again, as it is between two runs."""
    files = {t.symbol: renew(judge(t.render(), t.symbol), (), RULES, "drafter", add=True) for t in texts}
    return loads(dumps(Baseline("baseline.json", files)), "baseline.json")


def against(report: Report, entries: tuple[Entry, ...]) -> Report:
    return mark(report, entries, TODAY, RULES, "drafter").report


def test_nothing_is_new(texts: list[Any], judge: Any, baseline: Baseline) -> None:
    known = 0
    for text in texts:
        marked = mark(judge(text.render(), text.symbol), baseline.files.get(text.symbol, ()), TODAY, RULES, "drafter")
        assert marked.report.findings == ()
        assert marked.stale == ()
        known += len(marked.report.known or ())
    assert len(texts) > 150
    assert known > 50


def test_every_planted_fault_is_seen(texts: list[Any], judge: Any, baseline: Baseline) -> None:
    faults = module("faults")
    with (SHARED / "data" / "registry.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["symbol"]: row for row in csv.DictReader(file)}
    kinds = list(faults.FAULTS.items())
    planted: Counter[str] = Counter()
    for n, text in enumerate(texts):
        before = judge(text.render(), text.symbol)
        entries = baseline.files.get(text.symbol, ())
        for name, plant in kinds[n % len(kinds) :] + kinds[: n % len(kinds)]:
            made = plant(text, random.Random(f"{text.symbol}{name}"), facts)
            if not made:
                continue
            faulty, expected = made
            after = judge(faulty.render(), text.symbol)
            if len(expected_in(after, expected)) <= len(expected_in(before, expected)):
                continue  # no rule sees this one, baseline or not
            planted[name] += 1
            new = against(after, entries)
            assert expected_in(new, expected), (text.symbol, name)
            assert len(new.known or ()) <= sum(entry.times for entry in entries)
            break
    assert planted.total() == len(texts)
    assert len(planted) > 12


def expected_in(report: Report, expected: Any) -> list[Any]:
    rows = expected.rows
    return [f for f in report.findings if f.rule in expected.rules and report.source.position(f.start)[0] in rows]


def test_a_fault_put_right_and_made_again_elsewhere_is_seen(texts: list[Any], judge: Any) -> None:
    """The same rule, the same words, as many times as before: only the paragraph is another."""
    swapped = 0
    for text in texts:
        lines = [line for line in text.lines if line.role == "preamble" and line.text.endswith(",")]
        if len(lines) < 4:
            continue
        one, other = lines[1], lines[-1]
        clean = one.text, other.text
        one.text = clean[0].removesuffix(",") + " on 31 February 2020,"
        entries = renew(judge(text.render(), text.symbol), (), RULES, "drafter", add=True)
        one.text, other.text = clean[0], clean[1].removesuffix(",") + " on 31 February 2020,"
        new = against(judge(text.render(), text.symbol), entries)
        one.text, other.text = clean
        assert [f.rule for f in new.findings].count("date/impossible") == 1, text.symbol
        swapped += 1
    assert swapped > 100


def test_other_numbers_places_lines_and_blanks_are_not_new(texts: list[Any], judge: Any, baseline: Baseline) -> None:
    numbered = moved = 0
    for text in texts:
        entries = baseline.files.get(text.symbol, ())
        if not entries:
            continue
        shifted = judge(reflowed(renumbered(text.lines)), text.symbol)
        assert against(shifted, entries).findings == (), text.symbol
        numbered += 1
        for lines in moves(text.lines, random.Random(text.symbol)):
            changed = judge(reflowed(renumbered(lines)), text.symbol)
            if faulted(changed) == faulted(shifted):  # else the move itself made a fault
                assert against(changed, entries).findings == (), text.symbol
                moved += 1
                break
    assert numbered > 30
    assert moved > numbered * 0.8


def test_in_any_order_only_the_order_is_new(texts: list[Any], judge: Any, baseline: Baseline) -> None:
    for text in texts:
        entries = baseline.files.get(text.symbol, ())
        if any(entry.rule not in ABOUT_ORDER for entry in entries):
            lines = shuffled(text.lines, random.Random(text.symbol))
            new = against(judge(reflowed(renumbered(lines)), text.symbol), entries)
            assert {f.rule for f in new.findings} <= ABOUT_ORDER, text.symbol


def faulted(report: Report) -> Counter[tuple[str, str]]:
    """Rule and end of the paragraph of each finding."""
    text = report.source.text
    ends = [text.find("\n\n\n", f.start) for f in report.findings]
    return Counter((f.rule, text[:end][-40:]) for f, end in zip(report.findings, ends, strict=True))


def blocks(lines: list[Any]) -> list[list[Any]]:
    """Paragraphs with what hangs on them: points, and headings that stand before them."""
    found: list[list[Any]] = []
    for line in lines:
        if line.role == "point" and found and found[-1][0].role in ("operative", "point"):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def moves(lines: list[Any], chance: random.Random) -> Iterator[list[Any]]:
    """The text with one of its paragraphs in another place, again and again another."""
    whole = blocks(lines)
    for role in ("preamble", "operative"):
        places = [n for n, block in enumerate(whole) if block[0].role == role]
        for _ in range(12 if len(places) > 3 else 0):
            here, there = chance.sample(places[:-1], 2)
            order = [*whole]
            order.insert(there, order.pop(here))
            yield [line for block in order for line in block]


def shuffled(lines: list[Any], chance: random.Random) -> list[Any]:
    whole = blocks(lines)
    for role in ("preamble", "operative"):
        places = [n for n, block in enumerate(whole) if block[0].role == role]
        order = [whole[n] for n in places]
        chance.shuffle(order)
        for n, block in zip(places, order, strict=True):
            whole[n] = block
    return [line for block in whole for line in block]


def renumbered(lines: list[Any]) -> list[str]:
    """Operative paragraphs counted from one in the order in which they stand, a new one before them all."""
    verbs = " ".join(line.text for line in lines)
    opening = next(verb for verb in ("Proclaims", "Adopts", "Endorses", "Affirms", "Approves") if verb not in verbs)
    rows, number = [], 0
    for line in lines:
        found = re.match(r"(\d+)(.*)", line.text, re.DOTALL) if line.role == "operative" else None
        if found and number == 0:
            rows.append(f"1. *{opening}* what follows;")
            number = 1
        if found:
            number += 1
        rows.append(f"{number}{found[2]}" if found else line.text)
    return rows


def reflowed(rows: list[str]) -> str:
    """Lines of some 70 characters, no-break spaces made blanks, another mark for italics, more space between."""
    texts = []
    for row in rows:
        row = re.sub(r"\*([^*]+)\*", r"_\1_", row.replace("\u00a0", " "))
        lines = [""]
        for word in row.split(" "):
            # A line must not begin with what would be a label or a heading there.
            if len(lines[-1]) > 70 and word[:1].islower():
                lines.append(word)
            else:
                lines[-1] += (" " if lines[-1] else "") + word
        texts.append("\n".join(lines) if not row.startswith(("#", "[^")) else row)
    return "\n\n\n".join(texts)
