"""Programs that tests need and Python does not bring: installed from Debian where that can be done."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=2")


def need(program: str, package: str, find: Callable[[str], str | None] = shutil.which) -> str:
    """The path of `program`. Where it is missing, root installs Debian's `package`; others skip the test and say so.

    With CI=true nothing is skipped: there the test fails. `find` looks for what is no program on the path.
    """
    found, why = find(program), "only root can install it"
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with alone("apt"):
            for task in (["update"], ["install", "-y", "--no-install-recommends", package]):
                ran = subprocess.run(
                    [*_APT, *task], capture_output=True, text=True, env=quiet, stdin=subprocess.DEVNULL
                )
                why = ran.stderr.strip()[-300:]
        found = find(program)
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"{program} is missing (Debian's package {package}): {why}")
    return found


@contextmanager
def alone(work: str) -> Iterator[None]:
    """Only one of the processes that run the tests does such work at a time."""
    with open(Path(tempfile.gettempdir()) / f"reslint-tests-{work}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
