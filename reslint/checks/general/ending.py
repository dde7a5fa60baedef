"""`ending`: what a paragraph may end with. Options: `marks` (texts), `safe`, `in` (preambular, operative, sub).

Where one mark alone is allowed, the fix writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.checks.general import common
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Resolution

_PUNCTUATION = ".,;:،؛，；：。、"


def prepare(options: Mapping[str, object]) -> None:
    common.only(options, ("marks", "safe", "in"), ("marks",))
    common.strings(options, "marks")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    marks = common.strings(options, "marks")
    for paragraph in common.paragraphs(resolution, options, ("preambular", "operative", "sub")):
        text = paragraph.text.rstrip()
        if not text or text.endswith(marks):
            continue
        start = len(text) - 1
        fix = None
        if len(marks) == 1:
            first, last = paragraph.span(start, len(text))
            first = first if text[-1] in _PUNCTUATION else last
            fix = Fix((Edit(first, last, marks[0]),), safe=bool(options.get("safe")))
        yield common.hit(paragraph, start, len(text), fix, marks=common.listed(marks))
