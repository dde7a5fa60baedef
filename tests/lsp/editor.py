"""How an editor counts: positions of a text in UTF-8, UTF-16 or UTF-32, written again from the protocol's words.

Nothing of `reslint_lsp.positions` is used, so that the two can be held against each other. Slow and plain.
"""

from __future__ import annotations

import re
from itertools import pairwise
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


def offset(text: str, where: dict[str, int], encoding: str) -> int:
    """The offset of a position that stands in the text between two characters; an `AssertionError` for any other."""
    every = lines(text)
    bare = every[where["line"]].rstrip("\r\n")
    before = sum(map(len, every[: where["line"]]))
    for n in range(len(bare) + 1):
        if units(bare[:n], encoding) == where["character"]:
            return before + n
    raise AssertionError(f"no character begins at {where}")


def edited(text: str, edits: list[dict[str, Any]], encoding: str) -> str:
    """The text after edits as the protocol has them: all of them speak of the text as it was."""
    spans = [(offset(text, e["range"]["start"], encoding), offset(text, e["range"]["end"], encoding)) for e in edits]
    assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spans))), "edits overlap"
    for (start, end), edit in sorted(zip(spans, edits, strict=True), key=lambda pair: pair[0], reverse=True):
        text = text[:start] + edit["newText"] + text[end:]
    return text
