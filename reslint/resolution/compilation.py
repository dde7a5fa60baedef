"""Where the resolutions of a compilation begin: one file that holds many, as the record of a session does.

Each is judged on its own, with its own symbol, session, date and footnotes. The parts of one resolution (A and B
under one number) stay together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reslint import data
from reslint.patterns import late
from reslint.source.clean import flatten, normalise
from reslint.source.model import Source

MARKUP = "*_#> \t\r\u200e\u200f\ufeff"
LONGEST_CHAPEAU = 60
LONGEST_COVER = 4000  # code points between the number on the cover and the enacting formula
# "### 77/18. Cooperation ...", "77/18 A. Cooperation ...", "2625 (2022)." above the text proper
TITLE = late(
    r"(?:A/RES/|A/HRC/RES/|E/RES/)?(?P<number>(?:E?S-)?\d{1,4}/\d{1,4}|\d{1,4} ?\([A-Z\d-]{1,6}\))"
    r"(?P<part>(?: ?[^\W\d]{1,5}){0,3})(?: ?[.\u2013\u2014]|\. ?-| -) *\S"
)
# a line of the cover that is a symbol and nothing else
SYMBOL = late(r"(?:A/HRC|A|S|E)/(?:[A-Z]+(?:\.\d+)?/)*(?P<number>[\w.()-]*\d[\w.()-]*(?:/[\w.-]+)*)(?: [A-Z])?")
ADOPTED = late(r"(?:A|A/HRC|S|E)/RES/")
MARK = late(r"\[\^([^\]\s]{1,20})\](:?)")


class _Event(NamedTuple):
    """A line that tells where in a resolution it stands: "symbol", "title" or "chapeau".

    `key`: the number. `label`: the title's number and part as they stand; "cover" of a formula without its comma, where
    names have no article."""

    kind: str
    at: int
    key: str = ""
    label: str = ""


def starts(text: str) -> tuple[int, ...]:
    """Offsets at which the resolutions of `text` begin, the first always 0; only 0 where it holds one."""
    found = _walk(text)
    if len(found) > 1 and not _self_contained(text, found):
        return (0,)
    return tuple(found)


def pieces(text: str) -> list[tuple[int, int]]:
    """The spans of the resolutions of `text`, which together are all of it."""
    found = starts(text)
    return list(zip(found, [*found[1:], len(text)], strict=True))


def cut(source: Source) -> Iterator[tuple[int, Source]]:
    """Each resolution of a source as a source of its own, with the offset at which it begins."""
    for start, end in pieces(source.text):
        yield start, (source if end - start == len(source.text) else source._replace(text=source.text[start:end]))


def _walk(text: str) -> list[int]:
    found = [0]
    key = label = ""
    begun = False  # the enacting formula of the present resolution has been seen
    cover: _Event | None = None  # the last line that was a symbol alone
    first_cover = ""  # the text from such a line to the formula, of the present resolution
    coming: _Event | None = None  # the next resolution, until its own formula proves it
    for event in _without_covers(list(_events(text))):
        if event.kind == "symbol":
            cover = event
            if not begun:
                key = event.key
            elif event.key == key:
                coming = None  # the head of a page of the present one
            elif key and (coming is None or coming.key != event.key):
                coming = event
        elif event.kind == "title":
            if not begun:
                key, label = event.key, event.label
            elif event.key != key or event.label == label:
                on_cover = coming or cover
                at = on_cover.at if on_cover is not None and on_cover.key == event.key else event.at
                coming = event._replace(at=at)
        else:
            head = text[cover.at : event.at] if cover is not None and event.at - cover.at < LONGEST_COVER else ""
            if coming is None and cover is not None and begun and head and head == first_cover:
                coming = cover._replace(label=label)  # the same draft once more, its cover to the letter
            if coming is not None and event.at - coming.at < LONGEST_COVER:
                found.append(_above(text, coming.at))
                key, label = coming.key, coming.label
                first_cover = head
            first_cover = first_cover or head
            begun, cover, coming = True, None, None
    return found


def _events(text: str) -> Iterator[_Event]:
    heads, formulas = _formulas()
    at = 0
    for line in text.split("\n"):
        bare = line.lstrip(MARKUP)
        if bare:
            first = bare[0]
            if (first.isdigit() or first in "ASE") and (event := _number(bare, at)) is not None:
                yield event
            if len(bare) < LONGEST_CHAPEAU and bare[:2].lower() in heads and _formula(bare) in formulas:
                yield _Event("chapeau", at, label="cover" if not (bare[0].isascii() or _closed(bare)) else "")
        at += len(line) + 1


def _closed(line: str) -> bool:
    return line.rstrip(MARKUP).endswith((",", "،", "，"))


def _without_covers(events: list[_Event]) -> Iterator[_Event]:
    """The events without the lines of a cover that name the organ in the words of the formula, but for its comma
    (Генеральная Ассамблея, 大会): the formula itself stands not far below.

    Behind a title stands a formula, which has lost its comma.
    """
    titled, symbol = False, ""
    for n, event in enumerate(events):
        if event.kind == "chapeau":
            if event.label and not titled and _leads_to_formula(events, n, symbol):
                continue
            titled = False
        elif event.kind == "title":
            titled = True
        else:
            symbol = event.key
        yield event


def _leads_to_formula(events: list[_Event], n: int, symbol: str) -> bool:
    """Whether the next formula is near, and no other resolution's symbol stands before it."""
    for m in range(n + 1, len(events)):
        event = events[m]
        if event.at - events[n].at >= LONGEST_COVER or (event.kind == "symbol" and event.key != symbol):
            return False
        if event.kind == "chapeau":
            return True
    return False


