"""TCP and WebSocket: the same server behind another plug."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess

import pytest
from websockets.asyncio.client import connect as connect_websocket

from tests.lsp.drafts import ENGLISH, WRONG_DATE, compilation
from tests.lsp.raw import PATIENCE, Gone, Process, command, connect

URI = "file:///nowhere/draft.md"
HOST = "127.0.0.1"

pytestmark = pytest.mark.timeout(4 * PATIENCE)


def port_of(server: Process) -> int:
    return int(server.said("listening on").rpartition(":")[2])


@pytest.mark.parametrize("address", ["0", f"{HOST}:0"])
def test_tcp(address: str) -> None:
    with Process("--tcp", address) as server:
        port = port_of(server)
        with connect(HOST, port) as client:
            client.begin()
            client.open(URI, ENGLISH)
            assert [d["code"] for d in client.published(URI)] == [WRONG_DATE]
            with connect(HOST, port) as second, pytest.raises(Gone):
                second.take(lambda message: True, "anything")
            client.alive()
            assert client.request("shutdown") is None
            client.notify("exit")
            assert server.code() == 0


def test_tcp_client_vanishes() -> None:
    with Process("--tcp", "0") as server:
        with connect(HOST, port_of(server)) as client:
            client.begin()
            client.open(URI, ENGLISH)
        assert server.code(10) == 1


def test_websocket() -> None:
    """A message a frame, and one of two megabytes."""

    async def session(port: int) -> None:
        async with connect_websocket(f"ws://{HOST}:{port}", max_size=None) as socket_:
            number = 0

            async def ask(method: str, params: object) -> object:
                nonlocal number
                number += 1
                await socket_.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}))
                while True:
                    got = json.loads(await asyncio.wait_for(socket_.recv(), PATIENCE))
                    if got.get("id") == number and "method" not in got:
                        return got["result"]

            async def tell(method: str, params: object) -> None:
                await socket_.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}))

            await ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
            await tell("initialized", {})
            document = {"uri": URI, "languageId": "markdown", "version": 1, "text": ENGLISH}
            await tell("textDocument/didOpen", {"textDocument": document})
            while True:
                got = json.loads(await asyncio.wait_for(socket_.recv(), PATIENCE))
                if got.get("method") == "textDocument/publishDiagnostics":
                    assert [d["code"] for d in got["params"]["diagnostics"]] == [WRONG_DATE]
                    break
            long = {"contentChanges": [{"text": compilation(2_000_000)}], "textDocument": {"uri": URI, "version": 2}}
            await tell("textDocument/didChange", long)
            hover = {"textDocument": {"uri": URI}, "position": {"line": 4, "character": 30}}
            assert await ask("textDocument/hover", hover) is not None
            await socket_.send("no JSON")
            assert json.loads(await asyncio.wait_for(socket_.recv(), PATIENCE))["error"]["code"] == -32700
            assert await ask("shutdown", None) is None
            await tell("exit", None)

    with Process("--websocket", "0") as server:
        asyncio.run(session(port_of(server)))
        assert server.code() == 0


def test_one_plug_only() -> None:
    ran = subprocess.run(command("--tcp", "0", "--stdio"), capture_output=True, text=True, timeout=PATIENCE)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "reslint: one of --stdio, --tcp and --websocket\n"


@pytest.mark.parametrize("plug", ["--tcp", "--websocket"])
def test_a_port_that_is_taken(plug: str) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run(command(plug, port), capture_output=True, text=True, timeout=PATIENCE)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("reslint: the server cannot listen there: ")
    assert len(ran.stderr.splitlines()) == 1
