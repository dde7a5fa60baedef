"""Footnote marks that stand as bare digits: glued to a word, or set off by a blank as in text taken out of a PDF.

Which digit is a mark follows from the notes that the text defines and from their order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from reslint.patterns import late
from reslint.resolution.figures import has_figure
from reslint.resolution.inline import Builder, Inline
from reslint.resolution.model import Emphasis, Mark
from reslint.source.clean import Clean

# Patterns begin with what they are about, not with what must stand before it: so the search leaps to it.
GLUED = late(
    r"\d(?:(?<=[^\W\d_]\d)\d{0,2}(?![\w/.-]{0,200}[\w/])"  # Conference1
    r"|(?:(?<=[;:)\]”\"'»]\d)|(?<=\D,\d)|(?<=(?:19|20)\d\d,\d))\d{0,2}(?![\w/]|[.,]\d)"  # organizations,3
    r"|(?<=[a-z]\.\d)\d{0,2}(?= |$)"
    r"|(?<=\d/\d{3}\d)\d?(?![\d/]))"  # 74/1673: 74/167 and mark 3
)
# Chinese, where figures stand between characters without a blank: 报告4 特别, 议程》，1
HAN_GLUED = late(
    r"\d(?<=[\u3400-\u9fff，；：。、）)》”]\d)(?<![第至和或]\d)\d{0,2}"
    r"(?= ?$| (?!\d{3}(?!\d)|[段条个项页号至年月日])|[，；。《])"
)
SLASH = late(r"\d(?<![\w/.]\d)\d{1,2}/(\d{3,5})(?![\w/])")
DATED = late(r",? [^\W\d_]{1,10} (?:\d|1er)")
HIGHEST_NUMBER = 360  # no session of the General Assembly has adopted so many resolutions
AFTER_YEAR = late(r"\d(?<=\b(?:19|20)\d\d\d)\d?(?![\d/])")
SPACED = late(
    r" (?=\d)(?:(?<=[^\W\d_] )|(?<=[,;:)\]”\"'»] )|(?<=[a-z]\. )|(?<=(?:19|20)\d\d ))(?P<n>\d{1,3})"
    r"(?=$|[,;:.]?$|[,;:]? {1,2}(?P<next>[^\W\d_]+)|[,;] )"
)
BEHIND_FIGURE = late(r"(?<=\d,)(?P<n>\d{1,2})(?= {1,2}(?P<next>[^\W\d_]+)|$)")  # Agenda 21,2 the
AHEAD_GLUED, AHEAD_BEHIND_STOP, AHEAD = 12, 4, 2  # how many marks may have been missed before one of each kind


class Bare(NamedTuple):
    """What is known of marks that stand as bare digits: `labels` of the notes, `set_off` whether a blank may
    stand before a mark (as in text taken out of a PDF), words that need the number behind or before them, and a
    pattern of those that announce a decision, whose numbers run higher; whether blanks stand between words."""

    labels: frozenset[str]
    set_off: bool
    before: frozenset[str]
    after: frozenset[str]
    decision: str
    spaced: bool = True


def take_out(inline: Inline, bare: Bare, last: int) -> tuple[Inline, int]:
    """Take marks that stand as bare digits out of the clean text.

    `last`: the highest mark so far. A digit glued to a word is a mark where such a note exists and its
    turn is near; one set off by a blank (as PDF text has them) only where it is all but the next.
    """
    text = inline.clean.text
    last = max([last, *(int(m.label) for m in inline.marks if m.label.isdigit())])
    if not has_figure(text):
        return inline, last
    places = [
        (m.start(), m.end(), m[0], True)
        for pattern in ((GLUED, AFTER_YEAR) if bare.spaced else (HAN_GLUED,))
        for m in pattern.finditer(text)
    ]
    if bare.set_off:
        places += [(m.start(), m.end(), m["n"], False) for m in SPACED.finditer(text) if _is_set_off(text, m, bare)]
    for m in BEHIND_FIGURE.finditer(text):
        figure = text[: m.start() - 1].rpartition(" ")[2]
        if (bare.set_off or "/" in figure) and m["n"] == str(last + 1) and _is_set_off(text, m, bare):
            places.append((m.start(), m.end(), m["n"], False))
    found: list[tuple[int, int, str]] = []
    for start, end, label, glued in sorted(places + _overrun(text, bare)):
        n = int(label)
        if label[0] == "0" or label not in bare.labels or (not glued and n <= last):
            continue
        if n > last + (AHEAD_GLUED if glued else AHEAD if text[start - 1].isalpha() else AHEAD_BEHIND_STOP):
            continue
        found.append((start, end, label))
        last = max(last, n)
    return (_cut(inline, found) if found else inline), last


def _overrun(text: str, bare: Bare) -> list[tuple[int, int, str, bool]]:
    """A mark glued to the number of a resolution, which no session ever reached: 77/374 is 77/37 and mark 4."""
    found = []
    for m in SLASH.finditer(text):
        before = text[max(0, m.start() - 120) : m.start()].lower()
        if int(m[1]) <= HIGHEST_NUMBER or re.search(bare.decision, before) or DATED.match(text, m.end()):
            continue  # a mark does not stand between a number and its date
        label = next(
            (m[1][-k:] for k in (2, 1) if m[1][-k:] in bare.labels and 0 < int(m[1][:-k]) <= HIGHEST_NUMBER), ""
        )
        if label:
            found.append((m.end() - len(label), m.end(), label, False))
    return found


def _is_set_off(text: str, m: re.Match[str], bare: Bare) -> bool:
    """Neither the word before nor the one behind needs the number."""
    word = re.search(r"[^\W\d_]+$", text[max(0, m.start() - 30) : m.start()])
    if word and word[0].lower() in bare.before:
        return False
    following = m["next"]
    return not (following and following.lower() in bare.after)


def _cut(inline: Inline, cuts: list[tuple[int, int, str]]) -> Inline:
    clean, b = inline.clean, Builder()
    at = 0
    shifts: list[tuple[int, int]] = []
    removed = 0
    for start, end, label in cuts:
        if start < at:
            continue
        _copy(b, clean, at, start)
        last = clean.span(start, end)[1]
        b.marks.append((label, b.length, last - len(label), last))
        removed += end - start
        shifts.append((end, removed))
        at = end
    _copy(b, clean, at, len(clean.text))

    def moved(offset: int) -> int:
        return offset - max((r for e, r in shifts if e <= offset), default=0)

    marks = [*(Mark(m.label, moved(m.at), m.start, m.end) for m in inline.marks), *(Mark(*m) for m in b.marks)]
    marks.sort(key=lambda m: m.start)
    emphasis = tuple(Emphasis(moved(e.start), moved(e.end)) for e in inline.emphasis)
    return Inline(Clean("".join(b.out), tuple(b.starts or [0]), tuple(b.origins or [0])), tuple(marks), emphasis)


def _copy(b: Builder, clean: Clean, start: int, end: int) -> None:
    """Copy a clean span, segment by segment."""
    at = start
    while at < end:
        i = bisect_right(clean.starts, at) - 1
        stop = min(end, clean.starts[i + 1] if i + 1 < len(clean.starts) else end)
        b.put(clean.text[at:stop], clean.source(at))
        at = stop
