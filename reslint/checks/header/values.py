"""The statements of the cover in one form, so that they can be compared."""

from __future__ import annotations

import re

from reslint.language.russian import LOOK_ALIKES
from reslint.patterns import late
from reslint.registry import symbols
from reslint.resolution.model import Heading, Resolution

LIMITED = late(r"A/(?:(?:C\.\d+|BUR|SPC)/)?(?P<session>\d{1,3})/(?:L\.)?\d+")
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذض"


def canonical(resolution: Resolution, shown: str) -> symbols.Symbol | None:
    """The symbol of an adopted resolution that a heading states, or None (a draft, a document)."""
    full = shown.startswith(("A/", "S/", "E/"))
    if full and "/RES/" not in shown:
        return None
    body = "" if full else resolution.organ
    return symbols.read(shown, body) if body in ("", *symbols.PREFIXES) else None


def span(resolution: Resolution, heading: Heading) -> tuple[int, int]:
    """Source span of a statement."""
    return resolution.paragraphs[heading.paragraph].span(heading.start, heading.end)


def item(shown: str) -> str:
    """An agenda item in one form: "121 (r)", "125 b)", "127 (ب)" -> "121r", "125b", "127b"."""
    m = re.match(r"(\d{1,3})[ ,(（*]*([a-zа-я]{1,2}|[ء-ي]\u0640?(?: [ء-ي])?)?", shown.strip())
    if not m:
        return ""
    letter = (m[2] or "").translate(LOOK_ALIKES).replace("\u0640", "").replace("ا", "أ").strip()
    if letter and not letter.isascii():
        places = [ABJAD.find(c) for c in letter.split()]
        letter = "".join(chr(97 + n) for n in places if 0 <= n < 26)
    return m[1] + letter


def session_of_draft(shown: str) -> int | None:
    """The session in a symbol of a General Assembly document: A/67/L.29 -> 67."""
    m = LIMITED.match(shown)
    return int(m["session"]) if m else None
