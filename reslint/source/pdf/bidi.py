"""Text written from the right: characters as they stand on the page, from left to right, put into reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reslint.source.pdf.lines import Run

_WORD = re.compile("[a-z]{3}")
_NUMBER_SIGNS = frozenset("/.,:٫٬")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_ALEFS = frozenset("اأإآٱ")
_TOLD = " \n\x1f"  # blanks, drawn or thought of: where letters stand says more
_BLANK = 0.12  # of the type size: a gap that is a blank


def is_from_right(text: str) -> bool:
    """Whether more letters of `text` run from the right than from the left."""
    if text.isascii():
        return False
    right = sum(1 for c in text if unicodedata.bidirectional(c) in ("R", "AL"))
    return right > 0 and right * 2 >= sum(1 for c in text if c.isalpha())


def logical(runs: Sequence[Run]) -> list[Run]:
    """The runs of one line, a character each, in reading order; blanks stand where gaps are."""
    glyphs = _with_blanks(_sorted(runs))
    text = "".join(run.text for run in glyphs)
    if not any(_is_right(c) for c in text) and _WORD.search(text):
        return glyphs  # English, as on the covers of Arabic documents
    kinds = [_kind(run.text) for run in glyphs]
    ordered: list[Run] = []
    at = 0
    while at < len(glyphs):
        end = _island(kinds, [run.text for run in glyphs], at)
        ordered[:0] = glyphs[at:end]
        at = end
    return _mirrored(ordered)


def _sorted(runs: Sequence[Run]) -> list[Run]:
    """From left to right. Characters of one glyph (lam and alef) come in the order of PDFium, which turned them."""
    drawn = [(n, run) for n, run in enumerate(runs) if run.text.strip(_TOLD)]
    drawn.sort(key=lambda item: (item[1].left, -item[0] if _is_right(item[1].text) else item[0]))
    ordered = [run._replace(text=run.text.strip(_TOLD)) for _, run in drawn]
    for n in range(len(ordered) - 1):
        one, other = ordered[n], ordered[n + 1]
        if one.left == other.left and one.text == "ل" and other.text in _ALEFS:
            ordered[n], ordered[n + 1] = other, one  # they are read from the right
    return ordered


def _with_blanks(glyphs: Sequence[Run]) -> list[Run]:
    done: list[Run] = []
    right = None
    for glyph in glyphs:
        if right is not None and glyph.left - right > _BLANK * glyph.size:
            done.append(glyph._replace(text=" ", left=right, right=glyph.left))
        done.append(glyph)
        right = max(right or glyph.right, glyph.right)
    return done


def _is_right(character: str) -> bool:
    return unicodedata.bidirectional(character[:1]) in ("R", "AL", "NSM")


def _kind(character: str) -> str:
    """ "R" from the right, "L" from the left, "D" a digit, "" neither."""
    name = unicodedata.bidirectional(character[:1] or " ")
    return {"R": "R", "AL": "R", "NSM": "R", "L": "L", "EN": "D", "AN": "D"}.get(name, "")


def _island(kinds: Sequence[str], texts: Sequence[str], at: int) -> int:
    """The end of what reads from the left beginning at `at`: Latin words with what is between them, or a number."""
    if kinds[at] == "L":
        end = n = at + 1
        loose = False  # a blank or bracket came in between: a number behind it stands for itself
        while n < len(kinds) and kinds[n] != "R":
            if kinds[n] == "L" or (kinds[n] == "D" and not loose):
                end, loose = n + 1, False
            else:
                loose = loose or kinds[n] == "D" or texts[n] in " ()[]"
            n += 1
        return end
    if kinds[at] != "D":
        return at + 1
    end = at + 1
    while end < len(kinds) and (
        kinds[end] == "D" or (texts[end] in _NUMBER_SIGNS and end + 1 < len(kinds) and kinds[end + 1] == "D")
    ):
        end += 1
    if end < len(kinds) and kinds[end] == "L":
        return _island(kinds, texts, end)
    return end


def _mirrored(runs: list[Run]) -> list[Run]:
    """Brackets are drawn mirrored: which one opens follows from what is open."""
    opened: list[str] = []
    done = []
    for n, run in enumerate(runs):
        shape = _OPENING.get(run.text, run.text)
        if shape in _PAIRS:
            behind = runs[n + 1].text if n + 1 < len(runs) else " "
            if shape in opened and not (runs[n - 1].text == " " and behind != " "):
                opened.remove(shape)
                run = run._replace(text=_PAIRS[shape])
            else:
                opened.append(shape)
                run = run._replace(text=shape)
        done.append(run)
    return done
