"""JUnit's XML: a suite a text, a case a finding, so that a build server fails where the command does."""

from __future__ import annotations

from collections.abc import Sequence

from reslint.engine import Report
from reslint.finding import Finding
from reslint.report import Fails, Summary, Write, addressed, place, relative
from reslint.report.markup import HEAD, attributes, content
from reslint.rules import Rule


class Junit:
    """A finding that fails the run is a failure, another one a case that passes and tells of it; silenced and known
    ones are skipped; a text without any is one case that passes.

    What could not be done is an error in a suite of its own, so that no server takes the rest for everything.
    """

    def __init__(self, write: Write) -> None:
        self._write = write

    def begin(self) -> None:
        self._write(f'{HEAD}<testsuites name="reslint">\n')

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        name = relative(report.source.name)
        failed = [fails(finding) for finding in report.findings]
        cases = [
            (self._failure if fail else self._told)(report, name, finding)
            for finding, fail in zip(report.findings, failed, strict=True)
        ]
        skipped = [self._skipped(report, name, finding) for finding in (*report.suppressed, *(report.known or ()))]
        passed = [] if cases else [f"    <testcase{attributes({'classname': name, 'name': 'reslint'})}/>\n"]
        self._suite(name, [*passed, *cases, *skipped], failures=sum(failed), skipped=len(skipped))

    def end(self, summary: Summary) -> None:
        cases = []
        for complaint in summary.complaints:
            case = attributes({"classname": "reslint", "name": complaint})
            error = attributes({"message": complaint, "type": "reslint"})
            cases.append(f"    <testcase{case}><error{error}/></testcase>\n")
        if cases:
            self._suite("reslint", cases, errors=len(cases))
        self._write("</testsuites>\n")

    def _suite(self, name: str, cases: list[str], *, failures: int = 0, errors: int = 0, skipped: int = 0) -> None:
        counts = {"tests": len(cases), "failures": failures, "errors": errors, "skipped": skipped}
        self._write(f"  <testsuite{attributes({'name': name, **counts})}>\n")
        self._write("".join(cases))
        self._write("  </testsuite>\n")

    def _failure(self, report: Report, name: str, finding: Finding) -> str:
        values = {"message": addressed(finding), "type": finding.severity}
        text = content(f"{_head(report, finding)}\n{finding.authority}")
        return f"{_case(report, name, finding)}<failure{attributes(values)}>{text}</failure></testcase>\n"

    def _told(self, report: Report, name: str, finding: Finding) -> str:
        text = content(f"{_head(report, finding)}\n{addressed(finding)}\n{finding.authority}")
        return f"{_case(report, name, finding)}<system-out>{text}</system-out></testcase>\n"

    def _skipped(self, report: Report, name: str, finding: Finding) -> str:
        why = "silenced in the text" if finding.known is None else "known from the baseline"
        reason = finding.suppressed or finding.known
        message = f"{why}: {reason}" if reason else why
        return f"{_case(report, name, finding)}<skipped{attributes({'message': message})}/></testcase>\n"


def _head(report: Report, finding: Finding) -> str:
    return f"{place(report, finding)}: {finding.severity} {finding.rule}"


def _case(report: Report, name: str, finding: Finding) -> str:
    row, column = report.source.position(finding.start)
    values = {"classname": name, "name": f"{finding.rule} {row}:{column}", "file": name, "line": row}
    return f"    <testcase{attributes(values)}>"
