"""The text as a reader sees it, with the way back to the source.

A paragraph is matched in its clean form: one kind of blank, one kind of apostrophe, Western digits,
no markup, no footnote marks, no invisible characters. Every clean offset knows its source offset.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from reslint.patterns import late

ARABIC_INDIC = late("[٠-٩۰-۹]")
DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
ARABIC_MARKS = "\u0640\u064b-\u0652\u0670"
DROPPED = re.compile(f"[{INVISIBLE}{ARABIC_MARKS}\x00]+")
FRONT = late(r"\ufeff?---[ \t]*\r?\n(?=[A-Za-z_][\w-]{0,40}:)")
FRONT_END = late(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$")
QUOTED = late(r"(?m)^ {0,3}>[> ]*")
SAME_LENGTH = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u2002", " "), ("\u2003", " "),
    ("\t", " "), ("\f", "\n"), ("\v", " "), ("\x85", " "), ("\u2028", "\n"), ("\u2029", "\n"),
    ("’", "'"), ("ʼ", "'"), ("\u2011", "-"), ("\u2010", "-"),
)  # fmt: skip


class Clean(NamedTuple):
    """`text` is cut into segments that run parallel to the source.

    Segment i begins at clean offset `starts[i]` and at source offset `origins[i]`.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def source(self, offset: int) -> int:
        """Source offset of the character at clean `offset` (of the place after the last one, too)."""
        if offset > 0 and offset >= len(self.text):
            return self.source(len(self.text) - 1) + 1 + offset - len(self.text)
        i = bisect_right(self.starts, offset) - 1
        return self.origins[i] + offset - self.starts[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source span of the clean span; an empty one stays empty."""
        first = self.source(start)
        return first, (self.source(end - 1) + 1 if end > start else first)


def flatten(text: str) -> str:
    """`text` with one kind of blank, apostrophe, hyphen and digit, and comments blanked out by NUL.

    Every character keeps its offset: the result has the length of `text`.
    """
    for old, new in SAME_LENGTH:
        if old in text:
            text = text.replace(old, new)
    if ARABIC_INDIC.search(text):
        text = text.translate(DIGITS)
    if "<!--" in text:
        text = _without_comments(text)
    return text


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        end += 3
        blank = "".join("\n" if c == "\n" else "\0" for c in text[start:end])
        parts += [text[at:start], blank]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def without_layout(flat: str) -> str:
    """The flattened text with its front matter and the marks of block quotes blanked out; every offset is kept."""
    if (head := FRONT.match(flat)) and (foot := FRONT_END.search(flat, head.end())):
        matter = flat[: foot.end()]
        flat = "".join(c if c in "\r\n" else " " for c in matter) + flat[len(matter) :]
    if ">" in flat:
        flat = QUOTED.sub(lambda m: " " * len(m[0]), flat)
    return flat


def normalise(text: str) -> str:
    """A bare string in the form in which clean texts are matched, blanks collapsed."""
    text = unicodedata.normalize("NFC", DROPPED.sub("", flatten(text)))
    return " ".join(text.split())
