"""Units done by the workers of a Dask cluster that is there already, on whichever machines they are."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from importlib import import_module
from itertools import islice
from typing import Any

from reslint import SELDOM
from reslint.archive.local import AHEAD, Results
from reslint.archive.unit import Outcome, Unit, Worker
from reslint.errors import UserError
from reslint.source.kinds import is_url

SCHEME = "dask://"
_PATIENCE = 1.0  # seconds without a result after which the caller is asked whether to go on
_CONNECT = 15.0


class Cluster:
    """The cluster whose scheduler is at `url` (dask://HOST:PORT). `say` tells people what they should know.

    Dask gives what a lost worker had to another one. A unit that has taken several workers with it is done file by
    file, each alone in the cluster, so that only the file that did it is lost.
    """

    def __init__(self, url: str, say: Callable[[str], None]) -> None:
        self._url, self._say = url, say

    def run(self, units: Iterable[Unit]) -> Results:
        """See `Executor`. A `UserError` where there is no such cluster (any more), or it has not the same reslint."""
        distributed = _imported()
        for name in ("distributed", "distributed.client"):  # what people must know is said here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        client = self._connected(distributed)
        try:
            lost: list[Unit] = []
            yield from self._fed(distributed, client, iter(units), lost)
            for suspect in [Unit(unit.order, (item,)) for unit in lost for item in unit.items]:
                yield from self._fed(distributed, client, iter([suspect]), [])
        except (OSError, CancelledError):
            raise UserError(f"{self._url}: the scheduler is gone; what was done is kept") from None
        finally:
            client.close(timeout=2)

    def _connected(self, distributed: Any) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of other versions: whether that matters, the work shows
                return distributed.Client(
                    self._url.removeprefix(SCHEME), timeout=_CONNECT, set_as_default=False, name="reslint"
                )
        except (OSError, ValueError) as error:
            raise UserError(f"{self._url}: no Dask scheduler answers there ({error})") from None

    def _fed(self, distributed: Any, client: Any, coming: Iterator[Unit], lost: list[Unit]) -> Results:
        """Feeds the workers, however many there are from one second to the next; `lost` takes what killed some."""
        going: dict[Any, Unit] = {}
        threads, looked, told = 0, 0.0, False
        while True:
            if time.monotonic() - looked > _PATIENCE:
                threads, looked = sum(client.nthreads().values()), time.monotonic()
            if not threads and not told:
                self._say(f"{self._url} has no worker yet; waiting for one")
                told = True
            for unit in islice(coming, max(0, max(1, threads) * (1 + AHEAD) - len(going))):
                going[client.submit(_do, unit, pure=False)] = unit
            if not going:
                return
            try:
                with client.as_current():
                    done = distributed.wait(list(going), timeout=_PATIENCE, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                yield []
                continue
            for future in done:
                unit = going.pop(future)
                outcomes = self._outcomes(distributed, future, unit)
                if outcomes is None:
                    lost.append(unit)
                else:
                    yield outcomes

    def _outcomes(self, distributed: Any, future: Any, unit: Unit) -> list[Outcome] | None:
        """What came of the unit; None where it must be done file by file."""
        try:
            done: list[Outcome] | str = future.result()
        except distributed.KilledWorker:
            if len(unit.items) > 1:
                return None
            item = unit.items[0]
            return [Outcome(item, "unreadable", f"{item.path}: the workers that checked it died; please report it")]
        except ImportError as error:
            raise UserError(f"{self._url}: a worker cannot load reslint ({error}); install it there") from None
        if isinstance(done, str):
            raise UserError(f"{self._url}: {done}")
        return done


def _imported() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise UserError("a Dask cluster wants distributed: pip install 'reslint[dask]'") from None


# What follows runs in the workers, which may have several threads. Pure Python gains nothing by them, and what the
# checks remember is not made for two at once.

_own = threading.local()
_one_at_a_time = threading.Lock()


def _do(unit: Unit) -> list[Outcome] | str:
    """The outcomes, or why this worker cannot do the work: not every exception finds its way back."""
    try:
        for item in unit.items:
            folder = os.path.dirname(item.place)
            if not is_url(item.place) and not os.path.isdir(folder):
                return f"a worker does not see {folder}; all must see the same files there, or be given URLs"
        with _one_at_a_time:
            if not hasattr(_own, "worker"):
                _own.worker = Worker()
            worker: Worker = _own.worker
            kept = gc.get_threshold()
            gc.set_threshold(*SELDOM)  # the worker is somebody else's: what it had comes back
            try:
                return worker.do(unit)
            finally:
                gc.set_threshold(*kept)
    except UserError as error:
        return str(error)
    except Exception as error:
        what = " ".join(f"{type(error).__name__} {error}".split())
        return f"a worker cannot do the work ({what}); please report it"
