"""Letters of two scripts in one word, and digits of two kinds in the dates of one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reslint.finding import Edit, Fix, Hit
from reslint.language.russian import LOOK_ALIKES
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

KINDS = ("title", "heading", "preambular", "operative", "sub", "note")
LEAST = 3  # Cyrillic letters of a word that one Latin letter has slipped into
RARE = 4  # so many times as often must the other kind of digits stand
JUNCTION = late("[А-яЁё][A-Za-z]|[A-Za-z][А-яЁё]")
WORD = late(r"[^\W\d_]+")
CYRILLIC = {latin: cyrillic for cyrillic, latin in LOOK_ALIKES.items() if latin != ord("i")}  # і is no Russian letter
INDIC, WESTERN = late("[٠-٩۰-۹]"), late("[0-9]")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each word, or each date."""
    paragraphs = resolution.of(*KINDS)
    if context.language.code == "ru":
        for p in paragraphs:
            if JUNCTION.search(p.text):
                yield from _letters(p)
    elif context.language.code == "ar" and INDIC.search(context.source.text):
        yield from _digits(paragraphs, context.source.text)


def _letters(p: Paragraph) -> Iterator[Hit]:
    for m in WORD.finditer(p.text):
        word = m[0]
        right = word.translate(CYRILLIC)
        if word == right or sum(not c.isascii() for c in word) < LEAST or not JUNCTION.search(word):
            continue
        if any(c.isascii() for c in right):
            continue  # a foreign word with an ending
        start, end = p.span(*m.span())
        fix = Fix((Edit(start, end, right),), safe=True, title=right) if end - start == len(word) else None
        latin = "".join(dict.fromkeys(c for c in word if c.isascii()))
        yield Hit(start, end, p.index, "letters", {"written": word, "letter": latin}, fix)


def _digits(paragraphs: Sequence[Paragraph], text: str) -> Iterator[Hit]:
    spans = [(p, *p.span(d.start, d.end)) for p in paragraphs for d in p.dates]
    western = [s for s in spans if WESTERN.search(text, s[1], s[2])]
    indic = [s for s in spans if INDIC.search(text, s[1], s[2])]
    few = min((western, indic), key=len)
    if not few or len(few) * RARE > len(spans):
        # As often one as the other: within one date, that is a slip still.
        few = [s for s in western if INDIC.search(text, s[1], s[2])]
    for p, start, end in few:
        yield Hit(start, end, p.index, "digits", {"written": text[start:end]})
