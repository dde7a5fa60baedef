"""A footnote that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.footnote.marks import in_text, label, notes
from reslint.finding import Hit, Severity
from reslint.resolution.model import Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    found = [n for n in notes(resolution) if label(n).isalnum()]
    used = in_text(resolution, frozenset(label(n) for n in found))
    if not used and len(found) > 1:
        # all marks are gone, as when a text is copied without its raised figures; said once
        n = found[0]
        yield Hit(n.start, n.label_end or n.end, n.index, "no-marks", {"label": label(n), "count": str(len(found))})
        return
    # a text copied from print may lose a mark; where several are gone it has, and each is less sure
    lost = [n for n in found if label(n) not in used]
    severity: Severity | None = "note" if len(lost) > 2 and len(lost) > len(used) else None
    for n in lost:
        yield Hit(n.start, n.label_end or n.end, n.index, "unreferenced", {"label": label(n)}, severity=severity)
