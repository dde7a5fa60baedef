"""What is said of the paragraph that is being typed waits; everything else is said at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from reslint_lsp import desk

from tests.lsp.drafts import ENGLISH, WRONG_DATE
from tests.lsp.inside import Inside
from tests.lsp.raw import PATIENCE, Message

pytestmark = pytest.mark.timeout(4 * PATIENCE)

URI = "untitled:draft.md"
NEVER = 1000.0
SOUND = ENGLISH.replace("20 November", "21 November")
Scene = Callable[[Inside], Awaitable[None]]


def play(monkeypatch: pytest.MonkeyPatch, pause: float, scene: Scene, *, pull: bool = False, **begin: Any) -> None:
    """Runs a scene in a session in which an author pauses after `pause` seconds."""
    monkeypatch.setattr(desk, "PAUSE", pause)

    async def session() -> None:
        async with Inside() as client:
            await client.begin(pull=pull, **begin)
            await scene(client)

    asyncio.run(session())


def write(client: Inside, version: int, line: int, new: str, character: int = 0, deleted: int = 0) -> None:
    """Writes words into a line, in the place of as many characters as are `deleted`."""
    places = ({"line": line, "character": at} for at in (character, character + deleted))
    change = {"range": dict(zip(("start", "end"), places, strict=True)), "text": new}
    document = {"uri": URI, "version": version}
    client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})


def rules(found: list[Message]) -> list[str]:
    return [d["code"] for d in found]


async def unfinished(client: Inside) -> None:
    """A sound draft, and the beginning of one more paragraph: it has no mark at its end, and a wrong date."""
    client.open(URI, SOUND)
    assert await client.diagnostics(URI, 1) == []
    write(client, 2, 3, "\n*Recalling* its resolution 77/18 of 20 November 2022")


def test_a_paragraph_grows_in_peace_until_the_author_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(client: Inside) -> None:
        await unfinished(client)
        assert await client.diagnostics(URI, 2) == []
        assert WRONG_DATE in rules(await client.diagnostics(URI, 2))

    play(monkeypatch, 0.2, scene)


def test_a_text_that_is_saved_is_judged_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(client: Inside) -> None:
        await unfinished(client)
        assert await client.diagnostics(URI, 2) == []
        client.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
        assert WRONG_DATE in rules(await client.diagnostics(URI, 2))
        write(client, 3, 4, " again", 52)  # what was said may stay
        assert WRONG_DATE in rules(await client.diagnostics(URI, 3))

    play(monkeypatch, NEVER, scene)


def test_a_paragraph_that_is_left_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(client: Inside) -> None:
        await unfinished(client)
        write(client, 3, 4, ",\n\n*Noting* the", 52)
        assert WRONG_DATE in rules(await client.diagnostics(URI, 3))

    play(monkeypatch, NEVER, scene)


def test_another_paragraph_is_judged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where what is wrong with it is said in the same words."""

    async def scene(client: Inside) -> None:
        client.open(URI, ENGLISH)
        [said] = await client.diagnostics(URI, 1)
        write(client, 2, 3, "\n*Noting* the report")
        assert await client.diagnostics(URI, 2) == [said]
        write(client, 3, 4, "*Recalling* its resolution 77/18 of 20 November 2022,", 0, 18)
        assert (await client.diagnostics(URI, 3))[:1] == [said]

    play(monkeypatch, NEVER, scene)


def test_what_is_held_back_has_no_quick_fix_but_is_fixed_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(client: Inside) -> None:
        await unfinished(client)
        place = {"line": 4, "character": 45}
        asked = {"textDocument": {"uri": URI}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}

        async def titles() -> list[str]:
            return [action["title"] for action in await client.request("textDocument/codeAction", asked)]

        early = await titles()
        assert not any(WRONG_DATE in title for title in early)
        assert any("Fix everything safe" in title for title in early)
        client.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
        assert any(WRONG_DATE in title for title in await titles())

    play(monkeypatch, NEVER, scene)


@pytest.mark.parametrize("told", [True, False])
def test_a_client_that_asks_is_told_to_ask_again(told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that cannot be told gets everything at once."""

    async def scene(client: Inside) -> None:
        client.open(URI, SOUND)
        assert await client.pulled(URI) == []
        write(client, 2, 3, "\n*Recalling* its resolution 77/18 of 20 November 2022")
        if told:
            assert await client.pulled(URI) == []
            await client.take(lambda m: m.get("method") == "workspace/diagnostic/refresh", "a word to ask again")
        assert WRONG_DATE in rules(await client.pulled(URI))

    more = {"workspace": {"diagnostics": {"refreshSupport": told}}}
    play(monkeypatch, 0.2 if told else NEVER, scene, pull=True, **more)
