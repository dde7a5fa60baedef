"""Ten thousand edits: afterwards, and on the way, text and findings are those of `reslint check` on the same text."""

from __future__ import annotations

import asyncio
import codecs
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reslint.cli.main import main
from tests.lsp.editor import position, range_of
from tests.lsp.inside import Inside
from tests.lsp.raw import PATIENCE, Message, uri_of

EDITS = 10_000
EXAMPLES = Path(__file__).parents[3] / "examples"
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
SEVERITIES = {"error": 1, "warning": 2, "note": 3}
LONGEST = 8_000  # code points: a text that has grown beyond is cut back by a deletion
PIECES = [
    "👩‍🏫", "𝄞", "😀", "e\u0301\u0323", "\u0651\u064e", "\u00a0", "\u202f", "\u2028", "\u2029", "\f", "\v", "\x85",
    "\u00ad", "\u200f", "\u200e", "\ufeff", "\t", " ", ",", ";", "؛", "،", ".", "*", "[^1]", "(a) ", "7", "٧", "ي",
    "é", "’", "\r", "\n", "\r\n", "\n\n", "\r\n\r\n", "<!-- reslint: ignore citation/date -- -->", "<!--", "-->",
]  # fmt: skip
PASTES = [
    "*Recalling* its resolutions 75/16 of 23 November 2020 and 77/18 of 20 November 2022,",
    "*Rappelant* sa résolution 77/18 du 20 novembre 2022,",
    "وإذ تشير إلى قرارها 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،",
    "3. *Requests* the Secretary-General 😀 to report on 31 April 2028.",
    "A/RES/77/18\n\n*The General Assembly*,\n\n*Recalling* resolution 1624 (2004) of 13 September 2005,\n",
    "[^3]: See A/RES/70/1.\n",
]
# Who edits what: draft, line ends, encoding, whether the client asks for diagnostics. Shares of the edits are equal.
SESSIONS = [
    ("cooperation.en.md", "LF", "utf-16", False),
    ("cooperation.en.md", "CRLF", "utf-8", True),
    ("cooperation.fr.md", "CR", "utf-32", False),
    ("cooperation.fr.md", "LF", "utf-8", False),
    ("cooperation.ar.txt", "CRLF", "utf-16", False),
    ("cooperation.ar.txt", "LF", "utf-8", True),
    ("cooperation.ar.txt", "CR", "utf-16", True),
    ("cooperation.en.md", "CRLF", "utf-32", True),
]
Edit = tuple[int, int, str]

pytestmark = pytest.mark.timeout(6 * PATIENCE)


@pytest.mark.parametrize(("name", "ends", "encoding", "pull"), SESSIONS)
def test_the_server_keeps_up(
    name: str, ends: str, encoding: str, pull: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / name
    text = (EXAMPLES / name).read_text("utf-8").replace("\n", ENDS[ends])

    def command_line(text: str) -> list[dict[str, Any]]:
        mark = codecs.BOM_UTF8 if text.startswith("\ufeff") else b""  # else that character is taken for the mark
        draft.write_bytes(mark + text.encode())
        assert main(["check", "--exit-zero", "--format", "json", str(draft)]) in (0, 2)
        files = json.loads(capsys.readouterr().out)["files"]
        return list(files[0]["findings"]) if files else []

    chance = random.Random(f"{name} {ends} {encoding}")
    asyncio.run(_session(draft, text, ends, encoding, pull, chance, command_line))


async def _session(
    draft: Path, text: str, ends: str, encoding: str, pull: bool, chance: random.Random,
    command_line: Callable[[str], list[dict[str, Any]]],
) -> None:  # fmt: skip
    uri, version, history, compared = uri_of(draft), 1, [text], 0
    async with Inside() as client:
        said = await client.begin(encoding, pull=pull)
        assert said["capabilities"]["positionEncoding"] == encoding
        client.open(uri, text)
        left = EDITS // len(SESSIONS)
        while left > 0:
            for _ in range(chance.randint(1, 60)):  # as many as come before anyone looks
                if chance.random() < 0.3:
                    await asyncio.sleep(0)
                changes: list[Message] = []
                for _ in range(chance.choice((1, 1, 1, 2, 5))):  # some clients send several at once
                    edit = _edit(text, history, ENDS[ends], chance)
                    changes.append(_change(text, edit, encoding, chance))
                    text = text[: edit[0]] + edit[2] + text[edit[1] :]
                    left -= 1
                version += 1
                document = {"uri": uri, "version": version}
                client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
                history = [*history[-20:], text]
            client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})  # nothing is held back any longer
            kept = client.server.desk.get(uri)
            assert kept is not None
            assert kept.text == text
            found = await (client.pulled(uri) if pull else client.diagnostics(uri, version))
            expected = [_shown(text, f, encoding) for f in command_line(text)]
            assert [_plain(d) for d in found] == expected
            compared += len(expected)
    assert compared > 100


def _edit(text: str, history: list[str], end: str, chance: random.Random) -> Edit:
    """One edit, of the kinds that people make."""
    start = chance.randint(0, len(text))
    kind = chance.random()
    if len(text) > LONGEST:
        return start // 2, start // 2 + len(text) // 2, ""
    if kind < 0.45:
        return start, start, chance.choice(PIECES)
    if kind < 0.75:
        return start, min(len(text), start + chance.choice((1, 1, 1, 2, 7, 40))), ""
    if kind < 0.85:
        return start, min(len(text), start + chance.choice((0, 1, 5))), chance.choice(PIECES)
    if kind < 0.93:
        return start, start, (end * 2 + chance.choice(PASTES) + end * 2).replace("\n", end)
    if kind < 0.98:
        return _difference(text, chance.choice(history))  # undo
    return 0, len(text), history[0]


def _difference(old: str, new: str) -> Edit:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, len(old) - tail, new[head : len(new) - tail]


def _change(text: str, edit: Edit, encoding: str, chance: random.Random) -> Message:
    """The edit as a client sends it; now and then the whole text instead.

    A position cannot stand between CR and LF: an edit there must be sent whole.
    """
    start, end, new = edit
    split = any(text[at - 1 : at + 1] == "\r\n" for at in (start, end) if at > 0)
    if split or chance.random() < 0.01:
        return {"text": text[:start] + new + text[end:]}
    return {"range": range_of(text, start, end, encoding), "text": new}


def _plain(diagnostic: Message) -> Message:
    return {k: diagnostic[k] for k in ("code", "message", "severity", "range")}


def _shown(text: str, finding: dict[str, Any], encoding: str) -> Message:
    return {
        "code": finding["rule"],
        "message": finding["message"],
        "severity": SEVERITIES[finding["severity"]],
        "range": {
            "start": position(text, finding["start"], encoding), "end": position(text, finding["end"], encoding)
        },
    }  # fmt: skip
