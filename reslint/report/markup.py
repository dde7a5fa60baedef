"""What the reports in XML share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def attributes(values: Mapping[str, object]) -> str:
    """The values as attributes, a blank before each."""
    return "".join(f" {name}={quoteattr(_allowed(str(value)))}" for name, value in values.items())


def content(text: str) -> str:
    """The text as it stands between two tags."""
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """Characters that XML cannot hold become U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)
