"""A client of the language server that sends whatever it is told to, over any stream of bytes.

It reads messages in a thread of its own and fails on anything else that comes; every wait has an end.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Self

PATIENCE = 30.0  # seconds for any answer: many times what one takes, so that a busy machine fails no test
Message = dict[str, Any]


class Gone(Exception):  # noqa: N818 - it is no fault that a server ends
    """The server closed its side."""


def framed(body: bytes) -> bytes:
    """A message as it goes over the wire."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


class Client:
    """One client on a pair of streams; `shown` is what would have popped up before a person."""

    def __init__(self, source: IO[bytes], sink: IO[bytes], plug: socket.socket | None = None) -> None:
        self._source, self._sink, self._plug = source, sink, plug
        self._inbox: queue.Queue[Message | Exception] = queue.Queue()
        self._kept: list[Message] = []
        self._next = 0
        self.shown: list[Message] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # sending

    def write(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._sink.write(data)
        self._sink.flush()

    def hang_up(self) -> None:
        """Closes this side of the connection."""
        with contextlib.suppress(OSError):
            self._sink.close()
        if self._plug is not None:
            with contextlib.suppress(OSError):
                self._plug.shutdown(socket.SHUT_RDWR)
            self._reader.join(PATIENCE)

    def send(self, message: object) -> None:
        self.write(framed(json.dumps(message).encode()))

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Sends a request without waiting; its id."""
        self._next += 1
        self.send({"jsonrpc": "2.0", "id": self._next, "method": method, "params": params})
        return self._next

    # receiving

    def answer(self, identity: object, patience: float = PATIENCE) -> Message:
        """The response to the request `identity`."""
        return self.take(lambda m: "method" not in m and m.get("id") == identity, f"an answer to {identity}", patience)

    def request(self, method: str, params: object = None) -> Any:
        """The result of a request; an `AssertionError` where it was refused."""
        got = self.answer(self.ask(method, params))
        assert "error" not in got, got
        return got["result"]

    def refused(self, method: str, params: object = None) -> Message:
        """The error that a request meets with."""
        got = self.answer(self.ask(method, params))
        assert "error" in got, got
        error: Message = got["error"]
        return error

    def published(self, uri: str, version: int | None = None) -> list[Message]:
        """The diagnostics that are published next for a document, in a version."""

        def fits(m: Message) -> bool:
            if m.get("method") != "textDocument/publishDiagnostics" or m["params"]["uri"] != uri:
                return False
            return version is None or m["params"].get("version") == version

        found: list[Message] = self.take(fits, f"diagnostics of {uri}")["params"]["diagnostics"]
        return found

    def take(self, fits: Any, what: str, patience: float = PATIENCE) -> Message:
        """The first message that `fits`; the others are kept for later."""
        for i, message in enumerate(self._kept):
            if fits(message):
                return self._kept.pop(i)
        end = time.monotonic() + patience
        while True:
            try:
                message = self._get(end)
            except queue.Empty:
                raise AssertionError(f"no {what} within {patience} s; there were {self._kept}") from None
            if fits(message):
                return message
            self._kept.append(message)

    def unasked(self) -> list[Message]:
        """What has come that nobody has waited for."""
        found, self._kept = self._kept, []
        return found

    def _get(self, end: float) -> Message:
        got = self._inbox.get(timeout=max(0.0, end - time.monotonic()))
        if isinstance(got, Exception):
            self._inbox.put(got)
            raise got
        if got.get("method") in ("window/showMessage", "window/showMessageRequest"):
            self.shown.append(got)
        if "method" in got and "id" in got:
            self.send({"jsonrpc": "2.0", "id": got["id"], "result": None})
        return got

    def _read(self) -> None:
        try:
            while True:
                self._inbox.put(self._message())
        except Exception as error:  # whatever it is, whoever waits must learn it
            self._inbox.put(error)

    def _message(self) -> Message:
        head = {}
        while (line := self._source.readline()) != b"\r\n":
            if not line:
                raise Gone
            name, colon, value = line.partition(b":")
            assert colon, f"no message: {line!r}"
            assert name in (b"Content-Length", b"Content-Type"), f"no message: {line!r}"
            head[name] = value.strip()
        body = self._source.read(int(head[b"Content-Length"]))
        message = json.loads(body)
        assert isinstance(message, dict)
        assert message["jsonrpc"] == "2.0"
        return message

    # what every session begins and ends with

    def begin(self, capabilities: Message | None = None, **more: object) -> Message:
        """Initializes the session; what the server says of itself."""
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **more}
        said: Message = self.request("initialize", params)
        self.notify("initialized", {})
        return said

    def open(self, uri: str, text: str, version: int = 1, language: str = "markdown") -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: Message) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def alive(self) -> None:
        """The server still answers, and nothing has popped up."""
        assert isinstance(self.request("workspace/symbol", {"query": "nothing of that name"}), list)
        assert not self.shown


class Process(Client):
    """A client of a server that it started, over standard input and output."""

    def __init__(self, *arguments: str, cwd: Path | str | None = None) -> None:
        self.process = subprocess.Popen(
            command(*arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.log: list[str] = []
        log = threading.Thread(target=self._listen, args=(self.process.stderr,), daemon=True)
        log.start()
        self._log_thread = log
        super().__init__(self.process.stdout, self.process.stdin)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Ends the server whatever state it is in: killed if it must be."""
        self.hang_up()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log_thread.join(5)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    def end(self) -> int:
        """Shuts down in the right order; the exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self.code()

    def code(self, patience: float = PATIENCE) -> int:
        """How the server ended, once it has."""
        return self.process.wait(patience)

    def said(self, words: str) -> str:
        """The line of the log that holds `words`, once it is there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for line in list(self.log):
                if words in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"{words!r} not in {self.log}")

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            self.log.append(line.decode("utf-8", "replace"))


def command(*arguments: str) -> Sequence[str]:
    return [sys.executable, "-m", "reslint", "lsp", *arguments]


@contextlib.contextmanager
def connect(host: str, port: int) -> Iterator[Client]:
    """A client over TCP."""
    with socket.create_connection((host, port), PATIENCE) as plug, plug.makefile("rb") as source:
        plug.settimeout(None)
        client = Client(source, plug.makefile("wb"), plug)
        try:
            yield client
        finally:
            client.hang_up()


def uri_of(path: Path | str) -> str:
    return Path(os.path.abspath(path)).as_uri()
