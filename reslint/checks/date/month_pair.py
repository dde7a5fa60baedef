"""Arabic months are written as a pair, Levantine and Gregorian: both must name the same month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.date.wording import months_of
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

BEFORE = late(r"[ء-ي]+(?: [ء-ي]+)? ?$")
AFTER = late(r" ?[ء-ي]+(?: [ء-ي]+)?")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    numbers = months_of(context.language.code).numbers
    for p in resolution.paragraphs:
        if p.kind != "annex" and "/" in p.text:
            yield from _pairs(p, numbers, context)


def _pairs(p: Paragraph, numbers: Mapping[str, int], context: Context) -> Iterator[Hit]:
    text = p.text
    at = text.find("/")
    while at >= 0:
        first, second = BEFORE.search(text[max(0, at - 25) : at]), AFTER.match(text, at + 1)
        if first and second:
            one, two = _month(first[0], numbers, last=True), _month(second[0], numbers, last=False)
            if one and two and numbers[one] != numbers[two]:
                start = text.rfind(one, 0, at)
                after = text.find(two, at)
                a, b = p.span(start, after + len(two))
                yield Hit(
                    a, b, p.index, "pair", {"first": one, "second": two}, _fix(p, after, two, numbers[one], context)
                )
        at = text.find("/", at + 1)


def _month(words: str, numbers: Mapping[str, int], *, last: bool) -> str:
    """The month at the end (or the beginning) of `words`; two words before one."""
    found = words.split()
    for count in (2, 1):
        shown = " ".join(found[-count:] if last else found[:count])
        for form in (shown, shown[1:] if last and shown[:1] in "وبلف" else ""):  # and, in, to: glued to the month
            if form in numbers:
                return form
    return ""


def _fix(p: Paragraph, start: int, written: str, month: int, context: Context) -> Fix | None:
    """The second member that goes with the first one; a person must say which of the two was meant."""
    pair = context.language.month_names[month - 1]
    if "/" not in pair:
        return None
    right = pair.partition("/")[2]
    return Fix((Edit(*p.span(start, start + len(written)), right),), title=pair)
