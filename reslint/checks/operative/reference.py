"""References to paragraphs of the resolution itself: "paragraph 9 above" must exist, and above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import compiled, spoken
from reslint.finding import Hit
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

NUMBER = re.compile(r"\d{1,3}")
OPENED, CLOSED = '“«"', '”»"'


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    wording = spoken(options, "wording", context.language.code)
    if not wording:
        return
    words = tuple(wording["words"])
    numbers: dict[int, set[int]] = {}
    subs: dict[tuple[int, int], set[str]] = {}
    for p in resolution.paragraphs:
        if p.kind == "operative" and p.number is not None:
            numbers.setdefault(p.part, set()).add(p.number)
    if not numbers:
        return
    current = -1
    part = -1
    owner: dict[int, Paragraph] = {}
    for p in resolution.paragraphs:
        if p.kind == "operative":
            current, part = p.index, p.part
        owner[p.index] = (
            resolution.paragraphs[current]
            if current >= 0 and p.part == part and p.kind in ("operative", "sub", "other")
            else p
        )
        if p.kind == "sub" and current >= 0 and p.level == 1:
            number = resolution.paragraphs[current].number
            if number is not None:
                subs.setdefault((p.part, number), set()).add(_letter(p.label))
    pattern = compiled(str(wording["pattern"]))
    for p in resolution.paragraphs:
        if p.kind not in ("preambular", "operative", "sub", "other", "note") or p.part not in numbers:
            continue
        lowered = p.text
        if not any(word in lowered for word in words):
            continue
        for m in pattern.finditer(lowered):
            if not _quoted(p.text, m.start()):
                yield from _judge(p, owner[p.index], m, wording, numbers[p.part], subs)


def _letter(label: str) -> str:
    return label.strip("\\(). *").replace("\u0640", "")


def _quoted(text: str, at: int) -> bool:
    """Inside quotation marks: the paragraph meant is one of the text quoted."""
    before = text[:at]
    opened = max(before.rfind(c) for c in "“«„")
    return opened > max(before.rfind(c) for c in "”»") or before.count('"') % 2 == 1


def _judge(
    p: Paragraph,
    owner: Paragraph,
    m: re.Match[str],
    wording: Mapping[str, str],
    known: set[int],
    subs: Mapping[tuple[int, int], set[str]],
) -> Iterator[Hit]:
    where = m["where"]
    above, below = where in wording["above"], where in wording["below"]
    first = m.start("numbers")
    for n in NUMBER.finditer(m["numbers"]):
        number = int(n[0])
        start, end = p.span(first + n.start(), first + n.end())
        values = {"number": str(number), "where": where, "last": str(max(known)), "own": owner.path}
        if number not in known:
            yield Hit(start, end, p.index, "missing", values)
        elif owner.kind == "operative" and owner.number is not None and above and number > owner.number:
            yield Hit(start, end, p.index, "below", values)
        elif owner.kind == "operative" and owner.number is not None and below and number < owner.number:
            yield Hit(start, end, p.index, "above", values)
        elif (
            owner.kind == "operative"
            and number == owner.number
            and (above or below)
            and m["numbers"].strip() == n[0]
            and p.kind == "operative"
        ):
            yield Hit(start, end, p.index, "self", values, severity="note")
        else:
            letters = subs.get((p.part, number))
            found = re.match(r" ?\(?([a-z]|[ء-ي]\u0640?)\)", m["numbers"][n.end() :])
            if found and not (letters and _letter(found[1]) in letters):
                yield Hit(start, end, p.index, "missing-sub" if letters else "no-subs", {**values, "letter": found[1]})
