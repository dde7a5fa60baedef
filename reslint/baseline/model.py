"""What a baseline holds and what comes of comparing a report with it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reslint.engine import Report
from reslint.errors import UserError
from reslint.finding import Severity
from reslint.identity import Identity


class BaselineError(UserError):
    """A baseline that cannot be used: file, place, what is wrong."""


class Entry(NamedTuple):
    """Findings that are known: `rule` says `times` times of `text` that it is wrong, in one paragraph.

    `severity` is the one they had when they were written down, and no part of what they are known by. `paragraph` is
    the beginning of the paragraph's words, `digest` stands for all of them (both "" outside any paragraph).
    `reason`: why it may stay, for people. `until`: the last day on which it is known; None: no end.
    """

    rule: str
    severity: Severity
    text: str
    paragraph: str
    digest: str
    times: int = 1
    reason: str = ""
    until: date | None = None

    @property
    def identity(self) -> Identity:
        return Identity(self.rule, self.digest, self.text)

    def ended(self, day: date) -> bool:
        """Whether its last day lies before `day`."""
        return self.until is not None and self.until < day


class Baseline(NamedTuple):
    """The entries by file.

    `place` is the path of the baseline's own file; the names in `files` are relative to its folder, with `/`.
    """

    place: str
    files: Mapping[str, tuple[Entry, ...]]

    def name_of(self, path: str) -> str:
        """The name under which the text at `path` stands in the baseline."""
        folder = os.path.dirname(os.path.abspath(self.place))
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")

    def path_of(self, name: str) -> str:
        """The inverse of `name_of`."""
        return os.path.join(os.path.dirname(self.place), *name.split("/"))

    def of(self, path: str) -> tuple[Entry, ...]:
        """The entries for the text at `path`."""
        return self.files.get(self.name_of(path), ())


class Marked(NamedTuple):
    """A report whose `known` findings are set apart from the new ones that stay in `findings`.

    `stale`: entries whose finding is no longer there, `times` as often as it is missed. `ended`: entries past
    their last day whose findings therefore count again.
    """

    report: Report
    stale: tuple[Entry, ...] = ()
    ended: tuple[Entry, ...] = ()
