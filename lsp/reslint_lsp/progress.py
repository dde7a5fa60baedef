"""Progress of a piece of work, as an editor shows it."""

from __future__ import annotations

import asyncio
import logging
from uuid import uuid4

from lsprotocol.types import ProgressToken, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

LOG = logging.getLogger("reslint.lsp")
PATIENCE = 2.0  # seconds for the client to answer


class CancelledWorkError(Exception):
    """Nobody waits for the work any longer."""


class Progress:
    """Progress under the token that the client gave, or one of its own where the client lets a server begin one.

    The object is called with what is done, by the thread that does it; it raises `CancelledWorkError` there once the
    request has been called off.
    """

    def __init__(self, server: LanguageServer, token: ProgressToken | None, title: str) -> None:
        self._server, self._progress, self._token = server, server.work_done_progress, token
        self._title = title
        self._percent = -1
        self._over = False

    async def __aenter__(self) -> Progress:
        self._loop = asyncio.get_running_loop()
        window = self._server.client_capabilities.window
        if self._token is None and window is not None and window.work_done_progress:
            await self._create()
        if self._token is not None:
            self._progress.begin(self._token, WorkDoneProgressBegin(self._title, percentage=0))
        return self

    async def _create(self) -> None:
        """Asks the client for a token; without its consent nothing is shown, and the work goes on."""
        token = str(uuid4())
        try:
            await asyncio.wait_for(self._progress.create_async(token), PATIENCE)
        except (TimeoutError, JsonRpcException) as error:
            LOG.info("the client shows no progress: %s", error)
        else:
            self._token = token

    async def __aexit__(self, *error: object) -> None:
        self._over = True
        if self._token is not None:
            self._progress.end(self._token, WorkDoneProgressEnd())
            self._progress.tokens.pop(self._token, None)

    def __call__(self, done: int, of: int, what: str) -> None:
        """`done` of `of` things; said once a percent."""
        if self._over:
            raise CancelledWorkError(what)
        percent = done * 100 // max(1, of)
        if self._token is not None and percent != self._percent:
            self._percent = percent
            report = WorkDoneProgressReport(message=f"{done} of {of}", percentage=percent)
            self._loop.call_soon_threadsafe(self._progress.report, self._token, report)
