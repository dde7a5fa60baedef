"""How often each rule spoke."""

from __future__ import annotations

from collections.abc import Sequence

from reslint.engine import Report
from reslint.report import Fails, Summary, Write
from reslint.rules import Rule


class Statistics:
    """A table of counts by rule, in the place of the findings."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None: ...

    def end(self, summary: Summary) -> None:
        self._write(table(summary))


def table(summary: Summary) -> str:
    """One line a rule, the commonest first, then the summary."""
    rows = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"{n:6}  {severity:7}  {rule}\n" for (rule, severity), n in rows]
    sentence = summary.sentence()
    return "".join([*lines, f"{sentence}\n" if sentence else ""])
