"""SARIF 2.1.0, for code hosts and editors. One result a line, written as the files go by."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from reslint import __version__
from reslint.engine import Report
from reslint.finding import Finding, Related
from reslint.identity import fingerprints
from reslint.report import Fails, Summary, Write
from reslint.rules import DOCS_URL, Rule, page_url
from reslint.source.model import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The name says how the value is made: another way of making it would be another name.
FINGERPRINT = "reslintFinding/v1"


class Sarif:
    """A log with one run. The rules stand at its end: by then it is known which ones there were."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = True
        self._rules: dict[str, Rule] = {}
        self._indices: dict[str, int] = {}
        self._lists: set[int] = set()

    def begin(self) -> None:
        self._write(
            f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints", '
            '"newlineSequences": ["\\r\\n", "\\n", "\\r"], "results": ['
        )

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        if id(rules) not in self._lists:  # the same list comes with every file of one config
            self._lists.add(id(rules))
            for rule in rules:
                if rule.id not in self._rules:
                    self._rules[rule.id] = rule
                    self._indices[rule.id] = len(self._indices)
        uri = uri_of(report.source.name)
        findings = (*report.findings, *report.suppressed, *(report.known or ()))
        for finding, mark in zip(findings, fingerprints(report, findings), strict=True):
            self._write("\n" if self._first else ",\n")
            self._first = False
            result = self._result(report.source, uri, finding) | {"partialFingerprints": {FINGERPRINT: mark}}
            if report.known is not None:
                result["baselineState"] = "new" if finding.known is None else "unchanged"
            self._write(_dumps(result))

    def end(self, summary: Summary) -> None:
        driver = {
            "name": "reslint",
            "informationUri": DOCS_URL,
            "version": __version__,
            "rules": [_descriptor(rule) for rule in self._rules.values()],
        }
        invocation: dict[str, Any] = {"executionSuccessful": not summary.complaints}
        if summary.complaints:
            invocation["toolExecutionNotifications"] = [
                {"level": "error", "message": {"text": complaint}} for complaint in summary.complaints
            ]
        self._write(f'\n], "tool": {{"driver": {_dumps(driver)}}}, "invocations": [{_dumps(invocation)}]}}]}}\n')

    def _result(self, source: Source, uri: str, finding: Finding) -> dict[str, Any]:
        artifact = {"uri": uri}
        location = _location(source, artifact, finding.start, finding.end)
        if finding.path:
            location["logicalLocations"] = [{"name": finding.path}]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._indices.get(finding.rule, -1),
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [location],
        }
        if finding.related:
            result["relatedLocations"] = [_related(source, artifact, r) for r in finding.related]
        if finding.fix:
            fix = {
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [
                            {
                                "deletedRegion": _region(source, e.start, e.end),
                                "insertedContent": {"text": _inserted(source, e.text)},
                            }
                            for e in finding.fix.edits
                        ],
                    }
                ]
            }
            result["fixes"] = [fix | ({"description": {"text": finding.fix.title}} if finding.fix.title else {})]
            result["properties"] = {"fixSafety": "safe" if finding.fix.safe else "unsafe"}
        if finding.origin:
            result.setdefault("properties", {})["origin"] = finding.origin
        result["suppressions"] = _suppressions(finding)
        return result


def uri_of(name: str) -> str:
    """A URI for the name of a file: relative to the working folder where it lies below it."""
    path = os.path.normpath(name)
    if os.path.isabs(path):
        here = os.getcwd()
        if not path.startswith(here + os.sep):
            return "file://" + quote(os.fsencode(path.replace(os.sep, "/")), safe="/")
        path = path[len(here) + 1 :]
    return quote(os.fsencode(path.replace(os.sep, "/")), safe="/")


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """Why it is set aside. Either all results of a run say whether they are suppressed, or none does.

    What the baseline knows without a reason is old, but accepted by nobody: it is not suppressed.
    """
    if finding.suppressed is not None:
        return [{"kind": "inSource", "justification": finding.suppressed}]
    return [{"kind": "external", "justification": finding.known}] if finding.known else []


def _location(source: Source, artifact: dict[str, str], start: int, end: int) -> dict[str, Any]:
    """A place in the file; in Word and PDF, which have no lines of text for SARIF, in words."""
    if "row" in source.where(start):
        return {"physicalLocation": {"artifactLocation": artifact, "region": _region(source, start, end)}}
    return {"physicalLocation": {"artifactLocation": artifact}, "message": {"text": source.label(start)}}


def _inserted(source: Source, text: str) -> str:
    """What an edit puts into the file: in markup, characters of markup are entities."""
    if source.origin is None or not source.origin.raw:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _region(source: Source, start: int, end: int) -> dict[str, int]:
    first, last = source.where(start), source.where_end(start, end)
    return {
        "startLine": first["row"],
        "startColumn": first["column"],
        "endLine": last["row"],
        "endColumn": last["column"],
    }


def _related(source: Source, artifact: dict[str, str], related: Related) -> dict[str, Any]:
    if related.start is None:
        return {"message": {"text": related.message}}
    if related.elsewhere is not None:
        source, artifact = related.elsewhere, {"uri": uri_of(related.elsewhere.name)}
    end = related.start if related.end is None else related.end
    location = _location(source, artifact, related.start, end)
    where = f"{location['message']['text']}: " if "message" in location else ""
    return location | {"message": {"text": where + related.message}}


def _descriptor(rule: Rule) -> dict[str, Any]:
    levels = [level for level in rule.severity.values() if level != "off"]
    fix = f"{rule.fix or 'yes'} ({rule.safety})" if rule.safety != "none" else "none"
    authority = rule.authority.rstrip(".")
    url = page_url(rule)
    return {
        "id": rule.id,
        **({"helpUri": url} if url else {}),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.summary}. {rule.why} Authority: {authority}. Fix: {fix}.",
            "markdown": f"**{rule.summary}.**\n\n{rule.why}\n\n**Authority:** {authority}.\n\n**Fix:** {fix}.\n\n"
            f"`reslint explain {rule.id}` shows examples.",
        },
        "defaultConfiguration": {"level": levels[0] if levels else "none"},
        "properties": {"tags": [rule.family]},
    }


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
