"""Workflow commands of GitHub Actions: findings as annotations of the change, in the log and beside the lines."""

from __future__ import annotations

import os
from collections.abc import Sequence

from reslint.engine import Report
from reslint.report import Fails, Summary, Write, addressed, relative
from reslint.rules import Rule

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


class Github:
    """One `::error ...::message` a finding; the summary as a plain line of the log."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        source = report.source
        file = relative(source.name, os.environ.get("GITHUB_WORKSPACE"))
        for finding in report.findings:
            row, column = source.position(finding.start)
            end_row, end_column = source.position(finding.end)
            properties: dict[str, object] = {"file": file, "line": row, "col": column, "endLine": end_row}
            if end_row == row:  # columns over several lines are refused
                properties["endColumn"] = max(end_column - 1, column)
            else:
                del properties["col"]
            properties["title"] = f"reslint {finding.rule}"
            self._write(command(_LEVELS[finding.severity], addressed(finding), properties))

    def end(self, summary: Summary) -> None:
        for complaint in summary.complaints:
            self._write(command("error", complaint, {"title": "reslint"}))
        if sentence := summary.sentence():
            self._write(f"{sentence}\n")


def command(name: str, message: str, properties: dict[str, object]) -> str:
    """One workflow command with its line end. What could end it early, or begin another, is escaped."""
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
