"""What a check says (`Hit`) and what people get (`Finding`)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reslint.source.model import Source

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Edit(NamedTuple):
    """Replace the source span `start`..`end` (code points, half-open) by `text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that belong together. `safe`: the meaning cannot change."""

    edits: tuple[Edit, ...]
    safe: bool = False
    title: str = ""


class Related(NamedTuple):
    """Another place that explains a finding: a source span (None: outside the text) and a sentence.

    `elsewhere`: the file in which it lies, if that is another one.
    """

    message: str
    start: int | None = None
    end: int | None = None
    elsewhere: "Source | None" = None


class Hit(NamedTuple):
    """What a check found, before the rule gives it words and severity.

    `start`/`end`: SOURCE span. `paragraph`: index into `Resolution.paragraphs`, or -1.
    `message`: key of the rule's `messages`; `values` fill its placeholders, a day in the message's language.
    `severity`: set where the check is less (or more) sure than the rule's own severity.
    """

    start: int
    end: int
    paragraph: int
    message: str
    values: Mapping[str, str | date] = MappingProxyType({})
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


class Finding(NamedTuple):
    """A claim about the text, ready for a report. `path`: "PP 3", "OP 14 (b)", or "".

    `suppressed`, `known`: the reason (or "") where a comment in the text or the baseline sets it aside, else None.
    `origin`: "inherited" or "introduced" against the predecessor, "" where there is none to compare with.
    """

    rule: str
    severity: Severity
    message: str
    start: int
    end: int
    path: str = ""
    authority: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    suppressed: str | None = None
    known: str | None = None
    origin: str = ""


def shifted(finding: Finding, by: int) -> Finding:
    """The finding with every place in it moved on by `by` code points."""
    if by == 0:
        return finding
    fix = finding.fix
    if fix is not None:
        fix = fix._replace(edits=tuple(Edit(e.start + by, e.end + by, e.text) for e in fix.edits))
    related = tuple(_moved(r, by) for r in finding.related)
    return finding._replace(start=finding.start + by, end=finding.end + by, fix=fix, related=related)


def _moved(related: Related, by: int) -> Related:
    if related.start is None or related.elsewhere is not None:
        return related
    return related._replace(start=related.start + by, end=None if related.end is None else related.end + by)
