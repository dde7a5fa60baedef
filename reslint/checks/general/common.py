"""What the general checks share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution
from reslint.source.clean import normalise

KINDS = ("title", "chapeau", "preambular", "operative", "sub", "heading", "note", "closing", "other", "header")
_DEFAULT = ("title", "preambular", "operative", "sub", "heading", "note", "other")

HAN = late("[\u2e80-\u9fff]")


def only(options: Mapping[str, object], known: Sequence[str], required: Sequence[str] = ()) -> None:
    """`ValueError` where an option is unknown, missing or (`case`, `safe`, `in`) of a wrong value."""
    for name in options:
        if name not in known:
            raise ValueError(f"unknown option {name!r}: known are {', '.join(known)}")
    for name in required:
        if not options.get(name):
            raise ValueError(f"the option {name!r} is missing")
    for name in ("case", "safe"):
        if not isinstance(options.get(name, False), bool):
            raise ValueError(f"{name}: true or false is wanted")
    for kind in strings(options, "in"):
        if kind not in KINDS:
            raise ValueError(f"in: {kind!r} is none of {', '.join(KINDS)}")


def strings(options: Mapping[str, object], name: str) -> tuple[str, ...]:
    """The option as texts; one text alone will do."""
    value = options.get(name, ())
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{name}: a list of texts is wanted")
    return tuple(value)


def paragraphs(
    resolution: Resolution, options: Mapping[str, object], default: Sequence[str] = _DEFAULT
) -> Iterator[Paragraph]:
    """The paragraphs that the option `in` means."""
    kinds = strings(options, "in") or default
    return (p for p in resolution.paragraphs if p.kind in kinds)


def ensure_words(terms: Iterable[str], name: str) -> None:
    """`ValueError` where a term is empty as checks see it: it would be found everywhere."""
    for term in terms:
        if not normalise(term):
            raise ValueError(f"{name}: {term!r} has no character that a text as checks see it has")


@cache
def words(terms: tuple[str, ...], case: bool) -> re.Pattern[str]:
    """An expression for any of the terms as whole words, the longest first; terms as clean texts have them."""
    alternatives = "|".join(_word(normalise(term)) for term in sorted(terms, key=len, reverse=True))
    return re.compile(f"(?:{alternatives})", 0 if case else re.IGNORECASE)


def _word(term: str) -> str:
    """A pattern for the term with nothing of a word beside it; Chinese words have no blanks between them."""
    begin, end = ("" if HAN.match(letter) else r"\w" for letter in (term[0], term[-1]))
    return (rf"(?<!{begin})" if begin else "") + re.escape(term) + (rf"(?!{end})" if end else "")


def replacement(paragraph: Paragraph, context: Context, start: int, end: int, new: str, *, safe: bool) -> Fix | None:
    """A fix that writes `new` for a clean span; none where markup or a note stands inside the span."""
    first, last = paragraph.span(start, end)
    if last - first != end - start:
        return None
    return Fix((Edit(first, last, new),), safe=safe)


def hit(paragraph: Paragraph, start: int, end: int, fix: Fix | None = None, **values: str) -> Hit:
    """A hit on a clean span, with the message `found`."""
    first, last = paragraph.span(start, end)
    found: dict[str, str | date] = {"found": paragraph.text[start:end], **values}
    return Hit(first, last, paragraph.index, "found", found, fix)


def listed(items: Iterable[str]) -> str:
    """ "a, b or c"."""
    *head, last = items
    return f"{', '.join(head)} or {last}" if head else last
