"""References to paragraphs of the resolution itself: "paragraph 9 above" must exist, and above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reslint.checks.paragraph.walk import compiled, spoken
from reslint.finding import Hit
from reslint.language.russian import LOOK_ALIKES
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

NUMBER = re.compile(r"\d{1,3}")
SUB = late(r" ?\(?([a-zа-я]|[ء-ي]\u0640?)\)")
KINDS = ("preambular", "operative", "sub", "other", "note")


class Part(NamedTuple):
    """The operative paragraphs of one part: their numbers, the labels below each, and whether they run 1 to n."""

    numbers: frozenset[int]
    subs: Mapping[int, set[str]]
    regular: bool
    total: int


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    wording = spoken(options, "wording", context.language.code)
    if not wording:
        return
    words = tuple(wording["words"])
    referring = [p for p in resolution.of(*KINDS) if any(word in p.text for word in words)]
    if not referring:
        return
    parts, owners = _parts(resolution)
    pattern = compiled(str(wording["pattern"]))
    for p in referring:
        if p.part not in parts:
            continue
        for m in pattern.finditer(p.text):
            if not _quoted(p.text, m.start()):
                yield from _judge(p, owners.get(p.index), m, wording, parts[p.part])


def _parts(resolution: Resolution) -> tuple[dict[int, Part], dict[int, Paragraph]]:
    """The parts that number their paragraphs, and the operative paragraph that each paragraph belongs to."""
    numbers: dict[int, list[int]] = {}
    subs: dict[int, dict[int, set[str]]] = {}
    owners: dict[int, Paragraph] = {}
    current: Paragraph | None = None
    for p in resolution.paragraphs:
        if p.kind == "operative":
            current = p
            if p.number is not None:
                numbers.setdefault(p.part, []).append(p.number)
        if current is None or current.part != p.part or p.kind not in ("operative", "sub", "other"):
            continue
        owners[p.index] = current
        if p.kind == "sub" and p.level == 1 and current.number is not None:
            subs.setdefault(p.part, {}).setdefault(current.number, set()).add(_letter(p.label))
    parts = {}
    for part, found in numbers.items():
        regular = found == list(range(1, len(found) + 1))
        parts[part] = Part(frozenset(found), subs.get(part, {}), regular, len(found))
    return parts, owners


def _letter(label: str) -> str:
    """The letter of a label; a Cyrillic one counts as the Latin one that it looks like."""
    return label.strip("\\(). *").replace("\u0640", "").translate(LOOK_ALIKES)


def _quoted(text: str, at: int) -> bool:
    """Inside quotation marks: the paragraph meant is one of the text quoted."""
    before = text[max(0, at - 2000) : at]
    opened = max(before.rfind(c) for c in "“«„")
    return opened > max(before.rfind(c) for c in "”»") or before.count('"') % 2 == 1


def _judge(
    p: Paragraph, owner: Paragraph | None, m: re.Match[str], wording: Mapping[str, str], part: Part
) -> Iterator[Hit]:
    where = m["where"]
    above, below = where in wording["above"], where in wording["below"]
    own = owner.number if owner is not None else None
    first = m.start("numbers")
    for n in NUMBER.finditer(m["numbers"]):
        number = int(n[0])
        start, end = p.span(first + n.start(), first + n.end())
        values: dict[str, str | date] = {"number": str(number), "last": str(max(part.numbers))}
        values["own"] = owner.path if owner is not None else p.path
        if number not in part.numbers:
            if part.regular or number > part.total:
                yield Hit(start, end, p.index, "missing", values)
        elif not part.regular:
            continue  # operative/numbering comes first: what stands where is open
        elif own is not None and above and number > own:
            yield Hit(start, end, p.index, "below", values)
        elif own is not None and below and number < own:
            yield Hit(start, end, p.index, "above", values)
        elif number == own and (above or below) and m["numbers"].strip() == n[0] and p.kind == "operative":
            yield Hit(start, end, p.index, "self", values, severity="note")
        elif found := SUB.match(m["numbers"], n.end()):
            letters = part.subs.get(number)
            if not letters or _letter(found[1]) not in letters:
                values["letter"] = found[1]
                yield Hit(start, end, p.index, "missing-sub" if letters else "no-subs", values)
