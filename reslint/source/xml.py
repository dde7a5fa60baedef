"""XML into a tree that knows its offsets, with nothing fetched and no entity expanded."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn
from xml.parsers import expat

from reslint.source.flow import Comment, Node, Text
from reslint.source.model import SourceError

# The official XML of the longest resolutions: 250 KB, 6,000 pieces, 14 levels.
LARGEST = 4 * 1024 * 1024
MOST_PIECES = 200_000
DEEPEST = 200

_DECLARED = re.compile(
    r"""(?:<\?xml[^>]{0,200}?\bencoding|<meta\b[^>]{0,200}?\bcharset)\s*=\s*["']?([A-Za-z][A-Za-z0-9._-]{0,40})""", re.I
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENTITY = re.compile(r"&(?:#\d{1,8}|#x[0-9A-Fa-f]{1,8}|\w{1,8});")
_WHOLE = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii"})


def decode(data: bytes, name: str) -> tuple[str, str, bytes]:
    """The text of an XML or HTML file, its encoding and its byte-order mark. HTML without a declaration is UTF-8."""
    if not data.strip():
        raise SourceError(f"{name}: the file is empty")
    if len(data) > LARGEST:
        raise SourceError(f"{name}: larger than {LARGEST // 2**20} MB, which no resolution is; give one text a file")
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    if not encoding:
        encoding = _unmarked(data, name)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        raise SourceError(f"{name}: not valid {encoding.upper()} at byte {at}; save it in UTF-8") from None
    nul = text.find("\0")
    if nul >= 0:
        raise SourceError(
            f"{name}: a NUL character in line {text.count(chr(10), 0, nul) + 1}; it is damaged or no text"
        )
    return text, encoding, mark


def _unmarked(data: bytes, name: str) -> str:
    if data.startswith((b"<\0", b"\0<")):
        return "utf-16-le" if data[0] else "utf-16-be"
    declared = _DECLARED.search(data[:2000].decode("latin-1"))
    encoding = declared[1].lower() if declared else "utf-8"
    if encoding in _WHOLE:
        return "utf-8"
    try:
        codec = codecs.lookup(encoding)
        " <".encode(codec.name)
    except (LookupError, UnicodeError, TypeError):
        raise SourceError(f"{name}: in the encoding {encoding}, which is not known here; save it in UTF-8") from None
    return codec.name


def parse(text: str, name: str) -> Node:
    """The root element of the XML `text`; offsets are code points in it. A `SourceError` if it is not well formed."""
    return _Builder(text, name).build()


class _Builder:
    """Listens to expat, which tells bytes, and builds the tree, which knows code points."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.data = text.encode("utf-8")
        self.plain = len(self.data) == len(text)
        self.at = (0, 0)  # the last byte asked for, and its code point
        self.root: Node | None = None
        self.open: list[Node] = []
        self.pieces = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.CommentHandler = self.comment

    def build(self) -> Node:
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise SourceError(f"{self.name}: {self.failure(error)}") from None
        finally:
            del self.parser  # it holds the builder, which holds it: the tree would stay until garbage is looked for
        if self.root is None:
            raise SourceError(f"{self.name}: no XML element in it")
        return self.root

    def failure(self, error: expat.ExpatError) -> str:
        place = f"line {error.lineno}, column {error.offset + 1}"
        comment = self.text.rfind("<!--", 0, self.offset() + 4)
        if comment >= 0 and self.text[comment + 4 :][:20].lstrip().startswith("reslint:"):
            return f"{place}: a comment in XML may not hold two hyphens; write — before the reason"
        return f"{place}: not well-formed XML ({expat.ErrorString(error.code)}); get the file again"

    def offset(self) -> int:
        """The code point at which the present event begins."""
        byte = self.parser.CurrentByteIndex
        if self.plain:
            return byte
        last, point = self.at
        if byte < last:
            last, point = 0, 0
        point += len(self.data[last:byte].decode("utf-8", "replace"))
        self.at = byte, point
        return point

    def doctype(self, *_: object) -> NoReturn:
        raise SourceError(
            f"{self.name}: declares a document type (<!DOCTYPE ...>), which may name entities and other files; "
            "take the declaration out"
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self.offset()
        if len(self.open) >= DEEPEST:
            raise SourceError(f"{self.name}: elements nested {DEEPEST} deep, which no resolution has")
        inner = self.text.find(">", start) + 1  # an attribute may hold one: then the tag seems shorter, no more
        node = Node(tag.rpartition(":")[2], attributes, start, inner)
        if self.open:
            self.add(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if not self.open:
            return
        start = self.offset()
        length = len(text)
        # Expat tells an entity by itself. In a CDATA section, characters come as they stand.
        if len(text) == 1 and self.text[start] == "&" and (entity := _ENTITY.match(self.text, start)):
            length = len(entity[0])
        elif text == "\n" and self.text.startswith("\r\n", start):
            length = 2
        self.add(Text(text, start, length))

    def comment(self, text: str) -> None:
        if self.open:
            self.add(Comment(f"<!--{text}-->", self.offset()))

    def add(self, piece: Node | Text | Comment) -> None:
        self.pieces += 1
        if self.pieces > MOST_PIECES:
            raise SourceError(f"{self.name}: more than {MOST_PIECES:,} elements and pieces, which no resolution has")
        self.open[-1].children.append(piece)
