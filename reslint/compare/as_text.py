"""A difference for people: the facts on top, then paragraph by paragraph what was added, removed, changed, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap

from reslint.compare.difference import Difference, Step, Text
from reslint.compare.facts import FRAME, Fact
from reslint.report import count
from reslint.report.text import right_to_left
from reslint.resolution.model import Paragraph

_COLOURS = {"old": "31", "new": "32", "bold": "1", "faint": "2", "end": "0"}
# Where words that went and words that came begin and end, until the lines are broken: characters of no text.
_OLD, _NEW = "\ue000\ue001", "\ue002\ue003"
_INDENT = "    "
# Words kept on either side of a change where a long paragraph is not shown whole.
_CONTEXT = 60


class Page:
    """Writes a difference as lines. `width`: columns of the terminal."""

    def __init__(self, *, colour: bool = False, width: int = 100) -> None:
        self._colour, self._width = colour, max(width, 40)

    def lines(self, difference: Difference) -> Iterator[str]:
        """The page, line by line."""
        yield self._paint(f"{_name(difference.old)} → {_name(difference.new)}", "bold")
        if difference.same:
            yield "every paragraph is as it was and where it was"
            return
        for title, found in difference.facts._asdict().items():
            yield from self._facts(title, found)
        renumbered = [step for step in difference.steps if step.change == "renumbered"]
        framed = False
        for step in difference.steps:
            if step.change not in ("same", "renumbered"):
                in_frame = any(p is not None and p.kind in FRAME for p in (step.old, step.new))
                if not (framed and in_frame):  # the short lines of a cover stand together
                    yield ""
                framed = in_frame
                yield from self._step(step)
        if renumbered:
            yield ""
            yield from wrap("renumbered: " + ", ".join(_runs(renumbered)), self._width, subsequent_indent=_INDENT)
        yield ""
        yield _summary(difference.steps)

    def _facts(self, title: str, found: Sequence[Fact]) -> Iterator[str]:
        for n, fact in enumerate(found):
            where = f"  {self._paint(fact.path, 'faint')}" if fact.path else ""
            how = f": {fact.how}" if fact.how else ""
            if fact.old and fact.new:
                said = f"{self._paint(fact.old, 'old')} → {self._paint(fact.new, 'new')}{how}"
            else:
                said = self._paint(f"+ {fact.new}", "new") if fact.new else self._paint(f"- {fact.old}", "old")
            if n == 0:
                yield ""
            yield f"{title if n == 0 else '':10}{said}{where}"

    def _step(self, step: Step) -> Iterator[str]:
        if step.old is None or step.new is None:
            paragraph, mark, style = (step.new, "+", "new") if step.new else (step.old, "-", "old")
            assert paragraph is not None
            yield self._paint(f"{mark} {_path(paragraph)}", style)
            yield from self._block(paragraph.text)
            return
        what = [name for name, holds in (("moved", step.moved), ("changed", bool(step.words))) if holds]
        yield self._paint(f"  {_paths(step)}  {', '.join(what)}", "bold")
        if step.words and right_to_left(step.new.text):
            yield from self._one_by_one(step, step.old.text, step.new.text)
        elif step.words:
            yield from self._block(_marked(step, step.old.text, step.new.text))

    def _one_by_one(self, step: Step, old: str, new: str) -> Iterator[str]:
        """A line a change: in a line written from the right, brackets between the words would stand anywhere."""
        for c in step.words:
            if c.old_start < c.old_end:
                yield _INDENT + self._paint(f"- «{old[c.old_start : c.old_end]}»", "old")
            if c.new_start < c.new_end:
                yield _INDENT + self._paint(f"+ «{new[c.new_start : c.new_end]}»", "new")

    def _block(self, text: str) -> Iterator[str]:
        for line in wrap(text, self._width - len(_INDENT), break_on_hyphens=False):
            for marks, brackets, style in ((_OLD, ("[-", "-]"), "old"), (_NEW, ("{+", "+}"), "new")):
                line = line.replace(marks[0], self._code(style) + brackets[0])
                line = line.replace(marks[1], brackets[1] + self._code("end"))
            yield _INDENT + line

    def _code(self, style: str) -> str:
        return f"\033[{_COLOURS[style]}m" if self._colour else ""

    def _paint(self, text: str, style: str) -> str:
        return f"{self._code(style)}{text}{self._code('end')}"


def _marked(step: Step, old: str, new: str) -> str:
    """The later text with what went and what came set off; long stretches without a change are cut."""
    parts, at = [], 0
    for c in step.words:
        parts.append(_cut(new[at : c.new_start], is_first=at == 0))
        if c.old_start < c.old_end:
            glued = c.old_start and old[c.old_start - 1] == " " and c.new_start and new[c.new_start - 1] != " "
            parts.append(f"{' ' if glued else ''}{_OLD[0]}{old[c.old_start : c.old_end]}{_OLD[1]}")
        if c.new_start < c.new_end:
            parts.append(f"{_NEW[0]}{new[c.new_start : c.new_end]}{_NEW[1]}")
        at = c.new_end
    return "".join([*parts, _cut(new[at:], is_last=True)])


def _cut(text: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """A long stretch without its middle; of the first one only the end stays, of the last one only the beginning."""
    if len(text) <= 3 * _CONTEXT:
        return text
    head = "" if is_first else text[: text.rfind(" ", 0, _CONTEXT) + 1]
    tail = "" if is_last else text[text.find(" ", len(text) - _CONTEXT) :]
    return f"{head}…{tail}"


def _name(text: Text) -> str:
    symbol = text.resolution.symbol
    return f"{text.source.name} ({symbol})" if symbol else text.source.name


def _path(p: Paragraph) -> str:
    return p.path or p.kind


def _paths(step: Step) -> str:
    assert step.old
    assert step.new
    old, new = _path(step.old), _path(step.new)
    return new if old == new else f"{old} → {new}"


def _runs(steps: Sequence[Step]) -> Iterator[str]:
    """Paragraphs that bear another number, those that follow one another taken together."""
    run: list[Step] = []
    for step in steps:
        if run and not _follows(run[-1], step):
            yield _run(run)
            run = []
        run.append(step)
    if run:
        yield _run(run)


def _follows(step: Step, following: Step) -> bool:
    pairs = ((step.old, following.old), (step.new, following.new))
    return all(a and b and b.index == a.index + 1 for a, b in pairs)


def _run(steps: Sequence[Step]) -> str:
    first, last = steps[0], steps[-1]
    assert first.old
    assert first.new
    assert last.old
    assert last.new
    if len(steps) == 1:
        return _paths(first)
    return f"{_path(first.old)} to {_path(last.old)} → {_path(first.new)} to {_path(last.new)}"


def _summary(steps: Sequence[Step]) -> str:
    counts = Counter(step.change for step in steps)
    counts["moved"] = sum(step.moved for step in steps)
    said = [f"{counts[name]} {name}" for name in ("changed", "added", "removed", "moved", "renumbered") if counts[name]]
    as_before = "1 as it was" if counts["same"] == 1 else f"{counts['same']} as they were"
    return f"{count(len(steps), 'paragraph')}: {', '.join([*said, as_before])}"
