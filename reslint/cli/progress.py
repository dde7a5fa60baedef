"""How far a long piece of work has come: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

_BAR = 24
_OFTEN, _SELDOM = 0.1, 10.0  # seconds between two looks at a terminal, and between two lines of a log


class Progress:
    """Tells on `stream` how many of `total` files are done. `done`: those that were before it began."""

    def __init__(self, total: int, done: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total, self._done, self._before = total, done, done
        self._terminal = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._began = self._told = time.monotonic()
        self._shown = False

    def advance(self, files: int) -> None:
        """That many more are done."""
        self._done += files
        now = time.monotonic()
        if now - self._told >= (_OFTEN if self._terminal else _SELDOM):
            self._told = now
            self._tell(now)

    def say(self, sentence: str) -> None:
        """A sentence for people, above the bar."""
        self.clear()
        print(sentence, file=self._stream, flush=True)

    def clear(self) -> None:
        """Takes the bar away."""
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()
            self._shown = False

    def _tell(self, now: float) -> None:
        rate = (self._done - self._before) / max(now - self._began, 1e-9)
        left = _duration((self._total - self._done) / rate) if rate else "?"
        speed = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        text = f"{self._done:,} of {self._total:,} files, {speed} a second, {left} left"
        if not self._terminal:
            print(f"reslint: {text}", file=self._stream, flush=True)
            return
        full = _BAR * self._done // max(self._total, 1)
        self._stream.write(f"\r\033[K[{'#' * full}{'.' * (_BAR - full)}] {text}")
        self._stream.flush()
        self._shown = True


def _duration(seconds: float) -> str:
    """ "8 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
