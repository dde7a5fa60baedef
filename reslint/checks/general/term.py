"""`term`: words that should be others. Options: `terms` (found: instead), `case`, `safe`, `in`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.checks.general import common
from reslint.finding import Hit
from reslint.resolution.model import Resolution
from reslint.source.clean import normalise


def prepare(options: Mapping[str, object]) -> None:
    common.only(options, ("terms", "case", "safe", "in"), ("terms",))
    terms = options["terms"]
    if not isinstance(terms, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in terms.items()):
        raise ValueError('terms: a mapping of texts is wanted, like {"Chairman": "Chair"}')
    common.ensure_words(terms, "terms")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    terms = options["terms"]
    assert isinstance(terms, dict)
    case = bool(options.get("case"))
    pattern = common.words(tuple(terms), case)
    instead = {_key(found, case): new for found, new in terms.items()}
    for paragraph in common.paragraphs(resolution, options):
        for match in pattern.finditer(paragraph.text):
            new = instead[_key(match[0], case)]
            if not case and match[0][0].isupper():
                new = new[:1].upper() + new[1:]
            fix = (
                common.replacement(paragraph, context, *match.span(), new, safe=bool(options.get("safe")))
                if new
                else None
            )
            yield common.hit(paragraph, *match.span(), fix, instead=new)


def _key(term: str, case: bool) -> str:
    return normalise(term) if case else normalise(term).lower()
