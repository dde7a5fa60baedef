"""How a part spells its names: which prefix stands for WordprocessingML, and elements written with it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from reslint.source.docx.xml import Node

_BOUND = re.compile(
    rb"\sxmlns:([\w.-]+)\s*=\s*[\"'](?:http://schemas\.openxmlformats\.org/wordprocessingml/2006/main"
    rb"|http://purl\.oclc\.org/ooxml/wordprocessingml/main)[\"']"
)
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Dialect:
    """The prefix for new elements of one part, and who makes the changes, when."""

    def __init__(self, root: Node, data: bytes, author: str, when: str, first_id: int) -> None:
        """`when`: an ISO time; `first_id`: the first number that no tracked change of the part bears."""
        bound = _BOUND.search(root.opening(data))
        self.prefix = bound[1].decode("ascii", "replace") if bound else ""
        self._by = f'{self.prefix}:author="{_quoted(author)}" {self.prefix}:date="{when}"'
        self._id = first_id

    def tag(self, name: str) -> str:
        return f"{self.prefix}:{name}"

    def value(self, name: str, value: str) -> str:
        """An element that holds nothing but its `w:val`."""
        return f'<{self.prefix}:{name} {self.prefix}:val="{_quoted(value)}"/>'

    def on(self, name: str, on: bool = True) -> str:
        """An on/off property."""
        return f"<{self.prefix}:{name}/>" if on else self.value(name, "0")

    def element(self, name: str, content: str, attributes: str = "") -> str:
        return f"<{self.prefix}:{name}{' ' + attributes if attributes else ''}>{content}</{self.prefix}:{name}>"

    def text(self, text: str, name: str = "t") -> str:
        """Running text, its tabs and line ends as elements."""
        parts = []
        for piece in re.split("([\t\n])", _FORBIDDEN.sub("", text)):
            if piece == "\t":
                parts.append(f"<{self.prefix}:tab/>")
            elif piece == "\n":
                parts.append(f"<{self.prefix}:br/>")
            elif piece:
                parts.append(self.element(name, escape(piece), 'xml:space="preserve"'))
        return "".join(parts)

    def change(self, name: str, content: str) -> str:
        """A tracked change (ins, del, rPrChange) around the content."""
        self._id += 1
        return self.element(name, content, f'{self.prefix}:id="{self._id - 1}" {self._by}')


def _quoted(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})
