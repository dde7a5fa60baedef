"""From printed lines to paragraphs: by gaps, indents and ends of sentences, on one page and across pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reslint.source.pdf.lines import Line

_ENDED = re.compile(r"[.,;:!?؛،:”\"»)\]]\s*$")
_LABEL = re.compile(r"\s*(?:\d{1,3}\s?[.)\u2013-]|\(?[a-zء-ي]{1,4}\))(?:\s|$)")
_NUMERAL = re.compile(r"\s*(?:[IVXLC]{1,6}|[A-Z])\s*")  # of a part, above its heading
_GAP = 1.28  # of the usual distance between lines: more is a gap between paragraphs
_INDENT, _COLUMN = 0.8, 10  # of the type size: how far in a paragraph begins, how far back the next row of a table


class Habits(NamedTuple):
    """How the document is set. `leading`: usual distance of lines by type size; `edge` where full lines end;
    `margin` where lines usually begin; `indents`: paragraphs begin further in."""

    leading: dict[float, float]
    edge: float
    margin: float
    indents: bool

    def is_full(self, line: Line) -> bool:
        """The line goes to the edge: it may not be the last of its paragraph."""
        return line.end > self.edge - 6 * line.size


def habits(pages: Sequence[Sequence[Line]]) -> Habits:
    """What is usual in the body of the document."""
    distances: dict[float, Counter[float]] = {}
    ends: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    firsts = indented = 0
    for lines in pages:
        for above, line in pairwise(lines):
            distance = round(above.baseline - line.baseline, 1)
            if 0 < distance < 3 * line.size:
                distances.setdefault(round(line.size), Counter())[distance] += 1
        for line in lines:
            ends[round(line.end)] += len(line.text)
            starts[round(line.start)] += len(line.text)
    leading = {size: _usual(counted) for size, counted in distances.items()}
    margin = float(starts.most_common(1)[0][0]) if starts else 0.0
    total, so_far, edge = sum(ends.values()), 0, 0.0
    for end in sorted(ends, reverse=True):
        so_far += ends[end]
        edge = float(end)
        if so_far > total // 20:  # a few lines may run over
            break
    for lines in pages:
        for above, line in pairwise(lines):
            if above.baseline - line.baseline > _GAP * leading.get(round(line.size), 1.2 * line.size):
                firsts += 1
                indented += line.start > margin + _INDENT * line.size
    return Habits(leading, edge, margin, indented * 2 > firsts)


def _usual(distances: Counter[float]) -> float:
    """The smallest of the distances that are common."""
    most = max(distances.values())
    return min(distance for distance, n in distances.items() if n * 4 >= most)


def paragraphs(pages: Sequence[Sequence[Line]], usual: Habits) -> Iterator[list[Line]]:
    """The paragraphs of the body, each as its lines."""
    current: list[Line] = []
    for lines in pages:
        for line in lines:
            if current and not goes_on(current, line, usual):
                yield current
                current = []
            current.append(line)
    if current:
        yield current


def goes_on(current: Sequence[Line], line: Line, usual: Habits) -> bool:
    """Whether `line` belongs to the paragraph of the lines before it."""
    last = current[-1]
    if abs(last.size - line.size) > 0.1 * last.size or last.bold != line.bold or last.from_right != line.from_right:
        return False
    if last.bold and _NUMERAL.fullmatch(last.text):
        return False
    ended = _ENDED.search(_unmarked(last)) is not None
    labelled = _LABEL.match(line.text) is not None
    if last.page != line.page:
        return not (ended and labelled) and _over_page(current, line, ended, usual)
    distance = last.baseline - line.baseline
    leading = usual.leading.get(round(line.size), 1.2 * line.size)
    if distance > _GAP * leading or distance < 0.3 * line.size:
        return False
    moved = line.start - last.start
    if moved < -_COLUMN * line.size:
        return False
    if ended and (moved > _INDENT * line.size or (labelled and (abs(moved) > 2 or not usual.is_full(last)))):
        return False
    return usual.is_full(last) or not ended or line.text[:1].islower()


def _over_page(current: Sequence[Line], line: Line, ended: bool, usual: Habits) -> bool:
    letter = next((c for c in line.text if c.isalnum()), "")
    if letter.islower() or not ended:
        return usual.is_full(current[-1]) or letter.islower()
    # An indented paragraph is a new one; where none is indented, one that ends with a mark is at its end.
    inside = current[1].start if len(current) > 1 else usual.margin
    return usual.indents and usual.is_full(current[-1]) and line.start <= inside + 0.3 * line.size


def _unmarked(line: Line) -> str:
    """The text of the line without the raised marks at its end."""
    runs = list(line.runs)
    while runs and (runs[-1].raised or not runs[-1].text.strip()):
        runs.pop()
    return "".join(run.text for run in runs)
