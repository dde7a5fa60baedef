"""What has become of a text: which of its stretches are kept, and what has been put between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from reslint.finding import Edit


class Script:
    """Edits after edits, told as one list of disjoint edits of the first text. A value: `then` makes a new one."""

    def __init__(self, base: str, edits: tuple[Edit, ...] = ()) -> None:
        """`edits` of `base`, disjoint and in order."""
        self.base = base
        self.edits = edits

    @cached_property
    def text(self) -> str:
        """The text as it is now."""
        parts, at = [], 0
        for edit in self.edits:
            parts += [self.base[at : edit.start], edit.text]
            at = edit.end
        return "".join([*parts, self.base[at:]])

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each edit's new text begins and ends in the text as it is now."""
        starts, ends, shift = [], [], 0
        for edit in self.edits:
            starts.append(edit.start + shift)
            ends.append(starts[-1] + len(edit.text))
            shift += len(edit.text) - (edit.end - edit.start)
        return starts, ends

    def before(self, offset: int, *, end: bool = False) -> int:
        """The offset in the first text that stands for `offset` now; within new text, where the edit begins (`end`:
        where it ends)."""
        starts, ends = self._starts
        i = bisect_right(starts, offset) - 1
        if i < 0:
            return offset
        edit = self.edits[i]
        if offset < ends[i] or (end and offset == ends[i] and edit.text):
            return edit.end if end and offset > starts[i] else edit.start
        return edit.end + offset - ends[i]

    def then(self, edits: Sequence[Edit]) -> Script:
        """The script with further disjoint edits, of the text as it is now; equal ones count once."""
        starts, ends = self._starts
        new = sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end))
        merged: list[Edit] = []
        old_at = new_at = 0
        for start, end in _groups([*zip(starts, ends, strict=True), *((edit.start, edit.end) for edit in new)]):
            parts, here = [], start
            while new_at < len(new) and new[new_at].end <= end and new[new_at].start <= end:
                parts += [self.text[here : new[new_at].start], new[new_at].text]
                here = new[new_at].end
                new_at += 1
            parts.append(self.text[here:end])
            first, past = old_at, old_at
            while past < len(starts) and ends[past] <= end and starts[past] <= end:
                past += 1
            old_at = past
            if past > first:
                begin = self.edits[first].start - (starts[first] - start)
                stop = self.edits[past - 1].end + (end - ends[past - 1])
            else:
                begin, stop = self.before(start), self.before(end)
            merged.append(Edit(begin, stop, "".join(parts)))
        return Script(self.base, tuple(e for e in merged if self.base[e.start : e.end] != e.text))


def _groups(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that touch one another, as one each, in order."""
    groups: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if groups and start <= groups[-1][1]:
            groups[-1] = groups[-1][0], max(groups[-1][1], end)
        else:
            groups.append((start, end))
    return groups
