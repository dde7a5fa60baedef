"""A new name for an act that is dated before the name existed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.context import Context
from reslint.checks.entity.evidence import Evidence, before_change, patterns, quoted
from reslint.finding import Hit
from reslint.resolution.model import Paragraph, Resolution


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit where a single dated act of the past is told with a name of later days.

    Asked only of renamed bodies whose day of change a document states, where the paragraph has no later date, tells
    one act in plain words ("decided to invite the ..."), and no footnote explains the name.
    """
    known = context.entities
    evidence = Evidence(resolution, context)
    for paragraph in resolution.of("preambular", "operative", "sub"):
        if not paragraph.dates and not paragraph.citations:
            continue
        for mention in known.find(paragraph.text):
            entity = known.entities.get(mention.name.entity)
            if entity is None or mention.name.kind != "new" or entity.since is None or not entity.sure:
                continue
            if entity.level == "off" or entity.change not in ("rename", "reverted"):
                continue
            pattern = patterns(known.code)["founding"]
            if not pattern.search(paragraph.text[max(0, mention.start - 90) : mention.start]):
                continue
            found = evidence.facts(paragraph)
            fact = evidence.governing(paragraph, mention)
            if fact is None or not all(before_change(f, entity) for f in found):
                continue
            if quoted(paragraph, mention.start, mention.end, known.code) or _named_both(paragraph, context, entity.id):
                continue
            if entity.id in evidence.explained and paragraph.marks:
                continue
            start, end = paragraph.span(mention.start, mention.end)
            values: dict[str, str | date] = {
                "new": mention.text,
                "old": entity.old[0],
                "since": entity.since,
                "then": fact[2] if not fact[3] else str(fact[2].year),
            }
            yield Hit(start, end, paragraph.index, "anachronism", values)


def _named_both(paragraph: Paragraph, context: Context, entity: str) -> bool:
    return any(m.old and m.name.entity == entity for m in context.entities.find(paragraph.text))
