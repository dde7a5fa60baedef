"""From lines to blocks: paragraphs, notes, headings; page furniture left out.

A block is one paragraph however it is laid out: hard-wrapped, cut in two by a page break and the
notes at its foot, or one long line. Works on the flattened text (see `reslint.source.clean`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from reslint.patterns import late
from reslint.resolution import annexes
from reslint.resolution.line_forms import (
    BLANK_LINE,
    BRACKETS,
    BULLET,
    CLOSED_NUMBER,
    DRESS,
    FURNITURE,
    FURNITURE_LETTERS,
    HEADING,
    INDENTED,
    MD_NOTE,
    MEETING,
    MEETING_LETTERS,
    NEGOTIATED,
    NUMBER,
    PARTS,
    PLAIN_NOTE,
    RAISED_NOTE,
    SEPARATOR,
    STAR_NOTE,
    SUB,
    SUB_MARKS,
)  # fmt: skip

# Around a line: blanks, what a comment was blanked out by, and the marks that turn the writing direction.
OUTER = " \r\n\0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
WIDE = late("[\u2e80-\u9fff\uff00-\uffef]")
FULL_LINE = 60  # columns: a shorter line may be the last one of its paragraph
MISSED_NOTES = 3  # notes that a conversion may have lost before the next one
CLOSED = frozenset(".,;:؛،:;!?»”\"’'。，；：！？》")
TRAILING = late(r"(?:\s|\*+|_+|\(?\[\^[^\]\s]{1,20}\]\)?|</?sup>|[⁰¹²³⁴-⁹]+|\^?\(\d{1,3}\)|(?<=[^\d\s])\d{1,2})+$")


class Block:
    """`kind`: text, number, sub, heading, note, meeting or annex. Offsets are source offsets.

    `gap`: what stands between it and the body block before: 0 nothing, 1 a blank line, 2 a page break.
    `inside`: it stands behind the cover, in the resolution proper.
    """

    def __init__(self, kind: str, start: int, pieces: list[tuple[int, int]], gap: int, inside: bool) -> None:
        self.kind = kind
        self.start = start
        self.pieces = pieces
        self.gap = gap
        self.inside = inside
        self.label = ""
        self.value = ""
        self.label_end = 0

    @property
    def end(self) -> int:
        return self.pieces[-1][1] if self.pieces else self.label_end


def lines(flat: str) -> Iterator[tuple[int, int]]:
    """Source span of each line, outer blanks left out."""
    at = 0
    for raw in flat.splitlines(keepends=True):
        body = raw.strip(OUTER)
        start = at + (raw.find(body[0]) if body else 0)
        yield start, start + len(body)
        at += len(raw)


def hard_wrapped(flat: str) -> bool:
    """True where lines are broken by width, as in text taken out of a PDF."""
    rows = [line.strip() for line in flat.split("\n")]
    widest = max(map(len, rows), default=0)
    if widest > 160:
        return False
    broken = sum(1 for a, b in pairwise(rows) if a and b and width(a) > 45 and a[-1] not in CLOSED and _continues(b))
    return broken >= 2 or (broken == 1 and widest <= 100)


def width(line: str) -> int:
    """How many columns the line takes; a Chinese character takes two."""
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))


def _continues(line: str) -> bool:
    """A line that goes on with a sentence: it begins in lower case, or in a script that has no case."""
    return line[0].islower() or (line[0].isalpha() and not line[0].isupper())


def _letter(value: str) -> str:
    """The label's letter without its dress: no tatweel, no presentation form (ﻫ is ه, ㈠ is 一)."""
    return (
        value.replace("\u0640", "")
        if value.isascii()
        else unicodedata.normalize("NFKC", value.replace("\u0640", "")).strip("()")
    )


