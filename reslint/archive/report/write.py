"""The folder of a report: written beside the old one, and put in its place when it is whole."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reslint import __version__, data
from reslint.archive.report.collect import Part
from reslint.errors import UserError

FILES = {"report.js": "report.js", "report.css": "report.css", "report.licences.txt": "licences.txt"}
_MARK = '<meta name="generator" content="reslint archive report'
_OURS = frozenset({"index.html", "data", *FILES.values()})
_PART = re.compile(r"[a-z]+(-\d+)?\.js")
_UNSAFE = re.compile("[<>\u2028\u2029\ud800-\udfff]")

# Nothing but files beside the page: what a text holds can neither run nor call home.
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{_MARK} {__version__}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; \
style-src 'self' file: 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>Findings of an archive</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="report.css">
<script defer src="report.js"></script>
<script defer src="data/overview.js"></script>
</head>
<body>
<noscript>This page draws its tables and pictures with JavaScript, which is switched off.</noscript>
<div id="page"></div>
<footer>reslint {__version__}. Facts of the registry: United Nations. The official documents alone are authoritative.
<a href="licences.txt">Licences of the libraries in this page</a></footer>
</body>
</html>
"""


class Written(NamedTuple):
    """What a report came to: files, bytes."""

    files: int
    size: int


def script(part: Part) -> str:
    """The part as a classic script: pages from the file system may load nothing else."""
    text = json.dumps(part.data, ensure_ascii=False, separators=(",", ":"))
    return f'reslint("{part.name}",{_UNSAFE.sub(_escaped, text)});\n'


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{0xFFFD if 0xD800 <= code < 0xE000 else code:04x}"


def why_not(folder: str) -> str:
    """Why no report can be put at `folder`; "" where nothing, an empty folder or a report of ours is there."""
    if not os.path.lexists(folder):
        return ""
    if not os.path.isdir(folder):
        return "a file, where a folder is wanted"
    names = set(os.listdir(folder))
    if not names:
        return ""
    if not _is_ours(folder):
        return "a folder that holds something else; name one that is empty or not there yet"
    inside = os.listdir(os.path.join(folder, "data")) if "data" in names else []
    if others := sorted((names - _OURS) | {f"data/{name}" for name in inside if not _PART.fullmatch(name)}):
        return f"a report in which {others[0]} lies, too; move that elsewhere, as the report is made anew"
    return ""


def _is_ours(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "index.html"), encoding="utf-8", errors="replace") as file:
            return _MARK in file.read(2000)
    except OSError:
        return False


def bundle() -> None:
    """Makes sure that the page's script and style are there; a `UserError` where they have not been built."""
    for name in FILES:
        if not os.path.isfile(data.place(name)):
            raise UserError(
                "the page of the report is not built in this checkout: `make page` does it (Node 20 or later with npm)"
            )


def write(folder: str, parts: Iterable[Part]) -> Written:
    """Makes the report at `folder`. A `UserError` where it cannot be written; what was there then stays."""
    bundle()
    if why := why_not(folder):
        raise UserError(f"{folder}: {why}")
    target = os.path.realpath(folder)
    draft, old = (f"{target}.{os.getpid()}.{state}" for state in ("new", "old"))
    try:
        os.mkdir(draft)
        os.mkdir(os.path.join(draft, "data"))
        written = Written(*map(sum, zip(*_files(draft, parts), strict=True)))
        _swap(draft, target, old)
    except OSError as error:
        raise UserError(f"{folder}: cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return written


def _files(draft: str, parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """Writes them; (1, bytes) for each."""
    for name, called in FILES.items():
        path = os.path.join(draft, called)
        shutil.copyfile(data.place(name), path)
        yield 1, os.path.getsize(path)
    for part in parts:
        yield 1, _put(os.path.join(draft, "data", f"{part.name}.js"), script(part))
    yield 1, _put(os.path.join(draft, "index.html"), _PAGE)


def _put(path: str, text: str) -> int:
    with open(path, "wb") as file:
        return file.write(text.encode())


def _swap(draft: str, target: str, old: str) -> None:
    """Puts the draft in the place of what is there, which comes back where that fails."""
    there = os.path.isdir(target) and bool(os.listdir(target))
    if there:
        os.rename(target, old)
    elif os.path.isdir(target):
        os.rmdir(target)
    try:
        os.rename(draft, target)
    except OSError:
        if there:
            os.rename(old, target)
        raise