def _number(line: str, at: int) -> _Event | None:
    if not line.isascii():
        line = flatten(line)
    if m := TITLE.match(line):
        return _Event("title", at, _key(m["number"]), m[0])
    if line[0] in "ASE" and line[1:2] == "/" and (m := SYMBOL.fullmatch(line.rstrip(MARKUP))):
        return _Event("symbol", at, _key(m["number"]) if ADOPTED.match(line) else m[0])
    return None


def _key(number: str) -> str:
    """The number whichever member stands first: older Arabic titles print 18/77 for 77/18."""
    return "/".join(sorted(number.replace(" ", "").split("/")))


@cache
def _formulas() -> tuple[frozenset[str], frozenset[str]]:
    """The first two letters of every enacting formula, and the formulas, lower-case."""
    known = data.load("formulas")["chapeaux"]
    heads = {formula[:2] for formula in known}
    return frozenset(heads | {head.replace("'", "’") for head in heads}), frozenset(known)


def _formula(line: str) -> str:
    return normalise(line).rstrip(",،，*_ ").lower()


@cache
def _covers() -> frozenset[str]:
    return frozenset(data.load("formulas")["covers"])


def _above(text: str, at: int) -> int:
    """`at`, or the beginning of the line above it that names the United Nations."""
    head = text[max(0, at - 120) : at].rstrip()
    line = head.rpartition("\n")[2]
    if normalise(line.strip(MARKUP)).lower() not in _covers():
        return at
    return max(0, at - 120) + len(head) - len(line)


def _self_contained(text: str, found: list[int]) -> bool:
    """Whether no piece lacks a footnote that another one defines and does not use: such notes are one text's."""
    notes = [_notes(text[a:b]) for a, b in zip(found, [*found[1:], len(text)], strict=True)]
    wanting = frozenset[str]().union(*(used - defined for used, defined in notes))
    return all(wanting.isdisjoint(defined - used) for used, defined in notes)


@lru_cache(maxsize=256)
def _notes(piece: str) -> tuple[frozenset[str], frozenset[str]]:
    """Labels of the footnotes that a piece uses and of those that it defines, in Markdown."""
    if "[^" not in piece:
        return frozenset(), frozenset()
    marks = MARK.findall(piece)
    return frozenset(m for m, colon in marks if not colon), frozenset(m for m, colon in marks if colon)
