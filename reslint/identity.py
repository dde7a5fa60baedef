"""What makes a finding the same one although the text has moved around it.

A finding is known by its rule, by the paragraph it stands in and by the words it is about. Numbers and labels of
paragraphs, line breaks, markup and kinds of blanks are no part of that: they change while the fault stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from reslint.engine import Report
from reslint.finding import Finding
from reslint.resolution.model import Paragraph
from reslint.source.clean import Clean, normalise

# Paragraphs overlap where a page break sets a footnote into one; no more than a few begin inside another.
_NESTED = 8


class Identity(NamedTuple):
    """`rule` its id, `paragraph` the digest of the paragraph (see `digest`), `text` the words as compared."""

    rule: str
    paragraph: str
    text: str


def paragraphs_of(report: Report) -> Sequence[Paragraph]:
    """All paragraphs of the text, in its order."""
    return report.resolution.paragraphs if report.resolution else ()


def place_of(report: Report, finding: Finding) -> int:
    """Which of `paragraphs_of` the finding begins in; -1 outside all of them."""
    paragraphs = paragraphs_of(report)
    last = bisect_right(paragraphs, finding.start, key=lambda p: p.start)
    for place in range(last - 1, max(0, last - _NESTED) - 1, -1):
        end = paragraphs[place].end
        if finding.start < end or finding.start == finding.end == end:
            return place
    return -1


def paragraph_of(report: Report, finding: Finding) -> Paragraph | None:
    """The paragraph in which the finding begins; None outside all of them."""
    place = place_of(report, finding)
    return paragraphs_of(report)[place] if place >= 0 else None


def wording(paragraph: Paragraph | None) -> str:
    """The paragraph's words as they are compared: without label, markup, footnote marks and line breaks."""
    return normalise(paragraph.text) if paragraph else ""


def digest(words: str) -> str:
    """Twelve hexadecimal digits that stand for the words of a paragraph; "" for none."""
    return blake2b(words.encode(), digest_size=6).hexdigest() if words else ""


def identify(report: Report, finding: Finding) -> Identity:
    """What the finding is known by."""
    paragraph = paragraph_of(report, finding)
    return Identity(finding.rule, digest(wording(paragraph)), _about(report, finding, paragraph))


def fingerprints(report: Report, findings: Sequence[Finding]) -> list[str]:
    """32 hexadecimal digits for each of the findings of one report, no two the same.

    Equal findings of one paragraph are told apart by their order in the text.
    """
    seen: dict[Identity, int] = {}
    prints = [""] * len(findings)
    for n in sorted(range(len(findings)), key=lambda n: findings[n].start):
        identity = identify(report, findings[n])
        seen[identity] = seen.get(identity, 0) + 1
        key = "\0".join((*identity, str(seen[identity])))
        prints[n] = blake2b(key.encode(), digest_size=16).hexdigest()
    return prints


def _about(report: Report, finding: Finding, paragraph: Paragraph | None) -> str:
    """The words that the finding is about; "" where it is about the paragraph's label or about a place."""
    if paragraph is not None:
        start, end = (_clean(paragraph.clean, at) for at in (finding.start, finding.end))
        if start < end:
            return normalise(paragraph.text[start:end])
        if paragraph.label and paragraph.label_start <= finding.start < paragraph.label_end:
            return ""
    return normalise(report.source.text[finding.start : finding.end])


def _clean(clean: Clean, offset: int) -> int:
    """The place in the clean text of a source offset; what is no part of the text lies at its nearest edge."""
    i = bisect_right(clean.origins, offset) - 1
    if i < 0:
        return 0
    end = clean.starts[i + 1] if i + 1 < len(clean.starts) else len(clean.text)
    return min(clean.starts[i] + offset - clean.origins[i], end)
