"""Edits of the text become changes of the file: characters that go, characters that come, emphasis set or taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reslint.finding import Edit
from reslint.source.docx.render import Block, Piece, Rendered

_EMPHASIS = re.compile(r"\*{1,3}")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_WORDS = re.compile(r"\w+|\W")
_UNWRITABLE = re.compile(r"\n|\[\^|</?[a-z!]")


class Place(NamedTuple):
    """Between two characters of the file: behind (`after`) or before the character `at` of `piece`. `like`: the piece
    in whose format new text is set."""

    piece: Piece
    at: int
    after: bool
    like: Piece


class Deletion(NamedTuple):
    """The characters `start`..`end` of the piece's element go."""

    piece: Piece
    start: int
    end: int


class Insertion(NamedTuple):
    """`text` comes in. `mark`: the emphasis that it takes on, "" for none; None: that of the text beside it."""

    place: Place
    text: str
    mark: str | None = None


class Restyling(NamedTuple):
    """The characters `start`..`end` of the piece's element are set in the emphasis `mark`, or freed of it ("")."""

    piece: Piece
    start: int
    end: int
    mark: str


Change = Deletion | Insertion | Restyling


def can_write(rendered: Rendered, edit: Edit) -> bool:
    """Whether the file can take the edit of the text: not where a number is automatic, a field fills in, a footnote
    is bound to its mark, or a paragraph ends."""
    parts = _parts(rendered, edit)
    if parts is None:
        return False
    for part in parts:
        removed = _EMPHASIS.sub("", _markup(rendered, part.start, part.end))
        if removed.replace("\\", "") or _UNWRITABLE.search(part.text):
            return False
        if any(piece.atom.fixed or piece.atom.kind == "note" for piece in rendered.pieces_in(part.start, part.end)):
            return False
        if _ESCAPE.sub("", _EMPHASIS.sub("", part.text)) and _beside(rendered, part) is None:
            return False
    return True


def changes(rendered: Rendered, edits: Sequence[Edit]) -> list[Change]:
    """The changes that the disjoint edits, each of which can be written, come to."""
    found: list[Change] = []
    by_block: dict[Block, list[Edit]] = {}
    for edit in edits:
        for part in _parts(rendered, edit) or ():
            block = rendered.block_at(part.start)
            if block is not None and (part.end > part.start or part.text):
                by_block.setdefault(block, []).append(part)
    for block, parts in by_block.items():
        parts.sort(key=lambda e: (e.start, e.end))
        found += _of_block(rendered, block, parts)
    return found


def _parts(rendered: Rendered, edit: Edit) -> list[Edit] | None:
    """The edit without what it leaves as it is: markup that stands in the new text, too, and words at either end.

    None where it would change markup that is not the text's own.
    """
    solid = _solid(rendered, edit.start, edit.end)
    for chosen in (solid, [s for s in solid if not _EMPHASIS.fullmatch(rendered.text[s[0] : s[1]])]):
        if (parts := _around(rendered.text, edit, chosen)) is not None:
            return [_trimmed(rendered.text, part) for part in parts]
    return None


def _solid(rendered: Rendered, start: int, end: int) -> list[tuple[int, int]]:
    """Spans within `start`..`end` that are markup or a footnote's mark."""
    found, at = [], start
    for piece in rendered.pieces_in(start, end):
        first, last = max(piece.start, start), min(piece.end, end)
        if at < first:
            found.append((at, first))
        if piece.atom.kind == "note":
            found.append((first, last))
        at = last
    if at < end:
        found.append((at, end))
    return [span for span in found if rendered.text[span[0] : span[1]] != "\\"]


def _around(text: str, edit: Edit, solid: Sequence[tuple[int, int]]) -> list[Edit] | None:
    parts, at, there = [], edit.start, 0
    for start, end in solid:
        found = edit.text.find(text[start:end], there)
        if found < 0:
            return None
        parts.append(Edit(at, start, edit.text[there:found]))
        at, there = end, found + end - start
    parts.append(Edit(at, edit.end, edit.text[there:]))
    return [part for part in parts if text[part.start : part.end] != part.text]


def _trimmed(text: str, edit: Edit) -> Edit:
    """The edit without the words that stand at both ends of the old and the new."""
    old, new = _WORDS.findall(text[edit.start : edit.end]), _WORDS.findall(edit.text)
    start, end = edit.start, edit.end
    while old and new and old[0] == new[0]:
        start += len(old.pop(0))
        new.pop(0)
    while old and new and old[-1] == new[-1]:
        end -= len(old.pop())
        new.pop()
    return Edit(start, end, "".join(new))


def _markup(rendered: Rendered, start: int, end: int) -> str:
    return "".join(rendered.text[a:b] for a, b in _solid(rendered, start, end))


