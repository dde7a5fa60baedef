"""How a session begins and ends, in whatever order a client has it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.lsp.drafts import ENGLISH, compilation
from tests.lsp.raw import PATIENCE, Message, Process

URI = "file:///nowhere/draft.md"
HOVER = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 30}}
SOON = 10.0  # seconds in which a server that has nobody left is gone

pytestmark = pytest.mark.timeout(4 * PATIENCE)


def test_nothing_before_initialize() -> None:
    with Process() as client:
        assert client.refused("textDocument/hover", HOVER)["code"] == -32002
        assert client.refused("shutdown")["code"] == -32002
        client.open(URI, ENGLISH)  # a notification is passed over
        client.begin()
        assert client.request("textDocument/hover", HOVER) is None
        client.alive()


def test_initialize_that_cannot_be_read_may_be_sent_again() -> None:
    with Process() as client:
        assert client.refused("initialize", {"capabilities": 7})["code"] == -32602
        assert client.refused("textDocument/hover", HOVER)["code"] == -32002
        client.begin()
        client.open(URI, ENGLISH)
        assert client.published(URI)
        assert client.refused("initialize", {"capabilities": {}})["code"] == -32600
        client.alive()


def test_shutdown_then_exit() -> None:
    with Process() as client:
        client.begin()
        client.open(URI, ENGLISH)
        assert client.request("shutdown") is None
        assert client.refused("textDocument/hover", HOVER)["code"] == -32600
        assert client.refused("shutdown")["code"] == -32600
        client.notify("exit")
        assert client.code() == 0
        assert not client.shown


def test_exit_without_shutdown() -> None:
    with Process() as client:
        client.begin()
        client.notify("exit")
        assert client.code() == 1


def test_exit_at_once() -> None:
    with Process() as client:
        client.notify("exit")
        assert client.code() == 1


def test_a_client_that_vanishes() -> None:
    with Process() as client:
        client.begin()
        client.open(URI, ENGLISH)
        client.hang_up()
        assert client.code(SOON) == 1


def test_a_client_that_vanishes_in_the_middle_of_a_message() -> None:
    with Process() as client:
        client.begin()
        client.write(b'Content-Length: 1000\r\n\r\n{"jsonrpc"')
        client.hang_up()
        assert client.code(SOON) == 1


def test_a_client_that_vanishes_while_a_long_text_is_checked() -> None:
    with Process() as client:
        client.begin()
        client.open(URI, compilation(2_000_000))
        client.alive()  # the text has come
        client.hang_up()
        assert client.code(SOON) == 1


def test_what_is_under_way_at_shutdown_is_called_off() -> None:
    with Process() as client:
        client.begin()
        client.open(URI, compilation(2_000_000))
        waiting = [
            client.ask("workspace/executeCommand", {"command": "reslint.dump", "arguments": [URI]}),
            client.ask("textDocument/foldingRange", {"textDocument": {"uri": URI}}),
        ]
        assert client.request("shutdown") is None
        for identity in waiting:
            got = client.answer(identity)
            assert "result" in got or got["error"]["code"] == -32800, got
        started = time.monotonic()
        client.notify("exit")
        assert client.code(SOON) == 0
        assert time.monotonic() - started < SOON
        assert not client.shown


def test_a_request_is_called_off() -> None:
    with Process() as client:
        client.begin()
        client.open(URI, compilation(2_000_000))
        folding = client.ask("textDocument/foldingRange", {"textDocument": {"uri": URI}})
        dump = client.ask("workspace/executeCommand", {"command": "reslint.dump", "arguments": [URI]})
        for identity in (folding, dump):
            client.notify("$/cancelRequest", {"id": identity})
        for identity in (folding, dump):
            assert client.answer(identity)["error"]["code"] == -32800
        client.change(URI, 2, {"text": ENGLISH})
        assert client.published(URI, 2)
        client.notify("$/cancelRequest", {"id": folding})  # too late: nothing happens
        client.alive()


def test_a_request_that_has_been_answered_is_not_called_off() -> None:
    with Process() as client:
        client.begin()
        identity = client.ask("textDocument/hover", HOVER)
        client.notify("$/cancelRequest", {"id": identity})
        assert client.answer(identity)["result"] is None
        client.alive()


def test_documents_that_are_not_open_and_places_beyond_the_text() -> None:
    """Whatever is asked of them gets an answer that says nothing."""
    far = {"line": 2**31 - 1, "character": 2**31 - 1}
    where = {"start": far, "end": far}
    more: dict[str, Message] = {
        "completion": {"position": far}, "definition": {"position": far}, "documentHighlight": {"position": far},
        "hover": {"position": far}, "prepareRename": {"position": far}, "rename": {"position": far, "newName": "x"},
        "references": {"position": far, "context": {"includeDeclaration": True}},
        "selectionRange": {"positions": [far]}, "inlayHint": {"range": where}, "documentLink": {},
        "documentSymbol": {}, "foldingRange": {}, "semanticTokens/full": {}, "semanticTokens/range": {"range": where},
        "codeAction": {"range": where, "context": {"diagnostics": []}},
    }  # fmt: skip
    with Process() as client:
        client.begin()
        client.open(URI, "Dear colleagues,\n")
        assert client.published(URI) == []
        for uri in (URI, "file:///nowhere/other.md", "untitled:x", "", "not a uri", "file:///%ff%00.md"):
            for method, params in more.items():
                got = client.answer(client.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, **params}))
                if method == "rename" and "error" in got:
                    continue  # there is nothing to rename
                said = got["result"]
                if method == "selectionRange":
                    assert len(said) == 1
                else:
                    assert not said or not (said.get("items") or said.get("data")), (method, uri, said)
        client.change("file:///nowhere/other.md", 2, {"text": ENGLISH})
        client.close("file:///nowhere/other.md")
        client.alive()
        assert client.end() == 0


def test_the_settings_file_that_the_client_names_at_first(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text('ignore = ["citation/date"]\n', "utf-8")
    for options in ({"configuration": str(file)}, {"reslint": {"configuration": str(file)}}):
        with Process() as client:
            client.begin(initializationOptions=options)
            client.open(URI, ENGLISH)
            assert client.published(URI) == []


def test_nothing_but_messages_on_standard_output() -> None:
    """The client fails on anything else; with the log at its loudest there is most that could stray."""
    with Process("--log-level", "debug") as client:
        client.begin()
        client.open(URI, ENGLISH)
        assert client.published(URI)
        assert client.end() == 0
        assert any("findings" in line for line in client.log)
