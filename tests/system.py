"""Programs that tests need and Python does not bring: installed from Debian where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

_APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=2")


def need(program: str, package: str) -> str:
    """The path of `program`. Where it is missing, root installs Debian's `package`; others skip the test and say so.

    With CI=true nothing is skipped: there the test fails.
    """
    found, why = shutil.which(program), "only root can install it"
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for task in (["update"], ["install", "-y", "--no-install-recommends", package]):
            ran = subprocess.run([*_APT, *task], capture_output=True, text=True, env=quiet, stdin=subprocess.DEVNULL)
            why = ran.stderr.strip()[-300:]
        found = shutil.which(program)
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"{program} is missing (Debian's package {package}): {why}")
    return found
