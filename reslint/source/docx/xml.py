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
# How tables, pages and paragraphs are laid out; checks of spelling, bookmarks, the history of saving.
_PASSED_OVER = frozenset({
    "w:tblPr", "w:tblGrid", "w:tcPr", "w:tblStylePr", "w:latentStyles", "w:rsids", "w:tabs", "w:ind", "w:pBdr",
    "w:jc", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd",
})  # fmt: skip
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


def shown_span(node: Node) -> tuple[int, int]:
    """Which of the characters of a w:t are shown: blanks at either end only where they are preserved."""
    text = node.text
    if node.attributes.get("xml:space") == "preserve":
        return 0, len(text)
    start = len(text) - len(text.lstrip(" \t\r\n"))
    return start, max(start, len(text.rstrip(" \t\r\n")))


def number(text: str | None, default: int = 0) -> int:
    """A whole number of a reasonable size, whatever the attribute holds."""
    try:
        return max(-1_000_000, min(1_000_000, int(text or default)))
    except ValueError:
        return default


def parse(data: bytes) -> Node:
    """The root element of a part in UTF-8, without what is of no use here (`_PASSED_OVER`). An `XmlError` says what
    is wrong."""
    top = here = Node("", "", {}, None, 0)
    depth = count = passed = 0
    names: dict[str, tuple[str, str]] = {}
    parser = expat.ParserCreate(namespace_separator=" ")

    # Closures, not methods: they are called for every element, and this is where the time goes.
    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal here, depth, count, passed
        depth += 1
        if depth > DEEPEST:
            raise XmlError(f"has elements more than {DEEPEST} deep within one another, as no resolution has")
        count += 1
        if count > MOST:
            raise XmlError(f"has more than {MOST:,} elements, as no resolution has")
        if passed:
            passed += 1
            return
        named = names.get(full) or _named(full, names)
        if named[0] in _PASSED_OVER:
            passed = 1
            return
        if attributes:
            attributes = {(names.get(key) or _named(key, names))[0]: value for key, value in attributes.items()}
        node = Node(named[0], named[1], attributes, here, parser.CurrentByteIndex)
        here.children.append(node)
        here = node

    def end(full: str) -> None:
        nonlocal here, depth, passed
        depth -= 1
        if passed:
            passed -= 1
            return
        here.stop = parser.CurrentByteIndex
        assert here.parent is not None
        here = here.parent

    def characters(text: str) -> None:
        if here.tag in _WITH_TEXT:
            here.text += text

    def doctype(*about: object) -> None:
        raise XmlError("declares a document type, which no Word file does")

    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.buffer_size = 2**20  # a text of megabytes comes in a few pieces, not in thousands
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        raise XmlError(f"is not well-formed XML ({what}); open the file in Word and save it again") from None
    if not top.children:
        raise XmlError("is not the XML of a Word file")
    return top.children[0]


def _named(full: str, names: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """("w:p", the prefix used in the file) for expat's "namespace p w"; kept in `names`."""
    parts = full.split(" ")
    if len(parts) == 1:
        found = full, ""
    else:
        known = _PREFIXES.get(parts[0], f"{{{parts[0]}}}")
        found = (f"{known}:{parts[1]}", parts[2] if len(parts) > 2 else "")
    names[full] = found
    return found
