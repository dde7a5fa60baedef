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


class Home(NamedTuple):
    """Where a finding stands: `paragraph`, its `place` among `paragraphs_of` the report, and `start`, the source offset
    from which the paragraph counts its own."""

    place: int
    paragraph: Paragraph
    start: int = 0


def paragraphs_of(report: Report) -> Sequence[Paragraph]:
    """All paragraphs of the text, in its order; of a compilation those of all its resolutions."""
    return [p for judged in report.judged for p in judged.resolution.paragraphs]


def home_of(report: Report, finding: Finding) -> Home | None:
    """The paragraph in which the finding begins; None outside all of them."""
    judged = report.judged_at(finding.start)
    if judged is None:
        return None
    paragraphs, at = judged.resolution.paragraphs, finding.start - judged.start
    before = sum(len(other.resolution.paragraphs) for other in report.judged if other.start < judged.start)
    last = bisect_right(paragraphs, at, key=lambda p: p.start)
    for place in range(last - 1, max(0, last - _NESTED) - 1, -1):
        end = paragraphs[place].end
        if at < end or (at == end and finding.start == finding.end):
            return Home(before + place, paragraphs[place], judged.start)
    return None


def words_of(report: Report, finding: Finding) -> str:
    """The words of the paragraph in which the finding begins, as they are compared; "" outside all of them."""
    home = home_of(report, finding)
    return wording(home.paragraph) if home else ""


def wording(paragraph: Paragraph) -> str:
    """The paragraph's words as they are compared: without label, markup, footnote marks and line breaks."""
    return normalise(paragraph.text)


def digest(words: str) -> str:
    """Twelve hexadecimal digits that stand for the words of a paragraph; "" for none."""
    return blake2b(words.encode(), digest_size=6).hexdigest() if words else ""


def identify(report: Report, finding: Finding) -> Identity:
    """What the finding is known by."""
    home = home_of(report, finding)
    if home is None:
        return Identity(finding.rule, "", normalise(report.source.text[finding.start : finding.end]))
    return Identity(finding.rule, digest(wording(home.paragraph)), _about(report, finding, home))


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


def _about(report: Report, finding: Finding, home: Home) -> str:
    """The words that the finding is about; "" where it is about the paragraph's label or about a place."""
    paragraph = home.paragraph
    start, end = (_clean(paragraph.clean, at - home.start) for at in (finding.start, finding.end))
    if start < end:
        return normalise(paragraph.text[start:end])
    if paragraph.label and paragraph.label_start <= finding.start - home.start < paragraph.label_end:
        return ""
    return normalise(report.source.text[finding.start : finding.end])


def _clean(clean: Clean, offset: int) -> int:
    """The place in the clean text of a source offset; what is no part of the text lies at its nearest edge."""
    i = bisect_right(clean.origins, offset) - 1
    if i < 0:
        return 0
    end = clean.starts[i + 1] if i + 1 < len(clean.starts) else len(clean.text)
    return min(clean.starts[i] + offset - clean.origins[i], end)
