"""The open documents: their texts, as the client's edits leave them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lsprotocol.types import (
    PositionEncodingKind,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    TextDocumentItem,
)
from pygls.uris import from_fs_path, to_fs_path

from reslint.source.kinds import of_name
from reslint_lsp.positions import Lines

# What editors call the languages of texts that bear no telling suffix (a new, unnamed document).
_LANGUAGES = {"markdown": "markdown", "plaintext": "text", "text": "text", "xml": "xml", "html": "html"}
_SHOWN = frozenset(_LANGUAGES.values())  # Word files and the like are no texts that an editor holds


class Document:
    """One open document. `path` is "" where it is no file; `format` None: nothing that reslint reads.

    `typed`: where the last edit ended, as long as its author may still be at it; None where a whole text came.
    """

    def __init__(self, item: TextDocumentItem, encoding: PositionEncodingKind | str | None) -> None:
        self.uri = item.uri
        self.path = path_of(item.uri)
        self.name = self.path or item.uri
        named = of_name(self.name) or _LANGUAGES.get(item.language_id)
        self.format = named if named in _SHOWN else None
        self.version = item.version
        self.lines = Lines(item.text, encoding)
        self.typed: int | None = None

    @property
    def text(self) -> str:
        return self.lines.text

    def change(self, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> None:
        """Applies the client's edits one after the other: each sees what the one before left."""
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                start, end = self.lines.span(change.range)
                text = self.text[:start] + change.text + self.text[end:]
                self.typed = start + len(change.text)
            else:
                text = change.text
                self.typed = None
            self.lines = Lines(text, self.lines.encoding)
        self.version = version


def path_of(uri: str) -> str:
    """The path that a `file:` URI names, "" for any other."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.normpath(path) if path else ""


def uri_of(path: str) -> str:
    """The `file:` URI of a path."""
    return str(from_fs_path(os.path.abspath(path)))
