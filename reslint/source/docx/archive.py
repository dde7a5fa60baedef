"""The archive written anew around a few parts: every other one is copied as it lies there, packed bytes and all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from zipfile import ZipInfo

from reslint.source.docx.package import Package, body_at

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DEFLATED = 8
_UTF8_NAME = 0x800
_SIZES_BEHIND = 0x8
_ZIP64 = 1


def rewritten(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """The file with these parts in the place of those of the same name; new ones stand behind all others."""
    out, directory = bytearray(), []
    for member in package.members:
        at = len(out)
        if member.filename in parts:
            flags = member.flag_bits & _UTF8_NAME
            record, packed = _member(_raw_name(member), parts[member.filename], flags, _time(member))
            out += record
            size = len(parts[member.filename])
            directory.append(_entry(member, at, flags, zlib.crc32(parts[member.filename]), packed, size, _DEFLATED))
        else:
            out += _copied(package, member)
            sizes = member.compress_size, member.file_size
            directory.append(_entry(member, at, member.flag_bits, member.CRC, *sizes, member.compress_type))
    known = {member.filename for member in package.members}
    for name, data in parts.items():
        if name not in known:
            at = len(out)
            new = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            record, packed = _member(name.encode("ascii"), data, 0, _time(new))
            out += record
            directory.append(_entry(new, at, 0, zlib.crc32(data), packed, len(data), _DEFLATED))
    start = len(out)
    out += b"".join(directory)
    count, comment = len(directory), package.comment
    out += _END.pack(b"PK\5\6", 0, 0, count, count, len(out) - start, start, len(comment)) + comment
    return bytes(out)


def _raw_name(member: ZipInfo) -> bytes:
    return member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8_NAME else "cp437")


def _time(member: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = member.date_time
    return hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day


def _member(name: bytes, data: bytes, flags: int, time: tuple[int, int]) -> tuple[bytes, int]:
    """Local header and packed bytes, and how many the packed bytes are."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    header = _LOCAL.pack(b"PK\3\4", 20, flags, _DEFLATED, *time, zlib.crc32(data), len(packed), len(data), len(name), 0)
    return header + name + packed, len(packed)


def _copied(package: Package, member: ZipInfo) -> bytes:
    """Local header, name, extra fields, packed bytes, and the sizes behind them where the file has them there."""
    data, body = package.data, body_at(package.data, member)
    end = body + member.compress_size
    if body < 0 or end > len(data):
        raise package.error("the archive is damaged or cut off; get the whole file again")
    if member.flag_bits & _SIZES_BEHIND:
        # A checksum and two sizes of four or eight bytes, perhaps a signature before them: up to what comes next.
        lengths = (16, 24, 12, 20)
        end += next((n for n in lengths if data[end + n : end + n + 4] in (b"PK\3\4", b"PK\1\2")), 16)
    return data[member.header_offset : end]


def _entry(member: ZipInfo, at: int, flags: int, crc: int, packed: int, size: int, method: int) -> bytes:
    """The member's entry in the directory at the end of the archive."""
    name, extra = _raw_name(member), _without_zip64(member.extra)
    versions = member.create_system << 8 | member.create_version, member.extract_version
    return (
        _CENTRAL.pack(
            b"PK\1\2", *versions, flags, method, *_time(member), crc, packed, size, len(name), len(extra),
            len(member.comment), 0, member.internal_attr, member.external_attr, at,
        )
        + name + extra + member.comment
    )  # fmt: skip


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields without the sizes of archives of gigabytes, which stand in the entry itself here."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept
