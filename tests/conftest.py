"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from reslint.registry.store import Registry, open_registry


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
