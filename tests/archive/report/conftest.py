"""The archive of `texts.py`, checked once; a bundle for tests that only write."""

from __future__ import annotations

from pathlib import Path

import pytest

from reslint import data
from reslint.archive.report.write import FILES
from tests.archive.report import texts


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database; the texts lie in `texts` beside it."""
    return texts.archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files in the place of the page's script and style, which need not be built for these tests."""
    where, place = tmp_path / "bundle", data.place
    where.mkdir()
    for name in FILES:
        (where / name).write_text(f"/* {name} */")
    monkeypatch.setattr(data, "place", lambda name: str(where / name) if name in FILES else place(name))
