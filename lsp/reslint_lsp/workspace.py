"""Workspace symbols: the drafts of the folders that are open in the editor, read once and again when they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lsprotocol.types import Location, SymbolKind, WorkspaceSymbol

from reslint.cli.files import PathError, walk
from reslint.errors import UserError
from reslint.resolution.compilation import cut
from reslint.resolution.parse import parse
from reslint.source.model import SourceError
from reslint.source.read import read
from reslint_lsp.documents import uri_of
from reslint_lsp.features.outline import KINDS, title_of
from reslint_lsp.positions import Lines
from reslint_lsp.settings import Settings

MOST = 200
EXCERPT = 60  # code points of a paragraph in its symbol's name


class _File(NamedTuple):
    """A draft on disk: when it was read, and its symbols (name in lower case, symbol)."""

    stamp: tuple[float, int]
    symbols: tuple[tuple[str, WorkspaceSymbol], ...]


class Library:
    """The drafts below some folders."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._files: dict[str, _File] = {}

    def find(
        self, folders: Iterable[str], query: str, encoding: str | None, step: Callable[[int, int, str], None]
    ) -> list[WorkspaceSymbol]:
        """The symbols whose name holds every word of `query`; `step(done, of, path)` is called file by file."""
        paths = list(self._paths(folders))
        words = query.lower().split()
        found: list[WorkspaceSymbol] = []
        for n, path in enumerate(paths):
            step(n, len(paths), path)
            for name, symbol in self._read(path, encoding).symbols:
                if all(word in name for word in words):
                    found.append(symbol)
        return found[:MOST]

    def _paths(self, folders: Iterable[str]) -> Iterator[str]:
        for folder in folders:
            try:
                config = self.settings.terms(os.path.join(folder, "draft.md")).config
            except UserError:
                continue  # the diagnostics of every open draft say what is wrong with the settings
            for path in walk(folder, config):
                if not isinstance(path, PathError):
                    yield path

    def _read(self, path: str, encoding: str | None) -> _File:
        try:
            about = os.stat(path)
        except OSError:
            return _File((0, 0), ())
        stamp = (about.st_mtime, about.st_size)
        known = self._files.get(path)
        if known is None or known.stamp != stamp:
            known = self._files[path] = _File(stamp, tuple(_symbols(path, encoding)))
        return known


def _symbols(path: str, encoding: str | None) -> Iterator[tuple[str, WorkspaceSymbol]]:
    try:
        source = read(path)
    except SourceError:
        return
    lines, uri, file = Lines(source.text, encoding), uri_of(path), os.path.basename(path)
    for start, piece in cut(source):
        resolution = parse(piece)
        if resolution is None:
            continue
        title = title_of(resolution) or file
        head = Location(uri, lines.range(start, start))
        yield title.lower(), WorkspaceSymbol(head, title, SymbolKind.Module, container_name=file)
        for p in resolution.paragraphs:
            if p.kind in ("preambular", "operative", "heading") and p.text:
                name = f"{p.path} {p.text[:EXCERPT]}".strip()
                where = Location(uri, lines.range(p.start + start, p.end + start))
                yield f"{name} {title}".lower(), WorkspaceSymbol(where, name, KINDS[p.kind], container_name=title)
