"""Near misses of known names, and of names that the text itself uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.entities import near
from reslint.entities.match import flat, tokens
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Paragraph, Resolution

KINDS = frozenset({"title", "preambular", "operative", "sub", "note", "heading", "other"})
OFTEN = 3
SHORTEST = 6


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each word that keeps a name from being one. A form that returns in the text is no slip."""
    paragraphs = [p for p in resolution.paragraphs if p.kind in KINDS]
    suspects = [(p, n) for p in paragraphs for n in near.find(p.text, context.entities)]
    counts: Counter[str] = Counter()
    for p in paragraphs:
        counts.update(tokens(p.text)[1])
    seen: set[int] = set()
    for paragraph, suspect in suspects:
        if counts[suspect.found.lower()] >= OFTEN:
            continue
        wanted = suspect.wanted
        if suspect.found.isupper():
            wanted = wanted.upper()
        values = {"found": suspect.found, "wanted": wanted, "name": suspect.name.text}
        hit = _hit(paragraph, suspect.at, suspect.to, wanted, "name", values)
        seen.add(hit.start)
        yield hit
    if context.language.code != "ar":
        yield from (hit for hit in _own(paragraphs, counts, context) if hit.start not in seen)


def _hit(paragraph: Paragraph, at: int, to: int, wanted: str, key: str, values: dict[str, str]) -> Hit:
    start, end = paragraph.span(at, to)
    return Hit(start, end, paragraph.index, key, values, fix=Fix((Edit(start, end, wanted),), title=wanted))


def _own(paragraphs: list[Paragraph], counts: Counter[str], context: Context) -> Iterator[Hit]:
    """A capitalised word that stands once, a slip away from one that stands often beside the same word."""
    known = context.entities
    once: list[tuple[Paragraph, int, str, str, str]] = []
    often: dict[str, list[tuple[str, str, str]]] = {}
    for paragraph in paragraphs:
        words = flat(paragraph.text).split()
        for i, word in enumerate(words):
            if len(word) < SHORTEST or not word[0].isupper() or not word.isalpha() or i == 0:
                continue
            low = word.lower()
            n = counts[low]
            if n != 1 and n < OFTEN:
                continue
            before, after = words[i - 1], words[i + 1] if i + 1 < len(words) else ""
            if n == 1 and word[1:].islower():
                once.append((paragraph, i, word, before, after))
            elif n >= OFTEN:
                often.setdefault(low[0], []).append((word, before, after))
    for paragraph, i, word, before, after in once:
        low = word.lower()
        if low in known.vocabulary or low in known.ordinary:
            continue
        for other, b, a in often.get(low[0], ()):
            beside = (b == before and b[0].isupper()) or (a == after and a[:1].isupper())
            if beside and abs(len(other) - len(word)) < 2 and near.misspelt(low, other.lower(), 2, known.code):
                at = _place(paragraph.text, i)
                values = {"found": word, "wanted": other, "count": str(counts[other.lower()])}
                yield _hit(paragraph, at, at + len(word), other, "own", values)
                break


def _place(text: str, index: int) -> int:
    even, at = flat(text), 0
    for n, word in enumerate(even.split()):
        at = even.index(word, at)
        if n == index:
            return at
        at += len(word)
    return at
