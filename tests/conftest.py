"""What all tests share."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from reslint.registry.store import Registry, open_registry


@pytest.fixture(autouse=True)
def no_code_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests expect what a person sees, also where they run on a code host."""
    for variable in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session")
def shipped_registry() -> Iterator[Registry]:
    """The registry that ships, opened once."""
    opened = open_registry()
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one, or a person, has kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache" / str(next(_numbers))))


_numbers = count()


_CHAIR: dict[str, Any] = {
    "summary": "the Chair is called Chair",
    "why": "A name for all.",
    "authority": "house style",
    "severity": {"drafter": "warning", "gate": "off", "archive": "note"},
    "languages": ["en"],
    "check": "term",
    "options": {"terms": {"Chairman": "Chair"}},
    "messages": {"found": {"en": "write {instead}, not {found}"}},
    "examples": [{"lang": "en", "text": "Noting the Chairman,", "finds": ["found"]}],
    "counter-examples": [{"lang": "en", "text": "Noting the Chair,"}],
}


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout as it stands, for what builds in it."""
    root, place = Path(__file__).resolve().parent.parent, tmp_path_factory.mktemp("checkout") / "reslint"
    left_out = ("_data", "dist", "site", "__pycache__", "node_modules", ".*_cache", ".venv", ".git", ".hypothesis")
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(*left_out))
    return place


@pytest.fixture
def rule_with() -> Callable[[dict[str, Any]], Any]:
    """Makes a rule of a pack with changes: new values (None: the key goes) by path ("examples.0.lang")."""

    def changed(changes: dict[str, Any]) -> Any:
        rule: Any = copy.deepcopy(_CHAIR)
        for path, value in changes.items():
            *above, last = [int(name) if name.isdigit() else name for name in path.split(".")]
            node = rule
            for name in above:
                node = node[name]
            if value is None:
                del node[last]
            else:
                node[last] = value
        return rule

    return changed
