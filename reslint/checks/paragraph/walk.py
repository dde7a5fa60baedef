"""Small things that several checks of paragraphs need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from reslint.resolution.model import Paragraph, Resolution

KINDS = {"preamble": "preambular", "operative": "operative"}
ROLES = {"preamble": "pre", "operative": "op"}


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled form of a pattern that a rule file gives."""
    return re.compile(pattern)


def spoken(options: Mapping[str, object], name: str, language: str) -> Any:
    """Entry `language` of the option `name`, a table by language; None where it has none."""
    table = options.get(name)
    return table.get(language) if isinstance(table, dict) else None


def listed(options: Mapping[str, object], name: str) -> frozenset[str]:
    """The option `name`, a list, as a set of strings."""
    found = options.get(name)
    return frozenset(str(x) for x in found) if isinstance(found, (list, tuple)) else frozenset()


def part_of(options: Mapping[str, object]) -> str:
    """"preamble" or "operative": what the rule looks at."""
    return str(options.get("part", "preamble"))


def body(resolution: Resolution) -> tuple[Paragraph, ...]:
    """The paragraphs between chapeau and closing lines, footnotes left out."""
    return tuple(p for p in resolution.paragraphs if p.kind in ("preambular", "operative", "sub", "heading", "other", "chapeau"))


def followed(resolution: Resolution) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """Each paragraph that is no footnote, with the one behind it."""
    shown = [p for p in resolution.paragraphs if p.kind != "note" and (p.text or p.kind != "other")]
    return zip(shown, [*shown[1:], None], strict=True)


def words(text: str, start: int, count: int) -> str:
    """The first `count` words of the clean `text` from `start`, lower case, without punctuation around them."""
    found = text[start : start + 160].lower().split()
    return " ".join(w.strip(",;:.،؛") for w in found[:count])
