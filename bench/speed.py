#!/usr/bin/env python3
"""How fast `reslint check` is on this machine, as ratios that another machine can be held to.

    make bench                                  (or: .venv/bin/python bench/speed.py)
    .venv/bin/python bench/speed.py --quick     fewer runs, smaller growth

Prints, from one run: the whole process on one draft of 20 KB beside `python -c pass`; text a second of processor
time over 150 drafts in one process, start-up taken off; how time grows with the length of a text, for several
shapes of text; and peak memory. Drafts are made from the corpus of published resolutions beside the checkout
(`../shared`); without it, what needs them is left out. Medians, each beside its goal. Needs the standard library
and an installed reslint. Unix.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LANGUAGES = ("en", "fr", "ar", "es", "ru", "zh")
DRAFTS = 150
DRAFT_SIZE = 20_000  # bytes: a resolution of middling length
GOAL_START, GOAL_RATE, GOAL_GROWTH = 6.0, 2.0, 1.2
# Python must find its compiled files, as it does where reslint is installed.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What a process took: seconds by the clock, seconds of processor time, most memory in MB."""

    clock: float
    processor: float
    memory: float


def run(*arguments: str) -> Cost:
    """Runs this interpreter with `arguments`, output thrown away; a failure ends the benchmark."""
    started = time.perf_counter()
    sink = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    pid = os.posix_spawn(sys.executable, [sys.executable, *arguments], ENVIRONMENT, file_actions=sink)
    _, status, usage = os.wait4(pid, 0)
    clock = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"speed: `{' '.join(arguments)}` ended with {os.waitstatus_to_exitcode(status)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def check(*paths: Path) -> Cost:
    return run("-m", "reslint", "check", "--no-config", "--no-cache", *map(str, paths))


def drafts(folder: Path) -> dict[str, list[Path]]:
    """Published resolutions as Markdown drafts, by language; nothing where the corpus is not there."""
    maker = SHARED / "bench" / "akn.py"
    if not maker.exists():
        return {}
    sys.dont_write_bytecode = True  # the corpus is not ours to write into
    sys.path.insert(0, str(maker.parent))
    import akn  # type: ignore[import-not-found]

    found: dict[str, list[Path]] = {}
    for language in LANGUAGES:
        place = folder / language
        place.mkdir()
        for source in sorted((SHARED / "corpus" / "akn" / language).glob("*.xml")):
            if len(found.get(language, [])) < DRAFTS and (draft := akn.read(source, language, "md")):
                path = place / f"{source.stem}.md"
                path.write_text(draft.render(), encoding="utf-8")
                found.setdefault(language, []).append(path)
    return found


def start(texts: dict[str, list[Path]], runs: int) -> None:
    """The whole process on one draft, beside an interpreter that does nothing; the two take turns."""
    print(f"one draft of {DRAFT_SIZE // 1000} KB, whole process (goal: at most {GOAL_START:g} x `python -c pass`)")
    for language, paths in texts.items():
        path = min(paths, key=lambda p: abs(p.stat().st_size - DRAFT_SIZE))
        check(path)
        pairs = [(run("-c", "pass"), check(path)) for _ in range(runs)]
        nothing = statistics.median(a.clock for a, _ in pairs)
        whole = statistics.median(b.clock for _, b in pairs)
        size = f"{language}, {path.stat().st_size / 1000:.1f} KB"
        spent = f"{whole * 1000:.0f} ms beside {nothing * 1000:.0f} ms, {pairs[-1][1].memory:.0f} MB"
        row(size, f"{whole / nothing:.1f} x", whole / nothing <= GOAL_START, spent)


def rate(texts: dict[str, list[Path]], runs: int) -> None:
    """Text a second of processor time; what one draft takes, start-up for the most part, is taken off both."""
    print(
        f"\n{DRAFTS} drafts in one process, after start-up (goal: at least {GOAL_RATE:g} MB a second of processor time)"
    )
    for language, paths in texts.items():
        smallest = min(paths, key=lambda p: p.stat().st_size)
        size = sum(p.stat().st_size for p in paths) - smallest.stat().st_size
        pairs = [(check(smallest), check(paths[0].parent)) for _ in range(runs)]
        seconds = statistics.median(b.processor - a.processor for a, b in pairs)
        speed = size / seconds / 1e6
        row(f"{language}, {size / 1e6:.1f} MB", f"{speed:.2f} MB/s", speed >= GOAL_RATE,
            f"{seconds:.2f} s, {pairs[-1][1].memory:.0f} MB")  # fmt: skip


HEAD = """### 80/1. Cooperation between the United Nations and a regional organization

*The General Assembly*,

*Recalling* its resolutions 37/4 of 22 October 1982 and 77/18 of 21 November 2022,

"""
FOOT = "\n1. *Requests* the Secretary-General to report to it at its eighty-first session.\n"


def paragraphs(n: int) -> str:
    """A resolution, its paragraphs again and again."""
    preamble = "\n".join(
        f"*Noting* the report of body {i} on the {word(i)} of the United Nations Office,\n" for i in range(n)
    )
    operative = "\n".join(
        f"{i}. *Invites* Member States to consider the {word(i)} of 1{i % 9} May 20{10 + i % 9} in resolution 7{i % 9}/{i % 200};\n"
        for i in range(1, n + 1)
    )
    return f"{HEAD}{preamble}\n{operative}{FOOT}"


