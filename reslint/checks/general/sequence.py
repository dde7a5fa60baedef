"""`sequence`: what may only come after something else, like an abbreviation after the name it stands for.

Options: `first` and `then` (terms), `case`, `in`. A term of `then` is found where none of `first` stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.checks.general import common
from reslint.finding import Hit
from reslint.resolution.model import Resolution


def prepare(options: Mapping[str, object]) -> None:
    common.only(options, ("first", "then", "case", "in"), ("first", "then"))
    for name in ("first", "then"):
        common.ensure_words(common.strings(options, name), name)


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    case = bool(options.get("case"))
    terms = common.strings(options, "first")
    first, then = common.words(terms, case), common.words(common.strings(options, "then"), case)
    for paragraph in common.paragraphs(resolution, options):
        opens = first.search(paragraph.text)
        for match in then.finditer(paragraph.text, 0, opens.start() if opens else len(paragraph.text)):
            yield common.hit(paragraph, *match.span(), first=common.listed(terms))
        if opens:
            return
