"""A session of a real server with a client that can do what an editor can: VS Code, Neovim, Emacs."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from lsprotocol.converters import get_converter
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from tests.lsp.raw import PATIENCE, uri_of

EDITORS = ("visual-studio-code@1.65.2", "visual-studio-code, pulling", "neovim@0.7.0", "neovim@0.11.0", "emacs@29.1")
MESSAGES = get_converter()


def capabilities(editor: str) -> t.ClientCapabilities:
    """What an editor can do. VS Code of today also asks for diagnostics and lets hints be refreshed."""
    name, _, newer = editor.partition(", ")
    able = deepcopy(client_capabilities(name))
    if newer:
        assert able.text_document is not None
        assert able.workspace is not None
        able.text_document.diagnostic = t.DiagnosticClientCapabilities(
            related_document_support=True, related_information=True, code_description_support=True,
            tag_support=t.ClientDiagnosticsTagOptions([t.DiagnosticTag.Unnecessary, t.DiagnosticTag.Deprecated]),
        )  # fmt: skip
        able.workspace.diagnostics = t.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        able.workspace.inlay_hint = t.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    return able


class Session(LanguageClient):
    """A client and what has come to it."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.published: list[t.PublishDiagnosticsParams] = []
        self.registered: list[t.Registration] = []
        self.refreshed: list[str] = []
        own = {
            t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda params: self.published.append(params),
            t.CLIENT_REGISTER_CAPABILITY: lambda params: self.registered.extend(params.registrations),
            t.WORKSPACE_DIAGNOSTIC_REFRESH: lambda params: self.refreshed.append("diagnostics"),
            t.WORKSPACE_INLAY_HINT_REFRESH: lambda params: self.refreshed.append("hints"),
            t.WORKSPACE_SEMANTIC_TOKENS_REFRESH: lambda params: self.refreshed.append("tokens"),
        }
        register_lsp_features(self, {**DEFAULT_CLIENT_FEATURES, **own})

    async def begin(self, editor: str, folder: Path) -> None:
        """Initializes the session as `editor` would, with one folder open."""
        self.able = capabilities(editor)
        assert self.able.text_document is not None
        self.pulls = self.able.text_document.diagnostic is not None
        params = t.InitializeParams(
            capabilities=self.able,
            root_uri=uri_of(folder),
            workspace_folders=[t.WorkspaceFolder(uri_of(folder), folder.name)],
            client_info=t.ClientInfo(editor),
        )
        self.said = (await self.initialize_session(params)).capabilities

    @property
    def encoding(self) -> str:
        return str(self.said.position_encoding or "utf-16")

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        item = t.TextDocumentItem(uri, language, version, text)
        self.text_document_did_open(t.DidOpenTextDocumentParams(item))

    def change(self, uri: str, version: int, text: str) -> None:
        document = t.VersionedTextDocumentIdentifier(version=version, uri=uri)
        whole = t.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(t.DidChangeTextDocumentParams(document, [whole]))

    def close(self, uri: str) -> None:
        self.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))

    async def found(self, uri: str, version: int = 1) -> list[t.Diagnostic]:
        """The diagnostics of a version, asked for or waited for, as the editor has it. They are used up."""
        if self.pulls:
            report = await self.pull(uri)
            assert isinstance(report, t.RelatedFullDocumentDiagnosticReport)
            return list(report.items)
        return list((await self.publication(uri, version)).diagnostics)

    async def pull(self, uri: str, before: str | None = None) -> t.DocumentDiagnosticReport:
        document = t.TextDocumentIdentifier(uri)
        asked = t.DocumentDiagnosticParams(document, previous_result_id=before)
        return await asyncio.wait_for(self.text_document_diagnostic_async(asked), PATIENCE)

    async def publication(self, uri: str, version: int | None) -> t.PublishDiagnosticsParams:
        await until(lambda: any(p.uri == uri and p.version == version for p in self.published), f"findings of {uri}")
        publication = next(p for p in self.published if p.uri == uri and p.version == version)
        self.published = [p for p in self.published if p.uri != uri]
        return publication

    async def actions(self, uri: str, where: t.Range, *only: str) -> list[t.CodeAction]:
        context = t.CodeActionContext([], only=list(only) or None)
        asked = t.CodeActionParams(t.TextDocumentIdentifier(uri), where, context)
        got = await asyncio.wait_for(self.text_document_code_action_async(asked), PATIENCE)
        return [action for action in got or () if isinstance(action, t.CodeAction)]

    def watched(self, path: Path, how: t.FileChangeType = t.FileChangeType.Changed) -> None:
        """The editor has seen that a file has changed."""
        change = t.FileEvent(uri_of(path), how)
        self.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([change]))

    def edits(self, edit: t.WorkspaceEdit | None, uri: str, version: int = 1) -> list[dict[str, Any]]:
        """The edits of one document, in the form that the editor can read; bound to a version where it can be."""
        assert edit is not None
        assert self.able.workspace is not None
        able = self.able.workspace.workspace_edit
        if able is not None and able.document_changes:
            assert not edit.changes
            assert edit.document_changes is not None
            [change] = edit.document_changes
            assert isinstance(change, t.TextDocumentEdit)
            assert (change.text_document.uri, change.text_document.version) == (uri, version)
            plain = list(change.edits)
        else:
            assert not edit.document_changes
            assert edit.changes is not None
            plain = list(edit.changes[uri])
        return [MESSAGES.unstructure(e) for e in plain]


async def until(condition: Any, what: str) -> None:
    """Waits until a condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)
