"""The gender of what opens a paragraph: it agrees with the organ, and stands in the singular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reslint.checks.paragraph.opening_words import distance, lexicon, reworded, said
from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Opening, Paragraph

if TYPE_CHECKING:
    from reslint.language import Language

# participles in the plural, by language
PLURAL = {
    "fr": late(r"(?:[a-zéèêîç]+ment )?(?P<word>[a-zéèêîç]{3,}(?P<end>ée?s))\b"),
    "es": late(r"(?:[a-záéíóúñ]+mente )?(?P<word>[a-záéíóúñ]{3,}(?P<end>[ao]s))\b"),
    "ru": late(r"будучи (?:[а-яё-]+ ){0,3}?(?P<word>[а-яё]{3,}(?P<end>ны))\b"),
}
SINGULAR = {"fr": {"f": "ée", "m": "é"}, "es": {"f": "a", "m": "o"}, "ru": {"f": "на", "m": "н"}}


def plural(p: Paragraph, language: Language, role: str, wanted: str) -> Hit | None:
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
    values = {"phrase": p.text[: m.end()], "right": said(shown)}
    return Hit(start, end, p.index, "gender", values, Fix((Edit(start, end, shown),), title=shown), severity="warning")


def verb_gender(p: Paragraph, role: str, wanted: str) -> Hit | None:
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
    values = {"phrase": written, "right": said(f"{found[0]} {twin}" if joined else twin)}
    return Hit(start, end, p.index, "gender", values, Fix((Edit(start, end, twin),), title=twin))


def _pronoun(phrase: str, code: str) -> str:
    """The gender of the organ where an Arabic verb has it for its object (وإذ يقلقها: it worries her); else ""."""
    if code != "ar":
        return ""
    verb = phrase.removeprefix("وإذ ").split(" ")[0]
    return "f" if verb.endswith("ها") else "m" if verb.endswith("ه") and len(verb) > 4 else ""


def gender(p: Paragraph, o: Opening, language: Language, role: str, wanted: str) -> Hit | None:
    """The Assembly is feminine, a Council masculine, in French and Arabic."""
    form = language.openings.get(o.bare)
    if form is None or form.gender in ("", wanted) or _pronoun(o.bare, language.code) == wanted:
        return None
    right = ""
    for phrase, other in language.openings.items():
        if other.gender not in (wanted, "") or role not in other.roles or phrase == o.bare:
            continue
        alike = len(phrase.split(" ")) == len(o.bare.split(" ")) and distance(phrase, o.bare, 3) <= 3
        if alike and set(other.concepts) & set(form.concepts):
            right = phrase
            break
    start, end = p.span(o.start, o.end)
    fix = None if o.adverb else reworded(p, o, right, language, role)
    return Hit(start, end, p.index, "gender", {"phrase": o.text, "right": said(right)}, fix)
