"""A bracket or a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reslint.checks.paragraph.walk import compiled, spoken
from reslint.finding import Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

KINDS = frozenset({"title", "preambular", "operative", "sub", "note"})
# not square ones: they set off what is not agreed yet, over labels and paragraphs
OPENING, CLOSING = "(（", ")）"
# a) and ii) in the running text: a bracket that opens nowhere
LABEL = late(
    r"(?:^|(?<=[\s\u00a0,;:،؛，；：、“«„\"]))(?:[^\W\d_]{1,2}|[ivxIVX]{1,5}|\d{1,3})[)）]"
    r"|(?<=[.–—及和-])[^\W\d_]{1,2}[)）]"  # 1.a), a)-d)
)


class Lone(NamedTuple):
    """A mark without a partner: where, and whether it opens."""

    paragraph: Paragraph
    at: int
    opens: bool


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for the first mark of a kind that is alone in its paragraph.

    Option `quotes`: by language, pairs of quotation marks, opening and closing. A quotation that goes over several
    paragraphs is no fault.
    """
    paragraphs = [p for p in resolution.paragraphs if p.kind in KINDS and p.text]
    pairs = [str(pair) for pair in spoken(options, "quotes", context.language.code) or ()]
    for p in paragraphs:
        lone = _alone(p, OPENING, CLOSING)
        over = sum(not mark.opens for mark in lone)
        labelled = over > 0 and over <= sum(1 for _ in LABEL.finditer(p.text))
        yield from _first([mark for mark in lone if mark.opens or not labelled])
    for pair in pairs:
        # an even number is written in the other direction, as Arabic does in places: none of them is alone
        odd = [p for p in paragraphs if sum(p.text.count(mark) for mark in pair) % 2]
        found = [lone for p in odd for lone in _alone(p, pair[0], pair[1])]
        yield from _first([lone for i, lone in enumerate(found) if not _goes_on(found, i)])


def _alone(p: Paragraph, opening: str, closing: str) -> list[Lone]:
    """The marks of one pair that have no partner in the paragraph, in text order."""
    open_at: list[int] = []
    alone: list[Lone] = []
    for m in compiled(f"[{opening}{closing}]").finditer(p.text):
        if m[0] in opening:
            open_at.append(m.start())
        elif open_at:
            open_at.pop()
        else:
            alone.append(Lone(p, m.start(), opens=False))
    alone += [Lone(p, at, opens=True) for at in open_at]
    return sorted(alone, key=lambda lone: lone.at)


def _goes_on(found: list[Lone], i: int) -> bool:
    """Whether the partner stands in another paragraph, or each paragraph of a quotation has a mark of its own."""
    lone = found[i]
    behind, before = found[i + 1 : i + 2], found[i - 1 : i] if i else []
    if lone.opens:
        return any(other.paragraph.index > lone.paragraph.index for other in behind)
    return any(other.opens and other.paragraph.index < lone.paragraph.index for other in before)


def _first(found: list[Lone]) -> Iterator[Hit]:
    """The first of its kind in each paragraph: where many are alone, one finding tells it."""
    kept = {(lone.paragraph.index, lone.opens): lone for lone in reversed(found)}
    return (_hit(lone) for lone in kept.values())


def _hit(lone: Lone) -> Hit:
    start, end = lone.paragraph.span(lone.at, lone.at + 1)
    key = "unclosed" if lone.opens else "unopened"
    unsure = lone.paragraph.kind == "note"  # references to documents nest brackets, and conversions drop some
    values = {"mark": lone.paragraph.text[lone.at]}
    return Hit(start, end, lone.paragraph.index, key, values, severity="note" if unsure else None)
