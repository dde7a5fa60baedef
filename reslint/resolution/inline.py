"""Markup inside a block: emphasis, links, escapes and footnote marks, taken out of the clean text.

Serves Markdown and plain text alike, because drafts mix the two: marks come as `[^1]`,
`<sup>1</sup>`, `¹`, `^(1)`, `(1)`, or as a digit glued to a word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reslint.resolution.model import Emphasis, Mark
from reslint.source.clean import ARABIC_MARKS, INVISIBLE, Clean

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SPECIAL = re.compile(
    r"(?P<note>\(?\[\^(?P<n1>[^\]\s]{1,20})\]\)?)"
    r"|(?P<sup><sup>\(?(?P<n2>[^<>]{1,8}?)\)?</sup>)"
    r"|(?P<caret>\^\{?\(?(?P<n3>\d{1,3}|[a-z]{1,3})\)?\}?)"
    r"|(?P<raised>\(?[⁰¹²³⁴-⁹]+\)?)"
    r"|(?P<bracket>\((?P<n5>\d{1,3})\))"
    r"|(?P<empty>\(\))"
    r"|(?P<link>\[(?P<shown>[^\]\[]{0,500})\]\([^()]{0,500}\))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w))"
    r"|(?P<tag></?(?:em|i|b|strong|u|span|a|br|p)\b[^<>]{0,300}>)"
    r"|(?P<entity>&(?:nbsp|amp|#160);)"
    rf"|(?P<drop>[{INVISIBLE}{ARABIC_MARKS}\0]+)"
    r"|(?P<compose>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<blank>[ \r\n]*[\r\n][ \r\n]*| {2,})"
)
CANDIDATE = re.compile(rf"[(\[<^⁰¹²³⁴-⁹\\*_&{INVISIBLE}{ARABIC_MARKS}\0\r\n\u0300-\u036f]|  ")
GLUED = re.compile(
    r"(?<=[^\W\d_])\d{1,3}(?![\w/.-]*[\w/])"  # Conference1
    r"|(?<=[,;:)\]”\"'»])\d{1,3}(?![\w/]|[.,]\d)"  # organizations,3
    r"|(?<=[a-z]\.)\d{1,3}(?= |$)"
    r"|(?<=\d/\d{3})\d{1,2}(?![\d/])"  # 74/1673: 74/167 and mark 3
)
SLASH = re.compile(r"(?<![\w/.])\d{2,3}/(\d{3,5})(?![\w/])")
HIGHEST_NUMBER = 360  # no session of the General Assembly has adopted so many resolutions
AFTER_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)\d{1,2}(?![\d/])")
SPACED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[,;:)\]”\"'»])|(?<=[a-z]\.)|(?<=(?:19|20)\d\d)) (?P<n>\d{1,3})"
    r"(?=$|[,;:.]?$|[,;:]? {1,2}(?P<next>[^\W\d_]+)|[,;] )"
)
AHEAD_GLUED, AHEAD_BEHIND_STOP, AHEAD = 12, 4, 2  # how many marks may have been missed before one of each kind


@dataclass(frozen=True, slots=True)
class Inline:
    clean: Clean
    marks: tuple[Mark, ...]
    emphasis: tuple[Emphasis, ...]


class Builder:
    """Collects clean text piece by piece, with its segments."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.marks: list[tuple[str, int, int, int]] = []
        self.toggles: list[tuple[int, str]] = []

    def put(self, text: str, origin: int) -> None:
        if not text:
            return
        self.starts.append(self.length)
        self.origins.append(origin)
        self.out.append(text)
        self.length += len(text)

    @property
    def last(self) -> str:
        return self.out[-1][-1] if self.out else ""


def read(flat: str, pieces: Iterable[tuple[int, int]], labels: frozenset[str], *, bracketed: bool) -> Inline:
    """Clean text of the source spans `pieces` of the flattened text.

    `labels`: the footnotes that the text defines. `bracketed`: a number in parentheses may be a mark
    (Arabic texts).
    """
    b = Builder()
    for start, end in pieces:
        if b.length and b.last != " " and not (b.last in "-\u2013" and _hyphenated(b, flat, start)):
            b.put(" ", start - 1)
        at = start
        candidate = CANDIDATE.search(flat, start, end)
        while candidate:  # a set of characters is found much faster than one of many alternatives
            here = candidate.start()
            m = SPECIAL.match(flat, here - 1 if "\u0300" <= flat[here] <= "\u036f" and here > at else here, end)
            after = here + 1
            if m:
                at = _special(b, flat, m, at, labels, bracketed)
                after = max(at, m.end())
            candidate = CANDIDATE.search(flat, after, end)
        b.put(flat[at:end], at)
    return _finish(b)


def _hyphenated(b: Builder, flat: str, start: int) -> bool:
    """A line ends in a hyphen that belongs to the word: the next line goes on without a blank."""
    tail = b.out[-1][-2:]
    return len(tail) == 2 and tail[0].isalpha() and flat[start : start + 1].isalpha()


