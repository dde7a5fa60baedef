"""Findings in the forms in which people and other programs read them, one module a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from reslint.engine import Report
from reslint.finding import Finding
from reslint.rules import Rule

FORMATS = ("text", "concise", "json", "sarif")
Write = Callable[[str], object]


class Summary:
    """What a run came to; filled as the files go by.

    `rules` counts findings by (rule, severity); `safe` and `unsafe` those that can be put right.
    """

    def __init__(self) -> None:
        self.files = self.passed_over = self.suppressed = self.safe = self.unsafe = 0
        self.levels = {"error": 0, "warning": 0, "note": 0}
        self.rules: dict[tuple[str, str], int] = {}

    def add(self, report: Report) -> None:
        self.files += 1
        self.suppressed += len(report.suppressed)
        for finding in report.findings:
            self.levels[finding.severity] += 1
            key = finding.rule, finding.severity
            self.rules[key] = self.rules.get(key, 0) + 1
            if finding.fix:
                if finding.fix.safe:
                    self.safe += 1
                else:
                    self.unsafe += 1

    def sentence(self) -> str:
        """ "2 errors, 1 note in 3 files; 1 can be fixed safely ..." """
        files = count(self.files, "file")
        found = [count(n, level) for level, n in self.levels.items() if n]
        text = f"{', '.join(found)} in {files}" if found else f"nothing found in {files}"
        if self.suppressed:
            text += f", {self.suppressed} suppressed"
        if self.safe:
            text += f"; `reslint fix` puts {self.safe} right"
        if self.unsafe:
            text += (
                f"; {self.unsafe} more with `--unsafe`, to be looked at"
                if self.safe
                else (f"; `reslint fix --unsafe` puts {self.unsafe} right, to be looked at")
            )
        return text


class Reporter(Protocol):
    """Writes findings as they come."""

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule]) -> None: ...

    def end(self, summary: Summary) -> None: ...


def count(n: int, noun: str) -> str:
    """ "1 file", "2 files"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def make(form: str, write: Write, *, colour: bool = False, width: int = 100) -> Reporter:
    """The reporter for one of `FORMATS`."""
    if form == "sarif":
        from reslint.report.sarif import Sarif

        return Sarif(write)
    if form == "json":
        from reslint.report.json import Json

        return Json(write)
    if form == "concise":
        from reslint.report.concise import Concise

        return Concise(write)
    from reslint.report.text import Text

    return Text(write, colour=colour, width=width)


def place(report: Report, finding: Finding) -> str:
    """ "draft.md:14:23", "draft.pdf: page 3, line 12"."""
    where = report.source.where(finding.start)
    if "row" in where:
        return f"{report.source.name}:{where['row']}:{where['column']}"
    return f"{report.source.name}: {report.source.label(finding.start)}"
