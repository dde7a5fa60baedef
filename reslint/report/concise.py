"""One line a finding."""

from __future__ import annotations

from collections.abc import Sequence

from reslint.engine import Report
from reslint.report import Fails, Summary, Write, place, said
from reslint.rules import Rule


class Concise:
    """`draft.md:14:23: error citation/date PP 3: message`."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        for f in report.findings:
            where = f" {f.path}" if f.path else ""
            self._write(f"{place(report, f)}: {f.severity} {f.rule}{where}: {said(f)}\n")

    def end(self, summary: Summary) -> None: ...
