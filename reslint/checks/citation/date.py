"""citation/date: the date written is not the day of adoption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.citation.common import Meant, cited, date_edit, session_of
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit, Related, Severity
from reslint.registry import sessions, symbols
from reslint.registry.model import Entry
from reslint.resolution.model import Citation, Paragraph, Resolution

INFERRED = "N"  # the numbers on either side were adopted on one day


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    likely = Meant(context)
    for p, c in cited(resolution):
        written = c.date.iso if c.date else None
        if written is None or c.body not in symbols.PREFIXES or c.kind != "resolution":
            continue
        entry = context.registry.find(c.symbol)
        if entry is None or entry.adopted is None or entry.adopted == written:
            continue
        if not _is_claim(c, p.citations) or _elsewhere(c, written, context):
            continue
        fits = sessions.fits(c.body, session_of(c), written)
        if not c.named and not fits and not _slip(written, entry.adopted):
            continue  # the number may be another body's: citation/session says so with the doubt it deserves
        assert c.date is not None
        if c.date.second_month == entry.adopted.month != c.date.month:
            continue  # a pair that names two months, one of them right: date/month-pair says so
        meant = likely(p, c)
        if meant is not None and slip_of(c.symbol, meant.symbol):
            yield _number(p, c, entry, meant, context)
            continue
        edit = date_edit(p, c, entry, context.language, context.source)
        yield Hit(
            *p.span(c.date.start, c.date.end),
            p.index,
            "inferred" if entry.evidence == INFERRED else "wrong",
            {
                "display": c.display,
                "adopted": entry.adopted,
                "written": p.text[c.date.start : c.date.end],
                "evidence": entry.evidence or "C",
            },
            Fix((edit,), title=f"write {context.language.write_date(entry.adopted)}") if edit else None,
            tuple(_meant(c, written, entry, context)),
            _severity(c, entry),
        )


def slip_of(written: str, meant: str) -> bool:
    """Whether one number is the other with digits exchanged, or one digit wrong."""
    a, b = symbols.parse(written), symbols.parse(meant)
    if a is None or b is None:
        return False
    if a.session == b.session:
        return sorted(str(a.number)) == sorted(str(b.number)) or abs(a.number - b.number) in (1, 10, 100)
    return a.number == b.number and sorted(a.session) == sorted(b.session)


def _number(p: Paragraph, c: Citation, entry: Entry, meant: Entry, context: Context) -> Hit:
    """The day is right for another member of the series, whose number differs by a slip."""
    assert c.date is not None
    display = symbols.display(meant.symbol, context.language.code)
    start, end = p.span(c.start, c.end)
    plain = context.source.text[start:end].isascii()
    values: dict[str, str | date] = {
        "display": c.display,
        "adopted": entry.adopted or "",
        "meant": display,
        "written": p.text[c.date.start : c.date.end],
    }
    fix = Fix((Edit(start, end, display),), title=f"write {display}") if plain else None
    return Hit(*p.span(min(c.start, c.date.start), max(c.end, c.date.end)), p.index, "number", values, fix)


def _severity(c: Citation, entry: Entry) -> Severity | None:
    """None: the rule's own. One citing text alone may itself be wrong; a number nobody claims may be another's."""
    if entry.evidence in ("A", "B"):
        return None if c.named else "warning"
    return "warning" if entry.evidence == INFERRED and c.named else "note"


def _slip(written: date, adopted: date) -> bool:
    """The two days differ in the year alone, as a slip of the hand does."""
    return (written.month, written.day) == (adopted.month, adopted.day)


def _is_claim(c: Citation, others: tuple[Citation, ...]) -> bool:
    """Whether the text says that this date is this number's (a date may stand for the last of a list alone)."""
    if c.how != "shared":
        return True
    return not any(o.group == c.group and o.how == "own" and o.date == c.date for o in others)


def _elsewhere(c: Citation, written: date, context: Context) -> bool:
    """The number and date are right for a part of it, or for another body that numbers alike."""
    parsed = symbols.parse(c.symbol)
    if parsed is not None and not parsed.part and _of_a_part(parsed, written, context):
        return True
    if c.named and c.own:
        return False
    if parsed is None or c.body not in ("GA", "HRC"):
        return False
    other = symbols.Symbol("HRC" if c.body == "GA" else "GA", parsed.session, parsed.number, parsed.part)
    entry = context.registry.find(symbols.canonical(other))
    return entry is not None and entry.adopted == written


def _of_a_part(whole: symbols.Symbol, written: date, context: Context) -> bool:
    """A part of the resolution was adopted on the day written: 1721 (XVI), whose parts follow the first day."""
    fellows = context.registry.numbered(whole.body, whole.session, str(whole.number))
    found = ((symbols.parse(e.symbol), e.adopted) for e in fellows)
    return any(s is not None and s.number == whole.number and s.part and day == written for s, day in found)


def _meant(c: Citation, written: date, entry: Entry, context: Context) -> Iterator[Related]:
    """The member of the same series that was adopted on the day written."""
    for series in entry.series:
        for member in context.registry.members(series):
            if member.adopted == written and member.symbol != c.symbol:
                display = symbols.display(member.symbol, context.language.code)
                yield Related(f"{display} of the same series was adopted on that day")
                return
