"""Footnote marks: in the order of their first occurrence, each note once, on the right side of the punctuation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from reslint.checks.footnote.marks import label, marks, notes, plain
from reslint.finding import Edit, Fix, Hit, Related, Severity
from reslint.resolution.model import Mark, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

PUNCTUATION = frozenset(",;:.،؛，；：。、")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    found = list(marks(resolution))
    text = context.source.text
    sure = [(p, m) for p, m in found if not plain(m, text)]
    yield from _order(sure) if sure else _order(found, unsure=True)
    yield from _twice(resolution)
    yield from _repeated(sure)
    for p, mark in sure:
        if p.kind in ("preambular", "operative", "sub", "other"):
            yield from _place(p, mark, context)


def _order(found: list[tuple[Paragraph, Mark]], *, unsure: bool = False) -> Iterator[Hit]:
    """First occurrences run 1, 2, 3 ...; a text that goes on from another one begins where that left off."""
    severity: Severity | None = "note" if unsure else None
    firsts: dict[int, tuple[Paragraph, Mark]] = {}
    for p, m in found:
        if m.label.isdigit():
            firsts.setdefault(int(m.label), (p, m))
    if not firsts:
        return
    start = next(iter(firsts))
    expected = start if start == min(firsts) else 1
    passed: set[int] = set()
    for n, (p, m) in firsts.items():
        passed.add(n)
        if n > expected and expected in firsts:
            q, later = firsts[expected]
            related = (Related(q.path, later.start, later.end),)
            values = {"label": m.label, "expected": str(expected)}
            yield Hit(m.start, m.end, p.index, "order", values, related=related, severity=severity)
        elif n > expected:
            expected = n  # the number between stands nowhere: footnote/unreferenced says so of its note
        while expected in passed:
            expected += 1


def _repeated(found: list[tuple[Paragraph, Mark]]) -> Iterator[Hit]:
    """One mark twice at one place."""
    for (p, first), (q, mark) in pairwise(found):
        if p is q and first.label == mark.label and first.at == mark.at:
            fix = Fix((Edit(mark.start, mark.end, ""),), title=f"take out the second mark {mark.label}")
            yield Hit(mark.start, mark.end, p.index, "repeated", {"label": mark.label}, fix)


def _twice(resolution: Resolution) -> Iterator[Hit]:
    """Two notes of one number."""
    seen: dict[str, Paragraph] = {}
    for note in notes(resolution):
        name = label(note)
        if not name.isalnum():
            continue
        if name in seen:
            first = seen[name]
            related = (Related(first.path, first.start, first.label_end or first.end),)
            yield Hit(note.start, note.label_end or note.end, note.index, "twice", {"label": name}, related=related)
        seen.setdefault(name, note)


def _place(p: Paragraph, mark: Mark, context: Context) -> Iterator[Hit]:
    """In English the mark stands behind the punctuation, in French and Arabic before it; never inside a word."""
    text, at = p.text, mark.at
    before = text[at - 1 : at]
    after = text[at : at + 1]
    source = context.source.text
    if before.isalpha() and after.isalpha() and context.language.spaced:
        yield Hit(mark.start, mark.end, p.index, "inside", {"label": mark.label})
        return
    shown = source[mark.start : mark.end]
    if context.language.mark_before_punctuation:
        start, end = p.span(at - 1, at) if at else (0, 0)
        if (
            before in PUNCTUATION
            and before
            and end == mark.start
            and after in ("", " ")
            and text[at - 2 : at - 1].isalpha() | (before in ",;،؛")
        ):
            if source[start - 1 : start].isspace():
                start -= 1  # the mark goes before the no-break space that French sets
            yield Hit(
                mark.start,
                mark.end,
                p.index,
                "behind",
                {"label": mark.label, "mark": before},
                _swap(start, mark.end, shown + source[start:end]),
            )
        return
    if after in PUNCTUATION and after and (before.isalnum() or before in ')）》”"'):
        start, end = p.span(at, at + 1)
        stands = text[at + 1 : at + 2] in ("", " ") or not context.language.spaced
        if start == mark.end and stands:
            yield Hit(
                mark.start,
                mark.end,
                p.index,
                "before",
                {"label": mark.label, "mark": after},
                _swap(mark.start, end, source[start:end] + shown),
            )


def _swap(start: int, end: int, text: str) -> Fix:
    return Fix((Edit(start, end, text),), safe=True, title=text)
