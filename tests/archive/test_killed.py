"""Killed at whatever point, the same command goes on, and ends with the database of a run that nobody disturbed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.texts import content, write

TEXTS = 240
KILLS = 20


def start(folder: Path, database: Path, cache: Path) -> subprocess.Popen[bytes]:
    """`reslint archive check` with two processes of its own."""
    command = [sys.executable, "-m", "reslint", "archive", "check", "--no-config", "--jobs", "2", "texts"]
    return subprocess.Popen(
        [*command, "--db", str(database)], cwd=folder, env=os.environ | {"XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def runs(database: Path) -> list[str]:
    """The state of each run; none where the database is not there yet."""
    return [str(row[0]) for row in ask(database, "SELECT state FROM run ORDER BY id")]


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    if not database.exists():
        return []
    with closing(sqlite3.connect(database)) as opened:
        try:
            return opened.execute(query).fetchall()
        except sqlite3.OperationalError:  # its tables are not made yet
            return []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_twenty_times(tmp_path: Path) -> None:
    write(tmp_path / "texts", TEXTS)
    time.sleep(2.1)  # files written a moment ago are read anew each time, which is not what is tried here
    whole = tmp_path / "whole.sqlite"
    began = time.monotonic()
    assert start(tmp_path, whole, tmp_path / "cache-0").wait() == 1
    length = time.monotonic() - began
    expected = content(whole)
    assert len(expected["files"]) == TEXTS
    chance = random.Random(7)
    database, kills, partly = tmp_path / "killed.sqlite", 0, 0
    while kills < KILLS:
        process = start(tmp_path, database, tmp_path / f"cache-{kills % 3}")
        time.sleep(chance.uniform(0.1, length * 0.8))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        partly += runs(database) == ["open"]
        if runs(database) == ["done"]:  # it was quicker: once more from the start
            assert content(database) == expected
            for file in tmp_path.glob("killed.sqlite*"):
                file.unlink()
    assert partly, "no run was killed in the middle"
    assert start(tmp_path, database, tmp_path / "cache").wait() == 1
    assert runs(database) == ["done"]
    assert content(database) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_in_good_order(tmp_path: Path, number: signal.Signals, code: int) -> None:
    write(tmp_path / "texts", TEXTS)
    database = tmp_path / "stopped.sqlite"
    process = start(tmp_path, database, tmp_path / "cache")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        if files(database):
            process.send_signal(number)
            break
        time.sleep(0.01)
    assert process.wait() == code
    assert runs(database) == ["open"]
    assert 0 < files(database) < TEXTS
    assert not (tmp_path / "stopped.sqlite-lock").exists()


def files(database: Path) -> int:
    return len(ask(database, "SELECT path FROM file"))
