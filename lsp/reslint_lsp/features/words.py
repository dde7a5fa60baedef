"""The server's own few words, in the language of the draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _all() -> dict[str, dict[str, str]]:
    text = files("reslint_lsp.features").joinpath("words.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def words(code: str) -> Mapping[str, str]:
    """The words in the language `code`; English where it has none."""
    return _all().get(code, _all()["en"])
