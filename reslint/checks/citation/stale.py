"""citation/stale: the list follows its series, but not to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reslint.checks.citation.common import end_of, is_indic, place_behind, said, start_of
from reslint.checks.citation.following import Following, followed, is_frozen, recalled_elsewhere, stem
from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit, Related, Severity
from reslint.registry import recital, symbols
from reslint.resolution.model import Resolution

SINGULAR = {
    "en": (" resolution ", " resolutions "),
    "fr": ("sa résolution ", "ses résolutions "),
    "es": ("su resolución ", "sus resoluciones "),
    "zh": ("", ""),  # no plural
    "ru": ("свою резолюцию ", "свои резолюции "),
}


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    everywhere = recalled_elsewhere(resolution)
    for found in followed(resolution, context):
        later = [e for e in found.later if stem(e.symbol) not in everywhere]
        if not later or stem(found.later[-1].symbol) in everywhere:
            continue
        if not _follows(found) or is_frozen(found, context) or _goes_on_in_words(found, context):
            continue
        p, code = found.paragraph, context.language.code
        last, cited = found.listed[-1]
        shown = ", ".join(symbols.display(e.symbol, code) for e in later)
        yield Hit(
            *p.span(start_of(cited), end_of(cited)),
            p.index,
            "stale" if len(later) == 1 else "stale-many",
            {
                "missing": shown,
                "last": symbols.display(last.symbol, code),
                "title": later[-1].title or last.title or "the series",
            },
            _fix(found, context),
            tuple(_related(found, context)),
            _severity(found),
        )


def _follows(found: Following) -> bool:
    """Whether the list went along with its series: enough of it, and its last members."""
    if not found.leads and not found.own:
        return False  # another subject has taken the list over
    listed = {e.symbol for e, _ in found.listed}
    until = [e for e in found.series if e.adopted and e.adopted <= (found.listed[-1][0].adopted or e.adopted)]
    if len(listed) == 1:
        return found.own
    recent = until[-2:]
    return all(e.symbol in listed for e in recent) or len(listed) * 2 >= len(until)


def _goes_on_in_words(found: Following, context: Context) -> bool:
    """The list says itself that it is not whole: "and all its subsequent resolutions on the subject"."""
    words = context.language.words["wording"]
    assert isinstance(words, dict)
    end = place_behind(found.paragraph, found.citations[-1], context.language.code)
    return re.search(words["and-later"], found.paragraph.text[end : end + 90], re.IGNORECASE) is not None


def _severity(found: Following) -> Severity | None:
    if len(found.listed) == 1:
        return "note"
    return None if found.own or len(found.listed) >= 3 else "note"


def _related(found: Following, context: Context) -> Iterator[Related]:
    for e in found.later[-1:]:
        if e.adopted:
            evidence = f", evidence {e.evidence}" if e.evidence else ""
            display = symbols.display(e.symbol, context.language.code)
            yield Related(f"{display} was adopted on {said(e.adopted)} (registry{evidence})")


def _fix(found: Following, context: Context) -> Fix | None:
    """Write the missing members behind the last one, with the list's own joints."""
    p, language = found.paragraph, context.language
    if any(e.adopted is None for e in found.later):
        return None
    cited = found.listed[-1][1]
    if cited is not found.citations[-1] or cited.how == "respectively":
        return None  # the list goes on with another subject, or its dates stand apart: a person says where they belong
    end = p.span(cited.start, place_behind(p, cited, language.code))[1]
    indic = is_indic(context.source, end - 1)
    marks = symbols.forms(language.code)
    marks = marks.get("list-old", marks["list"]) if indic else marks["list"]
    members = [recital.write_member(e, language, indic) for e in found.later]
    edits = []
    if len(found.citations) > 1:
        before = found.citations[-2]
        start, stop = place_behind(p, before, language.code), start_of(cited)
        joint = p.text[start:stop]
        if joint.strip(" ,،") in ("and", "et", "y", "и", "و", "和", "及", "以及") and joint != marks["comma"]:
            edits.append(Edit(p.span(start - 1, start)[1], p.span(stop, stop + 1)[0], str(marks["comma"])))
    elif language.code in SINGULAR:
        one, many = SINGULAR[language.code]
        at = p.text.rfind(one, 0, cited.start + 1)
        if at < 0:
            return None
        edits.append(Edit(*p.span(at, at + len(one)), many))
    else:
        return None
    tail = str(marks["last"]) + members[-1]
    middle = "".join(str(marks["comma"]) + m for m in members[:-1])
    edits.append(Edit(end, end, middle + tail))
    return Fix(tuple(edits), title="bring the list up to date")
