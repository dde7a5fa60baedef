"""A Dask cluster of processes of this machine, for the tests: a scheduler, and workers that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60.0
# No dashboard, and few lost workers until a task is given up.
SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}


class DaskCluster:
    """Scheduler and workers with `folder` for their files; all are ended with it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        self.url = f"dask://{self._address().removeprefix('tcp://')}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def work(self, *options: str) -> subprocess.Popen[bytes]:
        """Starts a worker of one thread."""
        process = self._start("worker", "--nthreads", "1", "--no-dashboard", *options)
        self.processes.append(process)
        return process

    def ready(self) -> None:
        """Waits until every worker that was started is known to the scheduler."""
        deadline = time.monotonic() + PATIENCE
        while not all("Registered to" in log.read_text("utf-8") for log in self._folder.glob("worker-*.log")):
            if time.monotonic() > deadline:
                raise TimeoutError("a worker did not start")
            time.sleep(0.05)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"{command[0]}-{time.monotonic_ns()}.log"
        with log.open("wb") as stream:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--scheduler-file", str(self._file)],
                stdout=stream, stderr=stream, env=os.environ | SETTINGS, cwd=self._folder,
            )  # fmt: skip

    def _address(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
        raise TimeoutError("the scheduler did not start")
