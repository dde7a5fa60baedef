"""Checkstyle's XML, which most servers and editors read."""

from __future__ import annotations

from collections.abc import Sequence

from reslint.engine import Report
from reslint.report import Fails, Summary, Write, addressed, relative
from reslint.report.markup import HEAD, attributes
from reslint.rules import Rule

_LEVELS = {"error": "error", "warning": "warning", "note": "info"}


class Checkstyle:
    """One `<file>` a text, also for one without findings: so it is seen to have been checked."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self) -> None:
        self._write(f'{HEAD}<checkstyle version="8.0">\n')

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        self._write(f"  <file{attributes({'name': relative(report.source.name)})}>\n")
        for finding in report.findings:
            row, column = report.source.position(finding.start)
            values = {
                "line": row,
                "column": column,
                "severity": _LEVELS[finding.severity],
                "message": addressed(finding),
                "source": f"reslint.{finding.rule.replace('/', '.')}",
            }
            self._write(f"    <error{attributes(values)}/>\n")
        self._write("  </file>\n")

    def end(self, summary: Summary) -> None:
        self._write("</checkstyle>\n")
