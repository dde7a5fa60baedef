"""Puts another name in the place of one, with the article that goes with it."""

from __future__ import annotations

import re

from reslint.checks.context import Context
from reslint.entities import Entity, NameMention
from reslint.entities.match import join
from reslint.finding import Edit, Fix
from reslint.patterns import late
from reslint.resolution.model import Paragraph

_ARTICLE = late(r"(?<!\w)(de l'|de la |du |des |d'|de |à l'|à la |au |aux |l'|la |le |les )$", re.IGNORECASE)
_SPANISH = late(r"(?<!\w)(?:(de |a )?(?:(el|la|los|las) )|(del|al) )$", re.IGNORECASE)
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
_FORMS = {
    # preposition -> (before a vowel, feminine, masculine, plural)
    "": ("l'", "la ", "le ", "les "),
    "de": ("de l'", "de la ", "du ", "des "),
    "à": ("à l'", "à la ", "au ", "aux "),
}
_PREPOSITION = {
    "de l'": "de", "de la ": "de", "du ": "de", "des ": "de", "à l'": "à", "à la ": "à", "au ": "à", "aux ": "à",
}  # fmt: skip


def replacement(paragraph: Paragraph, mention: NameMention, entity: Entity, context: Context) -> Fix | None:
    """The new name for the former one; None in Russian where its case cannot be formed. Never safe: words that agree
    with the name are left as they are."""
    code = context.language.code
    text, start = paragraph.text, mention.start
    new = entity.new
    if code == "ar":
        new = join(mention.prefix, new) if mention.prefix else new
    elif code == "fr":
        start, new = _french(text, start, new, entity.gender)
    elif code == "es":
        start, new = _spanish(text, start, new, entity.gender)
    elif code == "ru":
        new = _russian(mention.text, mention.name.text, new)
    elif code == "en" and entity.kind in ("country", "city"):
        the = text[max(0, start - 4) : start].lower() == "the "
        if the and not entity.article:
            start -= 4
        elif entity.article and not the:
            new = f"the {new}"
    if "’" in context.source.text:
        new = new.replace("'", "’")
    if not new:
        return None
    a, b = paragraph.span(start, mention.end)
    return Fix((Edit(a, b, new),), safe=False, title=new)


def _spanish(text: str, start: int, new: str, gender: str) -> tuple[int, str]:
    """Where the edit begins and what it writes: the article before the name goes along, joined to de and a."""
    found = _SPANISH.search(text, max(0, start - 7), start)
    if found is None:
        return start, new
    before = (found[1] or "").strip().lower() or {"del": "de", "al": "a"}.get((found[3] or "").lower(), "")
    article = {"f": "la", "m": "el", "p": "los"}.get(gender, "")
    written = {"de el": "del", "a el": "al"}.get(f"{before} {article}", f"{before} {article}".strip())
    written += " " if written else ""
    if found[0][0].isupper():
        written = written[:1].upper() + written[1:]
    return found.start(), written + new


def _russian(shown: str, old: str, new: str) -> str:
    """`new` in the case in which `shown` has the name `old`; "" where it is not certain.

    In a name that begins with a noun only this one is declined: what follows depends on it.
    """
    if shown == old:
        return new
    written, noun = shown.split(" ")[0], old.split(" ")[0]
    head, blank, rest = new.partition(" ")
    if head == noun and not noun.endswith(_ADJECTIVES):
        return written + blank + rest
    if head.endswith("ия") and noun.endswith("ия") and written.startswith(noun[:-1]):
        return head[:-1] + written[len(noun) - 1 :] + blank + rest
    return ""


def _french(text: str, start: int, new: str, gender: str) -> tuple[int, str]:
    """Where the edit begins and what it writes: the article or contraction before the name goes along."""
    found = _ARTICLE.search(text, max(0, start - 8), start)
    if found is None:
        return start, new
    article = found[1].lower()
    vowel = new[0].lower() in "aeiouyâàéèêëîïôöùûü"
    if article in ("d'", "de "):
        written = "d'" if vowel else "de "
    elif not gender:
        written = {"de": "de ", "à": "à "}.get(_PREPOSITION.get(article, ""), "")
    else:
        forms = _FORMS[_PREPOSITION.get(article, "")]
        written = forms[0] if vowel and gender != "p" else forms[{"f": 1, "m": 2, "p": 3}[gender]]
    if found[1][0].isupper():
        written = written[:1].upper() + written[1:]
    return found.start(1), written + new
