"""Which opening phrase a paragraph begins with."""

from __future__ import annotations

from functools import cache

from reslint.language import Language, get
from reslint.remember import by_text
from reslint.resolution.model import Emphasis, Opening

_MARKS = ",;:.،؛，；：。、"


def words(text: str, most: int, *, spaced: bool = True) -> list[tuple[int, int]]:
    """Spans of the first `most` words of `text`, punctuation at their ends left out; where no blanks stand between
    words (not `spaced`), of its first characters."""
    spans: list[tuple[int, int]] = []
    if not spaced:
        for at, letter in enumerate(text[:most]):
            if letter in _MARKS or letter == " ":
                break
            spans.append((at, at + 1))
        return spans
    start, size = 0, len(text)
    while start < size and len(spans) < most:
        end = text.find(" ", start)
        if end < 0:
            end = size
        if end > start:
            if text[end - 1] in _MARKS:
                spans.append((start, start + len(text[start:end].rstrip(_MARKS))))
                break  # a phrase does not go on over punctuation
            spans.append((start, end))
        start = end + 1
    return spans


def find(text: str, language: Language, emphasis: tuple[Emphasis, ...] = ()) -> Opening | None:
    """The opening phrase of the clean `text`, or None.

    In Arabic the first preambular paragraph opens with إذ, the later ones with وإذ: both are one phrase.
    Emphasis at the start shows how far a phrase goes that the data do not know.
    """
    return _find(text, language.code, emphasis)


@by_text
def _find(text: str, code: str, emphasis: tuple[Emphasis, ...]) -> Opening | None:
    language = get(code)
    spans = words(text, language.opening_words + 2, spaced=language.spaced)
    if not spans:
        return None
    lowered = [text[a:b].lower() for a, b in spans]
    if language.code == "ar" and lowered[0] in ("إذ", "اذ"):
        lowered[0] = "و" + lowered[0]
    adverb, at, width = _adverb(lowered, language)
    found, bare = _longest(lowered, at, width, language)
    if (
        found
        and at > 0
        and adverb == "further"
        and language.adverb_place.get("op") == "before"
        and language.openings[bare].roles == ("op",)
    ):
        at, width = -1, 0  # "Encourages further efforts": no adverb of the verb stands behind it here
        found, bare = _longest(lowered, at, width, language)
    end = spans[found - 1][1] if found else 0
    if found and at == found:  # the adverb right behind the phrase
        end = spans[at + width - 1][1]
        found = at + width
    shown = emphasis[0].end if emphasis and emphasis[0].start == 0 else 0
    if shown > len(text) * 0.6 and shown > 120:
        shown = 0  # the whole paragraph is emphasised: that says nothing of its opening
    if shown > end:
        inside = [i for i, (a, b) in enumerate(spans) if b <= shown]
        if not inside:
            return None
        length = inside[-1] + 1
        phrase = _without(lowered[:length], at, width, language)
        known = language.openings.get(bare) if bare else None
        with_adverb = at >= 0 and at + width <= length
        return Opening(
            0, shown, text[:shown].rstrip(" ,"), phrase or _joined(lowered[:length], language),
            adverb if with_adverb else "",
            known.concepts if known and phrase == bare else (), known.roles if known else (),
            *((spans[at][0], spans[at + width - 1][1]) if with_adverb else (-1, -1)),
        )  # fmt: skip
    if not found:
        return None
    form = language.openings[bare]
    with_adverb = at >= 0 and at < found
    return Opening(
        0, end, text[:end], bare, adverb if with_adverb else "", form.concepts, form.roles,
        *((spans[at][0], spans[at + width - 1][1]) if with_adverb else (-1, -1)),
    )  # fmt: skip


def _longest(lowered: list[str], at: int, width: int, language: Language) -> tuple[int, str]:
    """The longest known phrase that the words begin with, the adverb left out: (words used, phrase)."""
    phrase: str | None
    if at < 0 and language.spaced:
        phrase = " ".join(lowered)
        while phrase and phrase not in language.openings:
            phrase = phrase.rpartition(" ")[0]
        return (phrase.count(" ") + 1 if phrase else 0), phrase
    for length in range(len(lowered), 0, -1):
        phrase = _without(lowered[:length], at, width, language)
        if phrase is not None and phrase in language.openings:
            return length, phrase
    return 0, ""


def _adverb(lowered: list[str], language: Language) -> tuple[str, int, int]:
    """The first adverb (also, further) among the words: its concept, index and width in words."""
    if _adverb_heads(language.code).isdisjoint(lowered):
        return "", -1, 0
    for i, word in enumerate(lowered if language.spaced else lowered[:1]):
        if (concept := language.adverbs.get(word)) is not None:
            return concept, i, 1
        if i + 1 < len(lowered) and (concept := language.adverbs.get(f"{word} {lowered[i + 1]}")) is not None:
            return concept, i, 2
    return "", -1, 0


@cache
def _adverb_heads(code: str) -> frozenset[str]:
    """The words with which an adverb begins."""
    return frozenset(adverb.partition(" ")[0] for adverb in get(code).adverbs)


def _joined(lowered: list[str], language: Language) -> str:
    return (" " if language.spaced else "").join(lowered)


def _without(lowered: list[str], at: int, width: int, language: Language) -> str | None:
    """The words without the adverb; None where the cut would fall inside it."""
    length = len(lowered)
    if at < 0 or at >= length:
        return _joined(lowered, language)
    if at + width > length:
        return None
    return _joined(lowered[:at] + lowered[at + width :], language)
