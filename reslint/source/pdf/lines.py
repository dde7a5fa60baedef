"""From what is drawn to printed lines: runs on one baseline, raised marks among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reslint.source.pdf.bidi import is_from_right, logical
from reslint.source.pdf.worker import GAP

_SAME_LINE = 0.5  # of the type size: how far a raised mark's baseline may lie from that of its line
_CELL = 4.0  # of the type size: a gap that parts columns and cells
_BLANK = 0.17  # of the type size: letters set wide are parted by up to 0.16, words by 0.18 and more
_BESIDE_HYPHEN = 0.3
_BLANKS = str.maketrans("\n\t", "  ")
_SMALL, _RAISED = 0.8, 0.15  # of the type size
ITALIC, BOLD = 1, 2


class Run(NamedTuple):
    """Characters drawn in one go. Points from the left and from the bottom; `style` a sum of ITALIC and BOLD."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    style: int
    raised: bool = False


class Line(NamedTuple):
    """A printed line. `number`: its place on the page (1-based; running heads do not count); `height`: of the page.

    `from_right`: it is written so, and its runs stand in reading order.
    """

    page: int
    number: int
    runs: tuple[Run, ...]
    baseline: float
    size: float
    height: float
    from_right: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def start(self) -> float:
        """Where reading starts, in points from some edge: comparable between lines of one direction."""
        return -max(r.right for r in self.runs) if self.from_right else min(r.left for r in self.runs)

    @property
    def end(self) -> float:
        return -min(r.left for r in self.runs) if self.from_right else max(r.right for r in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.style & BOLD for run in self.runs if not run.text.isspace())


def lines_of(page: int, content: dict[str, Any]) -> list[Line]:
    """The printed lines of a page, as the worker found its runs."""
    runs = [Run(*run) for run in content["runs"]]
    found: list[Line] = []
    for group in _groups(runs, content["single"]):
        cells = _cells(logical(group)) if content["single"] else [group]
        found += [_line(page, cell, content["height"]) for cell in cells]
    return [line for line in found if line.text.strip()]


def _groups(runs: Sequence[Run], single: bool) -> Iterator[list[Run]]:
    """Runs that stand on one line. A "\n" behind a run is not believed where the next one goes on beside it.

    `single`: order and gaps say nothing yet, since text from the right is among them.
    """
    group: list[Run] = []
    base: Run | None = None  # the largest type of the line
    for run in runs:
        if base is not None:
            size = max(base.size, run.size)
            beside = abs(run.baseline - base.baseline) <= _SAME_LINE * size
            last = group[-1]
            onward = run.left >= last.right - 0.3 * size or not last.text.endswith("\n")
            apart = max(run.left - last.right, last.left - run.right) > _CELL * size
            if not beside or (not single and (apart or not onward)):
                yield group
                group, base = [], None
        group.append(run)
        if run.text.strip() and (base is None or run.size > base.size):
            base = run
    if group:
        yield group


def _cells(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """A line cut where wide gaps are."""
    cell: list[Run] = []
    for run in runs:
        if run.text == " " and run.right - run.left > _CELL * run.size:
            if cell:
                yield cell
            cell = []
        else:
            cell.append(run)
    if cell:
        yield cell


def _line(page: int, runs: Sequence[Run], height: float) -> Line:
    weights: Counter[tuple[float, float]] = Counter()
    for run in runs:
        weights[run.size, run.baseline] += len(run.text.strip())
    size, baseline = max(weights, key=lambda key: (weights[key], key))
    # A line that is mostly marks has the baseline of its largest type.
    largest = max((r for r in runs if r.text.strip()), key=lambda r: r.size, default=runs[0])
    if largest.size * _SMALL > size:
        size, baseline = largest.size, largest.baseline
    text = "".join(run.text for run in runs)
    from_right = is_from_right(text)
    done = []
    for n, run in enumerate(runs):
        raised = run.size <= _SMALL * size and run.baseline >= baseline + _RAISED * size
        text = run.text.translate(_BLANKS)
        if GAP in text:
            following = runs[n + 1] if n + 1 < len(runs) else None
            gap = following.left - run.right if following else size
            hyphen = text.rstrip(GAP).endswith("-") or (following is not None and following.text.startswith("-"))
            text = text.replace(GAP, " " if gap > (_BESIDE_HYPHEN if hyphen else _BLANK) * size else "")
        done.append(run._replace(text=text, raised=raised))
    return Line(page, 0, tuple(done), baseline, size, height, from_right)
