"""The whole server inside the test's own process: bytes in, messages out, nothing between but no pipe."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from reslint_lsp.server import make

from tests.lsp.raw import PATIENCE, Message


class Inside:
    """A session with a server; to be used in `async with`."""

    def __init__(self) -> None:
        self.server = make()
        self.server.protocol.set_writer(self, include_headers=False)
        self.messages: list[Message] = []
        self._came = asyncio.Event()
        self._next = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        self.server.desk.shut()
        assert not [m for m in self.messages if str(m.get("method")).startswith("window/showMessage")]

    # what the server writes to

    def write(self, data: bytes) -> None:
        self.messages.append(json.loads(data))
        self._came.set()

    def close(self) -> None:
        """The server has nothing to close here."""

    # what the client does

    def notify(self, method: str, params: object = None) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    async def request(self, method: str, params: object = None) -> Any:
        """The result of a request; an `AssertionError` where it was refused."""
        got = await self.answer(method, params)
        assert "error" not in got, got
        return got["result"]

    async def answer(self, method: str, params: object = None) -> Message:
        """What comes back to a request, be it a result or an error."""
        self._next += 1
        identity = self._next
        self._send({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})
        return await self.take(lambda m: m.get("id") == identity and "method" not in m, f"an answer to {method}")

    async def begin(self, encoding: str | None = None, *, pull: bool = False, **more: Any) -> Message:
        """Initializes the session in a position encoding; `pull`: the client asks for diagnostics."""
        capabilities: Message = {"textDocument": {}, **more}
        if pull:
            capabilities["textDocument"]["diagnostic"] = {}
        if encoding is not None:
            capabilities["general"] = {"positionEncodings": [encoding]}
        said: Message = await self.request(
            "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities}
        )
        self.notify("initialized", {})
        return said

    def open(self, uri: str, text: str, version: int = 1, language: str = "markdown") -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    async def diagnostics(self, uri: str, version: int) -> list[Message]:
        """Those that are published for a version."""

        def fits(m: Message) -> bool:
            return (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and m["params"]["version"] == version
            )

        found: list[Message] = (await self.take(fits, "diagnostics"))["params"]["diagnostics"]
        return found

    async def pulled(self, uri: str) -> list[Message]:
        """Those that come when they are asked for."""
        report = await self.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        found: list[Message] = report["items"]
        return found

    async def take(self, fits: Callable[[Message], bool], what: str) -> Message:
        """The first message that `fits`, once it is there; those before it are let go."""
        async with asyncio.timeout(PATIENCE):
            while True:
                while self.messages:
                    message = self.messages.pop(0)
                    if fits(message):
                        return message
                self._came.clear()
                await self._came.wait()
        raise AssertionError(what)

    def _send(self, message: Message) -> None:
        self.server.protocol.receive(json.dumps(message).encode())
