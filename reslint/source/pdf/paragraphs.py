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
_NATURAL = 1.2  # of the type size: the distance of lines, where none is seen
_WIDE, _ENOUGH = 1.5, 5  # of the type size: lines set wide; how many of them are believed
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


def habits(pages: Sequence[Sequence[Line]], width: float) -> Habits:
    """What is usual in the body of the document, whose pages are so many points wide."""
    starts: Counter[int] = Counter()
    for lines in pages:
        for line in lines:
            starts[round(line.start)] += len(line.text)
    margin = float(starts.most_common(1)[0][0]) if starts else 0.0
    habit = Habits({}, _edge([line for lines in pages for line in lines], margin, width), margin, False)
    distances: dict[float, Counter[float]] = {}
    for above, line in _pairs(pages):
        distance = round(above.baseline - line.baseline, 1)
        if 0 < distance < 3 * line.size and habit.is_full(above):  # else a paragraph may end there
            distances.setdefault(round(line.size), Counter())[distance] += 1
    leading = {size: usual for size, counted in distances.items() if (usual := _usual(counted, size))}
    firsts = [line for above, line in _pairs(pages) if above.baseline - line.baseline > _GAP * _leading(leading, line)]
    indented = sum(line.start > margin + _INDENT * line.size for line in firsts)
    return habit._replace(leading=leading, indents=indented * 2 > len(firsts))


def _pairs(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[Line, Line]]:
    """Each line of a page with the one below it."""
    for lines in pages:
        yield from pairwise(lines)


def _edge(lines: Sequence[Line], margin: float, width: float) -> float:
    """Where full lines end: where many do, else as far from the edge of the paper as they begin."""
    ends = sorted((line.end for line in lines), reverse=True)
    far = ends[len(ends) // 50] if ends else 0.0  # a few lines may run over
    many = sum(1 for line in lines if far - 2 * line.size < line.end <= far)
    if many >= 3 and many * 10 >= len(lines):
        return far
    return -(width + margin) if margin < 0 else width - margin


def _leading(leading: dict[float, float], line: Line) -> float:
    return leading.get(round(line.size), _NATURAL * line.size)


def _usual(distances: Counter[float], size: float) -> float:
    """The smallest of the distances that are common; 0 where a few wide ones are all there is."""
    most = max(distances.values())
    common = min(distance for distance, n in distances.items() if n * 4 >= most)
    return common if common < _WIDE * size or sum(distances.values()) >= _ENOUGH else 0.0


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
    if distance > _GAP * _leading(usual.leading, line) or distance < 0.3 * line.size:
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
