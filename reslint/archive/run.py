"""One check of an archive: files into units, units to the executor, outcomes into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing

from reslint.archive.local import Executor
from reslint.archive.store import Archive, Listed
from reslint.archive.unit import Item, Outcome, Unit

FILES = 8  # of a unit
SIZE = 256 * 1024  # bytes of its files, so that no unit takes much longer than another


def check(
    archive: Archive,
    executor: Executor,
    orders: Mapping[str, bytes],
    tell: Callable[[list[Outcome]], None],
    stopped: Callable[[], bool],
) -> bool:
    """Does what is left of the run; False where it was stopped first.

    `orders`: the packed order by its judgement. `tell` is told what came of each unit, `stopped` asked after each.
    """
    with closing(executor.run(units(archive.todo(), orders))) as results:
        for outcomes in results:
            archive.add(outcomes)
            tell(outcomes)
            if stopped():
                archive.write()
                return False
    archive.write()
    return True


def units(files: Iterable[Listed], orders: Mapping[str, bytes]) -> Iterator[Unit]:
    """The files in units: files that follow each other and are judged alike."""
    items: list[Item] = []
    size, last = 0, ""
    for item, judgement in files:
        if items and (len(items) == FILES or size + item.size > SIZE or judgement != last):
            yield Unit(orders[last], tuple(items))
            items, size = [], 0
        items.append(item)
        size, last = size + item.size, judgement
    if items:
        yield Unit(orders[last], tuple(items))
