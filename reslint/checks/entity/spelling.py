"""Near misses of known names, and of names that the text itself uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.context import Context
from reslint.entities import broken, near
from reslint.entities.words import form, tokens
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

KINDS = frozenset({"title", "preambular", "operative", "sub", "note", "heading", "other"})
OFTEN = 3
MOST = 2000  # words that stand once are compared with those that stand often; more of them is no draft
CAPITALISED = late(r"[A-ZÀ-ÖØ-Þ](?<!\w[A-ZÀ-ÖØ-Þ])[a-zß-öø-ÿ]{5,}\b")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each word that keeps a name from being one. A form that returns in the text is no slip."""
    paragraphs = [p for p in resolution.paragraphs if p.kind in KINDS]
    suspects = [(p, n) for p in paragraphs for n in near.find(p.text, context.entities)]
    counts: Counter[str] = Counter()
    for p in paragraphs:
        counts.update(tokens(p.text, context.language.code)[1] if context.language.spaced else ())
    if not context.language.spaced:
        counts.update(suspect.found for _, suspect in suspects)  # a name as a whole, not a word of it
    for p in paragraphs:
        for n in broken.find(p.text, context.entities):
            values: dict[str, str | date] = {"found": n.found, "wanted": n.wanted, "name": n.name.text}
            yield _hit(p, n.at, n.to, n.wanted, "name", values)
    seen: set[int] = set()
    for paragraph, suspect in suspects:
        word = form(suspect.found.lower(), context.language.code) if context.language.spaced else suspect.found
        if counts[word] >= OFTEN:
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


def _hit(paragraph: Paragraph, at: int, to: int, wanted: str, key: str, values: dict[str, str | date]) -> Hit:
    start, end = paragraph.span(at, to)
    return Hit(start, end, paragraph.index, key, values, fix=Fix((Edit(start, end, wanted),), title=wanted))


def _own(paragraphs: list[Paragraph], counts: Counter[str], context: Context) -> Iterator[Hit]:
    """A capitalised word that stands once, a slip away from one that stands often beside the same word."""
    known = context.entities
    once: list[tuple[Paragraph, int, str]] = []
    often: dict[str, set[str]] = {}
    for paragraph in paragraphs:
        for m in CAPITALISED.finditer(paragraph.text):
            word = m[0]
            n = counts[word.lower()]
            if n >= OFTEN:
                often.setdefault(word[0], set()).add(word)
            elif n == 1 and m.start() > 0:
                once.append((paragraph, m.start(), word))
    for paragraph, at, word in once[:MOST]:
        low = word.lower()
        if low in known.ordinary:
            continue
        for other in sorted(often.get(word[0], ())):
            if abs(len(other) - len(word)) > 1 or not near.misspelt(low, other.lower(), 2, known.code):
                continue
            if _beside(paragraph.text, at, word, other, paragraphs):
                values: dict[str, str | date] = {"found": word, "wanted": other, "count": str(counts[other.lower()])}
                yield _hit(paragraph, at, at + len(word), other, "own", values)
                break


def _beside(text: str, at: int, word: str, other: str, paragraphs: list[Paragraph]) -> bool:
    """Whether `other` stands elsewhere with the capitalised neighbour that `word` has here."""
    before = text[max(0, at - 40) : at].rsplit(None, 1)
    after = text[at + len(word) : at + len(word) + 40].split(None, 1)
    pairs = []
    if before and before[-1][0].isupper() and text[at - 1] == " ":
        pairs.append(f"{before[-1]} {other}")
    if after and after[0][0].isupper() and text[at + len(word)] == " ":
        pairs.append(f"{other} {after[0].rstrip(',;.:)')}")
    return any(pair in p.text for pair in pairs for p in paragraphs)
