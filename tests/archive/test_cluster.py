"""A Dask cluster does what this machine does, loses nothing with a worker, and what is wrong with it is said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reslint.cli.main import main
from tests.archive.dask_cluster import PATIENCE, DaskCluster
from tests.archive.texts import check, content, write

TEXTS = 900
# Loaded by workers before they begin: what they do with one of the files.
DIES = """
import os
from reslint.archive import cluster
from reslint.archive.unit import Worker
class Dying(Worker):
    def do(self, unit):
        if any(item.path.endswith("00005.md") for item in unit.items):
            os._exit(9)
        return super().do(unit)
cluster.Worker = Dying
"""
OLDER = "from reslint.archive import unit\nunit.__version__ = '0.0.1'\n"
OTHER = "from reslint.archive import unit\nunit.build = lambda: 'other'\n"
BLIND = "import os.path\nos.path.isdir = lambda path: False\n"
BROKEN = "from reslint.archive import cluster\ncluster.Worker = None\n"


def start(folder: Path, cluster: DaskCluster, *options: str) -> subprocess.Popen[str]:
    """`reslint archive check texts` on the cluster."""
    command = [sys.executable, "-m", "reslint", "archive", "check", "texts", "--no-config", "--no-cache"]
    return subprocess.Popen(
        [*command, "--db", str(folder / "cluster.sqlite"), "--executor", cluster.url, *options],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def done(database: Path) -> int:
    """How many files stand in the database."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
            return int(opened.execute("SELECT count(*) FROM file").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the texts, and what this machine alone makes of them, in local.sqlite."""
    write(tmp_path / "texts", TEXTS)
    monkeypatch.chdir(tmp_path)
    assert check("texts", "--db", "local.sqlite", "--no-cache") == 1
    return tmp_path


def test_the_same_as_here_though_a_worker_is_killed(local: Path) -> None:
    database = local / "cluster.sqlite"
    with DaskCluster(local) as cluster:
        workers = [cluster.work("--no-nanny") for _ in range(3)]
        run = start(local, cluster)
        deadline = time.monotonic() + PATIENCE
        while not done(database) and time.monotonic() < deadline:
            time.sleep(0.01)
        workers[0].kill()
        killed_at = done(database)
        said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1, said
    assert 0 < killed_at < TEXTS
    assert content(database) == content(local / "local.sqlite")


def test_a_file_that_kills_its_workers(local: Path) -> None:
    (local / "dies.py").write_text(DIES, encoding="utf-8")
    with DaskCluster(local) as cluster:
        cluster.work("--preload", str(local / "dies.py"))
        cluster.work("--preload", str(local / "dies.py"))
        cluster.ready()
        run = start(local, cluster)
        _, said = run.communicate(timeout=2 * PATIENCE)
    assert run.returncode == 2
    assert "texts/00005.md: the workers that checked it died; please report it" in said
    found, expected = content(local / "cluster.sqlite"), content(local / "local.sqlite")
    files = {row[0]: row[1] for row in found["files"]}
    assert files.pop("texts/00005.md") == "unreadable"
    assert len(files) == TEXTS - 1
    assert set(files.values()) == {"checked"}
    assert found["findings"] == [row for row in expected["findings"] if row[0] != "texts/00005.md"]


@pytest.mark.parametrize(
    ("preloaded", "sentence"),
    [
        (OLDER, "a worker has reslint 0.0.1, not 0.1.0; install that there"),
        (OTHER, "than this machine; install the same there"),
        (BLIND, "all must see the same files there, or be given URLs"),
        (BROKEN, "a worker cannot do the work (TypeError"),
    ],
)
def test_a_worker_that_cannot_do_it(tmp_path: Path, preloaded: str, sentence: str) -> None:
    write(tmp_path / "texts", 3)
    (tmp_path / "preloaded.py").write_text(preloaded, encoding="utf-8")
    with DaskCluster(tmp_path) as cluster:
        cluster.work("--no-nanny", "--preload", str(tmp_path / "preloaded.py"))
        run = start(tmp_path, cluster)
        _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2
    assert sentence in said
    assert "Traceback" not in said


def test_a_registry_that_is_only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is changed between the order and the work, as it is where the worker has another one."""
    write(tmp_path / "texts", 3)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.csv").write_text("symbol,date\nA/RES/81/1,2026-09-21\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "reslint", "registry", "import", "ours.csv", "--registry", "ours.sqlite"], check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    with DaskCluster(tmp_path) as cluster:
        run = start(tmp_path, cluster, "--registry", "ours.sqlite")
        assert run.stderr is not None
        assert "has no worker yet; waiting for one" in run.stderr.readline()
        (tmp_path / "ours.sqlite").write_bytes((tmp_path / "ours.sqlite").read_bytes() + b"\0")
        cluster.work("--no-nanny")
        _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2
    assert f"a worker has not the same registry in {tmp_path / 'ours.sqlite'}; put it there" in said


def test_a_scheduler_that_goes(local: Path) -> None:
    with DaskCluster(local) as cluster:
        cluster.work("--no-nanny")
        run = start(local, cluster)
        deadline = time.monotonic() + PATIENCE
        while not done(local / "cluster.sqlite") and time.monotonic() < deadline:
            time.sleep(0.01)
        cluster.processes[0].kill()
        _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 2
    assert f"{cluster.url}: the scheduler is gone; what was done is kept" in said
    assert "Traceback" not in said
    assert 0 < done(local / "cluster.sqlite") < TEXTS
    assert check("texts", "--db", "cluster.sqlite", "--no-cache") == 1  # goes on here
    assert content(local / "cluster.sqlite") == content(local / "local.sqlite")


def test_no_scheduler(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 3)
    monkeypatch.setattr("reslint.archive.cluster._CONNECT", 0.5)
    where = ["--db", str(tmp_path / "a.sqlite"), "--executor", "dask://127.0.0.1:9"]
    assert main(["archive", "check", "--no-config", str(tmp_path), *where]) == 2
    assert "dask://127.0.0.1:9: no Dask scheduler answers there" in capsys.readouterr().err
