"""A footnote that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.footnote.marks import copied, in_text, label, marks, notes
from reslint.finding import Hit, Related, Severity
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    found: list[Paragraph] = []
    for n in notes(resolution):
        # a figure far beyond the last note is page furniture, not a note
        if label(n).isalnum() and (n.number is None or not found or n.number <= (found[-1].number or n.number) + 5):
            found.append(n)
    used = in_text(resolution, frozenset(label(n) for n in found))
    if not used and len(found) > 1:
        # all marks are gone, as when a text is copied without its raised figures; said once
        n = found[0]
        yield Hit(n.start, n.label_end or n.end, n.index, "no-marks", {"label": label(n), "count": str(len(found))})
        return
    # a text copied from print may lose a mark; where several are gone it has, and each is less sure
    lost = [n for n in found if label(n) not in used]
    unsure = (len(lost) > 2 and len(lost) > len(used)) or copied(resolution, context.source.text)
    severity: Severity | None = "note" if unsure else None
    for n in lost:
        values = {"label": label(n)}
        related = _stray(resolution, n.number)
        yield Hit(n.start, n.label_end or n.end, n.index, "unreferenced", values, related=related, severity=severity)


def _stray(resolution: Resolution, number: int | None) -> tuple[Related, ...]:
    """The mark that stands where that of note `number` should: a label used before, between its neighbours'."""
    if number is None:
        return ()
    seen: set[str] = set()
    for p, m in marks(resolution):
        if m.label in seen and (number == 1 or str(number - 1) in seen):
            return (Related(f"{p.path}: mark {m.label} for a second time", m.start, m.end),)
        seen.add(m.label)
        if m.label == str(number + 1):
            break
    return ()
