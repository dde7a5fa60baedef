"""Automatic numbers as the reader sees them: "4.", "(b)", "(iii)"; counted as Word counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from reslint.source.docx.numerals import numeral
from reslint.source.docx.styles import Styles
from reslint.source.docx.xml import Node, flag, number

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_BULLET = "•"


class Level(NamedTuple):
    """One level of a list. `restart`: the level (1-based) whose use begins it anew, 0 for none, -1 for any above."""

    start: int
    form: str
    text: str
    restart: int
    legal: bool
    style: str


class Numbering:
    """The lists of one file, and where each of them is. `root` is None where it has none."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, Node] = {}
        self._lists: dict[int, Node] = {}
        self._by_style: dict[str, int] = {}  # style -> the list that it stands for
        for node in root.children if root is not None else ():
            if node.tag == "w:abstractNum":
                self._abstract[number(node.attributes.get("w:abstractNumId"), -1)] = node
            elif node.tag == "w:num":
                self._lists[number(node.attributes.get("w:numId"), -1)] = node
        self._read_lists: dict[int, tuple[list[Level | None], int, dict[int, int]]] = {}
        self._counts: dict[int, list[int | None]] = {}  # abstract list -> the last number of each level
        self._begun: set[tuple[int, int]] = set()  # (list, level) whose own start has been used

    def label(self, properties: Node | None, style: str) -> str:
        """The label of the next paragraph with these direct `properties` (w:pPr) and style, blank behind it included;
        "" where it bears none. To be asked once for each paragraph, in text order."""
        num, level = self._where(properties, style)
        if num is None or num not in self._lists:
            return ""
        levels, abstract, starts = self._read(num)
        level = max(0, min(level, _LEVELS - 1))
        here = levels[level]
        if here is None:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._count(num, level, levels, counts, starts.get(level))
        if here.form == "bullet":
            return f"{_BULLET} "
        text = _PLACE.sub(lambda m: self._shown(int(m[1]) - 1, levels, counts, here.legal), here.text)
        label = text.strip()
        if label.isdecimal():
            label += "."  # bare, it would be taken for the number of a footnote
        return f"{label} " if label else ""  # what follows stands apart, if only by its indent

    def _where(self, properties: Node | None, style: str) -> tuple[int | None, int]:
        own, level, holder = self._styles.numbering(style)
        direct = properties.child("w:numPr") if properties is not None else None
        if direct is not None:
            said, at = direct.value("w:numId"), direct.value("w:ilvl")
            if said is not None:
                own, holder = number(said), ""
            if at is not None:
                level = number(at)
        if own is not None and level is None and holder and own in self._lists:
            levels, _, _ = self._read(own)  # the level that names the style
            level = next((i for i, found in enumerate(levels) if found and found.style == holder), 0)
        return own or None, level or 0

    def _read(self, num: int) -> tuple[list[Level | None], int, dict[int, int]]:
        """The levels of the list `num`, the abstract list whose numbers it counts on, and its own starts by level."""
        if num not in self._read_lists:
            node = self._lists[num]
            abstract, definition = self._definition(number(node.value("w:abstractNumId"), -1))
            levels: list[Level | None] = [None] * _LEVELS
            starts: dict[int, int] = {}
            for found in definition.children if definition is not None else ():
                _put(levels, found)
            for override in node.children:
                if override.tag == "w:lvlOverride":
                    if (own := override.child("w:lvl")) is not None:
                        _put(levels, own)
                    if (start := override.value("w:startOverride")) is not None:
                        starts[number(override.attributes.get("w:ilvl"), -1)] = number(start)
            self._read_lists[num] = levels, abstract, starts
        return self._read_lists[num]

    def _definition(self, abstract: int) -> tuple[int, Node | None]:
        """The abstract list itself, behind the style that may stand for it."""
        node = self._abstract.get(abstract)
        link = node.value("w:numStyleLink") if node is not None else None
        if link:
            for other, candidate in self._abstract.items():
                if candidate.value("w:styleLink") == link:
                    return other, candidate
        return abstract, node

    def _count(
        self, num: int, level: int, levels: list[Level | None], counts: list[int | None], own: int | None
    ) -> None:
        """`own`: the start that the list itself gives to the level."""
        here, last = levels[level], counts[level]
        assert here is not None
        if last is None or (own is not None and (num, level) not in self._begun):
            counts[level] = here.start if own is None else own
        else:
            counts[level] = last + 1
        self._begun.add((num, level))
        for deeper in range(level + 1, _LEVELS):
            found = levels[deeper]
            if found is None or found.restart < 0 or found.restart > level:
                counts[deeper] = None

    def _shown(self, level: int, levels: list[Level | None], counts: list[int | None], legal: bool) -> str:
        found, count = levels[level], counts[level]
        if found is None:
            return ""
        return numeral(found.start if count is None else count, "decimal" if legal else found.form)


def _put(levels: list[Level | None], node: Node) -> None:
    at = number(node.attributes.get("w:ilvl"), -1) if node.tag == "w:lvl" else -1
    if not 0 <= at < _LEVELS:
        return
    restart = node.value("w:lvlRestart")
    form = node.value("w:numFmt") or node.value("mc:AlternateContent", "mc:Fallback", "w:numFmt") or "decimal"
    levels[at] = Level(
        number(node.value("w:start"), 0), form, (node.value("w:lvlText") or "")[:100],
        -1 if restart is None else number(restart), bool(flag(node.child("w:isLgl"))), node.value("w:pStyle") or "",
    )  # fmt: skip
