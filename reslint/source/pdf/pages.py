"""What is no part of the text is left out of the pages; what stands at their foot becomes notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reslint.source.pdf.lines import Line

_MARGIN = 0.12  # of the height of a page: where running heads and feet stand
_NUMBERS = re.compile(
    r"(?:\d{1,4}(?:\s?/\s?\d{1,4})?|page\s\d{1,4}(?:\s(?:of|sur)\s\d{1,4})?|[-–]\s?\d{1,4}\s?[-–]"
    r"|\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:[\s\d]{6,9})?|\*\d{7}\*|\[?please\srecycle\]?.{0,3}|[AES]/\S{1,60})",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpage\b|الصفحة", re.IGNORECASE)
_JOB = re.compile(r"(?:\d{2}-\d{5}\s*\([A-Z]\)(?:[\s\d]{6,9})?|\*\d{7}\*)")
_RULE = re.compile(r"[_\u2500\u2014-]{5,}")
_NOTE = re.compile(r"\s*(?P<label>\d{1,3}|\*{1,3})(?=\D)")
_NOTE_TYPE = 0.95  # of the type size of the text: what is larger is no note


class Note(NamedTuple):
    """A footnote: its label and lines, the label still in the first of them."""

    label: str
    lines: tuple[Line, ...]


class Page(NamedTuple):
    """`body` and `notes` in order. `rest`: lines that go on with the last note of the page before."""

    body: tuple[Line, ...]
    notes: tuple[Note, ...]
    rest: tuple[Line, ...] = ()


def type_size(pages: Iterable[Sequence[Line]]) -> float:
    """The size in which most of the text is set."""
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def numbered(lines: Sequence[Line]) -> list[Line]:
    """The lines with their numbers, as a reader counts them from the top of the page."""
    tops = sorted({round(line.baseline) for line in lines}, reverse=True)
    places: dict[int, int] = {}
    number, last = 0, None
    for top in tops:
        if last is None or last - top > 2:
            number += 1
            last = top
        places[top] = number
    return [line._replace(number=places[round(line.baseline)]) for line in lines]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet, page numbers and job numbers."""
    heads: Counter[tuple[int, str]] = Counter()
    for lines in pages:
        heads.update({_head(line) for line in lines if _in_margin(line)})
    kept = []
    for n, lines in enumerate(pages):
        own = []
        for line in lines:
            text = line.text.strip()
            edge = _in_margin(line)
            if _JOB.fullmatch(text) or (n and edge and _NUMBERS.fullmatch(text)):
                continue
            if not n and edge and not _is_top(line) and _NUMBERS.fullmatch(text):
                continue
            if n and edge and heads[_head(line)] > max(1, len(pages) // 4):
                continue
            own.append(line)
        kept.append(own)
    return kept


def _in_margin(line: Line) -> bool:
    return _is_top(line) or line.baseline < _MARGIN * line.height


def _is_top(line: Line) -> bool:
    return line.baseline > (1 - _MARGIN) * line.height


def _head(line: Line) -> tuple[int, str]:
    """Place and text of a running head: the same on every page, but for the number of a page that calls itself so."""
    text = " ".join(line.text.split())
    return round(line.baseline), re.sub(r"\d+", "#", text) if _PAGE.search(text) else text


def split(lines: Sequence[Line], strokes: Sequence[float], size: float, expected: int) -> Page:
    """Body and notes of a page. `strokes`: heights of those drawn; `size`: of the type of the text; `expected`: the
    next number of a note."""
    foot = _foot(lines, strokes, size, expected)
    body, below = lines[:foot], lines[foot:]
    if below and _RULE.fullmatch(below[0].text.strip()):
        below = below[1:]
    rest: list[Line] = []
    notes: list[tuple[str, list[Line]]] = []
    for line in below:
        label = _label(line, expected)
        if label:
            notes.append((label, [line]))
            expected = int(label) + 1 if label.isdigit() else expected
        elif notes:
            notes[-1][1].append(line)
        else:
            rest.append(line)
    return Page(tuple(body), tuple(Note(label, tuple(own)) for label, own in notes), tuple(rest))


def _foot(lines: Sequence[Line], strokes: Sequence[float], size: float, expected: int) -> int:
    """The index of the line with which the foot of the page begins: below a stroke, or where smaller type begins."""
    for stroke in sorted(strokes):
        n = next((n for n, line in enumerate(lines) if line.baseline < stroke), len(lines))
        if n < len(lines) and all(line.baseline < stroke for line in lines[n:]) and _label(lines[n], expected):
            return n
    for n, line in enumerate(lines):
        if _RULE.fullmatch(line.text.strip()) and line.baseline < 0.95 * line.height and n + 1 < len(lines):
            small = all(other.size <= _NOTE_TYPE * size or _RULE.fullmatch(other.text.strip()) for other in lines[n:])
            if small or _label(lines[n + 1], expected):
                return n
    foot = len(lines)
    while foot and lines[foot - 1].size <= _NOTE_TYPE * size:
        foot -= 1
    for n in range(foot, len(lines)):
        if _label(lines[n], expected):
            return n
    return len(lines)


def _label(line: Line, expected: int) -> str:
    """The label of the note that begins with the line: a raised one, or the number that is expected."""
    found = _NOTE.match(line.text)
    if found is None:
        return ""
    label = found["label"]
    first = next(run for run in line.runs if run.text.strip())
    alone = first.text.strip() == label
    if (first.raised and alone) or not label.isdigit():
        return label
    numbers_paragraph = line.text[found.end() :].lstrip()[:1] in (".", "-", "\u2013")
    return label if int(label) == expected and not numbers_paragraph else ""
