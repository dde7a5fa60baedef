"""The numbers of operative paragraphs: 1 to n, none left out, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import enclosed
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

DIGITS = re.compile(r"[0-9٠-٩]+")
MOST = 400  # paragraphs that one fix numbers anew: no resolution has more
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    parts: dict[int, list[Paragraph]] = {}
    headed: set[int] = set()  # paragraphs that come first under a heading
    heading = False
    items = enclosed(resolution)
    for p in resolution.paragraphs:
        if p.kind == "heading":
            heading = True
        elif p.kind == "operative" and p.index not in items:
            parts.setdefault(p.part, []).append(p)
            if heading:
                headed.add(p.index)
            heading = False
    chapeaux = {p.part for p in resolution.of("chapeau")}
    for part, paragraphs in parts.items():
        numbered = [p for p in paragraphs if p.number is not None]
        if len(paragraphs) == 1 and numbered and part in chapeaux and numbered[0].number == 1:
            p = numbered[0]
            start = p.label_start
            text_at = p.clean.source(0)
            fix = Fix((Edit(start, p.label_end, ""),), title="") if text_at <= p.label_end else None
            yield Hit(start, p.label_end, p.index, "single", {"label": p.label}, fix)
            continue
        if numbered:
            yield from _order(numbered, headed, resolution, context, whole=part in chapeaux)
            yield from _without(paragraphs, numbered)


def _order(
    numbered: list[Paragraph], headed: set[int], resolution: Resolution, context: Context, *, whole: bool
) -> Iterator[Hit]:
    if whole and sum(p.index not in headed for p in numbered) > 2 and all(p.number == 1 for p in numbered):
        # written for a display that numbers by itself, or copied from an editor that does
        p = numbered[0]
        fix = _renumber(numbered, 1, set(), context.source.text)
        shown = context.source.format == "markdown"  # as a list, with the right numbers
        values = {"count": str(len(numbered))}
        yield Hit(p.label_start, p.label_end, p.index, "automatic", values, fix, severity="note" if shown else None)
        return
    expected = 1 if whole else _number(numbered[0])
    before: Paragraph | None = None
    for i, p in enumerate(numbered):
        number = _number(p)
        if number == 1 and p.index in headed:
            expected = 1
        if number == expected:
            expected, before = number + 1, p
            continue
        between = resolution.paragraphs[before.index + 1 if before else 0 : p.index] if number == expected + 1 else ()
        unread = next((q for q in between if _begins(q, expected)), None)
        if unread is not None:
            # the paragraph is there, but its number is not set as the others are
            start, end = unread.span(0, len(str(expected)))
            yield Hit(start, end, unread.index, "form", {"number": str(expected)}, severity="warning")
            expected, before = number + 1, p
            continue
        follows = _number(numbered[i + 1]) if i + 1 < len(numbered) else 0
        alone = follows == expected + 1  # the numbers behind go on as if this one were right
        key = (
            "first"
            if before is None
            else "twice"
            if number == _number(before)
            else "gap"
            if number > expected
            else "back"
        )
        values = {"number": str(number), "expected": str(expected), "before": before.path if before else ""}
        fix = _renumber([p] if alone or not follows else numbered[i:], expected, headed, context.source.text)
        yield Hit(p.label_start, p.label_end, p.index, key, values, fix)
        expected, before = (expected if alone else number) + 1, p


def _begins(p: Paragraph, number: int) -> bool:
    return p.kind not in ("note", "operative") and re.match(rf"{number}(?!\d|[/%])", p.text) is not None


def _number(p: Paragraph) -> int:
    return p.number or 0


def _renumber(paragraphs: list[Paragraph], number: int, headed: set[int], text: str) -> Fix | None:
    """Writes consecutive numbers from `number` on, up to the next place where numbering begins again."""
    if len(paragraphs) > MOST:
        return None
    edits: list[Edit] = []
    for p in paragraphs:
        if edits and p.index in headed and p.number == 1:
            break
        m = DIGITS.search(text, p.label_start, p.label_end)
        if m is None:
            return None
        shown = str(number).translate(INDIC) if "٠" <= m[0][0] <= "٩" else str(number)
        if shown != m[0]:
            edits.append(Edit(m.start(), m.end(), shown))
        number += 1
    return Fix(tuple(edits), title=f"{len(edits)}") if edits else None


def _without(paragraphs: list[Paragraph], numbered: list[Paragraph]) -> Iterator[Hit]:
    """Operative paragraphs that bear no number among others that do."""
    if len(numbered) * 2 <= len(paragraphs):
        return
    for p in paragraphs:
        if p.number is None and p.opening and not p.label:
            start, end = p.span(p.opening.start, p.opening.end)
            yield Hit(start, end, p.index, "none", {"phrase": p.opening.text})
