"""Whether a paragraph holds figures: many checks are about dates and numbers, and most paragraphs have none."""

from __future__ import annotations

import re

from reslint.remember import by_text

_FIGURE = re.compile(r"\d")


@by_text
def has_figure(text: str) -> bool:
    """Whether a digit stands in the clean `text`."""
    return _FIGURE.search(text) is not None
