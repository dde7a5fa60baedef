"""Makes the pictures in docs/editors/images, or some: `python tools/editor_pictures.py [neovim-hover ...]`.

A real Neovim in a real terminal (mlterm, which sets Arabic from right to left) and a real Kate, on a screen of their
own, with the set-ups that the pages give. Debian's packages: neovim mlterm kate xvfb xdotool imagemagick pngquant
fonts-dejavu-core. `reslint` is the one beside the interpreter.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).resolve().parents[1] / "docs/editors"
SCREEN = ":94"
PATIENCE = 20.0  # seconds
COLOURS = "64"  # of a picture: enough for text, and small
FONT = "DejaVu Sans Mono"

ENGLISH = """\
A/81/L.42

Eighty-first session

Agenda item 120 (r)

### Cooperation between the United Nations and the Organization of Islamic Cooperation

*The General Assembly*,

*Guided by* the purposes and principles of the Charter of the United Nations,

*Noting* the work of the Economic and Socail Council,

*Recalling* its resolutions 73/135 of 12 December 2018 and 75/16 of 23 November 2020,

1. *Welcomes* the report of the Secretary-General,

2. *Requests* the Secretary-General to report to the General Assembly at its seventy-ninth session.
"""

ARABIC = """\
الدورة الحادية والثمانون

البند 120 (ص) من جدول الأعمال

التعاون بين الأمم المتحدة ومنظمة التعاون الإسلامي

إن الجمعية العامة،

إذ تشير إلى قرارها 73/135 المؤرخ 12 كانون الأول/ديسمبر 2018،

وإذ تلاحظ عمل مجلس حقوق الإنسن،

1 - ترحب بتقرير الأمين العام؛

2 - تدعو منظمة المؤتمر الإسلامي إلى تقديم آرائها؛

2 - تطلب إلى الأمين العام أن يقدم تقريرا في 15 آذار/أبريل 2027.
"""

# How the pictures look. It is no part of the set-up that the page gives.
LOOK = """
vim.opt.termguicolors, vim.opt.swapfile, vim.opt.linebreak = true, false, true
vim.opt.ruler, vim.opt.showcmd, vim.opt.showmode, vim.opt.laststatus = false, false, false, 0
vim.opt.fillchars, vim.opt.pumheight = { eob = " " }, 10
vim.opt.shortmess:append("cF")
vim.api.nvim_create_autocmd("VimEnter", {
  callback = function()
    vim.cmd([[
      highlight Normal guifg=#24292f guibg=#ffffff
      highlight SignColumn guibg=#ffffff
      highlight NormalFloat guifg=#24292f guibg=#e8eef6
      highlight FloatBorder guifg=#8c959f guibg=#e8eef6
      highlight Pmenu guifg=#24292f guibg=#e8eef6
      highlight PmenuSel guifg=#ffffff guibg=#0969da
      highlight PmenuThumb guibg=#8c959f
      highlight PmenuSbar guibg=#d0d7de
      highlight DiagnosticError guifg=#cf222e
      highlight DiagnosticWarn guifg=#9a6700
      highlight DiagnosticInfo guifg=#0969da
      highlight DiagnosticUnderlineError gui=underline guifg=#cf222e
      highlight DiagnosticUnderlineWarn gui=underline guifg=#9a6700
      highlight DiagnosticUnderlineInfo gui=underline guifg=#0969da
      highlight markdownH3 gui=bold guifg=#0550ae
      highlight markdownH3Delimiter guifg=#0550ae
      highlight markdownUrl guifg=#0550ae
      highlight markdownListMarker guifg=#24292f
    ]])
  end,
})
vim.lsp.handlers["textDocument/hover"] = vim.lsp.with(vim.lsp.handlers.hover, { border = "rounded" })
vim.diagnostic.config({ float = { header = "", prefix = "" } })
"""
FLOATS = 'len(filter(nvim_list_wins(), {_, w -> nvim_win_get_config(w).relative != ""}))'
FINDINGS = 'luaeval("#vim.diagnostic.get(0)")'


class Shot(NamedTuple):
    """A picture of Neovim: what is typed into a draft until an expression of Vim is true; the terminal's size."""

    text: str
    keys: str
    until: str
    size: str = "112x21"


SEARCH = '<Cmd>call search("{}")<CR>'
FLOAT = '<Cmd>lua vim.diagnostic.open_float({ scope = "cursor" })<CR>'
NEW = SEARCH.format("^1") + "O<CR><Up>"  # a new paragraph before the operative ones
SHOTS = {
    "neovim-findings": Shot(ENGLISH, SEARCH.format("12 Dec") + FLOAT, FLOATS),
    "neovim-hover": Shot(ENGLISH, SEARCH.format("73.135") + "K", FLOATS),
    "neovim-citation": Shot(ENGLISH, NEW + "*Recalling also* its resolution 79/<C-x><C-o>", "pumvisible()"),
    "neovim-opening": Shot(ENGLISH, NEW + "**<Left>Re<C-x><C-o>", "pumvisible()"),
    "neovim-arabic": Shot(ARABIC, SEARCH.format("12 ") + FLOAT, FLOATS, "104x19"),
}


