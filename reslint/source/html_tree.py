"""HTML into a tree that knows its offsets, in time that grows with the length of the page whatever is in it.

The standard library's parser is not that: in the older Pythons a few megabytes of unclosed tags keep it busy for days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from reslint.source.flow import Comment, Node, Text
from reslint.source.model import SourceError
from reslint.source.xml import DEEPEST, MOST_PIECES

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_RAW = frozenset({"script", "style", "title", "textarea", "xmp"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
# An element of the first kind ends where one of the second begins.
_ENDED_BY = {
    "p": BLOCKS - {"body", "html"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "head": frozenset({"body"}),
}
# What is open beyond one of these is not ended by an element within.
_BARS = frozenset({"ol", "ul", "table", "div", "body", "html", "dl", "section", "article"})


def parse(raw: str, name: str) -> Node:
    """The page as a tree; offsets are code points of `raw`. A `SourceError` where it is nested too deep."""
    root = Node("", {}, 0, 0)
    open_elements = [root]
    pieces = 0
    for piece in _pieces(raw):
        pieces += 1
        if pieces > MOST_PIECES:
            raise SourceError(f"{name}: more than {MOST_PIECES:,} elements and pieces, which no resolution has")
        if isinstance(piece, str):
            _close(open_elements, piece)
            continue
        if isinstance(piece, Node):
            _imply(open_elements, piece.name)
            piece.parent = open_elements[-1]
        open_elements[-1].children.append(piece)
        if isinstance(piece, Node) and piece.name not in _VOID:
            if len(open_elements) > DEEPEST:
                raise SourceError(f"{name}: elements nested {DEEPEST} deep, which no resolution has")
            open_elements.append(piece)
    return root


def _close(open_elements: list[Node], name: str) -> None:
    """An end tag: ends the innermost element of the name, if there is one."""
    for n in range(len(open_elements) - 1, 0, -1):
        if open_elements[n].name == name:
            del open_elements[n:]
            return


def _imply(open_elements: list[Node], name: str) -> None:
    """Ends what a start tag ends without saying so."""
    if name not in BLOCKS:
        return
    for n in range(len(open_elements) - 1, 0, -1):
        other = open_elements[n].name
        if name in _ENDED_BY.get(other, ()):
            del open_elements[n:]
            if other == "p":
                return
        elif other in _BARS:
            return


def _pieces(raw: str) -> Iterator[Node | Text | Comment | str]:
    """Start tags as nodes, end tags as names, texts and comments, in order."""
    at = 0
    while at < len(raw):
        start = raw.find("<", at)
        if start < 0:
            start = len(raw)
        if start > at:
            yield from _texts(raw, at, start)
        if start == len(raw):
            return
        tag = _TAG.match(raw, start)
        if tag:
            at = tag.end()
            name = tag["name"].lower()
            if tag["end"]:
                yield name
                continue
            yield Node(name, _attributes(tag["rest"]), start, at)
            if name in _RAW:
                at = _end_of(raw, f"</{name}", at)
            elif tag["rest"].endswith("/") and ":" in name:
                yield name
        elif raw.startswith("<!--", start):
            end = raw.find("-->", start + 4)
            at = len(raw) if end < 0 else end + 3
            yield Comment(raw[start:at], start)
        elif raw.startswith(("<!", "<?"), start):
            end = raw.find(">", start)
            at = len(raw) if end < 0 else end + 1
        else:
            yield Text("<", start, 1)
            at = start + 1


def _texts(raw: str, start: int, end: int) -> Iterator[Text]:
    at = start
    for entity in _ENTITY.finditer(raw, start, end) if "&" in raw[start:end] else ():
        shown = unescape(entity[0])
        if shown == entity[0]:
            continue
        if entity.start() > at:
            yield Text(raw[at : entity.start()], at, entity.start() - at)
        yield Text(shown, entity.start(), len(entity[0]))
        at = entity.end()
    if at < end:
        yield Text(raw[at:end], at, end - at)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _end_of(raw: str, tag: str, at: int) -> int:
    """Where the end tag of an element begins whose content is no markup."""
    found = re.compile(re.escape(tag), re.IGNORECASE).search(raw, at)
    return found.start() if found else len(raw)
