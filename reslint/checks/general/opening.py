"""`opening`: opening phrases that may, or may not, open a paragraph.

Options: `allowed` or `forbidden` (phrases without their adverb, or concepts), `in` (preambular, operative).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.checks.general import common
from reslint.finding import Hit
from reslint.resolution.model import Resolution
from reslint.source.clean import normalise


def prepare(options: Mapping[str, object]) -> None:
    common.only(options, ("allowed", "forbidden", "in"))
    if bool(common.strings(options, "allowed")) == bool(common.strings(options, "forbidden")):
        raise ValueError("one of the options 'allowed' and 'forbidden' is wanted")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    allowed = common.strings(options, "allowed")
    named = {normalise(phrase).lower() for phrase in allowed or common.strings(options, "forbidden")}
    for paragraph in common.paragraphs(resolution, options, ("preambular", "operative")):
        opening = paragraph.opening
        if opening is None:
            continue
        is_named = opening.bare in named or not named.isdisjoint(opening.concepts)
        if is_named != bool(allowed):
            yield common.hit(paragraph, opening.start, opening.end, opening=opening.text)