def list_of_citations(n: int) -> str:
    """One paragraph that recalls ever more resolutions."""
    every = ", ".join(f"{40 + i % 40}/{i % 200} of 1{i % 9} December {1985 + i % 40}" for i in range(n))
    return f"{HEAD}*Recalling* its resolutions {every} and 77/18 of 21 November 2022,\n{FOOT}"


def long_line(n: int) -> str:
    """One paragraph of prose on one line."""
    return f"{HEAD}*Noting* {' '.join(f'the {word(i)} of the World Food Programme in {1950 + i % 70}' for i in range(n))},\n{FOOT}"


def parentheses(n: int) -> str:
    return f"{HEAD}*Noting* {'(' * n}the report{')' * n},\n{FOOT}"


def asterisks(n: int) -> str:
    return f"{HEAD}*Noting* the report {'*' * n} of the Council,\n{FOOT}"


def footnotes(n: int) -> str:
    marked = "".join(f"*Noting* the {word(i)} of the Conference,[^{i}]\n\n" for i in range(1, n + 1))
    notes = "".join(f"[^{i}]: See resolution {40 + i % 40}/{i % 200}, annex.\n\n" for i in range(1, n + 1))
    return f"{HEAD}{marked}{FOOT}\n{notes}"


def subparagraphs(n: int) -> str:
    items = "".join(
        f"({'abcdefghijklmnopqrstuvwxyz'[i % 26]}) To consider the {word(i)} of the report;\n\n" for i in range(n)
    )
    return f"{HEAD}1. *Decides*:\n\n{items}{FOOT}"


def wrapped(n: int) -> str:
    """A paragraph broken by width, as in text taken out of a PDF."""
    return (
        f"{HEAD}*Noting* the report\n"
        + "".join(f"on the {word(i)} of the work of the committee and\n" for i in range(n))
        + FOOT
    )


def word(n: int) -> str:
    """A word that stands nowhere else: texts must not profit from what was remembered of others."""
    letters = "bcdfghjklm"
    return "".join(letters[int(digit)] + "ao"[k % 2] for k, digit in enumerate(f"{n:06}"))


# The number of things in the smallest text: so many that it takes some milliseconds.
SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "many paragraphs": (paragraphs, 60),
    "one list of citations": (list_of_citations, 200),
    "one long line": (long_line, 200),
    "nested parentheses": (parentheses, 10_000),
    "asterisks": (asterisks, 100_000),
    "footnotes": (footnotes, 100),
    "subparagraphs": (subparagraphs, 150),
    "hard-wrapped lines": (wrapped, 200),
}


def growth(times: tuple[int, ...], runs: int) -> None:
    """Each text in a process of its own, which measures itself: caches of one must not serve another."""
    print(f"\ntime by length of one text (goal: time grows at most {GOAL_GROWTH:g} times as much as size)")
    for name, (_, least) in SHAPES.items():
        costs: list[tuple[int, float]] = []
        for factor in times:
            found = [measured(name, least * factor) for _ in range(runs if factor < 100 else 1)]
            costs.append((found[0][0], statistics.median(seconds for _, seconds, _ in found)))
        ratios = [(later[1] / earlier[1]) / (later[0] / earlier[0]) for earlier, later in pairwise(costs)]
        shown = " and ".join(f"{ratio:.2f}" for ratio in ratios)
        details = ", ".join(f"{size / 1000:.0f} KB {seconds * 1000:.0f} ms" for size, seconds in costs)
        row(name, shown, all(r <= GOAL_GROWTH for r in ratios), f"{details}; {found[-1][2]:.0f} MB")


def measured(shape: str, things: int) -> tuple[int, float, float]:
    """Size in bytes, seconds of processor time and peak memory (MB) of one text, in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", shape, str(things)],
        env=ENVIRONMENT, stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    size, seconds, memory = done.stdout.split()
    return int(size), float(seconds), float(memory)


def measure(shape: str, things: int) -> None:
    """What the child process does: one short text to have everything ready, then the one that counts."""
    import resource

    from reslint import rules
    from reslint.engine import examine
    from reslint.registry.store import open_registry
    from reslint.source.model import Source

    every, registry = rules.load(), open_registry()
    make = SHAPES[shape][0]
    examine(Source("warm.md", make(3)), every, registry, language="en")
    text = make(things)
    source = Source("text.md", text)
    started = time.process_time()
    report = examine(source, every, registry, language="en")
    seconds = time.process_time() - started
    if report.resolution is None or report.failures:
        sys.exit(f"speed: {shape}: not checked {report.failures}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(len(text.encode()), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def row(name: str, figure: str, good: bool, details: str) -> None:
    print(f"  {name:24} {figure:>14}  {'met ' if good else 'MISSED'}  {details}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs, growth to 10 times only")
    parser.add_argument("--measure", nargs=2, metavar=("SHAPE", "N"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure[0], int(args.measure[1]))
        return
    with tempfile.TemporaryDirectory(prefix="reslint-speed-") as folder:
        texts = drafts(Path(folder))
        if texts:
            start(texts, 5 if args.quick else 21)
            rate(texts, 1 if args.quick else 5)
        else:
            print(f"drafts: left out, there is no corpus at {SHARED}")
    growth((1, 10) if args.quick else (1, 10, 100), 1 if args.quick else 3)


if __name__ == "__main__":
    main()
