"""Markup inside a block: emphasis, links, escapes and footnote marks, taken out of the clean text.

Serves Markdown and plain text alike, because drafts mix the two: marks come as `[^1]`,
`<sup>1</sup>`, `¹`, `^(1)` or `(1)`; bare digits are `bare_marks`'s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from reslint.patterns import late
from reslint.resolution.model import Emphasis, Mark
from reslint.source.clean import ARABIC_MARKS, INVISIBLE, Clean

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SPECIAL = late(
    r"(?P<note>\(?\[\^(?P<n1>[^\]\s]{1,20})\]\)?)"
    r"|(?P<sup><sup>\(?(?P<n2>[^<>]{1,8}?)\)?</sup>)"
    r"|(?P<caret>\^\{?\(?(?P<n3>\d{1,3}|[a-z]{1,3})\)?\}?)"
    r"|(?P<raised>\(?[⁰¹²³⁴-⁹]{1,4}\)?)"
    r"|(?P<bracket>\((?P<n5>\d{1,3})\))"
    r"|(?P<empty>\(\))"
    r"|(?P<link>\[(?P<shown>[^\]\[]{0,500})\]\([^()]{0,500}\))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w))"
    r"|(?P<tag></?(?:em|i|b|strong|u|span|a|br|p)\b[^<>]{0,300}>)"
    r"|(?P<entity>&(?:nbsp|amp|#160);)"
    rf"|(?P<drop>[{INVISIBLE}{ARABIC_MARKS}\0]+)"
    r"|(?P<compose>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<blank>[ \r\n]*[\r\n][ \r\n]*| {2,})"
)
CHINESE = late("[\u2e80-\u9fff\uff00-\uffef]")
# A set of characters is found much faster than one of many alternatives, blanks among them.
CANDIDATE = re.compile(rf"[(\[<^⁰¹²³⁴-⁹\\*_&{INVISIBLE}{ARABIC_MARKS}\0\r\n\u0300-\u036f]")
CANDIDATE_OR_BLANKS = late(rf"{CANDIDATE.pattern}|  ")


class Inline(NamedTuple):
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
        if b.length and b.last != " " and not _joins(b, flat, start):
            b.put(" ", start - 1)
        at = start
        candidates = CANDIDATE if flat.find("  ", start, end) < 0 else CANDIDATE_OR_BLANKS
        candidate = candidates.search(flat, start, end)
        while candidate:
            here = candidate.start()
            m = SPECIAL.match(flat, here - 1 if "\u0300" <= flat[here] <= "\u036f" and here > at else here, end)
            after = here + 1
            if m:
                at = _special(b, flat, m, at, labels, bracketed)
                after = max(at, m.end())
            candidate = candidates.search(flat, after, end)
        b.put(flat[at:end], at)
    return _finish(b)


def _joins(b: Builder, flat: str, start: int) -> bool:
    """No blank stands between a line and the next one: a hyphen ends it, or they are Chinese (with a figure on one
    side: 2022年11月 and 21日)."""
    if b.last in "-\u2013":
        return _hyphenated(b, flat, start)
    if CHINESE.match(b.last):
        return flat[start : start + 1].isdecimal() or CHINESE.match(flat, start) is not None
    return b.last.isdecimal() and CHINESE.match(flat, start) is not None


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
    elif kind == "escape":
        b.put(m[0][1], start + 1)
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
    return Inline(Clean(kept, tuple(starts), tuple(origins)), marks, _spans(b.toggles, lead, kept))


def _spans(toggles: list[tuple[int, str]], lead: int, text: str) -> tuple[Emphasis, ...]:
    """Emphasis spans from the places where asterisks stand; a lone one emphasises nothing. Runs with no more than a
    blank between them are one."""
    spans: list[Emphasis] = []
    opened: int | None = None
    for at, _ in toggles:
        if opened is None:
            opened = at
        else:
            start, end = max(0, opened - lead), min(at - lead, len(text))
            if end > start:
                if spans and not text[spans[-1].end : start].strip():
                    start = spans.pop().start
                spans.append(Emphasis(start, end))
            opened = None
    return tuple(spans)
