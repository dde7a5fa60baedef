#!/usr/bin/env python3
"""How long a commit waits for reslint: 20 changed drafts, beside codespell on the same files in the same run.

    .venv/bin/python bench/hook.py              (--runs N for other than 11 runs)

Prints medians of: the commands as a hook runs them; and the whole of `pre-commit run` with each as the only hook,
in a scratch repository in which the drafts are staged. The two take turns. The drafts are the first 20 published
English resolutions beside the checkout (`../shared`). Needs an environment made by `make setup`, and git.
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
from pathlib import Path

import speed

DRAFTS = 20
BIN = Path(sys.executable).parent
RESLINT = ("reslint", "check", "--force-exclude", "--pass-over", "--verbose")
CODESPELL = ("codespell",)
CONFIG = """repos:
  - repo: local
    hooks:
      - {{id: reslint, name: reslint, entry: {reslint}, language: system, require_serial: true}}
      - {{id: codespell, name: codespell, entry: {codespell}, language: system, require_serial: true}}
"""


def seconds(*command: str, folder: Path) -> float:
    """By the clock; findings are no failure."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=folder, env=speed.ENVIRONMENT, capture_output=True, check=False
    )
    took = time.perf_counter() - started
    if done.returncode not in (0, 1, 65):  # codespell ends with 65 where it finds something
        sys.exit(f"hook: `{command[0]}` ended with {done.returncode}: {done.stderr.decode()}")
    if b"no files to check" in done.stdout or b"unstaged" in done.stdout:
        sys.exit(f"hook: `{' '.join(command)}` had nothing to do: {done.stdout.decode()}")
    return took


def compare(what: str, one: Callable[[], float], other: Callable[[], float], runs: int) -> None:
    one(), other()
    pairs = [(one(), other()) for _ in range(runs)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"  {what:18} reslint {ours * 1000:5.0f} ms   codespell {theirs * 1000:5.0f} ms   ratio {ours / theirs:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reslint-hook-") as name:
        folder = Path(name)
        made = speed.drafts(folder).get("en", [])[:DRAFTS]
        if len(made) < DRAFTS:
            sys.exit(f"hook: there is no corpus at {speed.SHARED}")
        place = folder / "repository"
        (place / "drafts").mkdir(parents=True)
        files = [f"drafts/{path.name}" for path in made]
        for path, file in zip(made, files, strict=True):
            (place / file).write_bytes(path.read_bytes())
        ours, theirs = (" ".join([str(BIN / words[0]), *words[1:]]) for words in (RESLINT, CODESPELL))
        (place / ".pre-commit-config.yaml").write_text(CONFIG.format(reslint=ours, codespell=theirs))
        (place / ".gitignore").write_text(".pre-commit-config.yaml\n.gitignore\n")
        for words in (["init", "--quiet"], ["add", "drafts"]):
            subprocess.run(["git", *words], cwd=place, check=True)
        os.environ["PRE_COMMIT_HOME"] = speed.ENVIRONMENT["PRE_COMMIT_HOME"] = str(folder / "home")
        size = sum((place / file).stat().st_size for file in files)
        print(f"{DRAFTS} changed drafts, {size / 1000:.0f} KB together; medians of {args.runs} runs")
        compare(
            "the command",
            lambda: seconds(*RESLINT, *files, folder=place), lambda: seconds(*CODESPELL, *files, folder=place),
            args.runs,
        )  # fmt: skip
        compare(
            "pre-commit run",
            lambda: seconds("pre-commit", "run", "reslint", folder=place),
            lambda: seconds("pre-commit", "run", "codespell", folder=place),
            args.runs,
        )


if __name__ == "__main__":
    main()
