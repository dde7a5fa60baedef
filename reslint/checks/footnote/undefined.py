"""A footnote mark without its note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.footnote.marks import label, marks, notes
from reslint.finding import Hit, Severity
from reslint.patterns import late
from reslint.resolution.figures import has_figure
from reslint.resolution.model import Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

# a figure on a word in lower case, or behind its punctuation mark: what is left of a raised figure
GLUED = late(r"(?P<n>\d(?<=[a-zà-ÿ,;.，；》”]\d)\d?)(?= |$|[,;:.])")
WORD = late(r"(?:[a-zà-ÿ]{3}[,;.]?|[\u3400-\u9fff”》][，；》”])$")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    defined = {label(note) for note in notes(resolution)}
    missing = [(p, m) for p, m in marks(resolution) if m.label not in defined]
    if not defined:
        # no notes at all: an extract, or notes lost on the way; said once
        if missing:
            p, m = missing[0]
            whole = bool(resolution.of("closing")) or bool(resolution.of("title")) or "symbol" in resolution.facts
            severity: Severity | None = None if whole and m.label.isdigit() else "note"
            count = len({x.label for _, x in missing})
            yield Hit(m.start, m.end, p.index, "no-notes", {"label": m.label, "count": str(count)}, severity=severity)
        return
    said: set[tuple[int, str]] = set()
    for p, m in missing:
        if (p.index, m.label) not in said:
            said.add((p.index, m.label))
            yield Hit(
                m.start, m.end, p.index, "undefined", {"label": m.label}, severity=None if m.label.isalnum() else "note"
            )
    yield from _lost(resolution, defined, {m.label for _, m in missing})


def _lost(resolution: Resolution, defined: set[str], said: set[str]) -> Iterator[Hit]:
    """Figures glued to a word that fill a gap among the notes."""
    numbers = {int(x) for x in defined if x.isdigit()}
    if not numbers:
        return
    gaps = {str(n) for n in range(1, max(numbers) + 2)} - defined - said
    for p in resolution.of("preambular", "operative", "sub", "title") if gaps else ():
        for m in GLUED.finditer(p.text) if has_figure(p.text) else ():
            if m["n"] in gaps and WORD.search(p.text, max(0, m.start() - 4), m.start()):
                start, end = p.span(m.start("n"), m.end("n"))
                yield Hit(start, end, p.index, "undefined", {"label": m["n"]}, severity="warning")
