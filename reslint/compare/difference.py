"""The whole difference of two texts, ready to be shown."""

from __future__ import annotations

from typing import NamedTuple

from reslint.compare.align import align
from reslint.compare.facts import Facts, facts
from reslint.compare.words import Change, changes
from reslint.resolution.model import Paragraph, Resolution
from reslint.source.model import Source


class Text(NamedTuple):
    """One of the two: the source and what was understood of it."""

    source: Source
    resolution: Resolution


class Step(NamedTuple):
    """What became of one paragraph. `old` None: it was added; `new` None: it was removed.

    `moved`: its neighbours changed places with it. `words`: the changes in it, as spans of the clean texts.
    """

    old: Paragraph | None
    new: Paragraph | None
    moved: bool = False
    words: tuple[Change, ...] = ()

    @property
    def change(self) -> str:
        """ "added", "removed", "changed" (in its words), "moved", "renumbered" or "same"."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        if self.words:
            return "changed"
        return "moved" if self.moved else "renumbered" if self.renumbered else "same"

    @property
    def renumbered(self) -> bool:
        """Whether it bears another number than before."""
        return self.old is not None and self.new is not None and self.old.path != self.new.path


class Difference(NamedTuple):
    """Two texts in one language. `steps` in the order of the later text, removed paragraphs where they stood."""

    old: Text
    new: Text
    steps: tuple[Step, ...]
    facts: Facts

    @property
    def same(self) -> bool:
        """Whether every paragraph is as it was and where it was."""
        return all(step.change == "same" for step in self.steps)


def compare(old: Text, new: Text) -> Difference:
    """The difference between two texts in the same language."""
    before, after = old.resolution.paragraphs, new.resolution.paragraphs
    pairs = align(before, after)
    steps = []
    for pair in pairs:
        a = before[pair.old] if pair.old >= 0 else None
        b = after[pair.new] if pair.new >= 0 else None
        steps.append(Step(a, b, pair.moved, changes(a.text, b.text) if a and b else ()))
    return Difference(old, new, tuple(steps), facts(before, after, pairs, new.resolution.language))
