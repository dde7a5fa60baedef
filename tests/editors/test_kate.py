"""`docs/editors/kate.md` in a real Kate without a screen: it takes the set-up, starts the server, sends the draft."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.editors.desk import DRAFTS, Desk, snippet, until
from tests.system import need


@contextmanager
def kate(desk: Desk, servers: str, draft: Path) -> Iterator[None]:
    """A running Kate with that draft open; what it would ask a person once, it has been told."""
    program = need("kate", "kate")
    settings = desk.home / ".config/kate/lspclient/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(servers, "utf-8")
    command = f"{desk.home}/bin/reslint lsp"
    told = f"[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\nAllowedServerCommandLines={command}\n"
    (desk.home / ".config/katerc").write_text(told, "utf-8")
    env = {**desk.env, "QT_QPA_PLATFORM": "offscreen"}
    with open(desk.home / "kate.log", "w") as log:
        process = subprocess.Popen([program, "-n", draft], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def findings(desk: Desk, draft: Path) -> int | None:
    """How many findings the server's log tells of for the draft."""
    for line in desk.log.read_text("utf-8").splitlines() if desk.log.exists() else ():
        _, _, rest = line.partition(f"{draft} version ")
        if rest:
            return int(rest.split()[1])
    return None


@pytest.mark.parametrize("name", DRAFTS)
def test_sends_the_draft(desk: Desk, name: str) -> None:
    draft = desk.draft(name)
    with kate(desk, snippet("kate.md", "Kate"), draft):
        until(lambda: findings(desk, draft) == len(desk.found(draft)), "the findings")


def test_takes_another_settings_file(desk: Desk) -> None:
    set_up, command = snippet("kate.md", "Kate"), '"command": ["reslint", "lsp"],'
    assert command in set_up
    other = set_up.replace(command, f"{command}\n{snippet('kate.md', 'Another settings file')}")
    assert json.loads(other)
    draft = desk.draft("cooperation.en.md")
    with kate(desk, other, draft):
        until(lambda: findings(desk, draft) == 1, "the one finding of the house's settings")
