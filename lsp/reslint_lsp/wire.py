"""Messages out of a stream of bytes, over standard input, TCP or WebSocket.

pygls brings loops of its own; they pass over headers that are not written just as they expect, and a message that is
no JSON gets no answer. A client must always get one.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from reslint_lsp.protocol import Protocol

LOG = logging.getLogger("reslint.lsp")
LONGEST_HEAD = 16 * 1024  # bytes before a blank line: what is longer is no header
LARGEST_BODY = 256 * 1024 * 1024
LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*(?:\r|\n|$)", re.IGNORECASE)
_CHUNK = 64 * 1024


class Framing:
    """Cuts bytes into the bodies of messages (`Content-Length: n`, a blank line, n bytes)."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._wanted = -1  # length of the body that is coming; -1: its head has not been read

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bodies that `data` completes. What is no header is skipped and logged."""
        self._data += data
        while True:
            if self._wanted < 0 and not self._head():
                return
            if len(self._data) < self._wanted:
                return
            body = bytes(self._data[: self._wanted])
            del self._data[: self._wanted]
            self._wanted = -1
            yield body

    def _head(self) -> bool:
        """Whether a head has been read whole, and the length of its body is known."""
        while True:
            ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := self._data.find(mark)) >= 0]
            if not ends:
                if len(self._data) > LONGEST_HEAD:
                    LOG.warning("%d bytes without a header are skipped", len(self._data))
                    self._data.clear()
                return False
            at, width = min(ends)
            head = bytes(self._data[:at])
            del self._data[: at + width]
            self._wanted = _length(head)
            if self._wanted >= 0:
                return True
            LOG.warning("a header without Content-Length is skipped: %r", head[:200])


def _length(head: bytes) -> int:
    """The last length that a head names, wherever in its line: the rest of a faulty message may stand before it."""
    lengths = [int(digits) for digits in LENGTH.findall(head)]
    return lengths[-1] if lengths and lengths[-1] <= LARGEST_BODY else -1


class _Pipe:
    """Standard output as the protocol writes to it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()


def serve_stdio(protocol: Protocol) -> int:
    """Serves one client over standard input and output; the exit code that the protocol asks for.

    Nothing but messages goes to standard output: what a library prints goes to standard error.
    """
    source = os.dup(sys.stdin.fileno())
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    protocol.set_writer(_Pipe(sink))

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        protocol.on_exit = lambda: _ended(done)

        def read() -> None:
            framing = Framing()
            try:
                while data := os.read(source, _CHUNK):
                    for body in framing.feed(data):
                        loop.call_soon_threadsafe(protocol.receive, body)
            except (OSError, RuntimeError) as error:  # RuntimeError: the loop has ended
                LOG.debug("reading ended: %s", error)
            try:
                loop.call_soon_threadsafe(protocol.on_exit)
            except RuntimeError:
                LOG.debug("the client has gone")

        threading.Thread(target=read, name="reslint-reader", daemon=True).start()
        await done

    asyncio.run(serve())
    return protocol.exit_code


def serve_tcp(protocol: Protocol, host: str, port: int) -> int:
    """Serves the first client that connects to `host`:`port`; port 0: a free one, which the log names."""

    async def serve() -> None:
        done = asyncio.get_running_loop().create_future()
        protocol.on_exit = lambda: _ended(done)
        taken = False

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal taken
            if taken:  # one client, one server: its documents are nobody else's
                writer.close()
                return
            taken = True
            protocol.set_writer(writer)  # pygls does so itself
            framing = Framing()
            try:
                while data := await reader.read(_CHUNK):
                    for body in framing.feed(data):
                        protocol.receive(body)
            except ConnectionError as error:
                LOG.info("the client has gone: %s", error)
            protocol.on_exit()

        server = await asyncio.start_server(connected, host, port)
        async with server:
            _listening(*server.sockets[0].getsockname()[:2])
            await done

    asyncio.run(serve())
    return protocol.exit_code


def serve_websocket(protocol: Protocol, host: str, port: int) -> int:
    """Serves the first client that opens a WebSocket at `host`:`port`, a message a frame."""
    from pygls.io_ import WebSocketWriter
    from websockets.asyncio.server import ServerConnection
    from websockets.asyncio.server import serve as listen
    from websockets.exceptions import ConnectionClosed

    async def serve() -> None:
        done = asyncio.get_running_loop().create_future()
        protocol.on_exit = lambda: _ended(done)
        taken = False

        async def connected(socket: ServerConnection) -> None:
            nonlocal taken
            if taken:
                return
            taken = True
            protocol.set_writer(WebSocketWriter(socket), include_headers=False)
            try:
                while True:
                    protocol.receive(await socket.recv(decode=False))
            except ConnectionClosed:
                LOG.info("the client has gone")
            protocol.on_exit()

        async with listen(connected, host, port, max_size=LARGEST_BODY) as server:
            _listening(*next(iter(server.sockets)).getsockname()[:2])
            await done

    asyncio.run(serve())
    return protocol.exit_code


def _ended(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)


def _listening(host: str, port: int) -> None:
    """On standard error whatever the log's level: whoever asked for a free port must learn which it is."""
    print(f"reslint: listening on {host}:{port}", file=sys.stderr, flush=True)
