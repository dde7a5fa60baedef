"""GitLab's code quality report: one JSON list, shown in the merge request."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from hashlib import sha256

from reslint.engine import Report
from reslint.identity import fingerprints
from reslint.report import Fails, Summary, Write, addressed, relative
from reslint.rules import Rule

_LEVELS = {"error": "major", "warning": "minor", "note": "info"}


class Gitlab:
    """One issue a line. GitLab compares fingerprints: they stay while the text moves, and no two are the same."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = True

    def begin(self) -> None:
        self._write("[")

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        source = report.source
        path = relative(source.name, os.environ.get("CI_PROJECT_DIR"))
        for finding, mark in zip(report.findings, fingerprints(report, report.findings), strict=True):
            row, column = source.position(finding.start)
            end_row, end_column = source.position(finding.end)
            issue = {
                "description": addressed(finding),
                "check_name": finding.rule,
                "fingerprint": sha256(f"{path}\0{mark}".encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": _LEVELS[finding.severity],
                "location": {
                    "path": path,
                    "lines": {"begin": row, "end": end_row},
                    "positions": {
                        "begin": {"line": row, "column": column},
                        "end": {"line": end_row, "column": end_column},
                    },
                },
            }
            self._write(("\n" if self._first else ",\n") + json.dumps(issue, ensure_ascii=False))
            self._first = False

    def end(self, summary: Summary) -> None:
        self._write("\n]\n")
