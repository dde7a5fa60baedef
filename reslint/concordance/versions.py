"""Which files are language versions of one resolution."""

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
    """One language version: its text as it was read and understood."""

    source: Source
    resolution: Resolution

    @property
    def code(self) -> str:
        return self.resolution.language


def group(versions: Iterable[Version]) -> list[tuple[Version, ...]]:
    """The versions of each resolution together, in the order of the first of each, languages in their own order.

    They belong together by the symbol that they state, else by their names but for the language in them. Of two texts
    in one language the first counts.
    """
    found: dict[str, dict[str, Version]] = {}
    for version in versions:
        found.setdefault(_key(version), {}).setdefault(version.code, version)
    order = {code: n for n, code in enumerate(CODES)}
    return [tuple(sorted(some.values(), key=lambda v: order.get(v.code, 99))) for some in found.values()]


def _key(version: Version) -> str:
    return version.resolution.symbol or stem(version.source.name)


def stem(name: str) -> str:
    """A file's name without its suffix and without what tells the language, be it a folder's name or a mark."""
    parts = os.path.splitext(name)[0].replace(os.sep, "/").split("/")
    kept = [MARKED.sub("", part) for part in parts if part.lower() not in CODES]
    return "/".join(part for part in kept if part).lower()


def together(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Versions that were named as belonging together, in the order of the languages."""
    order = {code: n for n, code in enumerate(CODES)}
    return tuple(sorted(versions, key=lambda v: order.get(v.code, 99)))
