"""Sessions in which the tests of the editors take place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from pytest_lsp import ClientServerConfig

from tests.lsp.end_to_end.session import EDITORS, Session
from tests.lsp.raw import command


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    scope="module",
    params=EDITORS,
    config=ClientServerConfig(server_command=list(command()), client_factory=Session),
)
async def session(
    lsp_client: Session, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[None]:
    """A session in which each test opens documents of its own; the folder `library` is open as the workspace."""
    folder = tmp_path_factory.getbasetemp() / "library"
    folder.mkdir(exist_ok=True)
    await lsp_client.begin(request.param, folder)
    yield
    assert not lsp_client.messages, "nothing pops up"
    await lsp_client.shutdown_session()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with drafts and settings of its own."""
    (tmp_path / "reslint.toml").write_text("", "utf-8")
    return tmp_path
