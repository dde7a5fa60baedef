"""Which format a file has, by its name and by its first bytes. The readers are imported when one is needed."""

from __future__ import annotations

import os
from typing import NamedTuple

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text",
    ".xml": "xml", ".akn": "xml", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".doc": "doc", ".odt": "odt", ".rtf": "rtf",
}  # fmt: skip
# format -> module with `read(data, name) -> Source`
READERS = {
    "xml": "reslint.source.akn",
    "html": "reslint.source.html",
    "pdf": "reslint.source.pdf",
    "docx": "reslint.source.docx",
    "doc": "reslint.source.office",
    "odt": "reslint.source.office",
    "rtf": "reslint.source.office",
}
# Within such a family the name says little: many a .doc is a .docx or RTF, many an .xml XHTML.
_FAMILIES = (frozenset({"docx", "doc", "odt", "rtf"}), frozenset({"xml", "html"}))


class Kind(NamedTuple):
    """What the first bytes tell: `format` (a key of `READERS`, "" for what cannot be read), `what` in words."""

    format: str
    what: str


def is_url(path: str) -> bool:
    """Whether that is a URL, not a file of this machine (see `remote`)."""
    return "://" in path


def suffix_of(name: str) -> str:
    """The suffix of a path or URL, with its dot, in small letters; "" where there is none."""
    if is_url(name):  # zip://a.md::texts.zip, https://example.org/a.md?version=2
        name = name.partition("::")[0].partition("?")[0]
    return os.path.splitext(name)[1].lower()


def of_name(name: str) -> str | None:
    """The format that the name's suffix stands for; None for one that cannot be read."""
    return SUFFIXES.get(suffix_of(name))


def of_content(data: bytes) -> Kind | None:
    """What `data` is by its first bytes; None for what may be a plain text."""
    head = data[:1024]
    if b"%PDF-" in head and not head.lstrip().startswith(b"<"):
        return Kind("pdf", "a PDF")
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Kind("", "a Word file locked with a password")
        return Kind("doc", "an old Word file (.doc)")
    if head.startswith(b"{\\rtf"):
        return Kind("rtf", "a rich text file (.rtf)")
    if head.startswith(b"\x1f\x8b"):
        return Kind("", "a gzip archive")
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return Kind("", "a picture")
    return _of_markup(data[:4096])


def _of_zip(data: bytes) -> Kind:
    if data[30:38] == b"mimetype":
        if b"opendocument.text" in data[38:120]:
            return Kind("odt", "an OpenDocument text (.odt)")
    elif b"word/" in data[-(1 << 20) :]:  # the list of the archive's members stands at its end
        return Kind("docx", "a Word file (.docx)")
    return Kind("", "a ZIP archive that holds no Word file, or is cut off")


def _of_markup(head: bytes) -> Kind | None:
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return Kind("html", "an HTML page")
    if start.startswith((b"<?xml", b"<akomantoso")):
        return Kind("html", "an XHTML page") if b"<html" in start else Kind("xml", "an XML file")
    return None


def related(one: str, other: str) -> bool:
    """Whether a file of the one format may well bear the other's suffix."""
    return one == other or any({one, other} <= family for family in _FAMILIES)
