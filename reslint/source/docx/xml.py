"""The XML of a part, each element with its place in the bytes, so that an edit can be spliced in.

Expat is asked for nothing but well-formed XML without a document type, which Word files never have:
no entity is expanded, no address is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

# Prefixes under which the names of a namespace are known here, whatever the file calls it.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
DEEPEST = 200  # elements within one another: a table in a table in a table takes twelve
MOST = 500_000  # elements: a resolution of 20 pages has some 10,000
_WITH_TEXT = frozenset({"w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t"})
_OPENING = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


class XmlError(Exception):
    """Not the XML of a Word file. The message completes "the part ... "."""


class Node:
    """One element. `tag` and the names of `attributes` bear the prefixes of `_PREFIXES`; `prefix` is the file's own.

    `start` is the byte offset of its opening tag, `stop` that of its closing tag (of what follows an element
    without one). `text`: the characters of the elements that hold running text.
    """

    __slots__ = ("attributes", "children", "parent", "prefix", "start", "stop", "tag", "text")

    def __init__(self, tag: str, prefix: str, attributes: dict[str, str], parent: Node | None, start: int) -> None:
        self.tag = tag
        self.prefix = prefix
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node] = []
        self.start = start
        self.stop = start
        self.text = ""

    def child(self, *tags: str) -> Node | None:
        """The element found by going down the `tags`, each the first child of that name."""
        here = self
        for tag in tags:
            for node in here.children:
                if node.tag == tag:
                    here = node
                    break
            else:
                return None
        return here

    def value(self, *tags: str) -> str | None:
        """The attribute `w:val` of the element found by going down the `tags`."""
        node = self.child(*tags)
        return node.attributes.get("w:val") if node is not None else None

    def below(self, tag: str) -> Iterator[Node]:
        """The elements of that name below this one, in the order of the text."""
        for node in self.children:
            if node.tag == tag:
                yield node
            yield from node.below(tag)

    def opening(self, data: bytes) -> bytes:
        """Its opening tag as it stands in the `data` of the part."""
        found = _OPENING.match(data, self.start)
        assert found is not None
        return found[0]

    def end(self, data: bytes) -> int:
        """Byte offset behind the element."""
        return self.stop if self.opening(data).endswith(b"/>") else data.index(b">", self.stop) + 1


def flag(node: Node | None) -> bool | None:
    """What an on/off property says; None where it is not there."""
    if node is None:
        return None
    return node.attributes.get("w:val", "true") not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A whole number of a reasonable size, whatever the attribute holds."""
    try:
        return max(-1_000_000, min(1_000_000, int(text or default)))
    except ValueError:
        return default


def parse(data: bytes) -> Node:
    """The root element of a part in UTF-8. An `XmlError` says what is wrong."""
    return _Parser(data).root()


class _Parser:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._top = self._here = Node("", "", {}, None, 0)
        self._depth = self._count = 0
        self._names: dict[str, tuple[str, str]] = {}
        self._expat = parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype

    def root(self) -> Node:
        try:
            self._expat.Parse(self._data, True)
        except expat.ExpatError as error:
            raise XmlError(f"is not well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)})") from None
        return self._top.children[0]

    def _name(self, full: str) -> tuple[str, str]:
        """("w:p", the prefix used in the file) for expat's "namespace p w"."""
        if full not in self._names:
            parts = full.split(" ")
            if len(parts) == 1:
                found = full, ""
            else:
                own = parts[2] if len(parts) > 2 else ""
                known = _PREFIXES.get(parts[0], f"{{{parts[0]}}}")
                found = (f"{known}:{parts[1]}", own)
            self._names[full] = found
        return self._names[full]

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise XmlError(f"has elements more than {DEEPEST} deep within one another")
        if self._count > MOST:
            raise XmlError(f"has more than {MOST:,} elements")
        tag, prefix = self._name(full)
        named = {self._name(key)[0]: value for key, value in attributes.items()} if attributes else {}
        node = Node(tag, prefix, named, self._here, self._expat.CurrentByteIndex)
        self._here.children.append(node)
        self._here = node

    def _end(self, full: str) -> None:
        self._here.stop = self._expat.CurrentByteIndex
        assert self._here.parent is not None
        self._here = self._here.parent
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._here.tag in _WITH_TEXT:
            self._here.text += text

    def _doctype(self, *about: object) -> None:
        raise XmlError("declares a document type, which no Word file does")
