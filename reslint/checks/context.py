"""What a check may ask beside the resolution itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reslint.finding import Hit
from reslint.language import Language
from reslint.registry.store import Registry
from reslint.resolution.model import Resolution
from reslint.source.model import Source

if TYPE_CHECKING:
    from reslint.entities import Entities


class Context(NamedTuple):
    """`as_of` is the day on which the text is judged, `text_date` its own date (adoption, else issue)."""

    source: Source
    language: Language
    registry: Registry
    as_of: date
    text_date: date | None = None

    @property
    def entities(self) -> Entities:
        """Names of bodies, programmes and States in the text's language; loaded by the first who asks."""
        from reslint.entities import get

        return get(self.language.code)


Check = Callable[[Resolution, Context, Mapping[str, object]], Iterator[Hit]]
