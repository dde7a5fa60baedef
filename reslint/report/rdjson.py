"""The diagnostic format of reviewdog, with fixes as suggestions. Columns count bytes of UTF-8, as it wants them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reslint.engine import Report
from reslint.finding import Finding, Fix
from reslint.report import Fails, Summary, Write, addressed, relative
from reslint.rules import Rule, page_url
from reslint.source.model import Source

_LEVELS = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


class Rdjson:
    """One object; one diagnostic a line, written as the files go by."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = True

    def begin(self) -> None:
        self._write('{"source": {"name": "reslint"}, "diagnostics": [')

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        path = relative(report.source.name)
        urls = {rule.id: page_url(rule) for rule in rules} if report.findings else {}
        for finding in report.findings:
            diagnostic = _diagnostic(report.source, path, finding, urls.get(finding.rule, ""))
            self._write(("\n" if self._first else ",\n") + json.dumps(diagnostic, ensure_ascii=False))
            self._first = False

    def end(self, summary: Summary) -> None:
        self._write("\n]}\n")


def _diagnostic(source: Source, path: str, finding: Finding, url: str) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": addressed(finding),
        "location": {"path": path, "range": _range(source, finding.start, finding.end)},
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.rule, **({"url": url} if url else {})},
    }
    if finding.fix:
        diagnostic["suggestions"] = [_suggestion(source, finding.fix)]
    return diagnostic


def _suggestion(source: Source, fix: Fix) -> dict[str, Any]:
    """The whole fix as one: edits that belong together must not be taken one without the other."""
    edits = sorted(fix.edits)
    start, at, parts = edits[0].start, edits[0].start, []
    for edit in edits:
        parts += [source.text[at : edit.start], edit.text]
        at = edit.end
    return {"range": _range(source, start, at), "text": "".join(parts)}


def _range(source: Source, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(source, start), "end": _position(source, end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    row, column = source.position(offset)
    before = source.text[offset - column + 1 : offset]
    return {"line": row, "column": len(before.encode()) + 1}
