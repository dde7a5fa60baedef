"""Bodies, programmes, instruments and States with their names over time."""

from datetime import date
from typing import NamedTuple


class Entity(NamedTuple):
    """One thing that changed its name, in one language.

    `change`: rename, succession, merger, restyle ... `level`: what a former name in a sentence about the present
    deserves ("error", "warning", "note", "off"). `since`: first day of the new name; `begun`: first day of the former
    name where an older one came back. `sure`: a document states the day, so it may be printed.
    `gender` (French: f, m, p for plural, "" without article) and `article` (English: takes "the") serve the
    replacement.
    """

    id: str
    kind: str
    change: str
    level: str
    new: str
    old: tuple[str, ...] = ()
    since: date | None = None
    begun: date | None = None
    sure: bool = False
    gender: str = ""
    article: bool = False


class Name(NamedTuple):
    """A known name: `text` as it is written, `words` as it is matched, `entity` its owner.

    `kind`: "new", "old", "known" (no change is known) or "guard" (a longer name that holds a former one).
    `casings`: other capitals in accepted use. `n`: how often it was counted.
    """

    text: str
    words: tuple[str, ...]
    entity: str
    kind: str
    casings: tuple[str, ...] = ()
    n: int = 0


class NameMention(NamedTuple):
    """A known name in a paragraph's clean text, offsets `start`..`end` in it.

    `prefix`: what Arabic glues to the name (included in the span); `text`: the name as it stands, without it.
    """

    name: Name
    start: int
    end: int
    text: str
    prefix: str = ""

    @property
    def old(self) -> bool:
        return self.name.kind == "old"


class Near(NamedTuple):
    """A near miss: the words `start`..`end` would be `name` but for `found`, which should be `wanted`.

    `at`, `to`: clean span of the misspelt word alone.
    """

    name: Name
    start: int
    end: int
    at: int
    to: int
    found: str
    wanted: str
