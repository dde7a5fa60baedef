"""What styles.xml says of a run or paragraph: emphasis along the chain of styles, numbering, headings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reslint.source.docx.xml import Node, flag, number

# Word's own headings and title, and those of the United Nations templates ("_ H _Ch", "_ H_1_G", "_ H_2/3").
_HEADING = re.compile(r"heading [1-9]|title|subtitle|_+ ?h ?_ ?_?(?:m|ch|1|2/3|4|5/6)(?:_g)?", re.IGNORECASE)
_LONGEST_CHAIN = 50  # Word allows eleven
TOGGLES = ("w:b", "w:bCs", "w:i", "w:iCs", "w:vanish")


class Look(NamedTuple):
    """How a run is shown. `mark`: "*" for italics, "**" for bold, "" for plain."""

    mark: str = ""
    hidden: bool = False
    raised: bool = False


class Style(NamedTuple):
    kind: str
    name: str
    based_on: str
    node: Node


class Styles:
    """The styles of one file. `root` is None where it has none."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, bool] = {}
        self.paragraph_default = ""
        for node in root.children if root is not None else ():
            if node.tag == "w:docDefaults":
                self._defaults = _toggles(node.child("w:rPrDefault", "w:rPr"))
            elif node.tag == "w:style":
                self._add(node)
        self.chain = lru_cache(maxsize=None)(self._chain)
        self._of_style = lru_cache(maxsize=None)(self._style_toggles)
        self._looks: dict[tuple[str, str, str], Look] = {}

    def _add(self, node: Node) -> None:
        about = node.attributes
        id_ = about.get("w:styleId", "")
        style = Style(about.get("w:type", ""), node.value("w:name") or "", node.value("w:basedOn") or "", node)
        self._styles[id_] = style
        if style.kind == "paragraph" and about.get("w:default") in ("1", "true", "on"):
            self.paragraph_default = id_

    def has(self, id_: str) -> bool:
        return id_ in self._styles

    def _chain(self, id_: str) -> tuple[Node, ...]:
        """The style and those that it is based on, nearest first; a circle is cut where it closes."""
        found: dict[str, Node] = {}
        while id_ in self._styles and id_ not in found and len(found) < _LONGEST_CHAIN:
            found[id_] = self._styles[id_].node
            id_ = self._styles[id_].based_on
        return tuple(found.values())

    def _style_toggles(self, id_: str) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for node in self.chain(id_):
            found = {**_toggles(node.child("w:rPr")), **found}
        return found

    def look(self, properties: Node | None, paragraph: str) -> Look:
        """How a run with these direct `properties` (w:rPr) is shown in a paragraph of the style `paragraph`."""
        if properties is None:
            return self._look({}, "", paragraph, complex_script=False, raised=False)
        complex_script = flag(properties.child("w:rtl")) or flag(properties.child("w:cs")) or False
        raised = properties.value("w:vertAlign") == "superscript"
        style = properties.value("w:rStyle") or ""
        return self._look(_toggles(properties), style, paragraph, complex_script=complex_script, raised=raised)

    def _look(self, direct: dict[str, bool], style: str, paragraph: str, *, complex_script: bool, raised: bool) -> Look:
        def on(name: str) -> bool:
            """A direct setting holds; those of the styles cancel one another out (17.7.3)."""
            if name in direct:
                return direct[name]
            if self._defaults.get(name):
                return True
            return self._of_style(paragraph).get(name, False) != self._of_style(style).get(name, False)

        italic, bold = ("w:iCs", "w:bCs") if complex_script else ("w:i", "w:b")
        mark = "*" if on(italic) else "**" if on(bold) else ""
        return Look(mark, on("w:vanish"), raised or self._raised(style))

    def _raised(self, style: str) -> bool:
        values = (node.value("w:rPr", "w:vertAlign") for node in self.chain(style))
        return next((v for v in values if v), "") == "superscript"

    def numbering(self, paragraph: str) -> tuple[int | None, int | None, str]:
        """(w:numId, w:ilvl, the id of the style that states it) of a paragraph style; None for what is not said."""
        found: int | None = None
        level: int | None = None
        holder = ""
        for node in self.chain(paragraph):
            properties = node.child("w:pPr", "w:numPr")
            if properties is None:
                continue
            said, where = properties.value("w:numId"), properties.value("w:ilvl")
            if level is None and where is not None:
                level = number(where)
            if said is not None:
                found, holder = number(said), node.attributes.get("w:styleId", "")
                break
        return found, level, holder

    def is_heading(self, paragraph: str) -> bool:
        """Whether the paragraph style is one of headings, by its name or its level in the outline."""
        for node in self.chain(paragraph):
            if _HEADING.fullmatch(node.value("w:name") or ""):
                return True
            if (level := node.value("w:pPr", "w:outlineLvl")) is not None:
                return 0 <= number(level, 9) < 9
        return False


def _toggles(properties: Node | None) -> dict[str, bool]:
    if properties is None:
        return {}
    return {node.tag: bool(flag(node)) for node in properties.children if node.tag in TOGGLES}
