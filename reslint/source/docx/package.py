"""The archive that a Word file is: parts by name, their types and relations. Nothing is ever unpacked to disk."""

from __future__ import annotations

import posixpath
import re
import zlib
from functools import cached_property
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reslint.source.docx.xml import Node, XmlError, parse
from reslint.source.model import SourceError

MEMBERS = 10_000
LARGEST_PART = 48 * 2**20  # the body of a text of 300 pages has some 5 MB
LARGEST_ALL = 96 * 2**20
RATIO = 250  # text of a Word file shrinks to a tenth, rarely to a fortieth
_SMALL = 2**20
_ENTRY = 200  # bytes of a part's entry in the directory, its name included; rarely more than 100
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_WORD = re.compile(r"application/(?:vnd\.openxmlformats-officedocument\.wordprocessingml|vnd\.ms-word)\.(\w+)\.")


class Relation(NamedTuple):
    """`kind` is the last word of its type ("styles", "footnotes"); `target` the part's name, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """A Word file held in memory. Every failure is a `SourceError`: one sentence."""

    def __init__(self, data: bytes, name: str) -> None:
        """`name`: what people call the file."""
        self.data = data
        self.name = name
        self._left = LARGEST_ALL
        self._roots: dict[str, Node] = {}
        self._bytes: dict[str, bytes] = {}
        if _directory_size(data) > MEMBERS * _ENTRY:  # before anything is made of them
            raise self._too_many()
        try:
            with ZipFile(BytesIO(data)) as archive:
                self.members = archive.infolist()
                self.comment = archive.comment
        except (BadZipFile, ValueError, NotImplementedError, OverflowError, UnicodeDecodeError):
            raise self.error("the archive is damaged or cut off; get the whole file again") from None
        if len(self.members) > MEMBERS:
            raise self._too_many()
        self._by_name = self._index()
        main = next((r.target for r in self.relations("") if r.kind == "officeDocument" and not r.external), None)
        if main is None or not self.has(main):
            raise self.error("a ZIP archive, but no Word file: it names no document part")
        kind = _WORD.match(self.content_type(main))
        if kind is None:
            raise self.error(f"no Word file: its main part is of the type {self.content_type(main) or 'unknown'!r}")
        self.main = main
        self.signed = any(m.filename.startswith("_xmlsignatures/") for m in self.members)
        self.macros = any(self.content_type(m.filename).endswith("vbaProject") for m in self.members)

    def _index(self) -> dict[str, ZipInfo]:
        """The parts by name in small letters: case does not tell parts apart."""
        found: dict[str, ZipInfo] = {}
        for member in self.members:
            name = member.filename
            if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
                raise self.error(f"the part {name!r} lies outside of the file, as in no Word file")
            if name.lower() in found:
                raise self.error(f"the part {name!r} is there twice, so that nobody can say which one holds")
            found[name.lower()] = member
        return found

    def _too_many(self) -> SourceError:
        return self.error(f"more than {MEMBERS:,} parts, which no Word file has")

    def error(self, what: str) -> SourceError:
        """`what` as a sentence about this file."""
        return SourceError(f"{self.name}: {what}")

    def has(self, part: str) -> bool:
        return part.lower() in self._by_name

    def announces(self, part: str) -> bool:
        """Whether a type is stated for the part of that name, be it there or not."""
        return part.lower() in self._types[0]

    def part(self, name: str) -> bytes:
        """The bytes of a part, in UTF-8 whatever the file has."""
        if name not in self._bytes:
            try:
                self._bytes[name] = _utf8(self._read(name))
            except UnicodeError:
                raise self.error(f"the part {name} is in no encoding that Word writes") from None
        return self._bytes[name]

    def root(self, name: str) -> Node:
        """The root element of a part."""
        if name not in self._roots:
            try:
                self._roots[name] = parse(self.part(name))
            except XmlError as error:
                raise self.error(f"the part {name} {error}") from None
        return self._roots[name]

    def _read(self, name: str) -> bytes:
        member = self._by_name.get(name.lower())
        if member is None:
            raise self.error(f"the part {name} is named but missing; open the file in Word and save it again")
        if member.flag_bits & 1:
            raise self.error(f"the part {name} is locked with a password; save the file without one")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.error(f"the part {name} is packed in a way that Word does not use")
        packed = max(member.compress_size, 1)
        if member.file_size > min(LARGEST_PART, self._left) or (
            member.file_size > _SMALL and member.file_size > RATIO * packed
        ):
            raise self._bomb(name)
        raw = self._unpacked(member)
        self._left -= len(raw)
        return raw

    def _bomb(self, name: str) -> SourceError:
        return self.error(f"the part {name} unpacks to more than any Word file holds: a ZIP bomb, left unread")

    def _unpacked(self, member: ZipInfo) -> bytes:
        """The member's bytes: never more than it promises, whatever the stream holds."""
        start = body_at(self.data, member)
        packed = self.data[start : start + member.compress_size]
        if start < 0 or len(packed) < member.compress_size:
            raise self.error("the archive is damaged or cut off; get the whole file again")
        try:
            if member.compress_type == ZIP_STORED:
                raw = packed
            else:
                raw = zlib.decompressobj(-15).decompress(packed, member.file_size + 1)
        except zlib.error:
            raw = b""
        if len(raw) > member.file_size:
            raise self._bomb(member.filename)
        if len(raw) != member.file_size or zlib.crc32(raw) != member.CRC:
            raise self.error(f"the part {member.filename} is damaged; get the whole file again")
        return raw

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self.root("[Content_Types].xml")
        named = {
            n.attributes.get("PartName", "").lstrip("/").lower(): n for n in root.children if n.tag == "ct:Override"
        }
        ends = {n.attributes.get("Extension", "").lower(): n for n in root.children if n.tag == "ct:Default"}
        kinds = ({k: n.attributes.get("ContentType", "") for k, n in found.items()} for found in (named, ends))
        first, second = kinds
        return first, second

    def content_type(self, part: str) -> str:
        """The type that the file gives to the part, "" where it gives none."""
        named, ends = self._types
        return named.get(part.lower()) or ends.get(part.rpartition(".")[2].lower(), "")

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What `part` ("" for the file itself) refers to."""
        place = relations_of(part)
        if not self.has(place):
            return ()
        found = []
        for node in self.root(place).children:
            about = node.attributes
            target, external = about.get("Target", ""), about.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")
                target = self._by_name[target.lower()].filename if self.has(target) else target
            found.append(Relation(about.get("Id", ""), about.get("Type", "").rpartition("/")[2], target, external))
        return tuple(found)

    def related(self, kind: str) -> str | None:
        """The part that the document refers to as its `kind` ("styles", "comments"), or None.

        One that is named but not there is a `SourceError`: Word would not open the file.
        """
        for relation in self.relations(self.main):
            if relation.kind == kind and not relation.external:
                if not self.has(relation.target):
                    raise self.error(
                        f"the part {relation.target} is named but missing; open the file in Word and save it again"
                    )
                return relation.target
        return None


def relations_of(part: str) -> str:
    """The name of the part that holds the relations of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _directory_size(data: bytes) -> int:
    """How long the archive says its directory is, found as zipfile finds it; 0 where there is none."""
    end = len(data) - 22
    if data[end : end + 4] != b"PK\5\6" or data[-2:] != b"\0\0":
        end = data.rfind(b"PK\5\6", max(0, len(data) - 22 - 2**16))
    if end < 0:
        return 0
    large = data[max(end - 76, 0) : end]
    if large[:4] == b"PK\6\6" and large[56:60] == b"PK\6\7":
        return int.from_bytes(large[40:48], "little")
    return int.from_bytes(data[end + 12 : end + 16], "little")


def body_at(data: bytes, member: ZipInfo) -> int:
    """Where the packed bytes of the member begin in the archive; -1 where its header is damaged."""
    at = member.header_offset
    if data[at : at + 4] != b"PK\x03\x04" or at + 30 > len(data):
        return -1
    return (
        at + 30 + int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
    )


def _utf8(raw: bytes) -> bytes:
    """The part in UTF-8: Word writes nothing else, but other programs may."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16")
        return re.sub(r"(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text, count=1).encode()
    declared = _DECLARED.match(raw)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        return raw
    try:
        text = raw.decode(declared[1].decode("ascii"))
    except LookupError:
        raise UnicodeError(declared[1]) from None
    return (raw[: declared.start(1)].decode("ascii") + "UTF-8" + text[declared.end(1) :]).encode()
