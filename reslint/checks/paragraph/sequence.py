"""also and further: the second of two paragraphs with one opening takes the first adverb, the third the second one.

A fourth begins again without. Measured on published texts; the rule file says where the convention is weaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reslint.checks.paragraph.walk import KINDS, ROLES, compiled, enclosed, listed, opening_of, part_of, spoken, words
from reslint.finding import Edit, Fix, Hit, Related, Severity
from reslint.resolution.model import Opening, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

OWN = frozenset({"its", "son", "sa", "ses", "свою", "свой", "свое", "свои"})
CYCLE = ("", "also", "further")


class Step(NamedTuple):
    """A paragraph of a run; `free` where it may begin again without an adverb (another addressee, a heading)."""

    paragraph: Paragraph
    opening: Opening
    free: bool
    before: Paragraph | None


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    if resolution.organ in listed(options, "silent"):
        return
    part = part_of(options)
    runs = list(_runs(resolution, part, context, options))
    faults = [(run, *fault) for run in runs for fault in _faults(run)]
    # an adverb that is to go is not put in its place first
    superfluous = {run[i].paragraph.index for run, i, expected in faults if not expected}
    for p in resolution.of(KINDS[part]):
        o = opening_of(p, context.language)
        if o is not None and o.adverb and p.index not in superfluous and (hit := _place(p, o, context, part)):
            yield hit
    wrong = sum(1 for run, i, _ in faults if run[i].opening.adverb)
    kept = sum(1 for run in runs for step in run if step.opening.adverb) - wrong
    lax = resolution.language in listed(options, "lax") and kept < 4 * len(faults)
    for run, i, expected in faults:
        yield _hit(run, i, expected, context, part, options, lax=lax)


def _runs(resolution: Resolution, part: str, context: Context, options: Mapping[str, object]) -> Iterator[list[Step]]:
    """Runs of paragraphs that open with one phrase."""
    run: list[Step] = []
    heading = unknown = False
    last: Paragraph | None = None
    items = enclosed(resolution) if part == "operative" else frozenset()
    for p in resolution.paragraphs:
        if p.index in items:
            continue
        if p.kind == "heading":
            heading = True
        elif p.kind == "other":
            unknown = True
        elif p.kind == KINDS[part]:
            o = opening_of(p, context.language)
            if run and (o is None or not _same(o, run[-1].opening) or p.part != run[-1].paragraph.part):
                yield run
                run = []
            if o is not None and o.bare:
                # what stood before cannot be read: an adverb here is no proof of anything
                unread = unknown or heading or (last is not None and not _read(last, part))
                free = unread if not run else heading or unknown or _other_addressee(run[-1].paragraph, p, o, context)
                apart = compiled(str(spoken(options, "apart", context.language.code))).match(p.text, o.end)
                akin = not run and _akin(last, o, context)
                run.append(Step(p, o, free or apart is not None or not o.roles or akin, last))
            last, heading, unknown = p, False, False
    if run:
        yield run


def _addressed(o: Opening, context: Context) -> bool:
    """The verb turns to somebody: Requests, Urges, Calls upon."""
    known = context.language.concepts
    return any(known[name].addressee for name in o.concepts[:1] if name in known)


def _other_addressee(before: Paragraph, p: Paragraph, o: Opening, context: Context) -> bool:
    if before.opening is None or not _addressed(o, context):
        return False
    spaced = context.language.spaced
    return words(before.text, before.opening.end, 3, spaced=spaced) != words(p.text, o.end, 3, spaced=spaced)


def _same(a: Opening, b: Opening) -> bool:
    """One phrase, or the verb of one with an object of its own in the other (Reaffirming its commitment)."""
    return a.bare == b.bare or a.bare == _verb(b.bare) or b.bare == _verb(a.bare)


def _verb(bare: str) -> str:
    found = bare.split(" ", 2)
    return found[0] if len(found) > 2 and found[1] in OWN else ""


def _read(p: Paragraph, part: str) -> bool:
    """The opening of `p` is one that its part knows."""
    return p.opening is not None and ROLES[part] in p.opening.roles


def _akin(before: Paragraph | None, o: Opening, context: Context) -> bool:
    """The paragraph before opens with the same verb in another phrase (Noting, Noting also with concern)."""
    if before is None or before.opening is None:
        return False
    if not context.language.spaced:
        longer, shorter = sorted((before.opening.bare, o.bare), key=len, reverse=True)
        if longer.startswith(shorter) or longer.endswith(shorter):
            return True  # 注意到, 关切地注意到
    return before.opening.bare.split(" ")[0] == o.bare.split(" ")[0] or bool(
        set(before.opening.concepts) & set(o.concepts)
    )


def _faults(run: list[Step]) -> list[tuple[int, str]]:
    """Places where the adverb is not the expected one: the reading of the run that needs the fewest."""
    paths: dict[int, list[tuple[int, str]]] = {2: []}  # place in the cycle -> faults on the way there
    for i, step in enumerate(run):
        actual = CYCLE.index(step.opening.adverb)
        reached: dict[int, list[tuple[int, str]]] = {}
        for state, found in paths.items():
            expected = (state + 1) % 3
            if actual == expected or (step.free and (actual == 0 or i == 0)):
                outcomes = [(actual, found)]
            else:
                fault = [*found, (i, CYCLE[expected])]
                outcomes = [(expected, fault), (actual, fault)]  # as it should stand, or as it stands
            for to, trail in outcomes:
                if to not in reached or len(trail) < len(reached[to]):
                    reached[to] = trail
        paths = reached
    return min(paths.values(), key=len, default=[])


def _hit(
    run: list[Step], i: int, expected: str, context: Context, part: str, options: Mapping[str, object], *, lax: bool
) -> Hit:
    step = run[i]
    p, o = step.paragraph, step.opening
    names = spoken(options, "adverbs", context.language.code) or {}
    if not step.opening.adverb:
        key = "missing"
    elif expected:
        key = "wrong"
    else:
        key = "restart" if i else "orphan"
    severity: Severity | None = None
    weak = listed(options, "weak").intersection(o.concepts) or _addressed(o, context)
    before = step.before
    other = before is not None and before.opening is not None and before.opening.bare != o.bare
    if lax or (key != "orphan" and (other or (part == "operative" and weak))):
        severity = "note"
    related: tuple[Related, ...] = ()
    if before is not None and before.opening is not None:
        start, end = before.span(before.opening.start, before.opening.end)
        related = (Related(f"{before.path}: {before.opening.text}", start, end),)
    values = {
        "phrase": o.text,
        "adverb": names.get(expected, expected) if expected else "",
        "written": p.text[o.adverb_start : o.adverb_end] if step.opening.adverb else "",
        "before": before.path if before else "",
        "count": str(i + 1),
    }
    start, end = p.span(o.start, o.end)
    return Hit(start, end, p.index, key, values, _fix(step, expected, names, context, part, options), related, severity)


def _fix(
    step: Step, expected: str, names: Mapping[str, str], context: Context, part: str, options: Mapping[str, object]
) -> Fix | None:
    p, o = step.paragraph, step.opening
    word = names.get(expected, "")
    if step.opening.adverb and expected:
        start, end = p.span(o.adverb_start, o.adverb_end)
        shown = word.capitalize() if p.text[o.adverb_start].isupper() else word
        return Fix((Edit(start, end, shown),), safe=context.language.code == "en", title=shown)
    if step.opening.adverb:
        return Fix(_without(p, o, context), title=o.bare)
    if not word:
        return None
    if context.language.adverb_place.get(ROLES[part]) == "before":
        start, end = p.span(o.start, o.start + 1)
        if not context.language.spaced:
            return Fix((Edit(start, start, word),), title=word)
        return Fix((Edit(start, end, f"{word.capitalize()} {p.text[o.start].lower()}"),), title=word)
    place = behind_verb(o, context.language.code, spoken(options, "place", context.language.code))
    if place is None:
        return None
    at = p.span(o.start, place)[1]
    return Fix((Edit(at, at, f" {word}"),), title=word)


def _without(p: Paragraph, o: Opening, context: Context) -> tuple[Edit, ...]:
    """The edit that takes the adverb out."""
    if not context.language.spaced:
        return (Edit(*p.span(o.adverb_start, o.adverb_end), ""),)
    if o.adverb_start == o.start:
        after = o.adverb_end + 1
        start, end = p.span(o.adverb_start, after + 1)
        first = p.text[after : after + 1]
        return (Edit(start, end, first.upper() if p.text[o.start].isupper() else first),)
    start, end = p.span(o.adverb_start - 1, o.adverb_end)
    return (Edit(start, end, ""),)


def behind_verb(o: Opening, language: str, attested: Mapping[str, str] | None) -> int | None:
    """Clean offset where the adverb goes: behind the phrase in English, behind the verb in French and Arabic.

    `attested`: the phrases of several words that take it behind all of them ("whole") or behind the verb
    ("verb"); None for one of several words that is in neither.
    """
    if language == "en":
        return o.end
    if attested and compiled(attested["whole"]).fullmatch(o.bare):
        return o.end
    found = o.text.split(" ")
    count = 1
    first = found[0].lower().replace("’", "'")
    if language == "fr":
        count = 2 if first in ("se", "s'est") or (len(found) > 1 and found[1] in ("note", "acte")) else 1
    elif first in ("إذ", "وإذ", "وقد", "اذ", "واذ"):
        count = 2
    if attested and len(found) > count and not compiled(attested["verb"]).match(o.bare):
        return None
    return min(o.end, o.start + len(" ".join(found[:count])))


def _place(p: Paragraph, o: Opening, context: Context, part: str) -> Hit | None:
    """The adverb on the wrong side of the verb: "Also recalling", "Recalls also"."""
    if not o.concepts:
        return None
    before = o.adverb_start == o.start
    if before == (context.language.adverb_place.get(ROLES[part]) == "before"):
        return None
    text = p.text
    adverb = text[o.adverb_start : o.adverb_end]
    if before:
        rest = text[o.adverb_end + 1 : o.end]
        first = rest[:1].upper() if adverb[0].isupper() else rest[:1]
        right = f"{first}{rest[1:]} {adverb.lower()}"
    else:
        rest = (text[o.start : o.adverb_start] + text[o.adverb_end + 1 : o.end]).strip()
        right = f"{adverb.capitalize()} {rest[:1].lower()}{rest[1:]}"
    start, end = p.span(o.start, o.end)
    plain = end - start == o.end - o.start  # no markup inside: the words can be set anew
    return Hit(
        start,
        end,
        p.index,
        "place",
        {"phrase": o.text, "right": right},
        Fix((Edit(start, end, right),), safe=True, title=right) if plain else None,
    )
