"""Edits into a text: all that are disjoint in one pass, then again until nothing is left to do."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reslint.finding import Edit, Finding
from reslint.source.model import Source

# A fix may uncover another fault; a chain longer than this is a rule that undoes another's work.
PASSES = 8

Lint = Callable[[Source], Sequence[Finding]]


class Fixed(NamedTuple):
    """`source` with the fixes in it, `applied` how many of each rule, `left` what is still said of it.

    `stable` is false where fixes still followed one another after the last pass.
    """

    source: Source
    applied: dict[str, int]
    left: tuple[Finding, ...]
    stable: bool = True


def fix(source: Source, lint: Lint, *, unsafe: bool = False) -> Fixed:
    """Applies the safe fixes (all of them, if `unsafe`) of what `lint` finds until nothing changes."""
    applied: dict[str, int] = {}
    seen = {source.text}
    findings = tuple(lint(source))
    for _ in range(PASSES):
        chosen = choose(findings, unsafe=unsafe)
        after = with_edits(source, [edit for finding in chosen for edit in edits_of(finding)])
        if after.text == source.text:
            return Fixed(source, applied, findings)
        if after.text in seen:  # two rules undo each other's work: stop before the circle closes
            return Fixed(source, applied, findings, stable=False)
        seen.add(after.text)
        for finding in chosen:
            applied[finding.rule] = applied.get(finding.rule, 0) + 1
        source = after
        findings = tuple(lint(source))
    return Fixed(source, applied, findings, stable=not choose(findings, unsafe=unsafe))


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings whose fixes can be applied together: the earliest wins where two overlap.

    The edits of one fix belong together: all or none. Two fixes that make the very same edit agree.
    """
    candidates = [f for f in findings if f.fix and f.fix.edits and (unsafe or f.fix.safe)]
    candidates.sort(key=lambda f: (edits_of(f)[0].start, edits_of(f)[0].end))
    taken: list[tuple[int, int]] = []
    made: set[Edit] = set()
    chosen = []
    for finding in candidates:
        edits = edits_of(finding)
        new = [edit for edit in edits if edit not in made]
        if any(map(_overlap, edits, edits[1:])) or any(_is_taken(taken, edit) for edit in new):
            continue
        for edit in new:
            insort(taken, (edit.start, edit.end))
        made.update(new)
        chosen.append(finding)
    return chosen


def edits_of(finding: Finding) -> tuple[Edit, ...]:
    """The edits of the finding's fix in text order."""
    return tuple(sorted(finding.fix.edits, key=lambda e: (e.start, e.end))) if finding.fix else ()


def with_edits(source: Source, edits: Sequence[Edit]) -> Source:
    """`source` after disjoint edits, which its file can take."""
    if source.origin is not None:
        return source.origin.edited(source, edits) if edits else source
    return source._replace(text=edited(source.text, edits))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """`text` after disjoint edits (equal ones count once); new lines end as those of the text do."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts, at = [], 0
    for edit in sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end)):
        new = edit.text.replace("\r\n", "\n").replace("\n", line_end) if "\n" in edit.text else edit.text
        parts += [text[at : edit.start], new]
        at = edit.end
    return "".join([*parts, text[at:]])


def encoded(source: Source) -> bytes:
    """The bytes of the file: mark and encoding as they were read."""
    if source.origin is not None:
        return source.origin.encoded(source)
    return source.mark + source.text.encode(source.encoding)


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether both cannot be made: they share a character, or insert at one place."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def _is_taken(taken: Sequence[tuple[int, int]], edit: Edit) -> bool:
    """Whether `edit` overlaps one of the spans, which are sorted and disjoint: only its neighbours can."""
    at = bisect_left(taken, (edit.start, edit.end))
    return any(_overlap(Edit(a, b, ""), edit) for a, b in taken[max(0, at - 2) : at + 2])