def neovim(shot: Shot, home: Path, save: Callable[[], None]) -> None:
    arabic = shot.text is ARABIC
    draft, socket = home / ("draft.ar.txt" if arabic else "draft.en.md"), home / "nvim.sock"
    draft.write_text(shot.text, "utf-8")
    set_up = block("neovim.md", "Neovim 0.7 to 0.10") + (block("neovim.md", "Arabic") if arabic else "")
    (home / "init.lua").write_text(set_up + LOOK, "utf-8")
    (home / ".mlterm").mkdir()
    faces = {"": "", "_BOLD": ":Bold", "_ITALIC": ":Oblique", "_BOLD_ITALIC": ":Bold Oblique"}
    fonts = "".join(f"ISO10646_UCS4_1{face}={FONT}{style}\n" for face, style in faces.items())
    (home / ".mlterm/aafont").write_text(fonts, "utf-8")

    def remote(*words: str) -> str:
        ran = subprocess.run(["nvim", "--server", str(socket), *words], capture_output=True, text=True)
        return (ran.stdout + ran.stderr).strip()

    terminal = ["mlterm", "--fontsize=15", f"--geometry={shot.size}", "--lsp=4", "--sbmod=none", "-e"]
    with running([*terminal, "nvim", "-u", f"{home}/init.lua", "--listen", str(socket), str(draft)], home):
        until(lambda: socket.exists() and remote("--remote-expr", FINDINGS) not in ("", "0"), "findings")
        remote("--remote-send", shot.keys)
        until(lambda: remote("--remote-expr", shot.until) not in ("", "0"), shot.until)
        time.sleep(1)
        save()
        remote("--remote-send", "<Esc><Esc>:qa!<CR>")


def kate(home: Path, save: Callable[[], None]) -> None:
    draft = home / "draft.ar.txt"
    draft.write_text(ARABIC, "utf-8")
    settings = home / ".config/kate/lspclient/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(block("kate.md", "Kate"), "utf-8")
    program = Path(sys.executable).with_name("reslint")
    (home / ".config/katerc").write_text(
        "[General]\nShow Url Nav Bar=false\n\n[Kate Plugins]\nlspclientplugin=true\n\n"
        f"[lspclient]\nAllowedServerCommandLines={program} lsp\n\n"
        "[KTextEditor View]\nScroll Bar MiniMap=false\n\n[KTextEditor Renderer]\n"
        f"Text Font={FONT},11,-1,5,50,0,0,0,0,0\nAuto Color Theme Selection=false\nColor Theme=Breeze Light\n",
        "utf-8",
    )
    with running(["kate", "-n", str(draft), "-qwindowgeometry", "900x640+0+0"], home):
        time.sleep(6)
        subprocess.run(["xdotool", "mousemove", "256", "590", "click", "1"], env=env(home), check=True)
        time.sleep(2)
        save()


def block(page: str, heading: str) -> str:
    """The first block of code below a heading of a page."""
    below = re.split(rf"^#+ {re.escape(heading)}$", (PAGES / page).read_text("utf-8"), flags=re.M)[1]
    found = re.search(r"^```\w+\n(.*?)^```$", below, re.M | re.S)
    assert found, f"{page} has no code below {heading!r}"
    return found[1]


def env(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "NVIM", "WAYLAND", "QT_"))}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**kept, "HOME": str(home), "PATH": path, "DISPLAY": SCREEN, "LANG": "C.UTF-8", "COLORTERM": "truecolor"}


@contextmanager
def running(command: list[str], home: Path) -> Iterator[None]:
    process = subprocess.Popen(command, env=env(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {what}")
        time.sleep(0.2)


def save(name: str, home: Path) -> None:
    """The screen without its empty rest, in few colours."""
    picture = PAGES / f"images/{name}.png"
    raw = home / "raw.png"
    subprocess.run(["import", "-window", "root", str(raw)], env=env(home), check=True)
    trim = ["-bordercolor", "black", "-border", "1", "-trim", "+repage"]
    frame = ["-bordercolor", "#d0d7de", "-border", "1", "-strip"]
    subprocess.run(["convert", str(raw), *trim, *frame, str(picture)], check=True)
    subprocess.run(["pngquant", "--force", "--strip", "--output", str(picture), COLOURS, str(picture)], check=True)
    print(f"{picture.name}: {picture.stat().st_size // 1000} kB")


def main(names: list[str]) -> None:
    every = [*SHOTS, "kate-arabic"]
    if unknown := [name for name in names if name not in every]:
        sys.exit(f"no picture is called {', '.join(unknown)}; there are {', '.join(every)}")
    (PAGES / "images").mkdir(exist_ok=True)
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1600x1000x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        for name in names or every:
            with tempfile.TemporaryDirectory(prefix="drafts-", ignore_cleanup_errors=True) as place:
                home = Path(place)
                if name in SHOTS:
                    neovim(SHOTS[name], home, partial(save, name, home))
                else:
                    kate(home, partial(save, name, home))
    finally:
        screen.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
