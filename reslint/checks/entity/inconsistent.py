"""Two forms of one name in one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.finding import Hit, Related
from reslint.resolution.model import Resolution

KINDS = frozenset({"title", "preambular", "operative", "sub"})


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit at the rarer form, where both are accepted forms of the same name that differ in capitals or hyphen."""
    known = context.entities
    forms: dict[tuple[str, str], dict[str, list[tuple[int, int, int]]]] = {}
    for paragraph in resolution.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        for mention in known.find(paragraph.text):
            name = mention.name
            if not mention.text[:1].isupper():
                continue  # in lower case the same words may be no name
            if name.casings and mention.text in (name.text, *name.casings):
                start, end = paragraph.span(mention.start, mention.end)
                place = forms.setdefault((name.entity, name.text), {})
                place.setdefault(mention.text, []).append((start, end, paragraph.index))
    for found in forms.values():
        if len(found) < 2:
            continue
        usual = max(found, key=lambda form: len(found[form]))
        first = found[usual][0]
        for form, places in found.items():
            if form == usual:
                continue
            start, end, index = places[0]
            related = (Related(usual, first[0], first[1]),)
            yield Hit(start, end, index, "forms", {"found": form, "usual": usual}, related=related)
