#!/usr/bin/env python3
"""What comparing costs: a check against a baseline beside a plain one, and `diff` by the length of the two texts.

    .venv/bin/python bench/compare.py           (--runs N for other than 5 runs)

Prints, from one run and as ratios: processor time of `check --baseline` over `check` on the published English texts
beside the checkout (`../shared`), the two taking turns; and how the time of `diff` grows with the size of texts in
which every other paragraph was changed. Needs an environment made by `make setup`. Unix.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

import speed

GOAL_BASELINE = 1.2


def baseline(folder: Path, runs: int) -> None:
    """With every finding known, which is the most work."""
    texts = speed.drafts(folder).get("en")
    if not texts:
        print("no published texts beside the checkout: the baseline is left out")
        return
    known, place = folder / "known.json", texts[0].parent
    speed.run("-m", "reslint", "baseline", "write", "--no-config", "--baseline", str(known), str(place))
    against = ("-m", "reslint", "check", "--no-config", "--no-cache", "--baseline", str(known), str(place))
    pairs = [(speed.check(place), speed.run(*against)) for _ in range(runs)]
    ratio = statistics.median(b.processor for _, b in pairs) / statistics.median(a.processor for a, _ in pairs)
    print(f"{len(texts)} texts against a baseline (goal: at most {GOAL_BASELINE:g} x the plain check)")
    speed.row("en", f"{ratio:.2f} x", ratio <= GOAL_BASELINE, f"{pairs[-1][1].processor:.2f} s")


def difference(folder: Path, runs: int) -> None:
    print(f"\ndiff of two texts (goal: time grows at most {speed.GOAL_GROWTH:g} times as much as size)")
    least, times = 120, (1, 5, 25)
    costs = []
    for factor in times:
        old, new = folder / "old.md", folder / "new.md"
        text = speed.paragraphs(least * factor)
        rows = text.split("\n")
        old.write_text(text, encoding="utf-8")
        new.write_text("\n".join(row.replace(" of ", " in ") if n % 4 else row for n, row in enumerate(rows)))
        seconds = [speed.run("-m", "reslint", "diff", str(old), str(new)).processor for _ in range(runs)]
        costs.append((old.stat().st_size, statistics.median(seconds)))
    (small, a), (middle, b), (large, c) = costs
    steps = (b - a) / (middle - small), (c - b) / (large - middle)  # start-up is in all of them
    ratio = steps[1] / steps[0]
    said = ", ".join(f"{size / 1000:.0f} KB {seconds:.2f} s" for size, seconds in costs)
    speed.row("many paragraphs", f"{ratio:.2f}", ratio <= speed.GOAL_GROWTH, said)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        baseline(Path(folder), args.runs)
        difference(Path(folder), args.runs)


if __name__ == "__main__":
    main()
