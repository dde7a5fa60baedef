"""Which texts are language versions of one resolution."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reslint.language import CODES
from reslint.resolution.model import Resolution
from reslint.source.model import Source

# "79_9.en.md", "a-res-79-9_fr.docx", "en/79_9.md", "A_RES_79_9-EN.txt": the code of a language set apart in a name
MARKED = re.compile(r"(?i)(?:^|[._ -])(ar|en|es|fr|ru|zh)(?=[._ -]|$)")


class Version(NamedTuple):
    """One language version as it was read and understood. `source`: the whole file; `start`: where in it the resolution
    begins (offsets of `resolution` count from there), 0 but in a compilation."""

    source: Source
    resolution: Resolution
    start: int = 0

    @property
    def code(self) -> str:
        """Its language."""
        return self.resolution.language


def group(versions: Iterable[Version]) -> list[tuple[Version, ...]]:
    """The versions of each resolution together, in the order of the first of each, languages in their own order.

    They belong together by the symbol that they state, else by their names but for the language in them. A second text
    in one language makes a group of its own.
    """
    listed = list(versions)
    symbols = {stem(v.source.name): v.resolution.symbol for v in listed if v.resolution.symbol and not v.start}
    found: dict[tuple[str, int], dict[str, Version]] = {}
    for version in listed:
        name = stem(version.source.name)
        key = version.resolution.symbol or symbols.get(name) or name
        turn = 0
        while version.code in found.get((key, turn), {}):
            turn += 1
        found.setdefault((key, turn), {})[version.code] = version
    return [together(list(some.values())) for some in found.values()]


def stem(name: str) -> str:
    """A file's name without its suffix and without what tells the language, be it a folder's name or a mark."""
    parts = os.path.splitext(name)[0].replace(os.sep, "/").split("/")
    kept = [MARKED.sub("", part) for part in parts if part.lower() not in CODES]
    return "/".join(part for part in kept if part).lower()


def together(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Versions that belong together, in the order of `CODES`."""
    return tuple(sorted(versions, key=lambda v: CODES.index(v.code)))
