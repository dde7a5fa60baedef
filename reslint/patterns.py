"""Regular expressions that are compiled when they are first asked for.

Compiling the patterns of all checks takes longer than checking a short draft with those that it needs.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Becomes a pattern with the first question: its methods are then the compiled pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = (pattern, flags)

    def __reduce__(self) -> Any:
        return re.compile, self._asked

    def __getattr__(self, name: str) -> Any:  # called for what is not there yet, so once a method
        found = getattr(re.compile(*self._asked), name)  # `re` remembers what it has compiled
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, for a constant of a module that not every text needs. A fault in it shows on first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
