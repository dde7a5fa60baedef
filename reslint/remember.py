"""Answers remembered by the text that they are about.

A paragraph is asked about by several checks, and in an editor again with every keystroke in another one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
# Code points. Longer texts are rare, and remembering many of them would hold memory for nothing.
LONGEST = 6000
SIZE = 2048


def by_text(function: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """A pure function of a text (and of other hashable values) that remembers its latest answers."""
    remembered = lru_cache(SIZE)(function)

    @wraps(function)
    def ask(text: str, /, *others: P.args, **named: P.kwargs) -> R:
        if len(text) > LONGEST:
            return function(text, *others, **named)
        return remembered(text, *others, **named)  # type: ignore[arg-type]  # hashable, as the decorator asks

    return ask
