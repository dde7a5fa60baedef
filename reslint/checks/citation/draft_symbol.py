"""citation/draft-symbol: cites a draft that has become a resolution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.registry import symbols
from reslint.resolution.model import Resolution


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    for p in resolution.paragraphs:
        if p.kind not in ("preambular", "operative", "sub", "other", "note"):
            continue
        for c in p.citations:
            if c.kind != "draft" or c.symbol == resolution.symbol:
                continue
            entry = context.registry.by_draft(c.symbol)
            if (
                entry is None
                or entry.adopted is None
                or entry.adopted > context.as_of
                or entry.symbol == resolution.symbol
            ):
                continue
            display = symbols.display(entry.symbol, context.language.code)
            start, end = p.span(c.start, c.end)
            yield Hit(
                start,
                end,
                p.index,
                "adopted",
                {"draft": c.display, "display": display, "adopted": entry.adopted},
                Fix((Edit(start, end, display),), title=f"write {display}")
                if context.source.text[start:end] == c.display
                else None,
                severity="note" if p.kind == "note" else None,
            )
