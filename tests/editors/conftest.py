"""Editors: installed from Debian where they are missing and that can be done, else their tests are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editors.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path)


@pytest.fixture(scope="session")
def debian() -> Callable[..., None]:
    """`debian("kate")` sees to it that packages are there: as root it installs them, else it skips with the reason.

    In CI they must be there.
    """
    return _need


def _need(*packages: str) -> None:
    missing, why = _missing(packages), ""
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=2"]
        for task in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            ran = subprocess.run([*apt, *task], capture_output=True, text=True, env=quiet, stdin=subprocess.DEVNULL)
            why = ran.stderr.strip()[-300:]
        missing = _missing(packages)
    if missing:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"not installed: {', '.join(missing)}. {why}")


def _missing(packages: tuple[str, ...]) -> list[str]:
    """Those of Debian's packages that are not installed; on another system, those without a program of their name."""
    if shutil.which("dpkg-query") is None:
        return [p for p in packages if not shutil.which(p.removesuffix("-nox"))]
    ask = ["dpkg-query", "-W", "-f", "${db:Status-Status}"]
    return [p for p in packages if subprocess.run([*ask, p], capture_output=True, text=True).stdout != "installed"]
