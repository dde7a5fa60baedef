"""What the tests of the editors share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editors.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path)
