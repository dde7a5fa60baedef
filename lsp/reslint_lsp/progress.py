"""Progress of a piece of work, as an editor shows it."""

from __future__ import annotations

import asyncio

from lsprotocol.types import ProgressToken, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport
from pygls.lsp.server import LanguageServer


class Progress:
    """Progress of a piece of work, under the token that the client gave; none is shown where it gave none."""

    def __init__(self, server: LanguageServer, token: ProgressToken | None, title: str) -> None:
        self._progress, self._token, self._title = server.work_done_progress, token, title
        self._percent = -1

    async def __aenter__(self) -> Progress:
        self._loop = asyncio.get_running_loop()
        if self._token is not None:
            self._progress.begin(self._token, WorkDoneProgressBegin(self._title, percentage=0))
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._token is not None:
            self._progress.end(self._token, WorkDoneProgressEnd())

    def __call__(self, done: int, of: int, what: str) -> None:
        """Called from the worker; said once a percent."""
        percent = done * 100 // max(1, of)
        if self._token is not None and percent != self._percent:
            self._percent = percent
            report = WorkDoneProgressReport(message=f"{done} of {of}", percentage=percent)
            self._loop.call_soon_threadsafe(self._progress.report, self._token, report)
