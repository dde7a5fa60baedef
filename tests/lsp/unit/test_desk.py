"""The work of checking: the newest text wins, a keystroke costs one resolution, and a fault of ours is said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from reslint import engine
from reslint.cli.main import main
from tests.lsp.drafts import ENGLISH, WRONG_DATE, compilation
from tests.lsp.editor import edited
from tests.lsp.inside import Inside
from tests.lsp.raw import PATIENCE, Message

pytestmark = pytest.mark.timeout(4 * PATIENCE)

URI = "untitled:draft.md"
Play = Callable[[Inside], Awaitable[None]]


def play(scene: Play, **begin: Any) -> None:
    """Runs a scene in a session."""

    async def session() -> None:
        async with Inside() as client:
            await client.begin(**begin)
            await scene(client)

    asyncio.run(session())


def change(client: Inside, version: int, *changes: Message) -> None:
    document = {"uri": URI, "version": version}
    client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})


def published(client: Inside) -> list[tuple[int | None, int]]:
    """Version and number of findings of all that has been published and not been waited for."""
    return [
        (m["params"].get("version"), len(m["params"]["diagnostics"]))
        for m in client.messages
        if m.get("method") == "textDocument/publishDiagnostics"
    ]


def test_the_newest_text_wins() -> None:
    async def scene(client: Inside) -> None:
        client.open(URI, ENGLISH)
        for version in range(2, 200):
            change(client, version, {"text": ENGLISH * (1 + version % 2)})
            if version % 20 == 0:
                await asyncio.sleep(0.005)
        async with asyncio.timeout(PATIENCE):
            while (199, 1 + 199 % 2) not in published(client):
                await asyncio.sleep(0.01)
        versions = [version or 0 for version, _ in published(client)]
        assert versions == sorted(set(versions))
        assert len(versions) < 50

    play(scene)


def test_a_keystroke_costs_one_resolution(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []
    judge = engine.judge

    def counting(source: Any, start: int, end: int, *rest: Any) -> Any:
        judged.append(end - start)
        return judge(source, start, end, *rest)

    monkeypatch.setattr(engine, "judge", counting)
    text = compilation(40_000)
    pieces = text.count("A/RES/77/")
    assert pieces > 5

    async def scene(client: Inside) -> None:
        client.open(URI, text)
        found = await client.diagnostics(URI, 1)
        assert len(judged) == pieces
        where = {"line": 0, "character": 0}
        for version, new in ((2, " "), (3, "\n")):  # everything behind it moves
            judged.clear()
            change(client, version, {"range": {"start": where, "end": where}, "text": new})
            again = await client.diagnostics(URI, version)
            assert len(judged) <= 1
            assert len(again) == len(found)
        assert again[-1]["range"]["start"]["line"] == found[-1]["range"]["start"]["line"] + 1

    play(scene)


def test_a_short_question_does_not_wait_for_a_long_text() -> None:
    async def scene(client: Inside) -> None:
        client.open(URI, compilation(2_000_000))
        client.open("untitled:other.md", ENGLISH)
        for uri, line in ((URI, 4), ("untitled:other.md", 2)):
            where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 32}}
            hover = await client.request("textDocument/hover", where)
            assert "21 November 2022" in hover["contents"]["value"]
        assert published(client) == []
        change(client, 2, {"text": ENGLISH})
        assert [d["code"] for d in await client.diagnostics(URI, 2)] == [WRONG_DATE]

    play(scene)


def test_nothing_is_said_of_what_has_been_closed() -> None:
    async def scene(client: Inside) -> None:
        client.open(URI, compilation(100_000))
        await asyncio.sleep(0.01)
        client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        client.open("untitled:other.md", ENGLISH)
        await client.take(lambda m: bool(m.get("params", {}).get("uri") == URI), "the end of the findings")
        assert len(await client.diagnostics("untitled:other.md", 1)) == 1
        assert published(client) == []
        change(client, 2, {"text": ENGLISH})
        assert await client.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}}) == []
        client.open(URI, ENGLISH, version=7)
        assert len(await client.diagnostics(URI, 7)) == 1

    play(scene)


@pytest.mark.parametrize("resolves", [False, True])
def test_an_edit_of_an_older_text_is_not_given(resolves: bool, tmp_path: Path) -> None:
    """A client that knows no versions of texts would make it in the newer one."""
    text = ENGLISH.replace("2022,", "2022.") * 30
    newer = f"*The General Assembly*,\n\n*Noting* the matter.\n\n{text}"
    draft = tmp_path / "draft.md"
    draft.write_text(newer, "utf-8")
    assert main(["fix", "--exit-zero", str(draft)]) == 0
    wanted = draft.read_text("utf-8")
    start = {"line": 0, "character": 0}
    lazily = {"codeAction": {"resolveSupport": {"properties": ["edit"]}}} if resolves else {}

    async def scene(client: Inside) -> None:
        asked = {
            "textDocument": {"uri": URI}, "range": {"start": start, "end": start},
            "context": {"diagnostics": [], "only": ["source.fixAll"]},
        }  # fmt: skip
        client.open(URI, text)
        await client.diagnostics(URI, 1)
        if resolves:
            [action] = await client.request("textDocument/codeAction", asked)
            answer = asyncio.ensure_future(client.answer("codeAction/resolve", action))
        else:
            answer = asyncio.ensure_future(client.answer("textDocument/codeAction", asked))
        for _ in range(5):  # the request is under way
            await asyncio.sleep(0)
        change(client, 2, {"text": newer})
        got = await answer
        if "error" in got:
            assert got["error"]["code"] in (-32801, -32802)
            return
        result = got["result"] if resolves else got["result"][0]
        if result.get("edit") is None:
            return
        assert edited(newer, result["edit"]["changes"][URI], "utf-16") == wanted != newer

    play(scene, textDocument=lazily)


@pytest.mark.parametrize("pull", [False, True])
def test_a_fault_of_ours_is_said_and_passes(pull: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    judge, broken = engine.judge, True

    def breaking(*arguments: Any) -> Any:
        if broken:
            raise ZeroDivisionError("a fault")
        return judge(*arguments)

    monkeypatch.setattr(engine, "judge", breaking)

    async def scene(client: Inside) -> None:
        nonlocal broken
        client.open(URI, ENGLISH)
        [said] = await (client.pulled(URI) if pull else client.diagnostics(URI, 1))
        assert "ZeroDivisionError" in said["message"]
        assert await client.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}}) == []
        broken = False
        change(client, 2, {"text": ENGLISH + "\n"})
        [said] = await (client.pulled(URI) if pull else client.diagnostics(URI, 2))
        assert said["code"] == WRONG_DATE

    play(scene, pull=pull)


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "Dear colleagues,\n", "\r", "\ud800", "\ufeff"])
def test_texts_of_which_nothing_is_said(text: str) -> None:
    async def scene(client: Inside) -> None:
        client.open(URI, text)
        assert await client.diagnostics(URI, 1) == []
        for method in ("documentSymbol", "foldingRange", "documentLink", "semanticTokens/full"):
            got = await client.request(f"textDocument/{method}", {"textDocument": {"uri": URI}})
            assert got in ([], {"data": []})
        for method in ("hover", "completion", "definition", "documentHighlight", "prepareRename"):
            where = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
            got = await client.request(f"textDocument/{method}", where)
            assert not got or got.get("items") == []

    play(scene)
