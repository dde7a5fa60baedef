"""Findings in the forms in which people and other programs read them, one module a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from reslint.engine import Report
from reslint.finding import Finding
from reslint.rules import Rule
from reslint.source.model import Source

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")
Write = Callable[[str], object]
Fails = Callable[[Finding], bool]


class Summary:
    """What a run came to; filled as the files go by.

    `rules` counts findings by (rule, severity); `safe` and `unsafe` those that can be put right; `known` those that
    the baseline sets aside, None without one; `inherited` those that the predecessor has, too. `complaints` say what
    could not be done. `idle`: not one rule ran.
    """

    def __init__(self) -> None:
        self.files = self.passed_over = self.suppressed = self.safe = self.unsafe = self.inherited = 0
        self.idle = False
        self.known: int | None = None
        self.complaints: list[str] = []
        self.levels = {"error": 0, "warning": 0, "note": 0}
        self.rules: dict[tuple[str, str], int] = {}

    def add(self, report: Report) -> None:
        self.files += 1
        self.suppressed += len(report.suppressed)
        if report.known is not None:
            self.known = (self.known or 0) + len(report.known)
        for finding in report.findings:
            self.levels[finding.severity] += 1
            key = finding.rule, finding.severity
            self.rules[key] = self.rules.get(key, 0) + 1
            self.inherited += finding.origin == "inherited"
            if finding.fix:
                if finding.fix.safe:
                    self.safe += 1
                else:
                    self.unsafe += 1

    def sentence(self) -> str:
        """ "2 errors, 1 note in 3 files; 1 can be fixed safely ...".

        "" where nothing was checked: standard error says why, and "nothing found" would be a verdict.
        """
        if self.idle or not self.files:
            return ""
        files = count(self.files, "file")
        found = [count(n, level) for level, n in self.levels.items() if n]
        nothing = "nothing new" if self.known else "nothing found"
        text = f"{', '.join(found)} in {files}" if found else f"{nothing} in {files}"
        if self.inherited:
            text += f", {self.inherited} of them inherited from the predecessor"
        if self.known:
            text += f", {self.known} known from the baseline"
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
        return f"{text}; not everything could be done" if self.complaints else text


class Reporter(Protocol):
    """Writes findings as they come."""

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        """`fails` says of a finding whether the run ends with 1 because of it."""

    def end(self, summary: Summary) -> None: ...


def count(n: int, noun: str) -> str:
    """ "1 file", "2 files"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def make(form: str, write: Write, *, colour: bool = False, width: int = 100) -> Reporter:
    """The reporter for one of `FORMATS`."""
    if form == "text":
        from reslint.report.text import Text

        return Text(write, colour=colour, width=width)
    from importlib import import_module

    reporter: Callable[[Write], Reporter] = getattr(import_module(f"reslint.report.{form}"), form.capitalize())
    return reporter(write)


def place(report: Report, finding: Finding) -> str:
    """ "draft.md:14:23", "draft.pdf: page 3, line 12"."""
    return place_in(report.source, finding.start)


def place_in(source: Source, offset: int) -> str:
    """The file and the place in it, as `place`."""
    where = source.where(offset)
    if "row" in where:
        return f"{source.name}:{where['row']}:{where['column']}"
    return f"{source.name}: {source.label(offset)}"


def said(finding: Finding) -> str:
    """The message, with where the fault comes from if that is known."""
    return f"{finding.message} ({finding.origin})" if finding.origin else finding.message


def addressed(finding: Finding) -> str:
    """The message as `said`, with the paragraph before it: "PP 3: ..."."""
    return f"{finding.path}: {said(finding)}" if finding.path else said(finding)


def relative(name: str, root: str | None = None) -> str:
    """The name of a file as code hosts want it: from the folder `root` (None: the working folder), with `/`.

    Files outside of it keep the path that they were given by.
    """
    import os

    path = os.path.abspath(name)
    base = os.path.abspath(root or os.curdir)
    inside = os.path.relpath(path, base) if path.startswith(base.rstrip(os.sep) + os.sep) else name
    return inside.replace(os.sep, "/")
