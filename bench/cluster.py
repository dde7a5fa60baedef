#!/usr/bin/env python3
"""What a Dask cluster makes of `reslint archive check`: the same findings, and how much faster with more workers.

    .venv/bin/python bench/cluster.py             (`make bench-archive` runs it behind bench/archive.py)
    .venv/bin/python bench/cluster.py --texts 200

A scheduler and 1, 2 and 4 workers, processes of this machine, check the texts of bench/archive.py cold; then one of four
is killed in the middle. From the figures follows what 10 million texts would need. The clock counts here, as the work
is in other processes: run it on a quiet machine. Unix.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from archive import ENVIRONMENT, SHARED, TEXTS, Cost, Place, content, published, row, write
from distributed import LocalCluster

MANY = 10_000_000
FEW = 60


def cluster_of(workers: int) -> LocalCluster:
    """Each worker a process of one thread, which a nanny starts again where it dies."""
    return LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50)  # type: ignore[no-untyped-call]


def check(place: Place, cluster: LocalCluster) -> Cost:
    """One cold run in workers that have loaded what they need."""
    executor = f"dask://{cluster.scheduler_address.removeprefix('tcp://')}"
    return place.cold(None, "--no-cache", "--executor", executor)


def kill_one(cluster: LocalCluster, after: float) -> threading.Timer:
    """SIGKILL for one of the workers' processes, so many seconds from now."""
    victim = next(iter(cluster.workers.values())).pid
    timer = threading.Timer(after, os.kill, (victim, signal.SIGKILL))
    timer.start()
    return timer


def paper(worker: float, first: float, database: float) -> None:
    """What 10 million texts would need. `worker`, `first`: seconds a text there and in the first process; `database` in
    bytes a text."""
    hours = MANY * worker / 3600
    limit = worker / first
    print(f"  {MANY:,} texts on paper: {hours:,.0f} hours of one core; the first process is busy {MANY * first / 3600:.1f} h")
    print(f"  with them, so that up to some {limit:.0f} workers are of use; the database has {MANY * database / 1e9:.0f} GB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=TEXTS, metavar="N", help=f"at least {2 * FEW} (default: {TEXTS})")
    args = parser.parse_args()
    if not (SHARED / "bench" / "akn.py").exists():
        sys.exit(f"cluster: there is no corpus at {SHARED}")
    with tempfile.TemporaryDirectory(prefix="reslint-cluster-") as name:
        root = Path(name)
        ENVIRONMENT["XDG_CACHE_HOME"] = str(root / "cache")
        place, some = Place(root / "all", root / "all" / "texts"), Place(root / "some", root / "some" / "texts")
        texts = list(published())
        random.Random(1).shuffle(texts)
        size = write(place.texts, texts, args.texts)
        write(some.texts, texts, FEW)
        print(f"{args.texts:,} texts, {size / 1e6:.1f} MB")
        here = place.cold(1, "--no-cache")
        expected = content(place.database)
        kept = place.database.stat().st_size / args.texts
        row("here, one process", f"{here.clock:.1f} s", None, f"{args.texts / here.clock:.0f} texts a second")
        one = 0.0
        for workers in (1, 2, 4):
            with cluster_of(workers) as cluster:
                few = check(some, cluster)
                cost = check(place, cluster)
            one = one or cost.clock
            own = (cost.processor - few.processor) / (args.texts - FEW)
            same = content(place.database) == expected
            row(f"workers: {workers}", f"{cost.clock:.1f} s", same,
                f"{args.texts / cost.clock:.0f} texts a second, {one / cost.clock:.2f} x one; the same findings: {same}; "
                f"{own * 1000:.2f} ms a text in the first process; {os.cpu_count()} cores")  # fmt: skip
        with cluster_of(4) as cluster:
            check(some, cluster)
            timer = kill_one(cluster, one / 4)
            began = time.perf_counter()
            cost = check(place, cluster)
            timer.cancel()
        same = content(place.database) == expected
        row("one of four killed", "the same" if same else "NOT the same", same,
            f"after {one / 4:.1f} of {time.perf_counter() - began:.1f} s")  # fmt: skip
        paper(one / args.texts, own, kept)


if __name__ == "__main__":
    main()
