"""citation/incomplete: a list that follows its series leaves one out in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.citation.common import end_of, place_behind, start_of
from reslint.checks.citation.following import Following, followed, recalled_elsewhere, stem
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.registry import recital, symbols
from reslint.registry.model import Entry
from reslint.resolution.model import Resolution

LEAST = 4  # members listed before a gap says anything
MOST = 2  # more gaps than this are a choice, not an oversight


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    everywhere = recalled_elsewhere(resolution)
    for found in followed(resolution, context):
        missing = [e for e in found.between if stem(e.symbol) not in everywhere]
        if not 1 <= len(missing) <= MOST or len(found.listed) < LEAST:
            continue
        latest = found.series[-1]
        recalled = set(context.registry.recitals(latest.symbol))
        for e in missing:
            if recalled and e.symbol not in recalled:
                continue  # the latest text of the series left it out, too
            yield _hit(found, e, context, "dropped" if recalled else "gap", latest)


def _hit(found: Following, missing: Entry, context: Context, message: str, latest: Entry) -> Hit:
    p, code = found.paragraph, context.language.code
    before = [(e, c) for e, c in found.listed if e.adopted and missing.adopted and e.adopted <= missing.adopted][-1]
    text = recital.write_member(missing, context.language)
    end = p.span(before[1].start, place_behind(p, before[1], code))[1]
    joint = str(symbols.forms(code)["list"]["comma"])
    fix = Fix((Edit(end, end, joint + text),), title=f"insert {text}")
    return Hit(
        *p.span(start_of(before[1]), end_of(before[1])),
        p.index,
        message,
        {
            "missing": symbols.display(missing.symbol, code),
            "before": before[1].display,
            "latest": symbols.display(latest.symbol, code),
        },
        fix if before[1].how != "respectively" else None,  # whose date stands behind the list
        severity=None if message == "dropped" else "note",
    )