def _special(b: Builder, flat: str, m: re.Match[str], at: int, labels: frozenset[str], bracketed: bool) -> int:
    """Handle one special place; returns the source offset from which plain text goes on."""
    kind = m.lastgroup if m.lastgroup in _KINDS else next(k for k in _KINDS if m[k] is not None)
    start, end = m.span()
    if kind in ("note", "sup", "caret", "raised", "bracket"):
        shown = m["n1"] or m["n2"] or m["n3"] or m["n5"] or m[kind].strip("()").translate(SUPERSCRIPT)
        if kind == "raised" and flat[start - 1 : start] == "m":
            return at  # m², km²
        if kind in ("sup", "caret") and not shown.isdigit():
            b.put(flat[at:start], at)
            inner = flat.find(shown, start)
            b.put(shown, inner)
            return end
        if kind == "bracket" and not (bracketed and shown in labels and flat[start - 1 : start] not in (" ", "\n", "")):
            return at
        if kind == "note" and flat[start] == "(" and flat[end - 1] != ")":
            start += 1
        elif kind == "note" and flat[end - 1] == ")" and flat[start] != "(":
            end -= 1
        b.put(flat[at:start], at)
        b.marks.append((shown, b.length, start, end))
        return end
    b.put(flat[at:start], at)
    if kind == "link":
        b.put(m["shown"].replace("\\", ""), m.start("shown")) if "\\" not in m["shown"] else _escaped(
            b, m["shown"], m.start("shown")
        )
    elif kind == "emphasis":
        b.toggles.append((b.length, m[0]))
    elif kind == "tag":
        if re.match(r"</?(?:em|i|b|strong)\b", m[0]):
            b.toggles.append((b.length, "*"))
        elif m[0].startswith("<br"):
            b.put(" ", start)
    elif kind == "entity":
        b.put("&" if m[0] == "&amp;" else " ", start)
    elif kind == "compose":
        b.put(unicodedata.normalize("NFC", m[0])[0], start)
    elif kind == "blank" and b.length and b.last != " ":
        hyphen = "\n" in m[0] and b.last == "-" and _hyphenated(b, flat, end)
        if not hyphen:
            b.put(" ", start)
    elif kind == "empty" and not b.length:
        pass  # "() " opens a note whose mark the conversion lost
    elif kind == "empty":
        b.put("()", start)
    return end


_KINDS = (
    "note",
    "sup",
    "caret",
    "raised",
    "bracket",
    "empty",
    "link",
    "escape",
    "emphasis",
    "tag",
    "entity",
    "drop",
    "compose",
    "blank",
)


def _escaped(b: Builder, shown: str, origin: int) -> None:
    at = 0
    while (slash := shown.find("\\", at)) >= 0:
        b.put(shown[at:slash], origin + at)
        at = slash + 1
    b.put(shown[at:], origin + at)


def _finish(b: Builder) -> Inline:
    text = "".join(b.out)
    lead = len(text) - len(text.lstrip())
    kept = text.strip()
    starts, origins = b.starts or [0], b.origins or [0]
    if lead:
        while len(starts) > 1 and starts[1] <= lead:
            del starts[0], origins[0]
        origins[0] += lead - starts[0]
        starts = [0, *(s - lead for s in starts[1:])]
    marks = tuple(Mark(n, max(0, min(at - lead, len(kept))), s, e) for n, at, s, e in b.marks)
    return Inline(Clean(kept, tuple(starts), tuple(origins)), marks, _spans(b.toggles, lead, len(kept)))


def _spans(toggles: list[tuple[int, str]], lead: int, length: int) -> tuple[Emphasis, ...]:
    """Emphasis spans from the places where asterisks stand; a lone one emphasises nothing."""
    spans: list[Emphasis] = []
    opened: int | None = None
    for at, _ in toggles:
        if opened is None:
            opened = at
        else:
            start, end = max(0, opened - lead), min(at - lead, length)
            if end > start:
                if spans and spans[-1].end == start:
                    start = spans.pop().start
                spans.append(Emphasis(start, end))
            opened = None
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class Bare:
    """What is known of marks that stand as bare digits: `labels` of the notes, `set_off` whether a blank may
    stand before a mark (as in text taken out of a PDF), words that need the number behind or before them, words
    that announce a decision, whose numbers run higher."""

    labels: frozenset[str]
    set_off: bool
    before: frozenset[str]
    after: frozenset[str]
    decision: tuple[str, ...]


def bare_marks(inline: Inline, bare: Bare, last: int) -> tuple[Inline, int]:
    """Take marks that stand as bare digits out of the clean text.

    `last`: the highest mark so far. A digit glued to a word is a mark where such a note exists and its
    turn is near; one set off by a blank (as PDF text has them) only where it is all but the next.
    """
    text = inline.clean.text
    last = max([last, *(int(m.label) for m in inline.marks if m.label.isdigit())])
    places = [(m.start(), m.end(), m[0], True) for pattern in (GLUED, AFTER_YEAR) for m in pattern.finditer(text)]
    if bare.set_off:
        places += [(m.start(), m.end(), m["n"], False) for m in SPACED.finditer(text) if _is_set_off(text, m, bare)]
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
        word = text[max(0, m.start() - 12) : m.start()].lower()
        if int(m[1]) <= HIGHEST_NUMBER or any(head in word for head in bare.decision):
            continue
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
