"""What may open a paragraph: a participle in the preamble, a verb in the operative part.

Beside the role: a misspelt opening, the Arabic waw, and the gender that agrees with the organ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reslint.checks.paragraph.walk import KINDS, ROLES, compiled, enclosed, part_of, spoken, unprefaced
from reslint.finding import Edit, Fix, Hit
from reslint.resolution.model import Opening, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language

ISE = re.compile(r"(?:also |further )?(?P<word>[a-z]{4,}(?P<s>s)(?:e[sd]?|ing))\b")
# participles in the plural, by language
PLURAL = {
    "fr": re.compile(r"(?:[a-zéèêîç]+ment )?(?P<word>[a-zéèêîç]{3,}(?P<end>ée?s))\b"),
    "es": re.compile(r"(?:[a-záéíóúñ]+mente )?(?P<word>[a-záéíóúñ]{3,}(?P<end>[ao]s))\b"),
    "ru": re.compile(r"будучи (?:[а-яё-]+ ){0,3}?(?P<word>[а-яё]{3,}(?P<end>ны))\b"),
}
SINGULAR = {"fr": {"f": "ée", "m": "é"}, "es": {"f": "a", "m": "o"}, "ru": {"f": "на", "m": "н"}}
SEEN, SURE = 10, 30  # how often a Chinese phrase was seen in one part alone before it is held to belong there
GENDER = {"GA": "f", "HRC": "m", "ECOSOC": "m", "SC": "m"}


class Lexicon(NamedTuple):
    """First words of the known openings, by role ("pre", "op")."""

    first: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def lexicon(code: str) -> Lexicon:
    from reslint.language import get

    found: dict[str, set[str]] = {"pre": set(), "op": set()}
    for phrase, form in get(code).openings.items():
        for role in form.roles:
            found.setdefault(role, set()).add(_head(phrase, code))
    return Lexicon({role: frozenset(heads) for role, heads in found.items()})


def _head(phrase: str, code: str) -> str:
    """The word that shows the role: the first one, behind se or إذ the second one, too."""
    found = phrase.split(" ")
    joined = (code == "fr" and found[0] == "se") or (code == "ar" and found[0] in ("وإذ", "وقد"))
    return " ".join(found[:2]) if joined else found[0]


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
            hit = _plural(p, context.language, ROLES[part], GENDER[resolution.organ])
        if not context.language.spaced:
            from reslint.checks.paragraph import opening_zh  # late: Chinese only

            hit = opening_zh.misspelt(p, context.language, ROLES[part])
        hit = hit or _role(p, context.language, part, options, resolution.organ)
        if hit is None and resolution.organ in GENDER:
            wanted = GENDER[resolution.organ]
            hit = _gender(p, p.opening, context.language, ROLES[part], wanted) if p.opening else None
            hit = hit or (_verb_gender(p, ROLES[part], wanted) if code == "ar" else None)
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
        if not language.spaced and seen < SEEN:
            return None  # the form of a Chinese verb does not show the part, and counts as small as this say nothing
        return Hit(
            start,
            end,
            p.index,
            "role",
            {"phrase": o.text, "right": _said(right)},
            _reworded(p, o, right, language, role),
            severity=None if language.spaced or seen >= SURE else "note",
        )
    text = p.text[:80].lower()
    head = _head(" ".join(w.strip(",;:.،؛") for w in text.split(" ")[:2]), code)
    if not head:
        return None
    words = lexicon(code).first
    if head in words[role] or f"و{head}" in words[role]:
        return None
    start, end = p.span(0, len(head))
    shown = p.text[: len(head)]
    wrong = spoken(options, "wrong", code)
    if head in words[other] or (wrong and compiled(wrong).match(text)):
        return Hit(start, end, p.index, "role", {"phrase": shown, "right": ""})
    near = _near(head, words[role])
    if near and organ != "SC" and code == "en":
        near = _with_z(near, words[role])
    if near:
        written = near[0].upper() + near[1:] if shown[:1].isupper() else near
        return Hit(
            start,
            end,
            p.index,
            "misspelt",
            {"phrase": shown, "right": written},
            Fix((Edit(start, end, written),), title=written),
        )
    near = _near(head, words[other])
    if near and near not in words[role]:
        return Hit(start, end, p.index, "role", {"phrase": shown, "right": ""}, severity="warning")
    return None


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


def _plural(p: Paragraph, language: Language, role: str, wanted: str) -> Hit | None:
    """A participle in the plural, where one organ speaks: Préoccupés, Preocupadas."""
    text = p.text[:60].lower()
    m = PLURAL[language.code].match(text)
    if m is None:
        return None
    base = m["word"].removesuffix(m["end"]) + SINGULAR[language.code][wanted]
    phrase = text[: m.start("word")] + base
    if phrase not in lexicon(language.code).first[role] and phrase not in language.openings:
        return None
    start, end = p.span(*m.span("word"))
    written = p.text[m.start("word") : m.end("word")]
    shown = base.capitalize() if written[0].isupper() else base
    values = {"phrase": p.text[: m.end()], "right": _said(shown)}
    return Hit(start, end, p.index, "gender", values, Fix((Edit(start, end, shown),), title=shown), severity="warning")


def _near(word: str, known: frozenset[str]) -> str:
    """The known word that `word` misspells (one letter wrong, two in a long word); "" where none or several fit."""
    if len(word) < 5:
        return ""
    most = 2 if len(word) >= 9 else 1
    found = [
        k for k in known if abs(len(k) - len(word)) <= most and k[0] == word[0] and _distance(word, k, most) <= most
    ]
    best = sorted(found, key=lambda k: _distance(word, k, most))
    return (
        best[0] if best and (len(best) == 1 or _distance(word, best[0], most) < _distance(word, best[1], most)) else ""
    )


def _distance(a: str, b: str, most: int) -> int:
    """Letters to insert, drop, change or exchange with their neighbour; `most` + 1 stands for all that is more."""
    from rapidfuzz.distance import OSA  # late: only an opening that nobody knows is measured

    return OSA.distance(a, b, score_cutoff=most)


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


def _reworded(p: Paragraph, o: Opening, right: str, language: Language, role: str) -> Fix | None:
    """Writes `right`, with the adverb where this part has it."""
    if not right:
        return None
    adverb = p.text[o.adverb_start : o.adverb_end].lower() if o.adverb else ""
    if adverb and language.code != "en":
        return None
    if adverb:
        right = f"{adverb} {right}" if language.adverb_place.get(role) == "before" else f"{right} {adverb}"
    start, end = p.span(o.start, o.end)
    if end - start != o.end - o.start:
        return None
    shown = (right[0].upper() if language.openings_capital else right[0]) + right[1:]
    return Fix((Edit(start, end, shown),), title=shown)


def _verb_gender(p: Paragraph, role: str, wanted: str) -> Hit | None:
    """An Arabic verb of the wrong gender in a phrase that is not known as a whole: وإذ يضع في اعتبارها."""
    if p.opening is not None and p.opening.concepts:
        return None
    found = p.text[:60].split(" ")
    joined = found[0] in ("إذ", "وإذ")
    verb = found[1] if joined and len(found) > 1 else found[0]
    wrong, right = ("ي", "ت") if wanted == "f" else ("ت", "ي")
    twin = right + verb[1:]
    known = lexicon("ar").first[role]
    if not verb.startswith(wrong) or verb.endswith("ها") or (f"وإذ {twin}" if joined else twin) not in known:
        return None
    at = len(found[0]) + 1 if joined else 0
    start, end = p.span(at, at + len(verb))
    written = f"{found[0]} {verb}" if joined else verb
    values = {"phrase": written, "right": _said(f"{found[0]} {twin}" if joined else twin)}
    return Hit(start, end, p.index, "gender", values, Fix((Edit(start, end, twin),), title=twin))


def _pronoun(phrase: str, code: str) -> str:
    """The gender of the organ where an Arabic verb has it for its object (وإذ يقلقها: it worries her); else ""."""
    if code != "ar":
        return ""
    verb = phrase.removeprefix("وإذ ").split(" ")[0]
    return "f" if verb.endswith("ها") else "m" if verb.endswith("ه") and len(verb) > 4 else ""


def _said(right: str) -> str:
    """The proposal as a message appends it."""
    return f" (“{right}”)" if right else ""


def _gender(p: Paragraph, o: Opening, language: Language, role: str, wanted: str) -> Hit | None:
    """The Assembly is feminine, a Council masculine, in French and Arabic."""
    form = language.openings.get(o.bare)
    if form is None or form.gender in ("", wanted) or _pronoun(o.bare, language.code) == wanted:
        return None
    right = ""
    for phrase, other in language.openings.items():
        if other.gender not in (wanted, "") or role not in other.roles or phrase == o.bare:
            continue
        alike = len(phrase.split(" ")) == len(o.bare.split(" ")) and _distance(phrase, o.bare, 3) <= 3
        if alike and set(other.concepts) & set(form.concepts):
            right = phrase
            break
    start, end = p.span(o.start, o.end)
    fix = None if o.adverb else _reworded(p, o, right, language, role)
    return Hit(start, end, p.index, "gender", {"phrase": o.text, "right": _said(right)}, fix)
