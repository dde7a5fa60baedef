"""The registry that ships, and a small one written for a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reslint.registry.store import Registry, open_registry

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
RULES = ROOT / "rules" / "registry"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def registry() -> Iterator[Registry]:
    opened = open_registry()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "data" / "registry.csv").is_file():
        pytest.skip(f"{SHARED} holds no raw lists")
    return SHARED
