"""The symbol of the resolution is the same wherever the text states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.header.values import canonical, span
from reslint.finding import Hit, Related
from reslint.patterns import late
from reslint.registry import symbols
from reslint.resolution.model import Heading, Resolution
from reslint.resolution.structure import chapeau_of

if TYPE_CHECKING:
    from reslint.checks.context import Context

# a resolution or a draft; committees of the Assembly draft for it
OWN = late(r"(?P<body>A/HRC|A|S|E)/(?:RES/|(?:C\.\d/)?\d+/L\.)")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    yield from _organ(resolution, context)
    stated: dict[str, list[Heading]] = {}
    drafts: dict[str, list[Heading]] = {}
    for heading in resolution.facts.get("symbol", ()):
        p = resolution.paragraphs[heading.paragraph]
        if p.kind != "title" and len(p.text) - len(heading.value) > 30:
            continue  # a symbol in a sentence is that of another text
        own = canonical(resolution, heading.value)
        if own is not None and "/DEC/" not in symbols.canonical(own):
            stated.setdefault(symbols.canonical(own.whole), []).append(heading)
        elif "/L." in heading.value:
            drafts.setdefault(heading.value.partition("/Rev")[0], []).append(heading)
    for found in (stated, drafts):
        if len(found) < 2:
            continue
        usual = max(found, key=lambda symbol: len(found[symbol]))
        first = found[usual][0]
        start, end = span(resolution, first)
        for symbol, headings in found.items():
            if symbol == usual:
                continue
            for heading in headings:
                a, b = span(resolution, heading)
                values = {"written": heading.value, "other": first.value}
                yield Hit(a, b, heading.paragraph, "differs", values, related=(Related(first.value, start, end),))


def _organ(resolution: Resolution, context: Context) -> Iterator[Hit]:
    """The organ that speaks is the one whose symbol the cover bears."""
    shown = resolution.facts.get("symbol", ())
    first = next((p for p in resolution.paragraphs if p.kind == "chapeau"), None)
    speaks = chapeau_of(first.text, context.language) if first is not None else None
    if first is None or not speaks or not shown or first.index < shown[0].paragraph:
        return
    own = OWN.match(shown[0].value)
    if own and speaks in symbols.PREFIXES and speaks != symbols.BODIES[own["body"]]:
        values = {"written": shown[0].value, "other": first.text.rstrip(" ,،，")}
        yield Hit(*first.span(0, len(first.text)), first.index, "organ", values)
