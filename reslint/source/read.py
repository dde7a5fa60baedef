"""Files and standard input become sources. Everything that cannot be read is said in one sentence."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from typing import cast

from reslint.source.kinds import READERS, is_url, of_content, of_name, related, suffix_of
from reslint.source.model import Source, SourceError

# What people are told to hand in instead.
GIVEN = "Markdown, plain text in UTF-8, Word, PDF, HTML or Akoma Ntoso XML"

# A resolution has some 20 KB, the longest omnibus ones 300 KB.
LARGEST = 64 * 1024 * 1024
# One paragraph on one line has some 3,000 characters; a line of megabytes is no prose.
LONGEST_LINE = 2 * 1024 * 1024
FRESH = 2.0  # seconds: a file written so lately may change again without its time telling

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(
    path: str | os.PathLike[str], format: str | None = None, name: str | None = None, *, original: bool = False,  # noqa: A002
) -> Source:  # fmt: skip
    """The source in the file at `path`, or on standard input for `-`.

    `format` "markdown", "text" or a key of `READERS`; None: see `load`. `name` is what people call it, where that is
    not the path. `original`: a Word file as it was before its tracked changes.
    """
    place = os.fspath(path)
    data = sys.stdin.buffer.read(LARGEST + 1) if place == "-" else content_of(place, place, pipes=True)
    return load(data, name or place, format, original=original)


def load(data: bytes, name: str, format: str | None = None, *, original: bool = False) -> Source:  # noqa: A002
    """The source in `data`. `format` None: by the suffix of the name and the first bytes, which must agree; what has no
    name (standard input) is what its bytes say, else Markdown."""
    if len(data) > LARGEST:
        raise SourceError(f"{name}: larger than {LARGEST // 2**20} MB, which no resolution is; give one text a file")
    kind = format or _kind(data, name)
    if kind not in READERS:
        return decode(data, name, kind)
    from importlib import import_module

    reader = import_module(READERS[kind])
    given = {"original": True} if original and kind == "docx" else {}
    source = cast(Source, reader.read(data, name, **given))
    _refuse_long_line(source.text, name)
    return source


def _kind(data: bytes, name: str) -> str:
    named, found = of_name(name), of_content(data)
    if named is None and name != "-":
        what = f", though by its content it is {found.what}" if found else ""
        suffix = suffix_of(name) or "no suffix"
        raise SourceError(f"{name}: not a format that reslint reads ({suffix}){what}; give it as {GIVEN}")
    if found is None:
        return named or "markdown"
    if not found.format:
        raise SourceError(f"{name}: {found.what}; give it as {GIVEN}")
    if named is not None and not related(named, found.format):
        raise SourceError(f"{name}: by its content {found.what}; give it the suffix that belongs to it")
    return found.format


def decode(data: bytes, name: str, format: str = "markdown") -> Source:  # noqa: A002
    """The plain text in `data`; every character is kept, line ends and form feeds too."""
    if not data:
        raise SourceError(f"{name}: the file is empty")
    mark, encoding = _encoding(data, name)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(_bad_byte(name, data, len(mark) + error.start, error)) from None
    return of_text(text, name, format)._replace(encoding=encoding, mark=mark)


def of_text(text: str, name: str, format: str = "markdown") -> Source:  # noqa: A002
    """The source of a text that is at hand, as in an editor."""
    if not text.strip():
        raise SourceError(f"{name}: the file is empty but for blanks")
    nul = text.find("\0")
    if nul >= 0:
        row = text.count("\n", 0, nul) + 1
        raise SourceError(f"{name}: not a text: a NUL character in line {row}; save it as plain text in UTF-8")
    _refuse_long_line(text, name)
    return Source(name, text, format)


def content_of(place: str, name: str, *, pipes: bool = False) -> bytes:
    """The bytes of the file at `place`, which people call `name`. A `SourceError` where they cannot be read.

    `pipes`: a pipe, as a shell makes one, is good, too; it is waited for. `place` may be a URL (see `remote`).
    """
    try:
        if is_url(place):
            from reslint.source import remote

            return remote.content(place, LARGEST + 1)
        mode = os.stat(place).st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{name}: a folder, where a file is wanted")
        if stat.S_ISFIFO(mode) and not pipes:
            raise SourceError(f"{name}: a pipe, where a file is wanted")
        if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
            raise SourceError(f"{name}: a device or socket, not a file")
        with open(place, "rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError(f"{name}: no such file") from None
    except PermissionError:
        raise SourceError(f"{name}: may not be read; ask for permission to it") from None
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror}") from None
    except ValueError:
        raise SourceError(f"{name!r}: not a name of a file") from None


def _encoding(data: bytes, name: str) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if not encoding:
                raise SourceError(f"{name}: in UTF-32; save it in UTF-8")
            return mark, encoding
    head = data[:4096]
    if b"\0" in head and len(data) % 2 == 0:
        # UTF-16 without its mark: blanks and line ends are 00 20, 00 0A, at even places throughout.
        low, high = head[::2], head[1::2]
        if _blank_units(high, low) and low.count(0) * 4 < len(low):
            return b"", "utf-16-le"
        if _blank_units(low, high) and high.count(0) * 4 < len(high):
            return b"", "utf-16-be"
    return b"", "utf-8"


def _blank_units(high: bytes, low: bytes) -> bool:
    """Whether every fifth or so unit is a blank or a line end, as in prose."""
    blanks = sum(1 for h, c in zip(high, low, strict=False) if h == 0 and c in b" \n")
    return blanks * 20 >= len(low)


def _bad_byte(name: str, data: bytes, at: int, error: UnicodeDecodeError) -> str:
    """Says where decoding stopped, and what the file may be."""
    is_utf8 = error.encoding == "utf-8"
    if is_utf8 and b"\0" in data[:4096]:
        return f"{name}: a binary file, not a text; save it as Markdown or plain text in UTF-8"
    if error.reason in ("unexpected end of data", "truncated data"):
        return f"{name}: ends in the middle of a character (byte {at}): it is cut off; get the whole file"
    row = data.count(b"\n" if is_utf8 else "\n".encode(error.encoding), 0, at) + 1
    what = "UTF-8" if is_utf8 else "UTF-16"
    return f"{name}: not valid {what} at byte {at} (0x{data[at]:02x}, line {row}); save it in UTF-8"


def _refuse_long_line(text: str, name: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    start, row = 0, 1
    while len(text) - start > LONGEST_LINE:
        end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            raise SourceError(
                f"{name}: line {row} is longer than {LONGEST_LINE // 2**20} million characters, which no paragraph is"
            )
        row += text.count("\n", start, end + 1)
        start = end + 1
