"""A fix that the file cannot take (any in a PDF, italics in XML) is told as advice: a person makes it by hand."""

from __future__ import annotations

from reslint.engine import Report
from reslint.finding import Finding, Related
from reslint.report.text import preview
from reslint.source.model import Source


def advised(report: Report) -> Report:
    """`report` with only those fixes that can be written into its file."""
    source = report.source
    if source.origin is None:
        return report
    return report._replace(
        findings=tuple(_advised(source, f) for f in report.findings),
        suppressed=tuple(_advised(source, f) for f in report.suppressed),
    )


def _advised(source: Source, finding: Finding) -> Finding:
    fix = finding.fix
    if source.origin is None or fix is None or all(map(source.origin.can_write, fix.edits)):
        return finding
    related = Related(f"to be put right by hand: {preview(source, finding)}")
    return finding._replace(fix=None, related=(*finding.related, related))
