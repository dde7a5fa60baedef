"""A Chinese opening phrase with one character wrong, or two exchanged: 表示注意倒 for 表示注意到."""

from __future__ import annotations

from functools import lru_cache

from reslint.finding import Edit, Fix, Hit
from reslint.language import Language, get
from reslint.resolution.model import Paragraph

SHORTEST, OFTEN = 4, 20  # characters of a phrase, and how often it was counted, before another one is taken for it
BEYOND = 3  # characters by which it goes on behind a phrase that stands there in its own right


@lru_cache(maxsize=2)
def phrases(role: str) -> tuple[str, ...]:
    """The longer phrases that often open a paragraph of this role, the longest first."""
    known = get("zh").openings
    found = (phrase for phrase, form in known.items() if role in form.roles and form.n >= OFTEN)
    return tuple(sorted((phrase for phrase in found if len(phrase) >= SHORTEST), key=len, reverse=True))


def misspelt(p: Paragraph, language: Language, role: str) -> Hit | None:
    """The finding where `p` opens with a phrase that is nearly, not quite, a known one; None elsewhere."""
    o = p.opening
    begin = 1 if p.text[:1] in language.adverbs else 0
    stands = len(o.bare) if o is not None and role in o.roles else -BEYOND
    for phrase in phrases(role):
        if len(phrase) < stands + BEYOND:
            return None
        end = begin + len(phrase)
        written = p.text[begin:end]
        if len(written) == len(phrase) and _slip(written, phrase) and not _begins(written, language):
            start, stop = p.span(begin, end)
            fix = Fix((Edit(start, stop, phrase),), title=phrase) if stop - start == len(phrase) else None
            return Hit(start, stop, p.index, "misspelt", {"phrase": written, "right": phrase}, fix, severity="warning")
    return None


def _begins(written: str, language: Language) -> bool:
    """Whether a known phrase is this or begins so: 极为关切, as in 极为关切地注意到."""
    return any(phrase.startswith(written) for phrase in language.openings)


def _slip(written: str, phrase: str) -> bool:
    if written[:2] != phrase[:2] and written[2:] != phrase[2:]:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(written, phrase, strict=True)) if a != b]
    if len(wrong) == 2:
        first, second = wrong
        return second == first + 1 and written[first] == phrase[second] and written[second] == phrase[first]
    return len(wrong) == 1
