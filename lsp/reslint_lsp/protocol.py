"""The protocol of pygls, made to answer whatever a client sends, and to keep no text of its own.

- A request that cannot be read, or that comes before `initialize` or after `shutdown`, gets an error, not silence.
- An exception is logged and answered; it never becomes a message that pops up before the person who types.
- Documents are reslint's own business (`reslint_lsp.documents`): pygls splits lines at more characters than the
  protocol does.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

LOG = logging.getLogger("reslint.lsp")

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
CANCEL = "$/cancelRequest"
NOT_INITIALIZED = -32002


class Refusals(logging.Filter):
    """Keeps out of the log what pygls writes at length of a request that was refused: the client has been told."""

    def filter(self, record: logging.LogRecord) -> bool:
        refused = record.exc_info is not None and isinstance(record.exc_info[1], JsonRpcException)
        return not refused and not record.getMessage().startswith("Unable to deserialize message")


def _is_message(data: dict[str, Any]) -> bool:
    """Whether the object has the parts of a request, a notification or a response."""
    if "id" in data and (not isinstance(data["id"], str | int) or isinstance(data["id"], bool)):
        return False
    if "method" in data:
        return isinstance(data["method"], str)
    return "id" in data and ("result" in data or "error" in data)


class Protocol(LanguageServerProtocol):
    """See the module. `on_exit` is called when the client has gone or asks to end; `exit_code` is the process's."""

    # The handlers of pygls that keep texts: not there, so that the server's own are asked.
    lsp_text_document__did_open = None  # type: ignore[assignment]
    lsp_text_document__did_change = None  # type: ignore[assignment]
    lsp_text_document__did_close = None  # type: ignore[assignment]
    lsp_notebook_document__did_open = None  # type: ignore[assignment]
    lsp_notebook_document__did_change = None  # type: ignore[assignment]
    lsp_notebook_document__did_close = None  # type: ignore[assignment]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.on_exit: Callable[[], object] = lambda: None
        self.exit_code = 1
        self._begun = False

    def receive(self, body: bytes) -> None:
        """Takes one message; whatever is wrong with it is answered or logged, never raised."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            LOG.warning("a message that is no JSON: %s", error)
            self._refuse(None, PARSE_ERROR, f"not valid JSON: {error}")
            return
        if not isinstance(data, dict) or data.get("jsonrpc") != self.VERSION:
            identity = data.get("id") if isinstance(data, dict) else None
            LOG.warning("a message that is no JSON-RPC 2.0 object is refused")
            self._refuse(identity, INVALID_REQUEST, "one JSON-RPC 2.0 object is wanted")
            return
        method, identity = data.get("method"), data.get("id")
        if not _is_message(data):
            LOG.warning("a message that is neither request, notification nor response is refused")
            self._refuse(identity if isinstance(identity, str | int) else None, INVALID_REQUEST, "no such message")
            return
        if method is not None and not self._allowed(method, identity):
            return
        if method not in (None, CANCEL) and self.fm.features.get(method, self.fm.builtin_features.get(method)) is None:
            LOG.debug("%s is not known here", method)
            if identity is not None:
                self._refuse(identity, METHOD_NOT_FOUND, f"there is no method {method!r}")
            return
        try:
            message = self.structure_message(data)
        except Exception as error:  # whatever a converter makes of what a client sent
            LOG.warning("%s cannot be read: %s", method or "a response", error.__cause__ or error)
            if method is not None and identity is not None:
                self._refuse(identity, INVALID_PARAMS, f"the parameters of {method} cannot be read")
            return
        self._begun = self._begun or method == types.INITIALIZE
        try:
            self.handle_message(message)
        except Exception:
            LOG.exception("%s could not be handled", method or "a response")

    def _allowed(self, method: str, identity: object) -> bool:
        """Whether the message has its turn; one that has not is answered, if it wants an answer."""
        if method == types.EXIT:
            self.exit_code = 0 if self._shutdown else 1
            self.on_exit()
            return False
        if self._shutdown:
            why, code = "the server is shutting down", INVALID_REQUEST
        elif method == types.INITIALIZE:
            if not self._begun:
                return True
            why, code = "initialize was sent twice", INVALID_REQUEST
        elif self._begun:
            return True
        else:
            why, code = "initialize comes first", NOT_INITIALIZED
        if identity is not None:
            self._refuse(identity, code, why)
        return False

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: object) -> None:  # type: ignore[override]  # pygls's is a generator
        """Calls off what is still being answered. (pygls's own goes through a table that changes meanwhile.)"""
        for identity, future in list(self._request_futures.items()):
            if identity != self.msg_id and not future.done():
                future.cancel()
        self._shutdown = True

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        """As pygls does it, but without the traceback: that is for the log."""
        if error is not None:
            error.data = None
        super()._send_response(msg_id, result, error)

    def _refuse(self, identity: object, code: int, why: str) -> None:
        self.send({"jsonrpc": self.VERSION, "id": identity, "error": {"code": code, "message": why}})

    def send(self, message: dict[str, Any]) -> None:
        """Sends a message that is in JSON's types already: quicker than through the classes of lsprotocol."""
        self._send_data(message)
