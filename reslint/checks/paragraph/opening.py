"""What may open a paragraph: a participle in the preamble, a verb in the operative part.

Beside the role: a misspelt opening, the Arabic waw, and the gender that agrees with the organ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reslint.checks.paragraph.opening_gender import PLURAL, gender, plural, verb_gender
from reslint.checks.paragraph.opening_words import alike, head_of, lexicon, nearest, reworded, said
from reslint.checks.paragraph.walk import KINDS, ROLES, compiled, enclosed, part_of, spoken, unprefaced
from reslint.entities import get as entities
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.patterns import late
from reslint.resolution.model import Opening, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language

CLAUSE = late(r"(?<=[,،] )[^\W\d_]+")
ISE = late(r"(?:also |further )?(?P<word>[a-z]{4,}(?P<s>s)(?:e[sd]?|ing))\b")
SEEN, SURE = 10, 30  # how often a Chinese phrase was seen in one part alone before it is held to belong there
GENDER = {"GA": "f", "HRC": "m", "ECOSOC": "m", "SC": "m"}


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    part = part_of(options)
    code = context.language.code
    chapeaux = {p.part for p in resolution.of("chapeau")}
    seen: set[int] = set()
    bare = unprefaced(resolution)
    items = enclosed(resolution) if part == "operative" else frozenset()
    paragraphs = resolution.of(KINDS[part])
    fit = sum(1 for p in paragraphs if p.opening and ROLES[part] in p.opening.roles)
    if len(paragraphs) > 5 and fit * 2 < len(paragraphs):
        return  # a declaration or a programme of work, whose paragraphs open as they like
    for p in paragraphs:
        if p.index in items or p.index in bare:
            continue
        first = p.part not in seen
        seen.add(p.part)
        if not p.text:
            continue
        if code == "ar" and part == "preamble":
            yield from _waw(p, first and p.part in chapeaux, first)
        hit = _house(p, ROLES[part], resolution.organ) if code == "en" else None
        if code in PLURAL and resolution.organ in GENDER:
            hit = plural(p, context.language, ROLES[part], GENDER[resolution.organ])
        if not context.language.spaced:
            from reslint.checks.paragraph import opening_zh  # late: Chinese only

            hit = opening_zh.misspelt(p, context.language, ROLES[part])
        hit = hit or _role(p, context.language, part, options, resolution.organ)
        if hit is None and resolution.organ in GENDER:
            wanted = GENDER[resolution.organ]
            hit = gender(p, p.opening, context.language, ROLES[part], wanted) if p.opening else None
            hit = hit or (verb_gender(p, ROLES[part], wanted) if code == "ar" else None)
        begun = p.label or any(e.start == 0 for e in p.emphasis)  # not the middle of a paragraph cut by a page
        if hit is None and begun and p.opening and p.opening.roles:
            hit = _capital(p, p.opening, context.language)
        if hit is not None:
            yield hit


def _capital(p: Paragraph, o: Opening, language: Language) -> Hit | None:
    """The first letter is a capital; in Russian, where the sentence of the organ goes on, a small one."""
    letter = p.text[0]
    right = letter.upper() if language.openings_capital else letter.lower()
    if letter == right:
        return None
    start, end = p.span(0, 1)
    fix = Fix((Edit(start, end, right),), safe=True)
    key = "capital" if language.openings_capital else "small"
    return Hit(start, p.span(0, o.end)[1], p.index, key, {"phrase": o.text}, fix)


def _waw(p: Paragraph, opens: bool, first: bool) -> Iterator[Hit]:
    """The first paragraph opens with إذ, every later one with وإذ."""
    word = p.text[:5].split(" ")[0]
    start, end = p.span(0, len(word))
    if word in ("وإذ", "واذ") and opens:
        yield Hit(
            start, end, p.index, "waw-first", {"written": word}, Fix((Edit(start, p.span(0, 1)[1], ""),), safe=True)
        )
    elif word in ("إذ", "اذ") and not first:
        yield Hit(start, end, p.index, "waw-later", {"written": word}, Fix((Edit(start, start, "و"),), safe=True))


def _role(p: Paragraph, language: Language, part: str, options: Mapping[str, object], organ: str) -> Hit | None:
    code, role = language.code, ROLES[part]
    other = "op" if role == "pre" else "pre"
    o = p.opening
    if o and role in o.roles:
        return None
    if o and o.roles:
        start, end = p.span(o.start, o.end)
        right = _counterpart(o, language, role, organ)
        seen = 0 if language.spaced or o.bare not in language.openings else language.openings[o.bare].n
        if not right and role == "op" and _governed(p, o, language):
            return None
        if not language.spaced and seen < SEEN:
            return None  # the form of a Chinese verb does not show the part, and counts as small as this say nothing
        return Hit(
            start,
            end,
            p.index,
            "role",
            {"phrase": o.text, "right": said(right)},
            reworded(p, o, right, language, role),
            severity=None if language.spaced or seen >= SURE else "note",
        )
    if o and any(e.start == 0 and e.end == o.end for e in p.emphasis) and (meant := alike(o, language, role)):
        start, end = p.span(o.start, o.end)
        return Hit(start, end, p.index, "misspelt", {"phrase": o.text, "right": meant}, severity="warning")
    text = p.text[:80].lower()
    head = head_of(" ".join(w.strip(",;:.،؛") for w in text.split(" ")[:2]), code)
    if not head:
        return None
    words = lexicon(code).first
    if head in words[role] or f"و{head}" in words[role]:
        return None
    at = text.find(head)  # behind an adverb, or at the very beginning
    start, end = p.span(at, at + len(head))
    shown = p.text[at : at + len(head)]
    wrong = spoken(options, "wrong", code)
    if head in words[other] or (wrong and compiled(wrong).match(text)):
        unsure: Severity | None = "warning" if at else None
        return Hit(start, end, p.index, "role", {"phrase": shown, "right": ""}, severity=unsure)
    near = nearest(head, words[role])
    if near and organ != "SC" and code == "en":
        near = _with_z(near, words[role])
    if near and head not in entities(code).ordinary:
        written = near[0].upper() + near[1:] if shown[:1].isupper() else near
        return Hit(
            start,
            end,
            p.index,
            "misspelt",
            {"phrase": shown, "right": written},
            Fix((Edit(start, end, written),), title=written),
            severity="warning",  # it may be a word of its own that no text counted has had
        )
    near = nearest(head, words[other])
    if near and near not in words[role]:
        return Hit(start, end, p.index, "role", {"phrase": shown, "right": ""}, severity="warning")
    return None


def _governed(p: Paragraph, o: Opening, language: Language) -> bool:
    """Whether what the paragraph opens with goes with the verb behind it: Acting under Chapter VII, decides ..."""
    for m in CLAUSE.finditer(p.text, o.end):
        form = language.openings.get(m[0]) or language.openings.get(" ".join(p.text[m.start() :].split(" ")[:2]))
        if form is not None:
            return "op" in form.roles
    return False


def _house(p: Paragraph, role: str, organ: str) -> Hit | None:
    """-ise where the organ writes -ize; the Security Council writes -ise."""
    if organ not in GENDER or organ == "SC" or not (m := ISE.match(p.text[:40].lower())):
        return None
    word = m["word"]
    right = _with_z(word, lexicon("en").first[role])
    if right == word:
        return None
    start, end = p.span(*m.span("word"))
    at, to = p.span(*m.span("s"))
    written = p.text[m.start("word") : m.end("word")]
    shown = right.capitalize() if written[0].isupper() else right
    return Hit(
        start, end, p.index, "house", {"phrase": written, "right": shown},
        Fix((Edit(at, to, "z"),), title=shown), severity="warning",
    )  # fmt: skip


def _with_z(word: str, known: frozenset[str]) -> str:
    """ "recognizing" for "recognising", where that is an opening; else `word`."""
    at = max(word.rfind("is" + ending) for ending in ("e", "ing"))
    twin = f"{word[:at]}iz{word[at + 2 :]}"
    return twin if at > 0 and twin in known else word


def _counterpart(o: Opening, language: Language, role: str, organ: str) -> str:
    """The phrase of the same concept that may open this part, the most like the written one; "" where none is known."""
    wanted = set(o.concepts)
    gender = GENDER.get(organ, "")
    best, score = "", (-1, -1, -1)
    for phrase, form in language.openings.items():
        if role in form.roles and wanted.intersection(form.concepts) and (not gender or form.gender in ("", gender)):
            bare, written = phrase.removeprefix("وإذ "), o.bare.removeprefix("وإذ ")
            end = _common(bare.split(" ")[::-1], written.split(" ")[::-1])
            rank = (_common(bare, written), end, -abs(len(phrase) - len(o.bare)))
            if rank > score:
                best, score = phrase, rank
    return best


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many letters two phrases, or words two lists, have in common at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
