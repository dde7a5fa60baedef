"""A former name kept on purpose, without the footnote that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.context import Context
from reslint.checks.entity.evidence import Evidence
from reslint.finding import Hit
from reslint.resolution.model import Resolution

KINDS = frozenset({"organization", "un-body", "office"})


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit at the first former name that its date or title makes right, in a text that also uses the new name."""
    known = context.entities
    evidence = Evidence(resolution, context)
    kept: dict[str, Hit] = {}
    used: set[str] = set()
    for paragraph in resolution.of("preambular", "operative", "sub"):
        for mention in known.find(paragraph.text):
            entity = known.entities.get(mention.name.entity)
            if entity is None:
                continue
            if mention.name.kind == "new":
                used.add(entity.id)
            if not mention.old or entity.id in kept or entity.level not in ("error", "warning"):
                continue
            if entity.kind not in KINDS or entity.change != "rename" or entity.since is None or not entity.sure:
                continue
            if context.as_of < entity.since:
                continue
            if evidence.reason(paragraph, mention, entity) not in ("date", "title"):
                continue
            start, end = paragraph.span(mention.start, mention.end)
            values: dict[str, str | date] = {"old": mention.text, "new": entity.new, "since": entity.since}
            kept[entity.id] = Hit(start, end, paragraph.index, "unexplained", values)
    for name, hit in kept.items():
        if name in used and name not in evidence.explained:
            yield hit
