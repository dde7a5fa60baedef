#!/usr/bin/env python3
"""How `reslint archive check` does on a folder of many drafts, beside other checkers of text, as ratios of one run.

    make bench-archive                            (or: .venv/bin/python bench/archive.py)
    .venv/bin/python bench/archive.py --quick     fewer texts, no kills
    .venv/bin/python bench/archive.py --peers FOLDER   programs of the peers are looked for there, too

Whole processes. Drafts are made from the corpus of published resolutions beside the checkout (`../shared`), in every
language that this version checks, as Markdown and as plain text, and the official XML itself where it can be read;
more of them by varying their numbers, so that no two are the same. Peers, where they are installed, read the very
same files: typos and codespell (PyPI) and textlint with its rule of terminology (npm). Processor time counts: the
clock of a shared machine tells who else is at work. Needs the standard library and an installed reslint. Unix.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reslint.language import CODES
from reslint.source.kinds import of_name

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TEXTS = 1000
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
KILLS = 20


class Cost(NamedTuple):
    """What a process and its children took: seconds by the clock, of processor time; the largest one's MB; exit code."""

    clock: float
    processor: float
    memory: float
    code: int


def run(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end, output thrown away."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    spent = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - started, spent, usage.ru_maxrss / unit, process.returncode)


class Place:
    """A folder of texts, with a database and a cache of its own."""

    def __init__(self, root: Path, texts: Path) -> None:
        self.root, self.texts, self.database = root, texts, root / "archive.sqlite"

    def forget(self) -> None:
        """As if reslint had never been there."""
        for file in self.root.glob("archive.sqlite*"):
            file.unlink()
        shutil.rmtree(self.root / "cache", ignore_errors=True)

    def command(self, jobs: int | None, *options: str) -> list[str]:
        own = ["archive", "check", str(self.texts), "--db", str(self.database), "--no-config", "--exit-zero"]
        return [sys.executable, "-m", "reslint", *own, *(["--jobs", str(jobs)] if jobs else []), *options]

    def check(self, jobs: int | None, *options: str) -> Cost:
        """One run; a failure ends the benchmark."""
        ENVIRONMENT["XDG_CACHE_HOME"] = str(self.root / "cache")
        cost = run(self.command(jobs, *options), self.root)
        if cost.code != 0:
            sys.exit(f"archive: `{' '.join(self.command(jobs, *options))}` ended with {cost.code}")
        return cost

    def cold(self, jobs: int | None, *options: str) -> Cost:
        self.forget()
        return self.check(jobs, *options)


def published(forms: tuple[str, ...] = ("md", "txt")) -> Iterator[tuple[str, str]]:
    """(name, text) of every published resolution as a draft, in each language and form; and the XML where it is read."""
    sys.dont_write_bytecode = True  # the corpus is not ours to write into
    sys.path.insert(0, str(SHARED / "bench"))
    import akn  # type: ignore[import-not-found]

    for language in CODES:
        for source in sorted((SHARED / "corpus" / "akn" / language).glob("*.xml")):
            for form in forms:
                if draft := akn.read(source, language, form):
                    yield f"{language}/{source.stem}.{form}", draft.render()
            if of_name(source.name):
                yield f"{language}/{source.stem}.xml", source.read_text(encoding="utf-8")


def write(folder: Path, texts: list[tuple[str, str]], count: int) -> int:
    """`count` files, each text again and again with a line of its own; returns the bytes."""
    size = 0
    for n in range(count):
        name, text = texts[n % len(texts)]
        turn = n // len(texts)
        path = folder / f"{turn:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if turn and not name.endswith(".xml"):
            text += f"\n[Copy {turn}]\n"
        data = text.encode()
        path.write_bytes(data)
        size += len(data)
    then = time.time() - 60  # a file that was written a moment ago is not trusted to stay as it is
    for path in folder.rglob("*"):
        os.utime(path, (then, then))
    return size


def row(name: str, figure: str, good: bool | None, details: str) -> None:
    verdict = "" if good is None else "met" if good else "MISSED"
    print(f"  {name:34} {figure:>12}  {verdict:6}  {details}", flush=True)


def peers(place: Place, folders: list[str], runs: int) -> None:
    """Processor time on the same files; the programs take turns."""
    path = os.pathsep.join([*folders, os.environ.get("PATH", "")])
    texts = str(place.texts)
    everything = sorted(str(p) for p in place.texts.rglob("*") if p.is_file())
    files = [name for name in everything if not name.endswith(".xml")]
    wanted = {
        "typos": ["typos", "--threads", "1", texts],
        "codespell": ["codespell", texts],
        "textlint": ["textlint", "--rule", "terminology", *files],
    }
    found = {
        name: [where, *rest] for name, (first, *rest) in wanted.items() if (where := shutil.which(first, path=path))
    }
    costs: dict[str, list[float]] = {name: [] for name in ("reslint", *found)}
    for turn in range(runs):
        costs["reslint"].append(place.cold(1, "--no-cache").processor)
        for name, command in found.items():
            if turn == 0 or name != "textlint":  # it takes a minute, and comes out alike
                cost = run(command, place.root)
                if cost.code not in (0, 1, 2, 65):
                    sys.exit(f"archive: {name} ended with {cost.code}")
                costs[name].append(cost.processor)
    own = statistics.median(costs["reslint"])
    row("reslint, cold, one core", f"{own:.2f} s", None, f"{own / len(everything) * 1000:.1f} ms a text")
    goals = {"typos": 1.5, "codespell": 0.5, "textlint": 0.5}
    for name in wanted:
        if name not in found:
            print(f"  {name}: left out, not installed")
            continue
        theirs = statistics.median(costs[name])
        ratio = own / theirs
        goal = goals[name]
        row(f"reslint / {name}", f"{ratio:.2f} x", ratio <= goal, f"{theirs:.2f} s; goal: at most {goal:g} x")


# Runs the command and prints what this process and its children took.
_SHARES = """
import resource
from reslint.cli.main import main
main(sys.argv[1:])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print(used.ru_utime + used.ru_stime)
"""


def cores(place: Place, runs: int) -> None:
    """The clock of one process against two; on a machine with other work, the best of several."""
    pairs = [(place.cold(1, "--no-cache"), place.cold(2, "--no-cache")) for _ in range(runs)]
    one, two = (min(cost.clock for cost in costs) for costs in zip(*pairs, strict=True))
    extra = statistics.median(b.processor / a.processor for a, b in pairs)
    load = os.getloadavg()[0]
    place.forget()
    code = f"import sys\nsys.argv[1:] = {place.command(2, '--no-cache')[3:]!r}\n{_SHARES}"
    own, others = map(float, subprocess.run(
        [sys.executable, "-c", code], cwd=place.root, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True, text=True,
    ).stdout.split()[-2:])  # fmt: skip
    best = (own + others) / (own + others / 2)
    row("what can be shared", f"{others / (own + others):.0%}", None,
        f"{own:.2f} s in the first process, {others:.2f} s in the two others: {best:.2f} x where two cores are free")  # fmt: skip
    row("two processes against one", f"{one / two:.2f} x", one / two >= 1.8,
        f"clock {one:.1f} s and {two:.1f} s; processor time x {extra:.2f}; load {load:.1f}; goal: at least 1.8 x")  # fmt: skip


def again(place: Place, count: int, runs: int) -> None:
    """Nothing changed, one file changed, and another database on the same cache."""
    cold = place.cold(1)
    start = statistics.median(
        run([sys.executable, "-m", "reslint", "cache", "info"], place.root).processor for _ in range(5)
    )
    warm = statistics.median(place.check(1).processor for _ in range(runs))
    each = (warm - start) / count * 1e6
    row("nothing changed", f"{warm / cold.processor:.3f} x", warm / cold.processor <= 0.1,
        f"{warm * 1000:.0f} ms after {cold.processor:.2f} s, {each:.0f} µs a file; goal: at most 0.1 x")  # fmt: skip
    some = sorted(place.texts.rglob("*.md"))[count // 4]
    some.write_text(some.read_text(encoding="utf-8") + "\nAnother line.\n", encoding="utf-8")
    one = place.check(1).processor
    row("one file changed", f"{one / cold.processor:.3f} x", None,
        f"{one * 1000:.0f} ms, {(one - warm) * 1000:.0f} ms more than nothing")  # fmt: skip
    for file in place.root.glob("archive.sqlite*"):
        file.unlink()
    kept = place.check(1).processor
    size = sum(f.stat().st_size for f in (place.root / "cache").rglob("*"))
    row("a new database out of the cache", f"{kept / cold.processor:.3f} x", kept / cold.processor <= 0.25,
        f"{kept * 1000:.0f} ms; the cache holds {size / count / 1000:.1f} KB a text; goal: at most 0.25 x")  # fmt: skip


def growth(small: Place, large: Place, times: int) -> None:
    """Time and memory of so many times the files."""
    few, many = small.cold(1, "--no-cache"), large.cold(1, "--no-cache")
    ratio = many.processor / few.processor
    row(f"{times} times the files", f"{ratio:.2f} x", ratio <= times * 1.05,
        f"{few.processor:.1f} s and {many.processor:.1f} s; goal: at most {times * 1.05:g} x")  # fmt: skip
    row("memory", f"{many.memory / few.memory:.2f} x", many.memory / few.memory <= 1.1,
        f"{few.memory:.0f} MB and {many.memory:.0f} MB; goal: flat (at most 1.1 x)")  # fmt: skip


def start(place: Place, runs: int) -> None:
    """`check` of one small draft beside an interpreter that does nothing."""
    draft = place.root / "small.md"
    draft.write_text(
        "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 21 November 2022,\n\n"
        "1. *Welcomes* the report;\n\n2. *Requests* the Secretary-General to report at its eightieth session.\n",
        encoding="utf-8",
    )
    check = [sys.executable, "-m", "reslint", "check", "--no-config", str(draft)]
    run(check, place.root)
    pairs = [(run([sys.executable, "-c", "pass"], place.root), run(check, place.root)) for _ in range(runs)]
    nothing, whole = (statistics.median(cost.processor for cost in costs) for costs in zip(*pairs, strict=True))
    row("start-up of check / python -c pass", f"{whole / nothing:.1f} x", whole / nothing <= 4,
        f"{whole * 1000:.0f} ms and {nothing * 1000:.0f} ms; goal: at most 4 x")  # fmt: skip


def content(database: Path) -> list[tuple[object, ...]]:
    """What the latest run has in the database, but for times and the numbers of rows."""
    queries = (
        "SELECT f.path, f.outcome, f.message, d.content, d.judgement, d.day FROM file f LEFT JOIN document d "
        "ON d.id = f.document WHERE f.run = (SELECT max(id) FROM run)",
        "SELECT path, language, text_symbol, rule, severity, message, start, \"end\", quote, before, after, fix, suppressed "
        "FROM findings WHERE run = (SELECT max(id) FROM run)",
        "SELECT path, text_symbol, symbol, start, \"end\", written, adopted FROM citations "
        "WHERE run = (SELECT max(id) FROM run)",
        "SELECT count(*), sum(state = 'done') FROM run",
    )  # fmt: skip
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sorted((row for query in queries for row in opened.execute(query)), key=repr)


def kills(place: Place) -> None:
    """SIGKILL at random points; the runs after it must end with the database of an undisturbed one."""
    length = place.cold(2).clock
    expected = content(place.database)
    place.forget()
    chance, partly = random.Random(1), 0
    for _ in range(KILLS):
        process = subprocess.Popen(place.command(2), cwd=place.root, env=ENVIRONMENT, start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(chance.uniform(0.15, max(0.6, length / KILLS * 1.2)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        partly += is_open(place.database)
    place.check(2)
    same = content(place.database) == expected
    row(f"killed {KILLS} times", "the same" if same else "NOT the same", same, f"{partly} times in the middle of a run")


def is_open(database: Path) -> bool:
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as opened:
        try:
            return bool(opened.execute("SELECT state FROM run ORDER BY id DESC LIMIT 1").fetchone() == ("open",))
        except sqlite3.OperationalError:
            return False


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fifth of the texts, no kills")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of which the median counts (default: 3)")
    parser.add_argument("--peers", action="append", default=[], metavar="FOLDER", help="where programs of peers are")
    args = parser.parse_args()
    if not (SHARED / "bench" / "akn.py").exists():
        sys.exit(f"archive: there is no corpus at {SHARED}")
    count, runs = TEXTS // 5 if args.quick else TEXTS, args.runs
    with tempfile.TemporaryDirectory(prefix="reslint-archive-") as name:
        root = Path(name)
        places = []
        texts = list(published())
        random.Random(1).shuffle(texts)  # some of every language, however few are taken
        for folder, files in (("small", count), ("large", count * 10)):
            place = Place(root / folder, root / folder / "texts")
            size = write(place.texts, texts, files)
            places.append(place)
            print(
                f"{folder}: {files:,} texts in {', '.join(CODES)}, {size / 1e6:.1f} MB, of {len(texts):,} that differ"
            )
        small, large = places
        peers(small, args.peers, runs)
        again(small, count, runs)
        cores(small, runs)
        start(small, 5 * runs)
        if not args.quick:
            kills(small)
        growth(small, large, 10)


if __name__ == "__main__":
    main()
