"""`docs/editors/emacs.md` in a real Emacs: Eglot and lsp-mode."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.editors.desk import DRAFTS, PATIENCE, Desk, Found, snippet
from tests.system import need

SCRIPT = Path(__file__).with_name("emacs.el")
RULE = re.compile(r"\[([a-z]+/[a-z-]+)\]|$")  # in what Eglot shows; lsp-mode leaves it out


@cache
def emacs(*libraries: str) -> str:
    """The program, with libraries that Debian has in packages of their own; newer ones have Eglot in them."""
    program = need("emacs", "emacs-nox")

    def find(library: str) -> str | None:
        ask = f'(princ (or (locate-library "{library}") ""))'
        call = [program, "--batch", "-f", "package-initialize", "--eval", ask]
        return subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE).stdout or None

    for library in libraries:
        need(library, f"elpa-{library}", find)
    return program


def shown(desk: Desk, set_up: str, draft: Path, client: str = "eglot", **more: str) -> tuple[Found, str]:
    """What Emacs shows of the draft: the rule, where it is said, and the place; and the line it ends in."""
    init, answer = desk.home / "init.el", desk.home / "answer.json"
    init.write_text(set_up, "utf-8")
    env = {**desk.env, "SETUP": str(init), "DRAFT": str(draft), "ANSWER": str(answer), **more}
    call = [emacs("markdown-mode", client), "--batch", "-l", str(SCRIPT)]
    ran = subprocess.run(call, capture_output=True, text=True, env=env, timeout=2 * PATIENCE)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(answer.read_text("utf-8"))
    assert said["found"], ran.stderr
    return {(RULE.findall(text)[0], start, end) for text, start, end in said["found"]}, said["line"]


@pytest.mark.parametrize("name", DRAFTS)
def test_eglot_shows_what_the_command_line_says(desk: Desk, name: str) -> None:
    draft = desk.draft(name)
    assert shown(desk, snippet("emacs.md", "Eglot"), draft)[0] == desk.found(draft)


@pytest.mark.parametrize(
    ("typed", "complete"), [("\n9. *No", "9. *Notes*"), ("\n9. *Notes* the World Hea", "9. *Notes* the World Health ")]
)
def test_eglot_completes(desk: Desk, typed: str, complete: str) -> None:
    draft = desk.draft("cooperation.en.md")
    assert shown(desk, snippet("emacs.md", "Eglot"), draft, TYPE=typed)[1].startswith(complete)


def test_eglot_makes_the_safe_fixes_on_saving(desk: Desk) -> None:
    draft = desk.draft("cooperation.en.md")
    wanted = desk.fixed(draft)
    assert wanted != draft.read_text("utf-8")
    shown(desk, snippet("emacs.md", "Eglot") + snippet("emacs.md", "Safe fixes when you save"), draft, SAVE="1")
    assert draft.read_text("utf-8") == wanted


def test_eglot_takes_another_settings_file(desk: Desk) -> None:
    set_up, command = snippet("emacs.md", "Eglot"), '("reslint" "lsp")'
    assert command in set_up
    draft = desk.draft("cooperation.en.md")
    other = set_up.replace(command, snippet("emacs.md", "Another settings file").strip())
    assert shown(desk, other, draft)[0] == desk.found(draft, "--select", "citation/date")


def test_lsp_mode_shows_what_the_command_line_says(desk: Desk) -> None:
    draft = desk.draft("cooperation.en.md")
    assert shown(desk, snippet("emacs.md", "lsp-mode"), draft, "lsp-mode")[0] == {
        ("", a, b) for _, a, b in desk.found(draft)
    }
