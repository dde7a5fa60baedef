"""The pages of the editors that Debian does not have.

Each set-up can be read, has only settings that the editor's documentation has (`known.toml`), and names a command that
starts a server and settings that the server takes.
"""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from reslint_lsp.features.actions import FIX_ALL
from reslint_lsp.settings import configuration_of

from tests.editors.desk import PAGES, PATIENCE, ROOT, Desk, snippet

OTHER = "Another settings file"
KNOWN = tomllib.loads(Path(__file__).with_name("known.toml").read_text("utf-8"))


def known(editor: str, settings: dict[str, Any]) -> None:
    assert set(settings) <= set(KNOWN[editor]["keys"])


def starts(desk: Desk, command: list[str]) -> None:
    """The command is a server that greets and ends as it is asked to."""
    talk: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in talk]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    ran = subprocess.run(command, input=sent, capture_output=True, env=desk.env, timeout=PATIENCE)
    assert b'"serverInfo"' in ran.stdout, ran.stderr
    assert ran.returncode == 0, ran.stderr


def house(options: dict[str, Any]) -> None:
    """The options name the settings file that the page speaks of."""
    assert (configuration_of(options) or "").endswith("/house/reslint.toml")


def test_helix(desk: Desk) -> None:
    text = snippet("helix.md", "Helix")
    servers = tomllib.loads(text)
    server = servers["language-server"]["reslint"]
    known("helix-server", server)
    for language in servers["language"]:
        known("helix-language", language)
        assert language["language-servers"] == ["reslint"]
    other = text.replace('args = ["lsp"]\n', f'args = ["lsp"]\n{snippet("helix.md", OTHER)}')
    house(tomllib.loads(other)["language-server"]["reslint"]["config"])
    starts(desk, [server["command"], *server["args"]])


def test_helix_shows_findings_between_the_lines() -> None:
    editor = tomllib.loads(snippet("helix.md", "Helix", 2))["editor"]
    known("helix-editor", {f"{a}.{c}" if isinstance(b, dict) else a: 0 for a, b in editor.items() for c in b})


def test_sublime(desk: Desk) -> None:
    text = snippet("sublime.md", "Sublime Text")
    settings = json.loads(text)
    known("sublime", settings)
    client = settings["clients"]["reslint"]
    known("sublime-client", client)
    command = '"command": ["reslint", "lsp"],\n'
    other = json.loads(text.replace(command, command + snippet("sublime.md", OTHER)))["clients"]["reslint"]
    known("sublime-client", other)
    house(other["initializationOptions"])
    on_save = json.loads(f"{{{snippet('sublime.md', 'Safe fixes when you save').rstrip().rstrip(',')}}}")
    known("sublime", on_save)
    assert on_save["lsp_code_actions_on_save"] == {FIX_ALL: True}
    starts(desk, client["command"])


def test_visual_studio_code_has_the_settings_and_commands_of_its_page() -> None:
    contributes = json.loads((ROOT / "lsp/vscode/package.json").read_text("utf-8"))["contributes"]
    settings = json.loads(snippet("vscode.md", "Settings"))
    assert set(settings) <= set(contributes["configuration"]["properties"])
    for language in json.loads(snippet("vscode.md", "Safe fixes when you save")).values():
        assert language == {"editor.codeActionsOnSave": {FIX_ALL: "explicit"}}
    page = (PAGES / "vscode.md").read_text("utf-8")
    table = page.partition("## Commands")[2].partition("## Settings")[0]
    named = re.findall(r"^\| (\w[^|]*?) \|", table, re.M)[1:]
    assert named == [command["title"] for command in contributes["commands"]]


def test_pictures_and_links_of_the_pages_are_there() -> None:
    for page in PAGES.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
