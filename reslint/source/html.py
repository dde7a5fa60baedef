"""HTML in: what a browser shows as a paragraph is one, lists are numbered as shown, linked notes become footnotes."""

from __future__ import annotations

import re

from reslint.source.flow import Comment, Flow, Node, Text
from reslint.source.html_notes import Notes
from reslint.source.html_tree import BLOCKS, parse
from reslint.source.markup import Markup
from reslint.source.model import Source, SourceError
from reslint.source.xml import decode

_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select"})
_ITALIC = frozenset({"i", "em", "cite", "var", "dfn"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_LISTED = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read(data: bytes, name: str) -> Source:
    """The source in an HTML page. A `SourceError` where there is no text in it, or it is made to hinder."""
    raw, encoding, mark = decode(data, name)
    text, origin = _Reader(raw, parse(raw, name)).read()
    if not text.strip():
        raise SourceError(f"{name}: an HTML page without any text in it")
    return Source(name, text, "markdown", encoding, mark, origin)


class _Reader:
    """Walks over the page."""

    def __init__(self, raw: str, root: Node) -> None:
        self.flow = Flow(raw)
        self.root = root
        self.notes = Notes(root)

    def read(self) -> tuple[str, Markup]:
        self.inside(self.root)
        for label, block in self.notes.blocks:
            self.flow.begin()
            self.flow.mark(f"[^{label}]:", block.start, block.inner - block.start)
            self.flow.blank(block.inner)
            self.inside(block, note=True)
            self.flow.close()
        return self.flow.finish("html")

    def inside(self, node: Node, *, note: bool = False) -> None:
        """The children of an element. `note`: it is a footnote, told at the end in one paragraph."""
        number = _first(node)
        breaks = 0
        for child in node.children:
            if isinstance(child, Text):
                self.flow.text(child)
                breaks = 0 if child.text.strip() else breaks
            elif isinstance(child, Comment):
                self.flow.comment(child)
            elif child.name == "br":
                breaks += 1
                if breaks == 1 or note:
                    self.flow.blank(child.start)
                else:
                    self.flow.begin()
            elif label := self.notes.marks.get(id(child)):
                self.flow.mark(f"[^{label}]", child.start, child.inner - child.start, glued=True)
            elif not self.is_unseen(child, note):
                self.element(child, number, note)
                number += child.name == "li"
                breaks = 0

    def element(self, node: Node, number: int, note: bool) -> None:
        if node.name == "li" and "value" in node.attributes:
            number = _integer(node.attributes["value"], number)
        style = node.attributes.get("style", "")
        slanted = _SLANTED.search(style)
        before = self.flow.emphasis
        if slanted:
            self.flow.emphasis = 0 if slanted[1].lower() == "normal" else before + 1
        elif node.name in _ITALIC:
            self.flow.emphasis += 1
        if node.name in BLOCKS and not note:
            self.flow.begin("### " if node.name in _HEADINGS else self.label(node, number))
            self.inside(node)
            self.flow.close()
        else:
            if node.name in BLOCKS:
                self.flow.blank(node.start)
            self.inside(node, note=note)
        self.flow.emphasis = before

    def is_unseen(self, node: Node, note: bool) -> bool:
        if node.name in _UNSEEN or "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style", "")):
            return True
        return id(node) in self.notes.unsaid or (not note and id(node) in self.notes.lifted)

    def label(self, node: Node, number: int) -> str:
        """The number that a browser puts before an item of a list."""
        if node.name != "li" or node.parent is None or node.parent.name != "ol":
            return ""
        style = _LISTED.search(node.attributes.get("style", "") or node.parent.attributes.get("style", ""))
        kind = style[1].lower() if style else _STYLES.get(node.parent.attributes.get("type", "1"), "decimal")
        if kind == "none" or number < 1:
            return ""
        if kind in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin"):
            letters = _letters(number)
            return f"({letters if kind.startswith('lower') else letters.upper()}) "
        if kind in ("lower-roman", "upper-roman"):
            roman = _roman(number)
            return f"({roman}) " if kind.startswith("lower") else f"{roman.upper()}. "
        return f"{number}. "


def _first(node: Node) -> int:
    return _integer(node.attributes.get("start", "1"), 1) if node.name == "ol" else 0


def _integer(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def _letters(number: int) -> str:
    """a ... z, aa ... zz, as lists go on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
