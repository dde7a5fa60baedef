"""Which findings a draft has from the text it follows, and which came in with it."""

from __future__ import annotations

from collections import Counter

from reslint.compare.align import align
from reslint.engine import Report
from reslint.finding import Finding
from reslint.identity import home_of, identify, paragraphs_of

# Places that are none: outside all paragraphs, and in a paragraph that the other text does not have.
_OUTSIDE, _NOWHERE = -1, -2


def mark(report: Report, predecessor: Report) -> Report:
    """The report with the origin of each finding: "inherited" where the predecessor has the same, else "introduced".

    The same is: the same rule, in the paragraph that became this one, on the same words; one finding of the predecessor
    is inherited once. The predecessor is to be judged as of its own day, so that what became wrong since (a resolution
    that the list now lacks, a name that changed) is laid to the draft, which should have followed. What a comment
    silences in the predecessor is there all the same.
    """
    pairs = align(paragraphs_of(predecessor), paragraphs_of(report))
    became = {pair.new: pair.old for pair in pairs if pair.old >= 0 and pair.new >= 0} | {_OUTSIDE: _OUTSIDE}
    waiting = Counter(
        (_place(predecessor, finding), identify(predecessor, finding)._replace(paragraph=""))
        for finding in (*predecessor.findings, *predecessor.suppressed)
    )
    marked = []
    for finding in report.findings:
        key = became.get(_place(report, finding), _NOWHERE), identify(report, finding)._replace(paragraph="")
        if waiting[key] > 0:
            waiting[key] -= 1
            marked.append(finding._replace(origin="inherited"))
        else:
            marked.append(finding._replace(origin="introduced"))
    return report._replace(findings=tuple(marked), predecessor=predecessor.source.name)


def _place(report: Report, finding: Finding) -> int:
    home = home_of(report, finding)
    return home.place if home else _OUTSIDE
