"""Units done on this machine: in this process, or in as many others as it has cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from typing import Protocol, TypeVar

from reslint.archive.unit import Outcome, Unit, Worker, warm
from reslint.errors import UserError

Results = Generator[list[Outcome], None, None]
AHEAD = 3  # units that wait for each process: so many results and no more are held at once


class Executor(Protocol):
    """Does units somewhere. Results come in any order, a unit that was lost is done again."""

    def run(self, units: Iterable[Unit]) -> Results:
        """The outcomes of each unit. `units` is asked for as few ahead as keep everybody busy; where the caller stops
        asking (`close` of the iterator), nothing more is begun and everything is let go of."""


class Here:
    """In this process."""

    def run(self, units: Iterable[Unit]) -> Results:
        """See `Executor`."""
        worker = Worker()
        try:
            for unit in units:
                yield worker.do(unit)
        finally:
            worker.close()


class Processes:
    """In processes of this machine. One that dies takes nothing with it but the file that killed it."""

    def __init__(self, count: int) -> None:
        self._count = count

    def run(self, units: Iterable[Unit]) -> Results:
        """See `Executor`."""
        coming = iter(units)
        lost: list[Unit] = []
        while True:
            try:
                yield from self._pool(coming, self._count, lost)
                return
            except BrokenProcessPool:
                pass
            # One of the units that were lost did it: file by file, it is found.
            suspects = [Unit(unit.order, (item,)) for unit in lost for item in unit.items]
            lost.clear()
            for unit in suspects:
                yield self._alone(unit)

    def _alone(self, unit: Unit) -> list[Outcome]:
        try:
            return next(self._pool(iter([unit]), 1, []))
        except BrokenProcessPool:
            item = unit.items[0]
            return [Outcome(item, "unreadable", f"{item.path}: the process that checked it died; please report it")]

    def _pool(self, units: Iterator[Unit], count: int, lost: list[Unit]) -> Results:
        """Feeds one pool of processes; what it had not done when it broke is added to `lost`."""
        context = _context()
        gc.freeze()  # what is shared with forked processes must not be touched by looking for garbage
        pool = ProcessPoolExecutor(count, context, _begin)
        going: dict[Future[list[Outcome]], Unit] = {}
        try:
            for _ in range(count * (1 + AHEAD)):
                _submit(pool, units, going, lost)
            while going:
                done, _ = wait(going, return_when=FIRST_COMPLETED)
                for future in done:
                    outcomes = future.result()
                    del going[future]
                    _submit(pool, units, going, lost)
                    yield outcomes
        except BrokenProcessPool:
            lost += going.values()
            raise
        finally:
            gc.unfreeze()
            for future in going:
                future.cancel()
            pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, units: Iterator[Unit], going: dict[Future[list[Outcome]], Unit], lost: list[Unit]
) -> None:
    """Hands the next unit to the pool, if there is one."""
    for unit in units:
        try:
            going[pool.submit(_do, unit)] = unit
        except BrokenProcessPool:
            lost.append(unit)
            raise
        return


Task = TypeVar("Task")
Answer = TypeVar("Answer")


def in_order(do: Callable[[Task], Answer], tasks: Iterable[Task], count: int) -> Iterator[Answer]:
    """What `do`, a function of a module, makes of each task, in the order of the tasks, in `count` processes.

    As few tasks are asked for ahead as keep the processes busy. A process that dies is a `UserError`.
    """
    if count == 1:
        yield from map(do, tasks)
        return
    pool = ProcessPoolExecutor(count, _context(), _begin)
    going: deque[Future[Answer]] = deque()
    try:
        for task in tasks:
            going.append(pool.submit(do, task))
            if len(going) > count * (1 + AHEAD):
                yield going.popleft().result()
        while going:
            yield going.popleft().result()
    except BrokenProcessPool:
        raise UserError("a process died while it read a text; `--jobs 1` shows which one") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Where it is safe, processes are forked from this one, in which everything is loaded already."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    warm()
    return multiprocessing.get_context("fork")


# What follows runs in the other processes.

_worker = Worker()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, too, and ends the others in good order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _do(unit: Unit) -> list[Outcome]:
    return _worker.do(unit)
