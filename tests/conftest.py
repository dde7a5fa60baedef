"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reslint.registry.store import Registry, open_registry


@pytest.fixture(scope="session")
def shipped_registry() -> Iterator[Registry]:
    """The registry that ships, opened once."""
    opened = open_registry()
    yield opened
    opened.close()
