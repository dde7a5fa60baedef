"""What a paragraph says about the time it speaks of, and why a former name may be right there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache

from reslint.checks.context import Context
from reslint.entities import Entity, NameMention
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

KINDS = frozenset({"title", "preambular", "operative", "sub", "heading", "closing", "other"})
_YEAR = late(r"(?<![\d/.(-])(?:19[4-9]\d|20[0-4]\d)(?![\d/-])")
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"))
_ARABIC_QUOTES = (*_QUOTES, ("”", "“"))

HEAD = 110  # characters before a name that are read for what it belongs to
RENAMING = 40  # characters before the first of two names in which a word of renaming ties them
BESIDE = 40  # characters behind a name within which a date says when its act was
PLACE = 28  # characters before the name of a State or a place in which the word for its instrument stands
WINDOW = 400  # characters within which quotation marks belong together
NEIGHBOURS = 12  # names before and behind one among which its other name is looked for

Fact = tuple[int, int, date, bool]


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
    if any(e.start <= start and end <= e.end and e.start > 0 for e in paragraph.emphasis):
        return True
    before, after = paragraph.text[max(0, start - WINDOW) : start], paragraph.text[end : end + WINDOW]
    for left, right in _ARABIC_QUOTES if code == "ar" else _QUOTES:
        if left in before and before.find(right, before.rindex(left) + 1) < 0 and right in after:
            return True
    return before.count('"') % 2 == 1 and '"' in after


@lru_cache(maxsize=8)
def patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """The words of rules/entities/context.yaml as patterns, by purpose."""
    from reslint.entities import get
    from reslint.language import get as language

    words = get(code).context
    glue = "(?:[وفبكل]|لل)?" if code == "ar" else ""
    begin, end = (r"(?<!\w)", r"(?!\w)") if language(code).spaced else ("", "")

    def any_of(purpose: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[purpose], key=len, reverse=True))

    return {
        "instrument": late(rf"{begin}{glue}(?:{any_of('instruments')}){end}[^.;,،؛，；。]{{0,45}}$"),
        "instrument-after": late(rf"^{'[- ]' if end else '的?'}(?:{any_of('instruments')}){end}"),
        "renaming": late(rf"{begin}(?:{any_of('renaming')}){end}", re.IGNORECASE),
        "former": late(rf"{begin}(?:{any_of('former')}){end}[^.;；。]{{0,8}}$", re.IGNORECASE),
        "former-after": late(rf"^[ ,،(，（]{{1,3}}(?:{any_of('former')}){end}", re.IGNORECASE),
        "join": late(rf"^[\s,،/()–-]*(?:{any_of('join')})?[\s,،/()'“”«–-]*(?:the |l')?$", re.IGNORECASE),
        "acts": late(rf"{begin}{glue}(?:{any_of('acts')}){end}[^.;؛；。]{{0,90}}$", re.IGNORECASE),
        "acts-after": late(rf"^{' ' if end else ''}(?:{any_of('acts-after')}){end}"),
        "founding": late(rf"{begin}(?:{any_of('founding')}){end}[^.;؛；。]{{0,60}}$", re.IGNORECASE),
    }


class Evidence:
    """What one resolution says of former names; each paragraph is read once, and only where a name asks for it."""

    def __init__(self, resolution: Resolution, context: Context) -> None:
        self.resolution = resolution
        self.context = context
        self.code = context.language.code
        self._facts: dict[int, list[Fact]] = {}

    @cached_property
    def explained(self) -> dict[str, set[str]]:
        """Entity -> labels of the footnotes that tell of its change: both names, or one and a word of renaming."""
        found: dict[str, set[str]] = {}
        renaming = patterns(self.code)["renaming"]
        for note in self.resolution.of("note"):
            kinds: dict[str, set[str]] = {}
            for mention in self.context.entities.find(note.text):
                kinds.setdefault(mention.name.entity, set()).add(mention.name.kind)
            for entity, seen in kinds.items():
                if "old" in seen and ("new" in seen or renaming.search(note.text)):
                    found.setdefault(entity, set()).update((note.label.strip("[]^().:"), str(note.number)))
        return found

    def facts(self, paragraph: Paragraph) -> list[Fact]:
        """The dated facts of a paragraph in text order: clean start and end, day, whether only the year is known.

        Days written, days of adoption of what it cites without one, years alone.
        """
        if paragraph.index not in self._facts:
            self._facts[paragraph.index] = self._read(paragraph)
        return self._facts[paragraph.index]

    def _read(self, paragraph: Paragraph) -> list[Fact]:
        found: list[Fact] = []
        for d in paragraph.dates:
            try:
                found.append((d.start, d.end, date(d.year, d.month, d.day or 1), False))
            except ValueError:
                continue  # no such day: another rule speaks of it
        find = self.context.registry.find
        found += [
            (c.start, c.end, entry.adopted, False)
            for c in paragraph.citations
            if c.date is None and c.symbol and (entry := find(c.symbol)) and entry.adopted
        ]
        found.sort()
        starts = [f[0] for f in found]
        years: list[Fact] = []
        for m in _YEAR.finditer(paragraph.text):
            i = bisect_right(starts, m.start()) - 1
            if int(m[0]) > self.context.as_of.year:
                continue  # a plan for years to come tells of no fact
            if i < 0 or found[i][1] <= m.start():
                years.append((m.start(), m.end(), date(int(m[0]), 1, 1), True))
        return sorted(found + years)

    def governing(self, paragraph: Paragraph, mention: NameMention) -> Fact | None:
        """The dated fact nearest to the name; one before it counts as nearer than one after."""
        found = self.facts(paragraph)
        i = bisect_right(found, mention.start, key=lambda f: f[0])
        last = found[i - 1] if i else None
        following = found[i] if i < len(found) else None
        if last is None or following is None:
            return last or following
        return last if mention.start - last[1] <= following[0] - mention.end + BESIDE else following

    def _late(self, paragraph: Paragraph, mention: NameMention, entity: Entity) -> bool:
        """Whether a date right behind the name says that its act came after the change."""
        found = self.facts(paragraph)
        i = bisect_right(found, mention.end, key=lambda f: f[0])
        return i < len(found) and found[i][0] - mention.end < BESIDE and not before_change(found[i], entity)

    def _together(self, paragraph: Paragraph, mention: NameMention) -> bool:
        """Whether the paragraph names both the former and the new name on purpose."""
        p = patterns(self.code)
        text = paragraph.text
        all_of = self.context.entities.find(text)
        i = bisect_right(all_of, mention.start, key=lambda m: m.start)
        for other in all_of[max(0, i - NEIGHBOURS) : i + NEIGHBOURS]:
            if other.name.entity != mention.name.entity or other.name.kind != "new":
                continue
            first, second = sorted((mention, other), key=lambda m: m.start)
            gap = text[first.end : second.start]
            told = p["renaming"].search(text, max(0, first.start - RENAMING), second.start)
            if told or p["join"].match(gap) or (len(gap) < WINDOW and p["former-after"].match(gap)):
                return True
        return False

    def reason(self, paragraph: Paragraph, mention: NameMention, entity: Entity) -> str:
        """Why the former name is right here: quoted, title, former, together, note, date, act; "" where nothing is."""
        p = patterns(self.code)
        text = paragraph.text
        head, tail = text[max(0, mention.start - HEAD) : mention.start], text[mention.end : mention.end + BESIDE]
        if quoted(paragraph, mention.start, mention.end, self.code):
            return "quoted"
        reach = PLACE if entity.kind in ("country", "city") else len(head)
        if p["instrument"].search(head[-reach:]) or p["instrument-after"].match(tail):
            return "title"
        if p["former"].search(head[-24:]) or p["former-after"].match(tail):
            return "former"
        if self._together(paragraph, mention):
            return "together"
        labels = self.explained.get(entity.id, ())
        if any(mention.end <= mark.at <= mention.end + 2 and mark.label in labels for mark in paragraph.marks):
            return "note"
        fact = self.governing(paragraph, mention)
        if fact is not None and before_change(fact, entity):
            return "date"
        if entity.change not in ("rename", "restyle", "reverted") and not self._late(paragraph, mention, entity):
            return "act" if past_act(paragraph, mention, self.code) else ""
        return ""


def past_act(paragraph: Paragraph, mention: NameMention, code: str) -> bool:
    """Whether the words before the name tell of its past work ("resolutions adopted by the ...")."""
    p = patterns(code)
    text = paragraph.text
    before = p["acts"].search(text[max(0, mention.start - HEAD) : mention.start])
    return before is not None or p["acts-after"].match(text[mention.end : mention.end + 20]) is not None
