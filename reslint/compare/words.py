"""What changed inside a paragraph, word by word."""

from __future__ import annotations

import re
from typing import NamedTuple

# A number with its strokes and a word with its apostrophes and hyphens are one word each; marks stand alone.
_TOKEN = re.compile(r"\w+(?:[/.'’\-\u2011]\w+)*|[^\w\s]")
# Words left alone between two changes that are too little to read the sentence by.
_SHORT = 3
# Words of the one times words of the other: beyond that, the comparison would take hundreds of megabytes.
_LARGEST = 200_000_000


class Change(NamedTuple):
    """The span `old_start`..`old_end` became `new_start`..`new_end`; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The places where two paragraphs differ, in order; blanks alone are no difference.

    Paragraphs of far more words than any has differ in one place, from their first other word to their last.
    """
    if old == new:
        return ()
    one, two = ([m.span() for m in _TOKEN.finditer(text)] for text in (old, new))
    olds, news = [old[a:b] for a, b in one], [new[a:b] for a, b in two]
    shorter = min(len(olds), len(news))
    head = next((n for n in range(shorter) if olds[n] != news[n]), shorter)
    tail = next((n for n in range(shorter - head) if olds[-1 - n] != news[-1 - n]), shorter - head)
    runs = _runs(olds[head : len(olds) - tail], news[head : len(news) - tail])
    return tuple(
        Change(*_span(one, head + i0, head + i1, len(old)), *_span(two, head + j0, head + j1, len(new)))
        for i0, i1, j0, j1 in runs
    )


def _runs(olds: list[str], news: list[str]) -> list[list[int]]:
    """What differs, as places in the two lists of words: first and last of the one, first and last of the other."""
    if len(olds) * len(news) > _LARGEST:
        return [[0, len(olds), 0, len(news)]]
    from rapidfuzz.distance import LCSseq

    runs: list[list[int]] = []
    for step in LCSseq.opcodes(olds, news):
        if step.tag == "equal":
            continue
        if runs and _is_little(olds[runs[-1][1] : step.src_start]):
            runs[-1][1], runs[-1][3] = step.src_end, step.dest_end
        else:
            runs.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    return runs


def _is_little(words: list[str]) -> bool:
    return not words or (len(words) == 1 and len(words[0]) <= _SHORT and not words[0].isdigit())


def _span(tokens: list[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    """From the first token's beginning to the last one's end; of none, the place behind the token before."""
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    at = tokens[first - 1][1] if first else (tokens[0][0] if tokens else length)
    return at, at
