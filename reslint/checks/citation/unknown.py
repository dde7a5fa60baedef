"""citation/unknown: there is no such resolution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.citation.common import Meant, cited, said, session_of
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit, Related
from reslint.registry import sessions, symbols
from reslint.registry.model import Entry
from reslint.registry.store import Registry
from reslint.resolution.model import Citation, Paragraph, Resolution

BEYOND = 100  # a number so far above the highest one known was never reached in any session


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    likely = Meant(context)
    for p, c in cited(resolution):
        parsed = symbols.parse(c.symbol)
        if parsed is None or c.kind != "resolution" or c.symbol == resolution.symbol:
            continue
        if context.registry.exists(c.symbol):
            if undivided(parsed, context.registry):
                values = {"display": c.display, "whole": symbols.display(symbols.canonical(parsed.whole))}
                yield Hit(*p.span(c.start, c.end), p.index, "part", values, severity="warning")
            continue
        year = other_year(parsed, context.registry)
        if year is not None:
            yield _hit(p, c, "year", year, context)
            continue
        highest = context.registry.highest(parsed.body, parsed.session)
        beyond = highest is not None and highest >= 20 and parsed.number > highest + BEYOND
        if not beyond and not context.registry.absent(c.symbol, context.as_of):
            continue
        if not beyond and not c.named and _may_be_another(c):
            continue
        message = "decision" if parsed.body == "GA" and parsed.number in range(401, 700) else "unknown"
        yield _hit(p, c, message, likely(p, c), context, highest)


def _may_be_another(c: Citation) -> bool:
    """A number that nothing claims for the body may be one of the many bodies that number alike."""
    session = session_of(c)
    return session.isdigit() and int(session) < 81


def undivided(parsed: symbols.Symbol, registry: Registry) -> bool:
    """Whether a part is named of a resolution that is known well and has none.

    Only where the session's list is complete: a part B that comes later makes a part A of what was the whole.
    """
    if len(parsed.part) != 1 or parsed.body != "GA" or not parsed.session.isdigit():
        return False
    whole = registry.get(symbols.canonical(parsed.whole))
    if whole is None or whole.evidence not in ("A", "B") or registry.session_size("GA", parsed.session) is None:
        return False
    fellows = registry.numbered("GA", parsed.session, str(parsed.number))
    found = (symbols.parse(e.symbol) for e in fellows)
    return not any(f is not None and f.number == parsed.number and f.part for f in found)


def other_year(parsed: symbols.Symbol, registry: Registry) -> Entry | None:
    """The Security Council's resolution of that number under another year: numbers run on over the years."""
    if parsed.body != "SC" or not parsed.session.isdigit():
        return None
    near = range(int(parsed.session) - 12, int(parsed.session) + 13)
    for year in sorted(near, key=lambda y: abs(y - int(parsed.session))):
        if entry := registry.get(symbols.canonical(symbols.Symbol("SC", str(year), parsed.number))):
            return entry
    return None


def _hit(
    p: Paragraph, c: Citation, message: str, entry: Entry | None, context: Context, highest: int | None = None
) -> Hit:
    display = symbols.display(entry.symbol, context.language.code) if entry else ""
    start, end = p.span(c.start, c.end)
    fix = None
    related: tuple[Related, ...] = ()
    if entry is not None:
        on = f" adopted on {said(entry.adopted)}" if entry.adopted else ""
        related = (Related(f"{display}{on} may be meant"),)
        if context.source.text[start:end].isascii():
            fix = Fix((Edit(start, end, display),), title=f"write {display}")
    session = session_of(c)
    latest = sessions.last_session(c.body, context.as_of)
    values = {
        "display": c.display,
        "session": session,
        "highest": str(highest or ""),
        "meant": display,
        "latest": str(latest or ""),
    }
    if message == "unknown" and session.isdigit() and c.body == "GA" and latest is not None and int(session) > latest:
        message = "session"
    return Hit(start, end, p.index, message, values, fix, related)