class Reader:
    """The state of one pass over the lines of a text."""

    def __init__(
        self,
        flat: str,
        markdown: bool,
        opens: Callable[[str], bool],
        begins: Callable[[str], bool],
        dated: Callable[[str], bool],
        *,
        capitals: bool = True,
    ) -> None:
        """`opens(text)`: a paragraph may begin like this; `begins(text)`: the resolution proper begins here;
        `dated(text)`: a date stands at the start, so that its day is no footnote's number; `capitals`: paragraphs begin
        with a capital letter."""
        self.flat = flat
        self.markdown = markdown
        self.wrapped = hard_wrapped(flat)
        self.indents = self.wrapped and len(INDENTED.findall(flat)) >= 3 and not BLANK_LINE.search(flat.strip())
        self.set_off = self.wrapped and len(BLANK_LINE.findall(flat)) >= 5  # blank lines stand between paragraphs
        self.opens = opens
        self.begins = begins
        self.dated = dated
        self.capitals = capitals
        self.blocks: list[Block] = []
        self.body: Block | None = None  # the last block of running text
        self.current: Block | None = None  # the block that a line without a blank before it goes on
        self.gap = 1
        self.note = 0  # number of the last note
        self.foot = False  # between the rule over the notes and the end of the page
        self.done = False  # the closing lines have been seen
        self.begun = False  # the chapeau, or a first opening phrase, has been seen

    def read(self) -> list[Block]:
        for start, end in lines(self.flat):
            if start == end:
                self.gap = max(self.gap, 1)
                if self.current is not None and self.current.pieces:  # a number alone waits for its text
                    self.current = None
            else:
                self.line(start, end)
        return self.blocks

    def add(
        self, kind: str, start: int, pieces: list[tuple[int, int]], m: re.Match[str] | None = None, value: str = ""
    ) -> Block:
        block = Block(kind, start, pieces, self.gap, self.begun)
        if m:
            block.label, block.label_end, block.value = (
                (m.groupdict().get("label") or m[0]).strip(),
                start + len(m[0].rstrip()),
                value,
            )
        self.blocks.append(block)
        self.current, self.gap = block, 0
        if kind != "note":
            self.body = block
        return block

    def line(self, start: int, end: int) -> None:
        text = self.flat[start:end]
        if self.furniture(text, start):
            return
        if self.begun and text[0] in DRESS and (before := self.dress(text)):
            start, text = start + before, text[before:]
        first = text[0]
        if self.indents and self.current is not None:  # no blank lines: the first line of a paragraph is indented
            indented = self.flat[start - 1 : start] in (" ", "\t") and start - self.flat.rfind("\n", 0, start) > 2
            if not indented and self.current.pieces:
                self.current.pieces.append((start, end))
                return
            self.current = None
        if first in "PO[(*" and text.lstrip("[(*")[:2] in PARTS and (m := NEGOTIATED.match(text)):
            self.begun, self.foot = True, False
            operative = m["part"] == "OP"
            self.add("number" if operative else "text", start, self.rest(start, end, m), m, m["n"] if operative else "")
            return
        if (
            not self.begun
            and (first == "*" or first.isdigit())
            and (m := NUMBER.match(text))
            and m.end() < len(text)
            and self.begins(text[m.end() :].lstrip("*_ "))
        ):
            self.begun = True  # an extract that begins with an operative paragraph
        if first.isdigit() and not self.going_on() and (m := NUMBER.match(text)) and self.begun:
            self.foot = False
            self.add("number", start, self.rest(start, end, m), m, m["n"])
            return
        if self.is_note(text, start, end):
            return
        numbered = self.begun and (first == "*" or first.isdigit())
        if numbered and (m := CLOSED_NUMBER.match(text)) and self.opens(text[m.end() :]):
            self.add("number", start, self.rest(start, end, m), m, m["n"])
            return
        if numbered and first == "*" and (m := NUMBER.match(text)):
            self.add("number", start, self.rest(start, end, m), m, m["n"])
            return
        if first == "#" and (m := HEADING.match(text)):
            kind = "annex" if annexes.heads(text) else "heading"
            self.add(kind, start, [(start + m.end(), end)])
            return
        letter = text.lstrip("*")[:1]
        if (not letter.isalpha() or letter in MEETING_LETTERS) and MEETING.fullmatch(text):
            self.done = True
            self.add("meeting", start, [(start, end)])
            return
        if self.begun and annexes.heads(text) and (not annexes.titled(text) or self.alone(start, end)):
            self.add("annex", start, [(start, end)])
            return
        if self.begun and not SUB_MARKS.isdisjoint(text[:8]) and not self.going_on() and (m := SUB.match(text)):
            self.add("sub", start, self.rest(start, end, m), m, _letter(m["a"] or m["b"] or m["c"] or m["d"]))
            return
        self.running(text, start, end)

    def dress(self, line: str) -> int:
        """How many characters of layout stand before the label or the opening phrase that the line begins with."""
        if line[1:2] == " " and (m := BULLET.match(line)) and SUB.match(line, m.end()):
            return m.end()
        if m := BRACKETS.match(line):
            labelled = any(label.match(line, m.end()) for label in (NUMBER, SUB, NEGOTIATED))
            if labelled or self.opens(line[m.end() :].lstrip("*_ ")):
                return m.end()
        return 0

    def rest(self, start: int, end: int, m: re.Match[str]) -> list[tuple[int, int]]:
        at = start + m.end()
        return [(at, end)] if at < end else []

    def furniture(self, text: str, start: int) -> bool:
        if text[0] == "_" and SEPARATOR.fullmatch(text):
            self.foot, self.gap, self.current = True, 2, None
            return True
        if self.markdown and text in ("---", "***", "* * *"):
            self.gap, self.current = 2, None
            return True
        if not self.begun and not text.startswith(("[DU", "<<ODS", "***", "___", "---", "===")):
            return False  # the cover states symbol and job number; header.py reads them
        letter = text.lstrip("*")[:1]
        if len(text) > 90 or (letter.isalpha() and letter not in FURNITURE_LETTERS) or not FURNITURE.fullmatch(text):
            return False
        if self.current and self.current.kind == "note" and not self.current.pieces:
            return False
        if not self.foot and self.current and self.current.kind != "note" and re.fullmatch(r"\d{1,3}", text):
            return False
        self.gap, self.current, self.foot = 2, None, False
        return True

    def alone(self, start: int, end: int) -> bool:
        """The line is a paragraph of its own: the one before is complete, and the next line does not go on with it."""
        current = self.current
        if current is not None and current.kind in ("text", "number", "sub") and not self.complete(current):
            return False
        if not (self.wrapped or self.markdown):
            return True
        following = "".join(self.flat[end : end + 400].split("\n", 2)[1:2]).strip(OUTER)
        return not following or not (following[0].islower() or width(self.flat[start:end]) > FULL_LINE)

    def going_on(self) -> bool:
        """The line before belongs to the same block, which was broken by width."""
        current = self.current
        if not self.wrapped or current is None or not current.pieces:
            return False
        start, end = current.pieces[-1]
        return current.kind == "note" or width(self.flat[start:end]) > FULL_LINE or not self.complete(current)

    def is_note(self, text: str, start: int, end: int) -> bool:
        first = text[0]
        if first == "[" and (m := MD_NOTE.match(text)):
            self.add("note", start, self.rest(start, end, m), m, m["n"])
            return True
        if (first in "<^(" or first.isdigit()) and (m := RAISED_NOTE.match(text)):
            digits = m["a"] or m["b"] or m["c"] or m["d"]
            value = str(int(digits.translate({ord(c): str(i) for i, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})))
            listed = m["d"] is not None and self.counts(value)
            if not listed and (self.current is None or self.current.kind == "note" or self.complete(self.current)):
                self.note = int(value)
                self.add("note", start, self.rest(start, end, m), m, value)
                return True
        if first.isdigit() and (m := PLAIN_NOTE.match(text)) and not self.dated(text):
            value = m["n"]
            expected = int(value) == self.note + 1
            following = self.current is not None and self.current.kind == "note" and expected
            here = self.foot or self.done or following or (self.begun and self.gap > 0 and expected and self.ended())
            later = (self.foot or self.done) and self.note < int(value) <= self.note + MISSED_NOTES
            turn = expected if self.current is not None and self.current.kind == "note" else expected or later
            if here and turn and (expected or not self.going_on()):
                self.note = int(value)
                self.add("note", start, self.rest(start, end, m), m, value)
                return True
        if first == "*" and not self.markdown and (m := STAR_NOTE.match(text)):
            self.add("note", start, self.rest(start, end, m), m, m["n"])
            return True
        return False

    def counts(self, value: str) -> bool:
        """The number in parentheses is that of an item: the first behind a colon, or the one after the last item."""
        for block in reversed(self.blocks):
            if block.kind == "sub" and block.value.isdigit():
                return int(value) == int(block.value) + 1
            if block.kind in ("number", "text"):
                return (
                    value == "1"
                    and bool(block.pieces)
                    and self.flat[slice(*block.pieces[-1])].rstrip(" *_").endswith(":")
                )
            if block.kind != "sub":
                return False
        return False

    def ended(self) -> bool:
        """The last running paragraph ends in a full stop, as the last of a resolution does."""
        if self.body is None or not self.body.pieces:
            return False
        s, e = self.body.pieces[-1]
        return self.flat[s:e].rstrip(" *_").endswith((".", ".”", '."', ".»", "。", "。”"))

    def complete(self, block: Block) -> bool:
        """True where `block` ends in a punctuation mark (footnote marks behind it do not count)."""
        if not block.pieces:
            return False
        s, e = block.pieces[-1]
        tail = self.flat[max(s, e - 60) : e]
        if tail.rstrip(" *_")[-1:] in CLOSED:
            return True
        return TRAILING.sub("", tail)[-1:] in CLOSED

    def running(self, text: str, start: int, end: int) -> None:
        bare = text.lstrip("*_ ")
        current = self.current
        if (
            current is not None
            and (self.wrapped or self.markdown)
            and current.kind not in ("heading", "meeting", "annex")
        ):
            if not self.begun:  # lines of the cover stand for themselves, but for a title broken by width
                fresh = not (self.wrapped and current.kind == "text" and current.end - current.pieces[-1][0] > 40)
            else:
                capital = not self.capitals or bare[:1].isupper() or not bare[:1].islower()
                fresh = capital and not self.set_off and self.complete(current) and current.kind != "note"
                fresh = fresh and self.opening(bare)
            if not current.pieces or not fresh:
                current.pieces.append((start, end))
                return
        if self.begun and self.body is not None and self.joins(bare) and not self.opening(bare):
            self.body.pieces.append((start, end))
            self.current, self.gap = self.body, 0
            return
        self.begun = self.begun or self.begins(bare)
        self.add("text", start, [(start, end)])

    def opening(self, bare: str) -> bool:
        """A paragraph may begin like this. Asked last: the question is the dearest of all."""
        return self.begins(bare) or (self.begins is not self.opens and self.opens(bare))

    def joins(self, bare: str) -> bool:
        """The line goes on with the last running paragraph, over a page break or a stray blank line, unless it opens
        one itself."""
        body = self.body
        if body is None or self.gap == 0 or body.kind in ("heading", "meeting", "annex") or not body.pieces:
            return False
        letter = next((c for c in bare[:3] if c.isalpha()), "")
        cased = letter.lower() != letter.upper()
        if self.complete(body):
            return self.gap == 2 and cased and letter.islower()
        if cased and letter.islower():
            return True
        return self.gap == 2 or (not cased and bool(letter))
