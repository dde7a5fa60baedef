"""The part that holds the comments, made where there is none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from reslint.source.docx.dialect import Dialect
from reslint.source.docx.package import Package, relations_of
from reslint.source.docx.runs import Splice, spliced
from reslint.source.docx.styles import Styles
from reslint.source.docx.xml import Node, number, parse
from reslint.source.model import SourceError

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

_BY_US = re.compile(rb'author="reslint"')
_OUR_HAND = re.compile(
    rb'author="reslint"[^<>]*><(\w+):p>(?:<\1:pPr><\1:pStyle \1:val="CommentText"/></\1:pPr>)?'
    rb"<\1:r>(?:<\1:rPr><\1:rStyle [^<>]*/></\1:rPr>)?<\1:annotationRef/></\1:r>"
)


def as_written(data: bytes) -> bool:
    """Whether the comments of reslint in the Word file `data` are spelt as `Margin` spells them. Word and LibreOffice
    spell them otherwise as soon as they save the file."""
    try:
        package = Package(data, "")
        part = package.related("comments")
        found = package.part(part) if part is not None else b""
    except SourceError:
        return False
    return 0 < len(_BY_US.findall(found)) == len(_OUR_HAND.findall(found))


class Margin:
    """Comments to be added to a file."""

    def __init__(self, package: Package, author: str, when: str) -> None:
        """`when`: an ISO time."""
        self._package = package
        self._part = package.related("comments")
        self._strict = _WORDS_STRICT.encode() in package.root(package.main).opening(package.part(package.main))
        if self._part is not None:
            self._data = package.part(self._part)
        else:
            words = _WORDS_STRICT if self._strict else _WORDS
            self._data = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
                f'<w:comments xmlns:w="{words}"></w:comments>'
            ).encode()
        # LibreOffice 7.4 loses a footnote whose number a comment bears.
        parts = [part for kind in ("comments", "footnotes", "endnotes") if (part := package.related(kind)) is not None]
        ids = (number(node.attributes.get("w:id")) for part in parts for node in package.root(part).children)
        self._next = max(ids, default=-1) + 1
        self._dialect = Dialect(self._root(), self._data, author, when, 0)
        if not self._dialect.prefix:
            raise package.error(
                f"the part {self._part} gives the names of Word no prefix; open the file in Word and save it again"
            )
        self._about = f'{self._dialect.prefix}:author="{author}" {self._dialect.prefix}:date="{when}"'
        styles = package.related("styles")
        known = Styles(package.root(styles) if styles is not None else None)
        self.style = "CommentReference" if known.has("CommentReference") else ""
        self._text_style = "CommentText" if known.has("CommentText") else ""
        self._written: list[str] = []

    def _root(self) -> Node:
        return self._package.root(self._part) if self._part is not None else parse(self._data)

    def add(self, lines: Sequence[str]) -> int:
        """Adds a comment with these paragraphs; returns its number."""
        d, id_ = self._dialect, self._next
        self._next += 1
        properties = d.element("pPr", d.value("pStyle", self._text_style)) if self._text_style else ""
        paragraphs = []
        for n, line in enumerate(lines):
            style = d.element("rPr", d.value("rStyle", self.style)) if self.style else ""
            mark = d.element("r", f"{style}<{d.tag('annotationRef')}/>") if n == 0 else ""
            paragraphs.append(d.element("p", properties + mark + d.element("r", d.text(line))))
        about = f'{d.prefix}:id="{id_}" {self._about} {d.prefix}:initials="rl"'
        self._written.append(d.element("comment", "".join(paragraphs), about))
        return id_

    def parts(self) -> dict[str, bytes]:
        """The part with the comments; the types and relations, too, where it is new."""
        root = self._root()
        found: dict[str, bytes] = {}
        part = self._part
        if part is None:
            part = self._new_name()
            found |= self._announced(part)
        found[part] = appended(self._data, root, "".join(self._written))
        return found

    def _new_name(self) -> str:
        folder, n = posixpath.dirname(self._package.main), 1
        name = posixpath.join(folder, "comments.xml")
        while self._package.has(name) or self._package.announces(name):
            n += 1
            name = posixpath.join(folder, f"comments{n}.xml")
        return name

    def _announced(self, part: str) -> dict[str, bytes]:
        package = self._package
        types, relations = "[Content_Types].xml", relations_of(package.main)
        entry = _plain(package, types, "Override", f'PartName="/{part}" ContentType="{_TYPE}"')
        found = {types: appended(package.part(types), package.root(types), entry)}
        taken = {relation.id for relation in package.relations(package.main)}
        id_ = next(f"rIdReslint{n}" for n in range(1, len(taken) + 2) if f"rIdReslint{n}" not in taken)
        kind = _RELATION_STRICT if self._strict else _RELATION
        about = f'Id="{id_}" Type="{kind}" Target="{posixpath.basename(part)}"'
        if package.has(relations):
            entry = _plain(package, relations, "Relationship", about)
            found[relations] = appended(package.part(relations), package.root(relations), entry)
        else:
            found[relations] = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"<Relationship {about}/></Relationships>"
            ).encode()
        return found


def _plain(package: Package, part: str, name: str, attributes: str) -> str:
    """An empty element with the prefix of the part's root."""
    prefix = package.root(part).prefix
    return f"<{prefix + ':' if prefix else ''}{name} {attributes}/>"


def appended(data: bytes, root: Node, xml: str) -> bytes:
    """The part with `xml` as the last thing in its root element."""
    opening = root.opening(data)
    if opening.endswith(b"/>"):
        name = opening[1:].split(maxsplit=1)[0].rstrip(b"/>")
        whole = opening[:-2].rstrip() + b">" + xml.encode() + b"</" + name + b">"
        return spliced(data, [Splice(root.start, root.start + len(opening), whole)])
    return spliced(data, [Splice(root.stop, root.stop, xml.encode())])
