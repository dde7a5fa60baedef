"""The session on the cover is the one that the symbol names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.header.values import canonical, session_of_draft, span
from reslint.finding import Edit, Fix, Hit, Related
from reslint.language.russian import agreeing
from reslint.registry import sessions
from reslint.resolution.model import Heading, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    if resolution.organ not in ("GA", "HRC", ""):
        return
    own = next(
        (
            (h, n)
            for h in resolution.facts.get("symbol", ())
            if (n := _session(resolution, h)) and _alone(resolution, h)
        ),
        None,
    )
    stated = [s for s in resolution.facts.get("session", ()) if _regular(resolution, s)]
    if own is not None:
        heading, number = own
        start, end = span(resolution, heading)
        related = (Related(heading.value, start, end),)
        for s in stated:
            if s.value != str(number):
                a, b = span(resolution, s)
                names = context.language.ordinal_names
                right = names[number - 1] if 0 < number <= len(names) else str(number)
                written = resolution.paragraphs[s.paragraph].text[s.start : s.end]
                if context.language.code == "ru":
                    right = agreeing(right, "сессия")
                elif written.endswith("ون") and f"{right[:-2]}ون" in context.language.ordinals:
                    right = f"{right[:-2]}ون"  # Arabic: the case of the cover, not that of "its session"
                shown = right[0].upper() + right[1:] if written[:1].isupper() else right
                values = {"written": written, "symbol": heading.value, "right": right}
                yield Hit(a, b, s.paragraph, "symbol", values, Fix((Edit(a, b, shown),), title=shown), related)
    number = own[1] if own else int(stated[0].value) if stated else 0
    if not number:
        return
    for d in resolution.facts.get("draft", ()):
        found = session_of_draft(d.value)
        if found is not None and found != number and resolution.organ in ("GA", ""):
            a, b = span(resolution, d)
            yield Hit(a, b, d.paragraph, "draft", {"written": d.value, "session": str(number)})


def _alone(resolution: Resolution, heading: Heading) -> bool:
    """The symbol is that of this text: in its title, or nearly alone on a line of the cover."""
    p = resolution.paragraphs[heading.paragraph]
    return p.kind == "title" or len(p.text) - len(heading.value) <= 30


def _regular(resolution: Resolution, heading: Heading) -> bool:
    """The statement is a line of its own about a regular session, not part of the title of an item."""
    text = resolution.paragraphs[heading.paragraph].text
    before = text[: heading.start].strip()
    if before and not before[-1].isdigit() and before not in ("الدورة", "第"):
        return False  # the work of its seventy-sixth session: another body's
    rest = text[heading.end :].lower()
    special = ("extraordinaire", "special", "emergency", "استثنائية", "特别")
    return len(text) - (heading.end - heading.start) < 80 and not any(word in rest[:40] for word in special)


def _session(resolution: Resolution, heading: Heading) -> int | None:
    """The regular session that a symbol names; None for special sessions and years."""
    own = canonical(resolution, heading.value)
    if own is not None:
        return sessions.number(own.session) if own.body in ("GA", "HRC") else None
    return session_of_draft(heading.value) if "/L." in heading.value else None
