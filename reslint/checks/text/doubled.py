"""A word that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from operator import eq
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import compiled, spoken
from reslint.entities.words import tokens
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

KINDS = frozenset({"title", "preambular", "operative", "sub", "note"})
# hyphens and apostrophes belong to the word: of the Thirty-third, Boutros Boutros-Ghali, the the-said
WORD = r"[^\W\d_]+(?:[’'‑-][^\W\d_]+)*"
WORDS = late(rf"(?<![\w’'‑-])({WORD}) +(?P<again>\1)(?![\w’'‑-])", re.IGNORECASE)
PAIRS = late(rf"(?<![\w’'‑-])({WORD} {WORD}) +(?P<again>\1)(?![\w’'‑-])", re.IGNORECASE)
SYLLABLES = late("([\u4e00-\u9fff]{2,6})(?P<again>\\1)")
MOST = 20  # repetitions told of one paragraph: more of them is no slip
NAMES = 7  # letters: longer names are not made of one syllable twice
SURE = 3  # Chinese characters: two may end one word and begin another


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each word, or two words, that are repeated.

    Options, each by language: `twice`, words that may stand twice; `joints`, words that join, with which two words
    may; `characters`, expressions for short Chinese words that may not.
    """
    code = context.language.code
    allowed = frozenset(spoken(options, "twice", code) or ())
    joints = frozenset(spoken(options, "joints", code) or ())
    characters = [compiled(pattern) for pattern in spoken(options, "characters", code) or ()]
    patterns = [WORDS, PAIRS] if context.language.spaced else [SYLLABLES, *characters]
    for p in resolution.paragraphs:
        if p.kind not in KINDS or (context.language.spaced and not _suspect(tokens(p.text, code)[1])):
            continue
        for pattern in patterns:
            for m in islice(pattern.finditer(p.text), MOST):
                word = m["again"]
                if pattern is PAIRS and (word.casefold().split(" ")[0] in joints or word.startswith("و")):
                    continue  # communities and countries and countries of origin
                if word.casefold() in allowed or (context.language.spaced and not _ordinary(m[1], word, context)):
                    continue
                start, end = p.span(*m.span("again"))
                first = p.span(m.start(), m.start() + 1)[0]
                before = p.span(m.start("again") - 1, m.start("again"))[0] if context.language.spaced else start
                joined = word.startswith("و")  # والمناطق والمناطق دون الإقليمية: regions and subregions
                doubt = joined or pattern is PAIRS or (pattern is SYLLABLES and len(word) < SURE)
                yield Hit(
                    first, end, p.index, "doubled", {"written": word},
                    Fix((Edit(before, end, ""),), title=word),
                    severity="note" if doubt else None,
                )  # fmt: skip


def _suspect(words: Sequence[str]) -> bool:
    """Whether a word, or two, may stand twice: a look without patterns, which all but a few texts end with."""
    if any(map(eq, words, words[1:])):
        return True
    again = list(map(eq, words, words[2:]))
    return True in again and any(a and b for a, b in pairwise(again))


def _ordinary(first: str, again: str, context: Context) -> bool:
    """No label of a list (ب ب), no numeral (I I), no foreign name (Pago Pago)."""
    if len(again) == 1:
        return again.islower() and context.language.code != "ar"
    if not again[0].isupper() or len(again) >= NAMES:
        return True
    if first.isupper() and len(first) < len("VIII"):
        return False
    return again.casefold() in context.entities.ordinary
