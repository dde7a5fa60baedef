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
from pygls.protocol import LanguageServerProtocol

LOG = logging.getLogger("reslint.lsp")

PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS = -32700, -32600, -32602
NOT_INITIALIZED = -32002


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
        if method is not None and not self._allowed(str(method), identity):
            return
        try:
            message = self.structure_message(data)
        except Exception as error:  # whatever a converter makes of what a client sent
            LOG.warning("%s cannot be read: %s", method or "a response", error.__cause__ or error)
            if method is not None and identity is not None:
                self._refuse(identity, INVALID_PARAMS, f"the parameters of {method} cannot be read")
            return
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
                self._begun = True
                return True
            why, code = "initialize was sent twice", INVALID_REQUEST
        elif self._begun:
            return True
        else:
            why, code = "initialize comes first", NOT_INITIALIZED
        if identity is not None:
            self._refuse(identity, code, why)
        return False

    def _refuse(self, identity: object, code: int, why: str) -> None:
        self.send({"jsonrpc": self.VERSION, "id": identity, "error": {"code": code, "message": why}})

    def send(self, message: dict[str, Any]) -> None:
        """Sends a message that is in JSON's types already: quicker than through the classes of lsprotocol."""
        self._send_data(message)