def _of_block(rendered: Rendered, block: Block, edits: Sequence[Edit]) -> Iterator[Change]:
    emphatic = any(
        _EMPHASIS.search(edit.text) or _EMPHASIS.search(_markup(rendered, edit.start, edit.end)) for edit in edits
    )
    for edit in edits:
        for piece in rendered.pieces_in(edit.start, edit.end):
            first, last = max(piece.start, edit.start), min(piece.end, edit.end)
            yield Deletion(piece, piece.at + first - piece.start, piece.at + last - piece.start)
    marks = _Marks(rendered, block, edits) if emphatic else None
    for edit in edits:
        if marks is None:
            text = _ESCAPE.sub("", edit.text)
            if text and (place := _beside(rendered, edit)) is not None:
                yield Insertion(place, text)
        else:
            yield from marks.inserted(edit)
    if marks is not None:
        yield from marks.restyled()


class _Marks:
    """The emphasis of a block before and after its edits."""

    def __init__(self, rendered: Rendered, block: Block, edits: Sequence[Edit]) -> None:
        self._rendered = rendered
        self._edits = edits
        self._kept: list[tuple[Piece, int, int, str, str]] = []  # piece, from, to, mark before, mark after
        self._inserted: dict[Edit, list[tuple[str, str]]] = {}
        before = after = ""
        at = block.start
        for edit in (*edits, Edit(block.end, block.end, "")):
            before, after = self._keep(at, edit.start, before, after)
            before = self._toggled(edit.start, edit.end, before)
            pieces, there = [], 0
            for mark in _EMPHASIS.finditer(edit.text):
                pieces.append((edit.text[there : mark.start()], after))
                after = "" if after else mark[0]
                there = mark.end()
            pieces.append((edit.text[there:], after))
            self._inserted[edit] = [(_ESCAPE.sub("", text), mark) for text, mark in pieces if text]
            at = edit.end

    def _keep(self, start: int, end: int, before: str, after: str) -> tuple[str, str]:
        at = start
        for piece in (*self._rendered.pieces_in(start, end), None):
            first = end if piece is None else max(piece.start, start)
            for mark in _EMPHASIS.findall(self._rendered.text[at:first]):
                before, after = ("" if before else mark), ("" if after else mark)
            if piece is None:
                break
            at = min(piece.end, end)
            if piece.atom.kind != "note":
                self._kept.append((piece, piece.at + first - piece.start, piece.at + at - piece.start, before, after))
        return before, after

    def _toggled(self, start: int, end: int, mark: str) -> str:
        for found in _EMPHASIS.findall(_markup(self._rendered, start, end)):
            mark = "" if mark else found
        return mark

    def inserted(self, edit: Edit) -> Iterator[Insertion]:
        place = _beside(self._rendered, edit)
        for text, mark in self._inserted[edit] if place is not None else ():
            assert place is not None
            alike = bool(mark) == bool(place.like.atom.look.mark)
            yield Insertion(place, text, None if alike else mark)

    def restyled(self) -> Iterator[Restyling]:
        for piece, start, end, before, after in self._kept:
            shown = self._rendered.text[piece.start + start - piece.at : piece.start + end - piece.at]
            if bool(before) != bool(after) and shown.strip():
                yield Restyling(piece, start, end, after)


def _beside(rendered: Rendered, edit: Edit) -> Place | None:
    """Where new text goes: behind what it replaces; else beside the characters of the line that stand next to it, in
    the format of the nearer one that is running text."""
    replaced = [p for p in rendered.pieces_in(edit.start, edit.end) if p.atom.kind != "note"]
    if replaced:
        piece = replaced[-1]
        return Place(piece, piece.at + min(piece.end, edit.end) - piece.start - 1, True, piece)
    block = rendered.block_at(edit.start)
    if block is None or not block.start <= edit.start <= block.end or _in_markup(rendered, block, edit.start):
        return None
    sides = range(edit.start - 1, block.start - 1, -1), range(edit.start, block.end)
    likes = [offset for side in sides if (offset := _first(rendered, side, running=True)) is not None]
    nexts = [offset for side in sides if (offset := _first(rendered, side, running=False)) is not None]
    if not likes or not nexts:
        return None
    like = min(likes, key=lambda at: edit.start - 1 - at if at < edit.start else at - edit.start)
    at = like if like in nexts else nexts[0]
    beside, model = rendered.piece_at(at), rendered.piece_at(like)
    assert beside is not None
    assert model is not None
    return Place(beside, beside.at + at - beside.start, at < edit.start, model)


def _in_markup(rendered: Rendered, block: Block, at: int) -> bool:
    """Whether the place lies within a label or the like, or before that of the paragraph."""
    start = end = at
    while start > block.start and rendered.piece_at(start - 1) is None:
        start -= 1
    while end < block.end and rendered.piece_at(end) is None:
        end += 1
    markup = _EMPHASIS.sub("", rendered.text[start:end]).replace("\\", "")
    return bool(markup) and at < end and (at > start or at == block.start)


def _first(rendered: Rendered, offsets: range, *, running: bool) -> int | None:
    """The first of the offsets at which a character of the file stands (`running`: of running text); None where
    Word would undo an edit beside it."""
    for offset in offsets:
        piece = rendered.piece_at(offset)
        if piece is None:
            continue
        if not running or not (piece.atom.kind == "note" or piece.atom.text == "\n" or piece.atom.look.raised):
            return None if piece.atom.fixed else offset
    return None
