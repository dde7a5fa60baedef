"""Findings for programs, in a form of reslint's own. `version` changes when the form does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reslint.engine import Report
from reslint.finding import Finding, Related
from reslint.report import Fails, Summary, Write
from reslint.rules import Rule
from reslint.source.model import Source

VERSION = 1


class Json:
    """One object; one line a file, written as the files go by."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = True

    def begin(self) -> None:
        self._write(f'{{"version": {VERSION}, "files": [')

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        self._write("\n" if self._first else ",\n")
        self._first = False
        self._write(_dumps(record(report)))

    def end(self, summary: Summary) -> None:
        total = {"files": summary.files, "passed_over": summary.passed_over, **summary.levels}
        if summary.known is not None:
            total["known"] = summary.known
        total |= {"inherited": summary.inherited} if summary.inherited else {}
        total |= {"suppressed": summary.suppressed, "fixable_safe": summary.safe, "fixable_unsafe": summary.unsafe}
        self._write(f'\n], "summary": {_dumps(total)}}}\n')


def record(report: Report) -> dict[str, Any]:
    """One file. Offsets are code points, half-open; rows and columns 1-based."""
    source, resolution = report.source, report.resolution
    about: dict[str, Any] = {"file": source.name}
    if resolution:
        about |= {"language": resolution.language, "organ": resolution.organ, "symbol": resolution.symbol}
    about["as_of"] = report.as_of.isoformat() if report.as_of else None
    if report.predecessor:
        about["predecessor"] = report.predecessor
    about["findings"] = [_finding(source, f) for f in report.findings]
    about["suppressed"] = [_finding(source, f) for f in report.suppressed]
    if report.known is not None:
        about["known"] = [_finding(source, f) for f in report.known]
    return about


def _finding(source: Source, finding: Finding) -> dict[str, Any]:
    found = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "paragraph": finding.path,
        "authority": finding.authority,
        **_span(source, finding.start, finding.end),
    }
    if finding.fix:
        edits = [{**_span(source, e.start, e.end), "text": e.text} for e in finding.fix.edits]
        found["fix"] = {"safe": finding.fix.safe, "title": finding.fix.title, "edits": edits}
    if finding.related:
        found["related"] = [_related(source, r) for r in finding.related]
    if finding.origin:
        found["origin"] = finding.origin
    reason = finding.suppressed if finding.suppressed is not None else finding.known
    if reason is not None:
        found["reason"] = reason
    return found


def _related(source: Source, related: Related) -> dict[str, Any]:
    about: dict[str, Any] = {"message": related.message}
    if related.start is None:
        return about
    if related.elsewhere is not None:
        source = related.elsewhere
        about["file"] = source.name
    return about | _span(source, related.start, related.start if related.end is None else related.end)


def _span(source: Source, start: int, end: int) -> dict[str, Any]:
    """Offsets in the text that was checked, and the place in the file by name: `row` and `column`, or as `Origin`
    has it."""
    last = {f"end_{name}": n for name, n in source.where_end(start, end).items()}
    return {"start": start, "end": end, **source.where(start), **last}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
