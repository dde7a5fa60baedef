"""What of the cover is a statement about this text, and what about another."""

from __future__ import annotations

import pytest

from reslint.engine import lint
from reslint.registry.store import Registry
from reslint.rules import shipped
from reslint.source.model import Source

BODY = "\n\nThe General Assembly,\n\nNoting the report,\n\n1. Welcomes the report;\n\n2. Decides to act."


@pytest.mark.parametrize(
    ("cover", "found"),
    [
        ("A/RES/77/18\n\nSeventy-seventh session", []),
        ("A/RES/77/18\n\nSeventy-sixth session", ["header/session"]),
        (
            "A/80/L.21\n\nEightieth session\n\nReport of the International Law Commission on its seventy-sixth session",
            [],
        ),
        ("A/80/L.29\n\nEightieth session\n\nBrazil: amendment to draft resolution A/80/L.22", []),
        ("A/RES/77/18\n\nSeventy-seventh session\n\nAgenda item 127(b)", ["header/agenda-item"]),
        ("A/RES/77/18\n\n77/19. Peace between neighbours", ["header/symbol"]),
        (
            "A/RES/77/18\n\nSeventy-seventh session\n\n[without reference to a Main Committee (A/76/L.18)]",
            ["header/session"],
        ),
    ],
)
def test_covers(cover: str, found: list[str], shipped_registry: Registry) -> None:
    rules = [r for r in shipped() if r.family == "header"]
    assert [f.rule for f in lint(Source("d", cover + BODY), rules, shipped_registry)] == found
