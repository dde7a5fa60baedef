"""Paragraphs and notes of a PDF become text: hyphens at line ends joined, marks tied to their notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reslint.source.flow import Flow, Text
from reslint.source.pdf.lines import BOLD, ITALIC, Line, Run, lines_of
from reslint.source.pdf.pages import Note, numbered, split, type_size, without_furniture
from reslint.source.pdf.paragraphs import habits, paragraphs

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\s*$")
_BOUND = re.compile(r" (?=[;:!?»])|(?<=«) ")
_NUMBER_PARTED = re.compile(r"\d[-/\u2010]\s*$")


class Writer:
    """Writes the document. `lines`: all printed lines, `offsets` where each begins in the string of them."""

    def __init__(self, content: Sequence[dict[str, Any]]) -> None:
        kept = without_furniture([lines_of(n, page) for n, page in enumerate(content, 1)])
        self.width = content[0]["width"]
        rules = [page["rules"] for page in content]
        pages = [numbered(lines) for lines in kept]
        size = type_size(pages)
        self.bodies: list[Sequence[Line]] = []
        self.notes: list[Note] = []
        expected = 1
        for lines, strokes in zip(pages, rules, strict=True):
            page = split(lines, strokes, size, expected)
            self.bodies.append(page.body)
            if page.rest and self.notes:
                last = self.notes.pop()
                self.notes.append(last._replace(lines=(*last.lines, *page.rest)))
            elif page.rest:
                self.bodies[-1] = (*page.body, *page.rest)
            self.notes += page.notes
            expected = max([expected, *(int(note.label) + 1 for note in page.notes if note.label.isdigit())])
        self.lines = [*(line for body in self.bodies for line in body)]
        self.lines += [line for note in self.notes for line in note.lines]
        self.offsets: list[int] = []
        at = 0
        for line in self.lines:
            self.offsets.append(at)
            at += len(line.text) + 1
        self.starts = frozenset(self.offsets)
        self.at = {id(line): offset for line, offset in zip(self.lines, self.offsets, strict=True)}
        self.labels = {note.label for note in self.notes}
        self.words: Counter[str] = Counter(
            word for line in self.lines for word in _WORD.findall(_BROKEN.sub("", line.text).lower())
        )
        self.flow = Flow("")

    def write(self) -> str:
        """The whole text."""
        for lines in paragraphs(self.bodies, habits(self.bodies, self.width)):
            self.flow.begin()
            self.paragraph(lines)
        for note in self.notes:
            self.flow.begin()
            first = self.at[id(note.lines[0])]
            end = note.lines[0].text.index(note.label) + len(note.label)
            self.flow.mark(f"[^{note.label}]:", first, end)
            self.flow.blank(first + end)
            self.paragraph(note.lines, skip=end)
        self.flow.close()
        return self.flow.composer.text

    def paragraph(self, lines: Sequence[Line], skip: int = 0) -> None:
        """The lines of a paragraph as running text. `skip`: characters of the first line that are not told again."""
        for n, line in enumerate(lines):
            end = len(line.text.rstrip())
            following = lines[n + 1].text if n + 1 < len(lines) else ""
            parted = self.is_parted(line.text, following)
            self.line(line, skip, end - 1 if parted else end)
            if following and not parted and not self.is_joined(line.text, following):
                self.flow.blank(self.at[id(line)] + len(line.text), 1)
            skip = 0

    def line(self, line: Line, start: int, end: int) -> None:
        # A PDF does not tell no-break blanks from others: those that French sets before such marks pass for them.
        text = _BOUND.sub("\u00a0", line.text)
        at = 0
        for run in line.runs:
            first, last = max(start, at), min(end, at + len(run.text))
            if first < last:
                self.run(run, text[first:last], self.at[id(line)] + first)
            at += len(run.text)

    def run(self, run: Run, text: str, offset: int) -> None:
        label = text.strip()
        if label in self.labels and (run.raised or (label[0] == "*" and offset not in self.starts)):
            self.flow.mark(f"[^{label}]", offset + text.index(label), len(label), glued=True)
            if text.endswith(" "):
                self.flow.blank(offset + len(text) - 1, 1)
            return
        self.flow.emphasis = 1 if run.style & ITALIC or (run.style & BOLD and _is_arabic(text)) else 0
        self.flow.text(Text(text, offset, len(text)))
        self.flow.emphasis = 0

    def is_parted(self, text: str, following: str) -> bool:
        """Whether the hyphen at the line's end only parts a word: the document has the word in one piece."""
        broken = _BROKEN.search(text)
        rest = _WORD.match(following.lstrip())
        if broken is None or rest is None:
            return False
        if text.rstrip().endswith("\u00ad"):
            return True
        whole, hyphened = (f"{broken[1]}{mark}{rest[0]}".lower() for mark in ("", "-"))
        return self.words[whole] > 0 and self.words[hyphened] == 0

    def is_joined(self, text: str, following: str) -> bool:
        """Whether the line ends in a hyphen or a stroke of the word or number itself, so that no blank follows."""
        first = following.lstrip()[:1]
        if _BROKEN.search(text):
            return first.isalnum()
        return first.isdigit() and _NUMBER_PARTED.search(text) is not None


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in text)
