"""Language versions that are open together: what they say of each other, beside what is said of each alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.lsp.inside import Inside
from tests.lsp.raw import PATIENCE, Message

pytestmark = pytest.mark.timeout(4 * PATIENCE)

SHOWS = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
TEXTS = {
    "en": "*The General Assembly*,\n\n*Noting* the meeting held on 5 May 2022,\n\n*Decides* to remain seized of the matter.\n",
    "fr": "*L’Assemblée générale*,\n\n*Notant* la réunion tenue le 5 mai 2022,\n\n*Décide* de rester saisie de la question.\n",
    "es": "*La Asamblea General*,\n\n*Observando* la reunión celebrada el 5 de mayo de 2021,\n\n"
    "*Decide* seguir ocupándose de la cuestión.\n",
}


def uri(code: str) -> str:
    return f"untitled:draft.{code}.md"


def beside(diagnostics: list[Message]) -> list[Message]:
    return [d for d in diagnostics if d["code"].startswith("concordance/")]


async def told(client: Inside, code: str, version: int = 1, *, something: bool = True) -> list[Message]:
    """What is published of a text with (or again without) something that the others say of it."""

    def fits(m: Message) -> bool:
        if m.get("method") != "textDocument/publishDiagnostics" or m["params"]["uri"] != uri(code):
            return False
        return m["params"].get("version") == version and bool(beside(m["params"]["diagnostics"])) is something

    said: Message = await client.take(fits, f"diagnostics of {code}")
    return beside(said["params"]["diagnostics"])


def play(scene: Any, **begin: Any) -> None:
    async def session() -> None:
        async with Inside() as client:
            await client.begin(**(SHOWS | begin))
            await scene(client)

    asyncio.run(session())


def test_the_odd_one_out_is_told_with_the_others_as_related_places() -> None:
    async def scene(client: Inside) -> None:
        for code, text in TEXTS.items():
            client.open(uri(code), text)
        (said,) = await told(client, "es")
        assert said["code"] == "concordance/dates"
        line = TEXTS["es"].splitlines()[said["range"]["start"]["line"]]
        assert line[said["range"]["start"]["character"] : said["range"]["end"]["character"]] == "5 de mayo de 2021"
        places = {place["location"]["uri"]: place["location"]["range"] for place in said["relatedInformation"]}
        assert set(places) == {uri("en"), uri("fr")}
        found = places[uri("fr")]
        line = TEXTS["fr"].splitlines()[found["start"]["line"]]
        assert line[found["start"]["character"] : found["end"]["character"]] == "5 mai 2022"

    play(scene)


def test_it_goes_with_the_fault_and_with_the_other_versions() -> None:
    async def scene(client: Inside) -> None:
        for code, text in TEXTS.items():
            client.open(uri(code), text)
        await told(client, "es")
        right = {"uri": uri("es"), "version": 2}
        client.notify(
            "textDocument/didChange",
            {"textDocument": right, "contentChanges": [{"text": TEXTS["es"].replace("2021", "2022")}]},
        )
        await told(client, "es", 2, something=False)
        right["version"] = 3
        client.notify("textDocument/didChange", {"textDocument": right, "contentChanges": [{"text": TEXTS["es"]}]})
        await told(client, "es", 3)
        for code in ("en", "fr"):
            client.notify("textDocument/didClose", {"textDocument": {"uri": uri(code)}})
        await told(client, "es", 3, something=False)

    play(scene)


def test_a_client_that_asks_is_told_to_ask_again() -> None:
    async def scene(client: Inside) -> None:
        for code, text in TEXTS.items():
            client.open(uri(code), text)
        await client.take(lambda m: m.get("method") == "workspace/diagnostic/refresh", "a request to ask again")
        said = await client.request("textDocument/diagnostic", {"textDocument": {"uri": uri("es")}})
        assert len(beside(said["items"])) == 1

    play(scene, pull=True, workspace={"diagnostics": {"refreshSupport": True}})
