"""Messages that no typed client sends: one case an entry of `cases/malformed.yaml`, all to one server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.lsp.raw import PATIENCE, Client, Process, framed

FILE = Path(__file__).parent / "cases" / "malformed.yaml"
CASES = [pytest.param(case, id=case["name"]) for case in YAML(typ="safe").load(FILE)]
KEYS = {"name", "bytes", "hex", "json", "answer", "result", "none"}
HOVER = {"textDocument": {"uri": "file:///d.md"}, "position": {"line": 0, "character": 0}}

pytestmark = pytest.mark.timeout(4 * PATIENCE)


class Shared:
    """One server for many cases; another one after a case that has spoilt it."""

    def __init__(self) -> None:
        self._client: Process | None = None

    def client(self) -> Process:
        if self._client is None:
            self._client = Process()
            self._client.begin()
        return self._client

    def drop(self) -> None:
        if self._client is not None:
            self._client.__exit__()
        self._client = None


@pytest.fixture(scope="module")
def shared() -> Iterator[Shared]:
    made = Shared()
    yield made
    made.drop()


@pytest.mark.parametrize("case", CASES)
def test_an_answer_and_nothing_worse(case: dict[str, Any], shared: Shared) -> None:
    assert set(case) <= KEYS
    client = shared.client()
    try:
        _try(client, case)
    except BaseException:
        shared.drop()
        raise


def _try(client: Process, case: dict[str, Any]) -> None:
    logged = len(client.log)
    if "json" in case:
        client.write(framed(json.dumps(case["json"]).encode()))
    else:
        client.write(bytes.fromhex(case["hex"]) if "hex" in case else case["bytes"].encode())
    if "answer" in case:
        identity, code = case["answer"]
        error = client.answer(identity)["error"]
        assert error["code"] == code, error
        assert "Traceback" not in json.dumps(error)
    elif "result" in case:
        assert client.answer(case["json"]["id"])["result"] == case["result"]
    # Not workspace/symbol alone: a request about a document takes another way through the server.
    assert client.answer(client.ask("textDocument/hover", HOVER))["result"] is None
    client.alive()
    if case.get("none"):
        assert client.unasked() == []
    assert len(client.log) - logged <= 3, client.log[logged:]


def test_a_long_header_is_passed_over(shared: Shared) -> None:
    client: Client = shared.client()
    try:
        client.write(b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n")
        client.alive()
        client.write(b"x" * 100_000 + b"\r\n\r\n")
        client.alive()
    except BaseException:
        shared.drop()
        raise


def test_a_deep_message_is_answered(shared: Shared) -> None:
    client = shared.client()
    client.write(framed(b"[" * 100_000))
    assert client.answer(None)["error"]["code"] == -32700
    client.alive()


def test_messages_come_in_bits(shared: Shared) -> None:
    """Byte by byte, several at once, cut in the middle of a character."""
    client = shared.client()
    body = json.dumps({"jsonrpc": "2.0", "id": "bits", "method": "x/é"}, ensure_ascii=False).encode()
    data = framed(body) + framed(body.replace(b"bits", b"more"))
    for byte in data:
        client.write(bytes([byte]))
    assert client.answer("bits")["error"]["code"] == -32601
    assert client.answer("more")["error"]["code"] == -32601
    client.alive()
