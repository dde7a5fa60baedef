"""Files behind URLs, in whatever fsspec knows: S3, Google Cloud, HTTP, SFTP, ZIP files (`zip://*.md::texts.zip`) ..."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from reslint.errors import UserError

# What file systems tell, under whatever name, by which a change of the content shows.
_TELLING = ("etag", "md5", "md5hash", "crc", "lastmodified", "last_modified", "mtime", "updated", "generation")
_FRESH = 2.0  # seconds: a file written so lately may change again without its time telling


class RemoteFile(NamedTuple):
    """`stamp`: as long as it stays, the content has; "" where the file system does not tell. `size` in bytes, 0 where
    it is not known."""

    url: str
    stamp: str
    size: int


def files(url: str, wanted: Callable[[str], bool]) -> Iterator[RemoteFile]:
    """The file at `url`, or those that it matches (`*`), or those below it that are wanted, sorted.

    `wanted` is asked with the path below `url`. A `UserError` where nothing is there, or it cannot be listed.
    """
    place, *outer = url.split("::", 1)
    try:
        system, path = _fsspec().core.url_to_fs(url)
        if any(c in path for c in "*?["):
            found = system.glob(path, detail=True)
        elif place.endswith("://") or system.isdir(path):
            below = system.find(path, detail=True)
            found = {name: below[name] for name in below if wanted(name.removeprefix(path).lstrip("/"))}
        else:
            found = {path: system.info(path)}
        named = {"::".join([system.unstrip_protocol(name), *outer]): found[name] for name in sorted(found)}
    except UserError:
        raise
    except FileNotFoundError:
        raise UserError(f"{url}: no such file or folder") from None
    except Exception as error:  # each file system has errors of its own
        raise UserError(f"{url}: cannot be listed: {_said(error)}") from None
    some = [RemoteFile(name, _stamp(about), about.get("size") or 0)
            for name, about in named.items() if about.get("type") != "directory"]  # fmt: skip
    if not some:
        raise UserError(f"{url}: no file there that can be checked")
    yield from some


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


def _stamp(about: Mapping[str, Any]) -> str:
    told = {key.replace("-", "").lower(): value for key, value in about.items()}
    changed = told.get("mtime")
    if isinstance(changed, int | float) and abs(time.time() - changed) < _FRESH:
        return ""
    signs = [f"{key}={told[key]}" for key in _TELLING if told.get(key)]
    return f"{about.get('size')}:{','.join(signs)}" if signs else ""


def _said(error: Exception) -> str:
    return " ".join(f"{error}".split()) or type(error).__name__


def _fsspec() -> Any:
    try:
        return import_module("fsspec")
    except ImportError:
        raise UserError("texts behind URLs want fsspec: pip install 'reslint[archive]'") from None
