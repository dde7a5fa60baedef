"""The language server: which message is answered by which room. All wiring is here, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from reslint import __version__
from reslint.errors import UserError
from reslint_lsp import commands
from reslint_lsp.desk import Desk, Piece, View
from reslint_lsp.diagnostics import Shows, diagnostics
from reslint_lsp.documents import Document, path_of
from reslint_lsp.features import (
    actions,
    completion,
    folding,
    hints,
    hover,
    links,
    navigation,
    outline,
    rename,
    selection,
    tokens,
)
from reslint_lsp.progress import Progress
from reslint_lsp.protocol import Protocol
from reslint_lsp.settings import WATCHED, Settings, configuration_of
from reslint_lsp.versions import Versions
from reslint_lsp.workspace import Library

LOG = logging.getLogger("reslint.lsp")


class Server(LanguageServer):
    """One client, what it can do, and its documents."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("reslint", __version__, protocol_cls=Protocol, max_workers=1)
        self.settings = Settings()
        self.desk = Desk(self.settings, self.checked, self.settled)
        self.versions = Versions(self.desk, self.told)
        self.library = Library(self.settings)
        self.client = t.ClientCapabilities()
        self.shows = Shows()
        self.edits = actions.Client()
        self.pulls = False  # the client asks for diagnostics: none are sent unasked

    def begin(self, params: t.InitializeParams) -> None:
        """Takes down what the client can do."""
        self.client = params.capabilities
        self.shows = Shows.of(self.client)
        self.edits = actions.Client.of(self.client)
        self.pulls = bool(self.client.text_document and self.client.text_document.diagnostic)
        self.desk.holds = not self.pulls or self.asks_again
        self.settings.speak(params.locale)
        self.settings.use(configuration_of(params.initialization_options))
        name = params.client_info.name if params.client_info else "a client without a name"
        LOG.info("reslint %s serves %s", __version__, name)

    @property
    def encoding(self) -> str | None:
        return self.workspace.position_encoding

    @property
    def asks_again(self) -> bool:
        """Whether a client that asks for diagnostics can be told to ask once more."""
        able = self.client.workspace
        return bool(self.pulls and able and able.diagnostics and able.diagnostics.refresh_support)

    def checked(self, view: View) -> None:
        """The newest text of a document has been checked."""
        if not self.pulls:
            self._publish(view)
        self.versions.look()

    def settled(self, view: View) -> None:
        """What was held back of a document is to be said now."""
        self.told([view])

    def told(self, views: list[View]) -> None:
        """Something else is said now of these texts."""
        if not self.pulls:
            for view in views:
                self._publish(view)
        elif views and self.asks_again:
            self.workspace_diagnostic_refresh(None)

    def said(self, view: View) -> list[t.Diagnostic]:
        """All that is said of a text by now."""
        return diagnostics(view, self.shows, self.versions.of(view))

    def _publish(self, view: View) -> None:
        self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(view.uri, self.said(view), view.version))

    def refresh(self) -> None:
        """Settings, rules or registry have changed: everything is said anew, or the client told to ask again."""
        self.settings.forget()
        self.desk.refresh()
        if self.asks_again:
            self.workspace_diagnostic_refresh(None)
        able = self.client.workspace
        if able is None:
            return
        if able.inlay_hint and able.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)
        if able.semantic_tokens and able.semantic_tokens.refresh_support:
            self.workspace_semantic_tokens_refresh(None)

    def piece(self, document_id: t.TextDocumentIdentifier, position: t.Position) -> tuple[Piece, int] | None:
        """The resolution at a position, and the offset that is meant."""
        document = self.desk.get(document_id.uri)
        if document is None:
            return None
        offset = document.lines.offset(position)
        piece = self.desk.piece(document.uri, offset)
        return (piece, offset) if piece is not None else None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Into the log: a fault of ours is nothing that pops up before a person who types."""
        if not isinstance(error, JsonRpcException):
            LOG.error("%s: %s", getattr(source, "__name__", source), error)


def make() -> Server:
    """A server with every feature, ready to serve one client."""
    server = Server()
    _lifecycle(server)
    _documents(server)
    _at_a_place(server)
    _of_a_text(server)
    _edits(server)
    _workspace(server)
    _commands(server)
    return server


def _lifecycle(server: Server) -> None:
    @server.feature(t.INITIALIZE)
    def initialize(params: t.InitializeParams) -> None:
        server.begin(params)
        if server.pulls:

            @server.feature(t.TEXT_DOCUMENT_DIAGNOSTIC, t.DiagnosticOptions(False, False, identifier="reslint"))
            async def pull(params: t.DocumentDiagnosticParams) -> t.DocumentDiagnosticReport:
                server.desk.look(params.text_document.uri)
                view = await server.desk.view(params.text_document.uri)
                if view is None:
                    return t.RelatedFullDocumentDiagnosticReport([])
                mark = f"{view.number}.{server.versions.of(view).number}"
                if params.previous_result_id == mark:
                    return t.RelatedUnchangedDocumentDiagnosticReport(mark)
                return t.RelatedFullDocumentDiagnosticReport(server.said(view), result_id=mark)

    @server.feature(t.INITIALIZED)
    def initialized(params: t.InitializedParams) -> None:
        able = server.client.workspace.did_change_watched_files if server.client.workspace else None
        if able is not None and able.dynamic_registration:
            options = t.DidChangeWatchedFilesRegistrationOptions([t.FileSystemWatcher(glob) for glob in WATCHED])
            watch = t.Registration("reslint-files", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(t.RegistrationParams([watch]))


def _documents(server: Server) -> None:
    @server.feature(t.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: t.DidOpenTextDocumentParams) -> None:
        server.desk.open(Document(params.text_document, server.encoding))

    @server.feature(t.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: t.DidChangeTextDocumentParams) -> None:
        if (document := server.desk.get(params.text_document.uri)) is not None:
            document.change(params.text_document.version, params.content_changes)
            server.desk.changed(document.uri)

    @server.feature(t.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: t.DidSaveTextDocumentParams) -> None:
        server.desk.settle(params.text_document.uri)

    @server.feature(t.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: t.DidCloseTextDocumentParams) -> None:
        server.desk.close(params.text_document.uri)
        server.versions.look()
        if not server.pulls:
            server.text_document_publish_diagnostics(t.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(t.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: t.DidChangeWatchedFilesParams) -> None:
        if any(server.settings.concerns(path_of(change.uri)) for change in params.changes):
            server.refresh()

    @server.feature(t.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def settings_changed(params: t.DidChangeConfigurationParams) -> None:
        if isinstance(params.settings, dict) and ("configuration" in params.settings or "reslint" in params.settings):
            server.settings.use(configuration_of(params.settings))
        server.refresh()


def _at_a_place(server: Server) -> None:
    """Answers about a place: from the resolution there, without waiting for a check of the whole text."""

    @server.feature(t.TEXT_DOCUMENT_HOVER)
    def on_hover(params: t.HoverParams) -> t.Hover | None:
        document = server.desk.get(params.text_document.uri)
        if document is None:
            return None
        offset = document.lines.offset(params.position)
        able = server.client.text_document.hover if server.client.text_document else None
        formats = able.content_format if able is not None and able.content_format else [t.MarkupKind.Markdown]
        return hover.hover(
            server.desk.piece(document.uri, offset),
            server.desk.known(document.uri),
            offset,
            markdown=t.MarkupKind.Markdown in formats,
        )

    @server.feature(t.TEXT_DOCUMENT_COMPLETION, t.CompletionOptions(completion.TRIGGERS))
    def on_completion(params: t.CompletionParams) -> t.CompletionList:
        found = server.piece(params.text_document, params.position)
        return completion.complete(*found) if found is not None else t.CompletionList(False, [])

    @server.feature(t.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: t.DefinitionParams) -> list[t.Location]:
        found = server.piece(params.text_document, params.position)
        return navigation.definition(found[0], params.text_document.uri, found[1]) if found is not None else []

    @server.feature(t.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: t.ReferenceParams) -> list[t.Location]:
        if (found := server.piece(params.text_document, params.position)) is None:
            return []
        own = params.context.include_declaration
        return navigation.references(found[0], params.text_document.uri, found[1], declaration=own)

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def on_highlight(params: t.DocumentHighlightParams) -> list[t.DocumentHighlight]:
        found = server.piece(params.text_document, params.position)
        return navigation.highlights(*found) if found is not None else []

    @server.feature(t.TEXT_DOCUMENT_SELECTION_RANGE)
    def on_selection(params: t.SelectionRangeParams) -> list[t.SelectionRange]:
        made = []
        for position in params.positions:
            found = server.piece(params.text_document, position)
            nothing = t.SelectionRange(t.Range(position, position))
            made.append(selection.selection(*found) if found is not None else nothing)
        return made

    @server.feature(t.TEXT_DOCUMENT_PREPARE_RENAME)
    def on_prepare_rename(params: t.PrepareRenameParams) -> t.PrepareRenamePlaceholder | None:
        found = server.piece(params.text_document, params.position)
        place = rename.place(*found) if found is not None else None
        return t.PrepareRenamePlaceholder(*place) if place is not None else None

    @server.feature(t.TEXT_DOCUMENT_RENAME, t.RenameOptions(prepare_provider=True))
    def on_rename(params: t.RenameParams) -> t.WorkspaceEdit | None:
        if (found := server.piece(params.text_document, params.position)) is None:
            return None
        try:
            edits = rename.rename(*found, params.new_name)
        except rename.RenameError as error:
            raise JsonRpcInvalidParams(str(error)) from None
        return t.WorkspaceEdit(changes={params.text_document.uri: edits})


def _of_a_text(server: Server) -> None:
    """Answers about a whole text: as soon as its newest version has been read."""

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def on_outline(
        params: t.DocumentSymbolParams,
    ) -> Sequence[t.DocumentSymbol] | Sequence[t.SymbolInformation]:
        view = await server.desk.view(params.text_document.uri)
        if view is None:
            return []
        able = server.client.text_document.document_symbol if server.client.text_document else None
        found = outline.outline(view)
        if able is not None and able.hierarchical_document_symbol_support:
            return found
        return outline.flat(found, view.uri)

    @server.feature(t.TEXT_DOCUMENT_FOLDING_RANGE)
    async def on_folding(params: t.FoldingRangeParams) -> list[t.FoldingRange]:
        view = await server.desk.view(params.text_document.uri)
        return folding.folding(view) if view is not None else []

    @server.feature(t.TEXT_DOCUMENT_INLAY_HINT)
    async def on_hints(params: t.InlayHintParams) -> list[t.InlayHint]:
        view = await server.desk.view(params.text_document.uri)
        return hints.hints(view, params.range) if view is not None else []

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def on_links(params: t.DocumentLinkParams) -> list[t.DocumentLink]:
        view = await server.desk.view(params.text_document.uri)
        return links.links(view) if view is not None else []

    @server.feature(
        t.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        t.SemanticTokensRegistrationOptions(legend=tokens.LEGEND, full=True, range=True),
    )
    async def on_tokens(params: t.SemanticTokensParams) -> t.SemanticTokens:
        view = await server.desk.view(params.text_document.uri)
        return tokens.tokens(view) if view is not None else t.SemanticTokens([])

    @server.feature(t.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE)
    async def on_tokens_in(params: t.SemanticTokensRangeParams) -> t.SemanticTokens:
        view = await server.desk.view(params.text_document.uri)
        return tokens.tokens(view, *view.lines.span(params.range)) if view is not None else t.SemanticTokens([])


def _edits(server: Server) -> None:
    @server.feature(
        t.TEXT_DOCUMENT_CODE_ACTION, t.CodeActionOptions(code_action_kinds=actions.KINDS, resolve_provider=True)
    )
    async def on_actions(params: t.CodeActionParams) -> list[t.CodeAction]:
        view = await server.desk.view(params.text_document.uri)
        if view is None or view.why:
            return []
        span = view.lines.span(params.range)
        piece = server.desk.piece(view.uri, span[0])
        made = actions.actions(view, piece, span, params.context.only, server.shows, server.edits)
        if server.edits.resolves:
            return made
        return [await with_edit(action) if action.data is not None else action for action in made]

    @server.feature(t.CODE_ACTION_RESOLVE)
    async def with_edit(action: t.CodeAction) -> t.CodeAction:
        """The edit of the action that fixes everything: what `reslint fix` would write."""
        uri = str(action.data.get("uri")) if isinstance(action.data, dict) else ""
        while action.edit is None and action.kind == actions.FIX_ALL and (view := await server.desk.view(uri)):
            text = await server.desk.fixed(view)
            if server.desk.known(uri) is view:  # else the text has changed meanwhile: an edit of the older one is none
                action.edit = actions.text_edit(view, actions.difference(view.lines.text, text), server.edits)
        return action


def _workspace(server: Server) -> None:
    @server.feature(t.WORKSPACE_SYMBOL)
    async def on_symbols(params: t.WorkspaceSymbolParams) -> list[t.WorkspaceSymbol]:
        folders = [path for folder in server.workspace.folders.values() if (path := path_of(folder.uri))]
        if not folders and server.workspace.root_path:
            folders = [server.workspace.root_path]
        folders = folders or sorted({os.path.dirname(d.path) for d in server.desk.all() if d.path})
        async with Progress(server, params.work_done_token, "reslint reads the drafts") as step:
            return await asyncio.to_thread(server.library.find, folders, params.query, server.encoding, step)


def _commands(server: Server) -> None:
    """A `UserError` becomes the error that the client shows to whoever gave the command."""

    @server.command(commands.EXPLAIN)
    def explain(rule: str) -> str:
        try:
            return commands.explain(rule, server.settings.terms(""))
        except UserError as error:
            raise JsonRpcInvalidParams(str(error)) from None

    @server.command(commands.DUMP)
    async def dump(uri: str) -> str:
        view = await server.desk.view(uri)
        try:
            if view is None:
                raise UserError(f"{uri}: not open, or nothing that reslint reads")
            return commands.dump(view)
        except UserError as error:
            raise JsonRpcInvalidParams(str(error)) from None

    @server.command(commands.RECALL)
    async def recall(topic: str, uri: str) -> dict[str, str]:
        view = await server.desk.view(uri)
        resolution = view.report.resolution if view is not None else None
        code = resolution.language if resolution is not None else "en"
        try:
            return {"text": commands.recall(topic, server.settings.terms(path_of(uri)), code)}
        except UserError as error:
            raise JsonRpcInvalidParams(str(error)) from None
