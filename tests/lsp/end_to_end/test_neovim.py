"""A real Neovim, without a screen: `neovim.lua` does what a drafter does, and the buffer is what it should be."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reslint.cli.main import main
from tests.lsp.raw import PATIENCE, command
from tests.system import need

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[2] / "examples"
SEVERITIES = {"error": 1, "warning": 2, "note": 3}
# What makes positions go wrong stands before the faults: emoji and combining marks, no-break spaces, U+2028, tabs.
ODD = "👩‍🏫 e\u0301\u0323\u00a0𝄞\u2028\t"
OWN = {
    "odd.en.md": f"*The General Assembly*,\n\n*Recalling* {ODD} its resolution 77/18 of 20 November 2022,\n\n"
    f"*Noting* {ODD} the work of the Secretary-General.\n\n1. *Requests* {ODD} a report by 3rd March 2027;\n\n"
    "2. *Decides* to consider the matter again.\n",
    "odd.ar.txt": "إن الجمعية العامة،\n\n"
    f"إذ تشير {ODD} إِلَى قَرَارِهَا 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،\n\n"
    f"وإذ تلاحظ {ODD} عمل الأمين العام.\n\n1 - تقرر أن تنظر في المسألة مرة أخرى،\n",
}

pytestmark = pytest.mark.timeout(4 * PATIENCE)


@pytest.mark.parametrize("name", ["cooperation.en.md", "cooperation.fr.md", "cooperation.ar.txt", *OWN])
def test_a_drafter_at_work(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = need("nvim", "neovim")
    draft = tmp_path / name
    text = OWN.get(name) or (EXAMPLES / name).read_text("utf-8")
    draft.write_text(text, "utf-8", newline="")
    found = findings(draft, capsys)
    assert [f["rule"] for f in found].count("citation/date") == 1

    said = work(program, draft)
    assert said["opened"] == shown(text, found)

    [wrong] = [f for f in found if f["rule"] == "citation/date"]
    quick = edited(text, wrong["fix"]["edits"])
    assert wrong["fix"]["title"][1:] in said["taken"]
    assert said["quick"] == quick

    draft.write_text(quick, "utf-8", newline="")
    left = findings(draft, capsys)
    assert said["left"] == said["again"] == shown(quick, left)
    assert main(["fix", "--exit-zero", str(draft)]) == 0
    capsys.readouterr()
    assert said["all"] == draft.read_text("utf-8") != quick
    assert said["undone"] == quick


def work(program: str, draft: Path) -> dict[str, Any]:
    """What Neovim saw."""
    answer = draft.parent / "answer.json"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("NVIM", "VIM", "XDG_"))}
    env |= {
        "HOME": str(draft.parent),
        "LC_ALL": "C.UTF-8",
        "RESLINT_ANSWER": str(answer),
        "RESLINT_COMMAND": json.dumps(command()),
        "RESLINT_DRAFT": str(draft),
    }
    words = [program, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {HERE / 'neovim.lua'}"]
    ran = subprocess.run(
        words, env=env, cwd=draft.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=3 * PATIENCE
    )
    said: dict[str, Any] = json.loads(answer.read_text("utf-8")) if answer.exists() else {"error": ran.stderr}
    assert "error" not in said, said["error"]
    return said


def findings(draft: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What the command line says."""
    assert main(["check", "--exit-zero", "--format", "json", str(draft)]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    return found


def shown(text: str, found: list[dict[str, Any]]) -> list[list[Any]]:
    """Findings as Neovim has them: its columns count bytes."""
    lines = text.split("\n")

    def place(row: int, column: int) -> tuple[int, int]:
        return row - 1, len(lines[row - 1][: column - 1].encode())

    return [
        [f["rule"], f["message"], SEVERITIES[f["severity"]],
         *place(f["row"], f["column"]), *place(f["end_row"], f["end_column"])]
        for f in found
    ]  # fmt: skip


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    for edit in sorted(edits, key=lambda e: e["start"], reverse=True):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    return text
