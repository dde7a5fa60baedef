"""Files behind URLs, in whatever fsspec knows: S3, Google Cloud, HTTP, FTP, ZIP files (`zip://*.md::texts.zip`) ..."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from reslint.errors import UserError
from reslint.source.read import FRESH

# What file systems tell of a file, under whatever name: what its content comes to, and when it changed.
_SUMS = ("etag", "md5", "md5hash", "crc", "crc32c", "generation")
_TIMES = ("mtime", "lastmodified", "last_modified", "updated")


class RemoteFile(NamedTuple):
    """`stamp`: as long as it stays, the content has; "" where the file system does not tell. `size` in bytes, 0 where
    it is not known."""

    url: str
    stamp: str
    size: int


def files(url: str, wanted: Callable[[str], bool]) -> Iterator[RemoteFile]:
    """The file at `url`, or those that it matches (`*`), or those below it that are wanted, sorted.

    `wanted` is asked with the path below a folder. A `UserError` where nothing is there, or it cannot be listed.
    """
    refuse_secrets(url)
    head, *outer = _whole(url).split("::")
    if "://" not in head:
        raise UserError(f"{url}: begins with no place of files; give the URL of the files themselves")
    try:
        system, path = _fsspec().core.url_to_fs("::".join([head, *outer]))
        found = _found(system, path, wanted)
    except UserError:
        raise
    except FileNotFoundError:
        raise UserError(f"{url}: no such file or folder") from None
    except Exception as error:  # each file system has errors of its own
        raise UserError(f"{url}: cannot be listed: {_said(error)}") from None
    if not found:
        raise UserError(f"{url}: no file there that can be checked")
    for name, about in sorted(found.items()):
        place = "::".join([_named(system, head, path, name), *outer])
        yield RemoteFile(place, _stamp(about), about.get("size") or 0)


def refuse_secrets(url: str) -> None:
    """A `UserError` for a URL with a password: it would stand in the database and on the page of the archive."""
    for part in url.split("::"):
        place = urlsplit(part)
        if place.password and place.hostname:
            shown = part.replace(place.password, "…", 1)
            raise UserError(f"{shown}: holds a password, which others would read; fsspec's own settings are the place")


def content(url: str, largest: int) -> bytes:
    """The bytes at `url`, `largest` of them at most. An `OSError` where they cannot be read."""
    try:
        with _fsspec().open(url, "rb") as file:
            data: bytes = file.read(largest)
            return data
    except (FileNotFoundError, UserError):
        raise
    except Exception as error:
        raise OSError(0, _said(error)) from None


def _whole(url: str) -> str:
    """The URL, a file of this machine at its end named from the root: whoever reads it may be in another folder."""
    *chain, last = url.split("::")
    return "::".join([*chain, last if "://" in last else os.path.abspath(last)])


def _found(system: Any, path: str, wanted: Callable[[str], bool]) -> dict[str, Mapping[str, Any]]:
    """Name in the file system -> what that tells of it."""
    if any(c in path for c in "*?[") and not system.exists(path):
        matched = system.glob(path, detail=True)
    else:
        matched = {path: {"type": "directory"} if not path or system.isdir(path) else system.info(path)}
    found: dict[str, Mapping[str, Any]] = {}
    for name, about in matched.items():
        if about.get("type") != "directory":
            found[name] = about
            continue
        below = system.find(name, detail=True)
        found |= {inner: below[inner] for inner in below if wanted(inner.removeprefix(name).lstrip("/"))}
    return found


def _named(system: Any, head: str, path: str, name: str) -> str:
    """The URL of a file. Some file systems (FTP, SFTP, SMB) forget the host, which the URL that was given has."""
    given = urlsplit(head)
    if given.netloc and given.netloc not in path:
        return f"{given.scheme}://{given.netloc}/{name.lstrip('/')}"
    return str(system.unstrip_protocol(name))


def _stamp(about: Mapping[str, Any]) -> str:
    told = {key.replace("-", "").lower(): value for key, value in about.items()}
    signs = [f"{key}={told[key]}" for key in _SUMS if told.get(key)]
    if not signs:
        times = {key: told[key] for key in _TIMES if told.get(key)}
        if any(_age(value) < FRESH for value in times.values()):
            return ""
        signs = [f"{key}={value}" for key, value in times.items()]
    return f"{about.get('size')}:{','.join(signs)}" if signs else ""


def _age(changed: object) -> float:
    """Seconds since a time, however a file system tells it; 0 where that cannot be read."""
    if isinstance(changed, str):
        from email.utils import parsedate_to_datetime  # late: it loads half of the standard library

        try:
            changed = parsedate_to_datetime(changed)
        except ValueError:
            return 0.0
    if isinstance(changed, datetime):
        changed = changed.timestamp()
    return abs(time.time() - changed) if isinstance(changed, int | float) else 0.0


def _said(error: Exception) -> str:
    return " ".join(f"{error}".split()) or type(error).__name__


def _fsspec() -> Any:
    try:
        return import_module("fsspec")
    except ImportError:
        raise UserError("texts behind URLs want fsspec: pip install 'reslint[archive]'") from None
