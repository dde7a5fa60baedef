"""What a paragraph says about the time it speaks of, and why a former name may be right there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from reslint.checks.context import Context
from reslint.entities import Entity, NameMention
from reslint.resolution.model import Paragraph, Resolution

KINDS = frozenset({"title", "preambular", "operative", "sub", "heading", "closing", "other"})
_YEAR = re.compile(r"(?<![\d/.(-])(?:19[4-9]\d|20[0-4]\d)(?![\d/-])")
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"))
_ARABIC_QUOTES = (*_QUOTES, ("”", "“"))

RENAMING = 40  # characters before the first of two names in which a word of renaming ties them
BESIDE = 40  # characters behind a name within which a date says when its act was
PLACE = 28  # characters before the name of a State or a place in which the word for its instrument stands

Fact = tuple[int, int, date, bool]


def facts(paragraph: Paragraph, context: Context) -> list[Fact]:
    """The dated facts of a paragraph: clean start and end, day, and whether only the year is known.

    Days written, days of adoption of what it cites without one, years alone.
    """
    found: list[Fact] = []
    for d in paragraph.dates:
        if 1 <= d.month <= 12:
            try:
                found.append((d.start, d.end, date(d.year, d.month, d.day or 1), False))
            except ValueError:
                continue
    found += [
        (c.start, c.end, entry.adopted, False)
        for c in paragraph.citations
        if c.date is None and c.symbol and (entry := context.registry.find(c.symbol)) and entry.adopted
    ]
    for m in _YEAR.finditer(paragraph.text):
        if not any(start <= m.start() < end for start, end, _, _ in found):
            found.append((m.start(), m.end(), date(int(m[0]), 1, 1), True))
    return found


def governing(mention: NameMention, found: list[Fact]) -> Fact | None:
    """The dated fact nearest to the name; one before it counts as nearer than one after."""
    behind = 40
    return min(
        found,
        key=lambda f: mention.start - f[1] if f[1] <= mention.start else f[0] - mention.end + behind,
        default=None,
    )


def before_change(fact: Fact, entity: Entity) -> bool:
    """Whether the fact lies in the time of the former name; a bare year of change does."""
    if entity.since is None:
        return False
    _, _, day, bare = fact
    early = day.year <= entity.since.year if bare else day < entity.since
    if entity.begun is not None:
        early = early and (day.year >= entity.begun.year if bare else day >= entity.begun)
    return early


def quoted(paragraph: Paragraph, start: int, end: int, code: str) -> bool:
    """Whether the clean span stands in quotation marks or in italics (a title)."""
    text = paragraph.text
    if any(e.start <= start and end <= e.end and e.start > 0 for e in paragraph.emphasis):
        return True
    for left, right in _ARABIC_QUOTES if code == "ar" else _QUOTES:
        if left in text:
            opened = text.rfind(left, 0, start)
            if opened >= 0 and text.find(right, opened + 1, start) < 0 and text.find(right, end) >= 0:
                return True
    return text[:start].count('"') % 2 == 1 and '"' in text[end:]


@lru_cache(maxsize=8)
def patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """The words of rules/entities/context.yaml as patterns, by purpose."""
    from reslint.entities import get

    words = get(code).context
    glue = "(?:[وفبكل]|لل)?" if code == "ar" else ""

    def any_of(purpose: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[purpose], key=len, reverse=True))

    return {
        "instrument": re.compile(rf"(?<!\w){glue}(?:{any_of('instruments')})(?!\w)[^.;,،؛]{{0,45}}$"),
        "instrument-after": re.compile(rf"^[- ](?:{any_of('instruments')})(?!\w)"),
        "renaming": re.compile(rf"(?<!\w)(?:{any_of('renaming')})(?!\w)", re.IGNORECASE),
        "former": re.compile(rf"(?<!\w)(?:{any_of('former')})(?!\w)[^.;]{{0,8}}$", re.IGNORECASE),
        "former-after": re.compile(rf"^[ ,،(]{{1,3}}(?:{any_of('former')})(?!\w)", re.IGNORECASE),
        "join": re.compile(rf"^[\s,،/()–-]*(?:{any_of('join')})?[\s,،/()'“”«–-]*(?:the |l')?$", re.IGNORECASE),
        "acts": re.compile(rf"(?<!\w){glue}(?:{any_of('acts')})(?!\w)[^.;؛]{{0,90}}$", re.IGNORECASE),
        "acts-after": re.compile(rf"^ (?:{any_of('acts-after')})(?!\w)"),
        "founding": re.compile(rf"(?<!\w)(?:{any_of('founding')})(?!\w)[^.;؛]{{0,60}}$", re.IGNORECASE),
    }


def together(paragraph: Paragraph, mention: NameMention, all_of: tuple[NameMention, ...], code: str) -> bool:
    """Whether the paragraph names both the former and the new name on purpose."""
    p = patterns(code)
    text = paragraph.text
    for other in all_of:
        if other.name.entity != mention.name.entity or other.name.kind != "new":
            continue
        first, second = sorted((mention, other), key=lambda m: m.start)
        gap = text[first.end : second.start]
        told = p["renaming"].search(text, max(0, first.start - RENAMING), second.start)
        if told or p["join"].match(gap) or (len(gap) < 120 and p["former-after"].match(gap)):
            return True
    return False


def explaining(resolution: Resolution, entity: Entity, context: Context) -> tuple[Paragraph, ...]:
    """The footnotes that tell of the change: both names, or the former one and a word of renaming."""
    found = []
    p = patterns(context.language.code)
    for note in resolution.of("note"):
        kinds = {m.name.kind for m in context.entities.find(note.text) if m.name.entity == entity.id}
        if "old" in kinds and ("new" in kinds or p["renaming"].search(note.text)):
            found.append(note)
    return tuple(found)


def marked(resolution: Resolution, paragraph: Paragraph, mention: NameMention, notes: tuple[Paragraph, ...]) -> bool:
    """Whether a footnote mark right behind the name leads to one of the notes."""
    labels = {note.label.strip("[]^().:") for note in notes} | {str(note.number) for note in notes}
    return any(mention.end <= mark.at <= mention.end + 2 and mark.label in labels for mark in paragraph.marks)


def reason(resolution: Resolution, paragraph: Paragraph, mention: NameMention, entity: Entity, context: Context) -> str:
    """Why the former name is right here: "quoted", "title", "former", "together", "note", "date", "act", or ""."""
    code = context.language.code
    p = patterns(code)
    text = paragraph.text
    head, tail = text[max(0, mention.start - 110) : mention.start], text[mention.end : mention.end + 60]
    if quoted(paragraph, mention.start, mention.end, code):
        return "quoted"
    reach = PLACE if entity.kind in ("country", "city") else len(head)
    if p["instrument"].search(head[-reach:]) or p["instrument-after"].match(tail):
        return "title"
    if p["former"].search(head[-24:]) or p["former-after"].match(tail):
        return "former"
    if together(paragraph, mention, context.entities.find(text), code):
        return "together"
    if marked(resolution, paragraph, mention, explaining(resolution, entity, context)):
        return "note"
    found = facts(paragraph, context)
    fact = governing(mention, found)
    if fact is not None and before_change(fact, entity):
        return "date"
    late = any(0 <= f[0] - mention.end < BESIDE and not before_change(f, entity) for f in found)
    if entity.change not in ("rename", "restyle", "reverted") and not late and past_act(paragraph, mention, context):
        return "act"
    return ""


def past_act(paragraph: Paragraph, mention: NameMention, context: Context) -> bool:
    """Whether the words before the name tell of its past work ("resolutions adopted by the ...")."""
    p = patterns(context.language.code)
    text = paragraph.text
    before = p["acts"].search(text[max(0, mention.start - 110) : mention.start])
    return before is not None or p["acts-after"].match(text[mention.end : mention.end + 20]) is not None
