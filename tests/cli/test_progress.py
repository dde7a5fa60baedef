"""A bar on a terminal, lines elsewhere, and neither more often than anybody reads."""

from __future__ import annotations

import io

import pytest

from reslint.cli import progress
from reslint.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that the test winds on."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    monkeypatch.setenv("TERM", "xterm")
    return made


def test_a_bar_on_a_terminal(clock: Clock) -> None:
    stream = Terminal()
    bar = Progress(2000, 500, stream)
    clock.now += 1
    bar.advance(500)
    assert stream.getvalue() == "\r\033[K[############............] 1,000 of 2,000 files, 500 a second, 2 s left"
    bar.advance(1)  # at once: not told
    bar.say("reslint: one.md: no such file")
    assert stream.getvalue().endswith("left\r\033[Kreslint: one.md: no such file\n")


def test_lines_now_and_then_elsewhere(clock: Clock) -> None:
    stream = io.StringIO()
    told = Progress(100_000, 0, stream)
    for _ in range(4):
        clock.now += 6
        told.advance(30)
    assert stream.getvalue().splitlines() == [
        "reslint: 60 of 100,000 files, 5.0 a second, 5 h 33 min left",
        "reslint: 120 of 100,000 files, 5.0 a second, 5 h 32 min left",
    ]
    told.clear()
    assert "\r" not in stream.getvalue()


@pytest.mark.parametrize(("seconds", "shown"), [(12, "12 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")])
def test_durations(clock: Clock, seconds: float, shown: str) -> None:
    stream = io.StringIO()
    told = Progress(2, 0, stream)
    clock.now += seconds
    told.advance(1)
    assert stream.getvalue().endswith(f" a second, {shown} left\n")
