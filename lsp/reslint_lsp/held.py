"""Findings that wait: what is said of the paragraph that is being typed is mostly that it is not finished yet."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from reslint.engine import Report
from reslint.finding import Finding


def held(report: Report, typed: int, shown: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that touch the paragraph in which an edit ended, at the source offset `typed`.

    Not those that were `shown` before the edit: what stands there already may stay, wherever the edit has moved it to.
    """
    start, end = _paragraph(report, typed)
    said = (*report.findings, *(report.known or ()))
    here = [f for f in said if f.start < end and f.end >= start]
    before = Counter(map(_words, shown))
    before.subtract(_words(f) for f in said if f not in here)
    waits = []
    for finding in here:
        if before[_words(finding)] > 0:
            before[_words(finding)] -= 1
        else:
            waits.append(finding)
    return tuple(waits)


def _words(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _paragraph(report: Report, offset: int) -> tuple[int, int]:
    """From the beginning of the paragraph at an offset to that of the next one, or behind the end of the text."""
    starts = [0, *(j.start + p.start for j in report.judged for p in j.resolution.paragraphs)]
    at = bisect_right(starts, offset)
    return starts[at - 1], starts[at] if at < len(starts) else len(report.source.text) + 1
