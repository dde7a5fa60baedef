"""The words with which known openings begin, which of them a word is nearly, and how another one is written for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reslint.finding import Edit, Fix
from reslint.language import get
from reslint.resolution.model import Opening, Paragraph

if TYPE_CHECKING:
    from reslint.language import Language

COMMON = 50  # how often a phrase was counted before an unknown one is taken for it
MANNER = {"en": "ly", "fr": "ement", "es": "mente"}  # how an adverb ends


class Lexicon(NamedTuple):
    """First words of the known openings, by role ("pre", "op")."""

    first: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def lexicon(code: str) -> Lexicon:
    found: dict[str, set[str]] = {"pre": set(), "op": set()}
    for phrase, form in get(code).openings.items():
        for role in form.roles:
            head = head_of(phrase, code)
            found.setdefault(role, set()).update((head, _feminine(head)) if code == "ar" else (head,))
    return Lexicon({role: frozenset(heads) for role, heads in found.items()})


def _feminine(head: str) -> str:
    """The Arabic verb as the Assembly takes it, where it was seen with a Council alone: وقد استمعت for وقد استمع."""
    before, _, verb = head.rpartition(" ")
    if before == "وقد":
        return head if verb.endswith("ت") else f"{head}ت"
    return f"{before} ت{verb[1:]}".strip() if verb.startswith("ي") else head


def head_of(phrase: str, code: str) -> str:
    """The word that shows the role: the first one that is no adverb, behind se or إذ the second one, too."""
    found = phrase.split(" ")
    if code in MANNER and len(found) > 1 and found[0].endswith(MANNER[code]):
        return found[1]  # fully aware, firmly supports
    joined = (code == "fr" and found[0] == "se") or (code == "ar" and found[0] in ("وإذ", "وقد"))
    return " ".join(found[:2]) if joined else found[0]


def nearest(word: str, known: frozenset[str]) -> str:
    """The known word that `word` misspells (one letter wrong, two in a long word); "" where none or several fit."""
    if len(word) < 5:
        return ""
    most = 2 if len(word.rpartition(" ")[2]) >= 9 else 1
    found = [
        k for k in known if abs(len(k) - len(word)) <= most and k[0] == word[0] and distance(word, k, most) <= most
    ]
    best = sorted(found, key=lambda k: distance(word, k, most))
    return best[0] if best and (len(best) == 1 or distance(word, best[0], most) < distance(word, best[1], most)) else ""


def alike(o: Opening, language: Language, role: str) -> str:
    """The commonest phrase that one slip turns into `o`, which is set as an opening and known as none; "" for none."""
    near = (
        (form.n, phrase)
        for phrase, form in language.openings.items()
        if role in form.roles
        and form.n >= COMMON
        and abs(len(phrase) - len(o.bare)) <= 1
        and distance(phrase, o.bare, 1) == 1
        and not (language.spaced and (phrase.startswith(o.bare) or o.bare.startswith(phrase)))  # expressing concerns
    )
    return max(near, default=(0, ""))[1]


def distance(a: str, b: str, most: int) -> int:
    """Letters to insert, drop, change or exchange with their neighbour; `most` + 1 stands for all that is more."""
    from rapidfuzz.distance import OSA  # late: only an opening that nobody knows is measured

    return OSA.distance(a, b, score_cutoff=most)


def reworded(p: Paragraph, o: Opening, right: str, language: Language, role: str) -> Fix | None:
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


def said(right: str) -> str:
    """The proposal as a message appends it."""
    return f" (“{right}”)" if right else ""
