"""What a reader asks first of a changed text: which citations, dates, names and opening phrases are other ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reslint.compare.align import Pair
from reslint.entities import Entities
from reslint.entities import get as get_entities
from reslint.language import Concept, Language
from reslint.language import get as get_language
from reslint.resolution.model import DateMention, Opening, Paragraph

# The parts around a resolution.
FRAME = frozenset({"header", "title", "closing"})
# Opening phrases of these kinds say little, so that every other kind is more.
_FAINT = frozenset({"neutral", "procedure", "reference", "cognition"})
# Kinds that are degrees of one thing.
_SCALES = {"condemnation": "disapproval", "concern": "disapproval"}


class Fact(NamedTuple):
    """One change. `old`, `new`: what stood and what stands there, "" for nothing; `path` where, for people.

    `how` is for opening phrases: "stronger", "weaker", "as strong" or "of another kind".
    """

    old: str
    new: str
    path: str
    how: str = ""


class Facts(NamedTuple):
    """Changes of one kind in the order of the text, those that are new or other ones before those that went."""

    citations: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    names: tuple[Fact, ...]
    openings: tuple[Fact, ...]


def facts(old: Sequence[Paragraph], new: Sequence[Paragraph], pairs: Sequence[Pair], language: str) -> Facts:
    """The facts in which `new` differs from `old`; `pairs` as `align` gives them, `language` a code.

    The cover, the title and the closing lines are left out: they are another text's by nature.
    """
    speech = get_language(language)
    both = [(old[p.old], new[p.new]) for p in pairs if p.old >= 0 and p.new >= 0]
    before, after = ([p for p in side if p.kind not in FRAME] for side in (old, new))
    return Facts(
        citations=tuple(_citations(before, after)),
        dates=tuple(f for a, b in both if a.text != b.text and b.kind not in FRAME for f in _dates(a, b)),
        names=tuple(_names(before, after, get_entities(language))),
        openings=tuple(fact for a, b in both if (fact := _opening(a, b, speech)) is not None),
    )


def _citations(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterable[Fact]:
    before, after = _cited(old), _cited(new)
    for symbol, (path, shown, days) in after.items():
        if symbol not in before:
            yield Fact("", _with_days(shown, days), path)
        elif (was := before[symbol][2]) != days and was and days:
            yield Fact(_with_days(shown, was), _with_days(shown, days), path)
    for symbol, (path, shown, days) in before.items():
        if symbol not in after:
            yield Fact(_with_days(shown, days), "", path)


def _cited(paragraphs: Sequence[Paragraph]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Symbol -> where it is cited first, how it is printed, the days given for it."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for p in paragraphs:
        for c in p.citations:
            path, shown, days = found.get(c.symbol, (p.path, c.display, ()))
            day = _written(p, c.date) if c.date else ""
            found[c.symbol] = (path, shown, days if not day or day in days else (*days, day))
    return found


def _with_days(shown: str, days: tuple[str, ...]) -> str:
    return f"{shown} ({', '.join(days)})" if days else shown


def _dates(old: Paragraph, new: Paragraph) -> Iterable[Fact]:
    """Dates that belong to no citation. What went and what came are taken for each other in their order."""
    went, came = _free_dates(old), _free_dates(new)
    gone, added = list((went - came).elements()), list((came - went).elements())
    for n in range(max(len(gone), len(added))):
        yield Fact(gone[n] if n < len(gone) else "", added[n] if n < len(added) else "", new.path)


def _free_dates(p: Paragraph) -> Counter[str]:
    cited = {c.date.start for c in p.citations if c.date}
    return Counter(_written(p, d) for d in p.dates if d.start not in cited)


def _written(p: Paragraph, day: DateMention) -> str:
    return p.text[day.start : day.end]


def _names(old: Sequence[Paragraph], new: Sequence[Paragraph], known: Entities) -> Iterable[Fact]:
    before, after = _named(old, known), _named(new, known)
    gone = [name for name in before if name not in after]
    for name, (path, entity) in after.items():
        if name not in before:
            former = next((n for n in gone if entity and before[n][1] == entity), "")
            if former:
                gone.remove(former)
            yield Fact(former, name, path)
    yield from (Fact(name, "", before[name][0]) for name in gone)


def _named(paragraphs: Sequence[Paragraph], known: Entities) -> dict[str, tuple[str, str]]:
    """Name -> where it stands first, and whose it is."""
    found: dict[str, tuple[str, str]] = {}
    for p in paragraphs:
        for mention in known.find(p.text):
            found.setdefault(mention.name.text, (p.path, mention.name.entity))
    return found


def _opening(old: Paragraph, new: Paragraph, language: Language) -> Fact | None:
    if not old.opening or not new.opening:
        return None
    before, after = _concept(old.opening, language), _concept(new.opening, language)
    if before is None or after is None or before == after:
        return None
    return Fact(old.opening.text, new.opening.text, new.path, _how(before, after))


def _concept(opening: Opening, language: Language) -> Concept | None:
    return language.concepts.get(opening.concepts[0]) if opening.concepts else None


def _how(old: Concept, new: Concept) -> str:
    """On one scale (or from a word that says little, or to one) the strength tells; else the kind has changed."""
    same_scale = _SCALES.get(old.kind, old.kind) == _SCALES.get(new.kind, new.kind)
    if not (same_scale or old.kind in _FAINT or new.kind in _FAINT):
        return "of another kind"
    if old.strength == new.strength:
        return "as strong"
    return "stronger" if new.strength > old.strength else "weaker"
