"""A home of its own for an editor under test, the set-ups as the pages give them, and what the command line says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs/editors"
PROGRAM = Path(sys.executable).with_name("reslint")
DRAFTS = ("cooperation.en.md", "cooperation.ar.txt")  # below examples/
PATIENCE = 40.0  # seconds: many times what anything here takes, so that a busy machine fails no test
_FENCE = re.compile(r"^```\w+\n(.*?)^```$", re.M | re.S)

Found = set[tuple[str, int, int]]  # rule, start and end of the place in code points


def snippet(page: str, heading: str, number: int = 1) -> str:
    """The first (or other) block of code below a heading of a page."""
    parts = re.split(r"^#+ (.*)$", (PAGES / page).read_text("utf-8"), flags=re.M)
    return str(_FENCE.findall(parts[parts.index(heading) + 1])[number - 1])


def until(condition: Callable[[], object], what: str) -> None:
    """Waits until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


class Desk(NamedTuple):
    """`env`: to start an editor in, with `home` as its home and a `reslint` on the path that keeps a `log`."""

    home: Path
    env: dict[str, str]
    log: Path

    @classmethod
    def at(cls, home: Path) -> Desk:
        """A new one. The house that the pages speak of is there, too: its settings ask for one rule only."""
        (home / "bin").mkdir()
        wrapper, log = home / "bin/reslint", home / "reslint.log"
        wrapper.write_text(f'#!/bin/sh\nexec "{PROGRAM}" "$@" --log-file "{log}" --log-level info\n', "utf-8")
        wrapper.chmod(0o755)
        (home / "house").mkdir()
        (home / "house/reslint.toml").write_text('select = ["citation/date"]\n', "utf-8")
        own = ("XDG_", "NVIM", "VIM", "EMACS", "DISPLAY", "WAYLAND")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        path = f"{wrapper.parent}:{os.environ['PATH']}"
        return cls(home, {**kept, "HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"}, log)

    def draft(self, name: str) -> Path:
        """A copy of an example, to be opened."""
        place = self.home / "drafts" / name
        place.parent.mkdir(exist_ok=True)
        return Path(shutil.copy(ROOT / "examples" / name, place))

    def found(self, draft: Path, *options: str) -> Found:
        """The findings of `reslint check`."""
        report = json.loads(self._reslint("check", "--exit-zero", "--format", "json", *options, str(draft)))
        return {(f["rule"], f["start"], f["end"]) for f in report["files"][0]["findings"]}

    def fixed(self, draft: Path) -> str:
        """What `reslint fix` makes of the draft, which stays as it is."""
        copy = Path(shutil.copy(draft, draft.with_name(f"fixed-{draft.name}")))
        self._reslint("fix", "--exit-zero", str(copy))
        return copy.read_text("utf-8")

    def _reslint(self, *args: str) -> str:
        ran = subprocess.run([PROGRAM, *args], capture_output=True, text=True, env=self.env, timeout=PATIENCE)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout
