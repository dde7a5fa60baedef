"""Units done in processes: as in one; and a process that dies takes with it nothing but its file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reslint import edition
from reslint.archive import local
from reslint.archive.local import Here, Processes
from reslint.archive.unit import Item, Order, Outcome, Unit, Worker, pack
from reslint.engine import Settings
from reslint.rules import shipped
from tests.archive.texts import write

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="tries forked processes"),
    # The command line forks before it has threads; the runner of the tests has some.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def units(tmp_path: Path) -> list[Unit]:
    write(tmp_path, 12)
    settings = Settings(shipped())
    order = pack(Order(settings, edition.judgement(settings), cache=False))
    items = [Item(str(path), path.name, "") for path in sorted(tmp_path.glob("*.md"))]
    return [Unit(order, tuple(items[n : n + 3])) for n in range(0, 12, 3)]


def by_path(results: local.Results) -> dict[str, Outcome]:
    return {outcome.item.path: outcome for outcomes in results for outcome in outcomes}


def test_two_processes_find_what_one_does(units: list[Unit]) -> None:
    alone = by_path(Here().run(iter(units)))
    assert len(alone) == 12
    assert by_path(Processes(2).run(iter(units))) == alone


def test_a_file_that_kills_its_process(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    do = Worker.do

    def die_on_one(self: Worker, unit: Unit) -> list[Outcome]:
        if any(item.path == "00005.md" for item in unit.items):
            os._exit(9)
        return do(self, unit)

    alone = by_path(Here().run(iter(units)))
    monkeypatch.setattr(Worker, "do", die_on_one)
    found = by_path(Processes(2).run(iter(units)))
    assert found.keys() == alone.keys()
    assert found["00005.md"].kind == "unreadable"
    assert "the process that checked it died" in found["00005.md"].message
    assert {n: o for n, o in found.items() if n != "00005.md"} == {n: o for n, o in alone.items() if n != "00005.md"}


def test_units_are_asked_for_only_as_far_ahead_as_needed(units: list[Unit]) -> None:
    asked = 0

    def many() -> Iterator[Unit]:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield units[0]

    results = Processes(2).run(many())
    next(results)
    assert asked <= 2 * (1 + local.AHEAD) + 1
    results.close()
    assert asked <= 2 * (1 + local.AHEAD) + 1
