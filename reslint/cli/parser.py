"""argparse, made to start quickly and to complain in one sentence."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter
from typing import Any, NoReturn


def processes(text: str) -> int:
    """A number of processes, for argparse."""
    if not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def positive(text: str) -> int:
    """A number from 1 on, for argparse."""
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


class Formatter(HelpFormatter):
    """Asks no terminal for its width: for that argparse imports half of the standard library."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, max_help_position=28, width=int(columns) if columns.isdigit() else 100)


class Parser(ArgumentParser):
    """The parser of `reslint` and of each of its commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", Formatter)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    def parse_known_args(self, *args: Any, **kwargs: Any) -> Any:
        """What a command does not know is its own to complain of; argparse hands it up to the parser above."""
        found, unknown = super().parse_known_args(*args, **kwargs)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see `{self.prog} --help`", file=sys.stderr)
        raise SystemExit(2)
