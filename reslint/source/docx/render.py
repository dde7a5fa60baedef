"""Paragraphs become one text in Markdown, as the parser reads it, and every character keeps its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from reslint.source.docx.atoms import Atom, Para

_ESCAPED = re.compile(r"[*_\\]|<(?=[a-z/])")
_RULE = re.compile(r"[-_=*~\s]*")
_NUMBERED = re.compile(r"\(?\d")


class Piece(NamedTuple):
    """Characters `start`..`end` of the text, which stand in the paragraph `para` and lie in the element of `atom` from
    its character `at` on."""

    start: int
    end: int
    para: Para
    atom: Atom
    at: int


class Block(NamedTuple):
    """A paragraph's part of the text: `start`..`end`, label and markup included, line end excluded."""

    start: int
    end: int
    para: Para


class Rendered(NamedTuple):
    """`pieces` and `blocks` in text order; what of the text lies in no piece is markup. `ranges`: where each comment
    of the file stands, by its id; `marks`: the piece of each footnote's mark, by its label."""

    text: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    ranges: dict[str, tuple[int, int]]
    marks: dict[str, Piece]

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that holds the character at `offset`; None for markup."""
        i = bisect_right(self.pieces, offset, key=lambda p: p.start) - 1
        return self.pieces[i] if i >= 0 and offset < self.pieces[i].end else None

    def pieces_in(self, start: int, end: int) -> Iterable[Piece]:
        """The pieces of which at least one character lies in `start`..`end`."""
        i = max(0, bisect_right(self.pieces, start, key=lambda p: p.start) - 1)
        while i < len(self.pieces) and self.pieces[i].start < end:
            if self.pieces[i].end > start:
                yield self.pieces[i]
            i += 1

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, else the last one before it, else the first."""
        i = bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        return self.blocks[max(i, 0)] if self.blocks else None


class Renderer:
    """Collects the text paragraph by paragraph."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._opened: dict[str, int] = {}
        self._ranges: dict[str, tuple[int, int]] = {}
        self._waiting: list[tuple[Para, Atom, str, int]] = []  # blanks whose place, in or behind the emphasis, is open
        self._waiting_length = 0
        self._marks: dict[str, Piece] = {}
        self._ignores: list[str] = []
        self._mark = ""  # of the emphasis that is open

    def add(self, paragraphs: Iterable[Para]) -> None:
        """The paragraphs in order, a blank line behind each; joined ones on one line."""
        group: list[Para] = []
        for para in paragraphs:
            group.append(para)
            if not para.joined:
                self._group(group)
                group = []
        if group:
            self._group(group)

    def _group(self, group: list[Para]) -> None:
        start, last = self._length, group[-1]
        heading = last.heading and not _NUMBERED.match(last.label)
        shown = any(atom.text.strip() for para in group for atom in para.atoms if atom.kind in ("text", "mark"))
        if heading and shown:
            self._put("#### ")
        self._put(last.label)
        for para in group:
            self._atoms(para, plain=heading)
        self._end(start, last)
        for para in group:
            self.add(para.boxes)

    def note(self, label: str, paragraphs: Iterable[Para]) -> None:
        """A footnote with its paragraphs, each on a line of its own."""
        start = self._length
        self._put(f"[^{label}]: ")
        last = None
        for para in paragraphs:
            if last is not None:
                self._close("\n")
            self._atoms(para)
            last = para
        if last is not None:
            self._end(start, last)

    def rendered(self) -> Rendered:
        return Rendered("".join(self._out), tuple(self._pieces), tuple(self._blocks), self._ranges, self._marks)

    def _atoms(self, para: Para, *, plain: bool = False) -> None:
        """`plain`: a heading, which is shown on one line and without emphasis."""
        line = "".join(atom.text for atom in para.atoms if atom.kind in ("text", "mark"))
        ruled = _RULE.fullmatch(line) is not None  # a line drawn with hyphens or the like
        for atom in para.atoms:
            if plain and atom.look.mark:
                atom = atom._replace(look=atom.look._replace(mark=""))
            if atom.kind == "text":
                self._text(para, atom, escaped=not ruled)
            elif atom.kind == "mark":
                self._character(para, atom, one_line=plain)
            elif atom.kind == "note":
                self._emphasise("")
                self._piece(para, atom, f"[^{atom.text}]", 0)
                self._marks.setdefault(atom.text, self._pieces[-1])
            elif atom.kind == "ignore":
                self._ignores.append(atom.text)
            elif atom.kind == "opened":
                self._opened[atom.text] = self._here
            elif atom.text in self._opened:
                self._ranges[atom.text] = self._opened[atom.text], self._here

    @property
    def _here(self) -> int:
        return self._length + self._waiting_length

    def _text(self, para: Para, atom: Atom, *, escaped: bool) -> None:
        """Blanks at either end stay outside of the emphasis, as Markdown wants it."""
        body = atom.text.strip(" ")
        lead = len(atom.text) - len(atom.text.lstrip(" ")) if body else len(atom.text)
        self._blank(para, atom, atom.text[:lead], 0)
        if not body:
            return
        self._emphasise(atom.look.mark)
        raised = atom.look.raised and body.isdigit() and len(body) <= 3 and not self._after_metre()
        if raised:
            self._put("<sup>")
        at = 0
        for special in _ESCAPED.finditer(body) if escaped else ():
            self._piece(para, atom, body[at : special.start()], lead + at)
            self._put("\\")
            at = special.start()
        self._piece(para, atom, body[at:], lead + at)
        if raised:
            self._put("</sup>")
        self._blank(para, atom, atom.text[lead + len(body) :], lead + len(body))

    def _after_metre(self) -> bool:
        return self._out[-1][-1:] == "m" if self._out else False  # m2, km2

    def _character(self, para: Para, atom: Atom, *, one_line: bool) -> None:
        if atom.text == "\n":
            if one_line:
                self._blank(para, atom, " ", 0)
            else:
                self._close("")
                self._piece(para, atom, "\n", 0)
        elif atom.text == "\t":
            self._blank(para, atom, "\t", 0)
        else:
            self._emphasise(atom.look.mark)
            self._piece(para, atom, atom.text, 0)

    def _blank(self, para: Para, atom: Atom, text: str, at: int) -> None:
        if text:
            self._waiting.append((para, atom, text, at))
            self._waiting_length += len(text)

    def _emphasise(self, mark: str) -> None:
        """Opens or closes the emphasis before what comes next. One kind goes on as the other."""
        plain = any(not atom.look.mark for _, atom, _, _ in self._waiting)
        if self._mark and (not mark or plain):
            self._put(self._mark)
            self._mark = ""
        for waiting in self._waiting:
            self._piece(*waiting)
        self._waiting.clear()
        self._waiting_length = 0
        if mark and not self._mark:
            self._put(mark)
            self._mark = mark

    def _close(self, behind: str) -> None:
        """The end of a line."""
        self._emphasise("")
        for words in self._ignores:
            self._put(f" <!-- {words} -->")
        self._ignores.clear()
        self._put(behind)

    def _end(self, start: int, para: Para) -> None:
        self._close("")
        if self._length > start:
            self._blocks.append(Block(start, self._length, para))
            self._put("\n\n")

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._length += len(text)

    def _piece(self, para: Para, atom: Atom, text: str, at: int) -> None:
        if text:
            self._pieces.append(Piece(self._length, self._length + len(text), para, atom, at + atom.skipped))
            self._put(text)
