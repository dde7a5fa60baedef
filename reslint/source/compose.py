"""Readers of structured files put their text together piece by piece, each with the place that it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

Place = TypeVar("Place")


class Composer(Generic[Place]):
    """Collects text. `starts` and `places` run in parallel: a piece begins at that offset and stems from that place."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.places: list[Place] = []

    def put(self, text: str, place: Place) -> None:
        """Adds `text`, which stands at `place` in the file or was made of what stands there."""
        if text:
            self.starts.append(self.length)
            self.places.append(place)
            self._parts.append(text)
            self.length += len(text)

    @property
    def last(self) -> str:
        """The last character, "" at the beginning."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def text(self) -> str:
        return "".join(self._parts)


def piece_at(starts: Sequence[int], offset: int) -> int:
    """The index of the piece in which `offset` lies (the last one for the end of the text)."""
    return max(0, bisect_right(starts, offset) - 1)
