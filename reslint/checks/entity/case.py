"""Capitals of known names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reslint.checks.context import Context
from reslint.entities.words import with_capitals
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Paragraph, Resolution

COMMON = ("the general assembly", "the secretary-general")
KINDS = frozenset({"preambular", "operative", "sub", "note", "other"})


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    """One hit for each name whose capitals are not those of the name.

    A name all in lower case is reported where published texts never have it so: `small` says from how many words on,
    by language, `common` names the words that are no name as often (a "general assembly" of any body). `at-least`:
    how often the name must have been counted (a name of later days apart).
    """
    known = context.entities
    if known.code == "ar":
        return
    wanted = options.get("at-least", 20)
    least = wanted if isinstance(wanted, int) else 20
    words, common = _lower_case(options, known.code)
    for paragraph in resolution.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        text = paragraph.text
        yield from _strict(paragraph, text, known.strict)
        if resolution.organ == "GA":
            yield from _common(paragraph, text, common)
        for mention in known.find(text):
            name = mention.name
            entity = known.entities.get(name.entity)
            kept = name.kind == "old" and entity is not None and entity.level != "off"
            if mention.text == name.text or name.kind == "guard" or (name.n < least and not kept):
                continue
            shown = mention.text
            for phrase in known.strict:
                shown = shown.replace(phrase.capitalize(), phrase)
            right, *others = (with_capitals(shown, form, known.code) for form in (name.text, *name.casings))
            if shown in (right, *others) or shown.lower() != right.lower():
                continue
            small = shown.islower() and len(name.words) >= words and shown not in common
            if known.code == "ru" and sum(word[0].isupper() for word in name.text.split(" ")) < 2:
                small = False  # a commission on human rights of any State, a ministry of education
            if shown.isupper() or not (shown[0].isupper() or small) or not name.text[0].isupper():
                continue
            start, end = paragraph.span(mention.start, mention.end)
            proper = right.replace("'", "’") if "’" in context.source.text else right
            fix = Fix((Edit(start, end, proper),), safe=True, title=proper)
            values: dict[str, str | date] = {"found": mention.text, "name": right}
            yield Hit(start, end, paragraph.index, "name", values, fix=fix, severity="warning")


def _common(paragraph: Paragraph, text: str, common: frozenset[str]) -> Iterator[Hit]:
    """The Assembly or the Secretary-General in lower case behind "the": likely those of the United Nations."""
    for phrase in COMMON:
        at = text.find(phrase) if phrase[4:] in common else -1
        if at > 0 and text[at - 1] == " " and not text[at + len(phrase) :].startswith((" of ", "s")):
            start, end = paragraph.span(at + 4, at + len(phrase))
            proper = phrase[4:].title()
            fix = Fix((Edit(start, end, proper),), title=proper)
            values: dict[str, str | date] = {"found": phrase[4:], "name": proper}
            yield Hit(start, end, paragraph.index, "name", values, fix=fix, severity="note")


def _lower_case(options: Mapping[str, object], code: str) -> tuple[int, frozenset[str]]:
    """From how many words on a name in lower case is reported, and the phrases that are common words."""
    small, common = options.get("small"), options.get("common")
    least = small.get(code, 99) if isinstance(small, dict) else 99
    return int(least), frozenset(common.get(code, ()) if isinstance(common, dict) else ())


def _strict(paragraph: Paragraph, text: str, phrases: tuple[str, ...]) -> Iterator[Hit]:
    for phrase in phrases:
        slip = phrase.capitalize()
        at = text.find(slip)
        while at >= 0:
            end = at + len(slip)
            if not text[end : end + 1].isalnum():
                start, stop = paragraph.span(at, end)
                small = next(i for i, (a, b) in enumerate(zip(slip, phrase, strict=True)) if a != b)
                letter, _ = paragraph.span(at + small, at + small + 1)
                fix = Fix((Edit(letter, letter + 1, phrase[small]),), safe=True, title=phrase)
                yield Hit(start, stop, paragraph.index, "strict", {"found": slip, "name": phrase}, fix=fix)
            at = text.find(slip, end)
