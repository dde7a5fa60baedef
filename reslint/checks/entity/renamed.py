"""A former name where the text speaks of the present."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.context import Context
from reslint.checks.entity.evidence import KINDS, Evidence, past_act
from reslint.checks.entity.replace import replacement
from reslint.finding import Hit, Severity
from reslint.resolution.model import Resolution

SEVERITY: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}
PAST = frozenset({"recall", "recall_with_appreciation", "recall_with_satisfaction", "recall_with_concern"})


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each former name that nothing in the paragraph makes right."""
    known = context.entities
    evidence = Evidence(resolution, context)
    for paragraph in resolution.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        for mention in known.find(paragraph.text):
            if not mention.old:
                continue
            entity = known.entities[mention.name.entity]
            if entity.level == "off" or (entity.since is not None and context.as_of < entity.since):
                continue
            if mention.name.text[0].isupper() and not mention.text[:1].isupper():
                continue
            if evidence.reason(paragraph, mention, entity):
                continue
            severity = SEVERITY[entity.level]
            if severity == "error" and paragraph.opening and PAST.intersection(paragraph.opening.concepts):
                # a paragraph that recalls may speak of the past without saying when
                severity = "note" if past_act(paragraph, mention, known.code) else "warning"
            since = entity.since if entity.sure else None
            values: dict[str, str | date] = {"old": mention.text, "new": entity.new}
            if since is not None:
                values["since"] = since
            key = "renamed" if entity.change in ("rename", "restyle", "reverted") else "succeeded"
            start, end = paragraph.span(mention.start, mention.end)
            yield Hit(
                start,
                end,
                paragraph.index,
                key if since is not None else f"{key}-undated",
                values,
                fix=replacement(paragraph, mention, entity, context),
                severity=severity,
            )
