"""How an editor counts: positions of a text in UTF-8, UTF-16 or UTF-32, written again from the protocol's words.

Nothing of `reslint_lsp.positions` is used, so that the two can be held against each other. Slow and plain.
"""

from __future__ import annotations

import re
from typing import Any

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def units(text: str, encoding: str) -> int:
    codec, width = _CODECS[encoding]
    return len(text.encode(codec, "surrogatepass")) // width


def lines(text: str) -> list[str]:
    """The lines with their ends; the last one has none."""
    parts = re.split(r"(\r\n|\r|\n)", text)
    return ["".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]


def position(text: str, offset: int, encoding: str) -> dict[str, int]:
    """The position of an offset; within a line end, the end of the line."""
    at = 0
    every = lines(text)
    for number, line in enumerate(every):
        if offset < at + len(line) or number == len(every) - 1:
            bare = line.rstrip("\r\n")
            return {"line": number, "character": units(bare[: offset - at], encoding)}
        at += len(line)
    raise AssertionError("a text has a last line")


def range_of(text: str, start: int, end: int, encoding: str) -> dict[str, Any]:
    return {"start": position(text, start, encoding), "end": position(text, end, encoding)}
