"""Documents: edits against a plain string, and which of them reslint reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as t
from reslint_lsp.documents import Document, path_of, uri_of

from tests.lsp import editor
from tests.lsp.unit.test_positions import encodings, texts


def document(text: str, encoding: str = "utf-16", uri: str = "file:///d.md", language: str = "markdown") -> Document:
    return Document(t.TextDocumentItem(uri, language, 1, text), encoding)


@settings(deadline=None)
@given(texts, encodings, st.data())
def test_edits_leave_what_a_plain_string_has(text: str, encoding: str, data: st.DataObject) -> None:
    """Each edit of one message sees what the one before left."""
    ours = document(text, encoding)
    for version in range(2, 2 + data.draw(st.integers(1, 3))):
        changes: list[t.TextDocumentContentChangeEvent] = []
        for _ in range(data.draw(st.integers(0, 4))):
            start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
            new = data.draw(texts)
            where = t.Range(
                *(t.Position(**editor.position(text, offset, encoding)) for offset in (start, end))
            )
            start, end = (offset - (text[max(0, offset - 1) : offset + 1] == "\r\n") for offset in (start, end))
            if data.draw(st.booleans()):
                changes.append(t.TextDocumentContentChangePartial(where, new))
                text = text[:start] + new + text[end:]
            else:
                changes.append(t.TextDocumentContentChangeWholeDocument(new))
                text = new
        ours.change(version, changes)
        assert (ours.text, ours.version) == (text, version)


def test_an_edit_out_of_range_goes_to_the_nearest_place() -> None:
    ours = document("one\ntwo")
    far = t.Range(t.Position(7, 7), t.Position(9, 0))
    ours.change(2, [t.TextDocumentContentChangePartial(far, "!")])
    assert ours.text == "one\ntwo!"
    back = t.Range(t.Position(1, 2), t.Position(0, 99))
    ours.change(3, [t.TextDocumentContentChangePartial(back, "")])
    assert ours.text == "oneo!"


@pytest.mark.parametrize(
    ("uri", "language", "expected"),
    [
        ("file:///a/draft.md", "markdown", "markdown"),
        ("file:///a/DRAFT.MD", "", "markdown"),
        ("file:///a/draft.txt", "plaintext", "text"),
        ("file:///a/draft.txt", "markdown", "text"),  # as the command line has it: by the suffix
        ("untitled:Untitled-1", "markdown", "markdown"),
        ("untitled:Untitled-1", "plaintext", "text"),
        ("untitled:Untitled-1", "python", None),
        ("file:///a/draft.py", "python", None),
        ("file:///a/README", "plaintext", "text"),
        ("", "", None),
    ],
)
def test_formats(uri: str, language: str, expected: str | None) -> None:
    assert document("x", uri=uri, language=language).format == expected


@pytest.mark.parametrize("name", ["a draft.md", "مشروع قرار.txt", "50 % # draft?.md", "l’été é.md"])
def test_paths_and_uris(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert path_of(uri_of(str(path))) == str(path)
    assert path_of(path.as_uri()) == str(path)


def test_what_is_no_file_has_no_path() -> None:
    assert [path_of(uri) for uri in ("untitled:Untitled-1", "git:/a/draft.md", "", "file:")] == ["", "", "", ""]
