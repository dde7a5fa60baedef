"""The numbers of acts and documents as they stand in a text, before anything is known of whose they are."""

import re
from functools import lru_cache
from typing import NamedTuple

from reslint.language import get
from reslint.language.russian import LOOK_ALIKES
from reslint.registry.symbols import forms, roman
from reslint.resolution.figures import has_figure

LATIN_PART = r"[A-Z](?![\w'/.-])(?:(?:, | and | et | y | to | à | a | и |和|至)[A-Z](?![\w'/.-]))*"
DOCUMENT = r"(?<![\w/])[A-Z]{1,6}(?:/[A-Za-z0-9]{0,6}\.?[A-Za-z0-9-]+(?:\(\w{1,6}\))?(?:\.\d+)?)+"
LIKELY = re.compile(r"[0-9]/[0-9]|[0-9] ?[(（]|[0-9] [A-Zأ-ي]{1,4} ?\(|[A-Z]/")


class Number(NamedTuple):
    """`form`: document, special, year (ECOSOC), slash, old (Roman session) or council (year in parentheses)."""

    form: str
    start: int
    end: int
    text: str
    session: str = ""
    number: int = 0
    part: str = ""


@lru_cache(maxsize=1)
def arabic_letters() -> tuple[str, ...]:
    """The names of the letters that mark parts in Arabic, in the order of A, B, C."""
    return tuple(forms("ar")["letters"])


@lru_cache(maxsize=8)
def pattern(code: str) -> re.Pattern[str]:
    """What is a number in the language `code`; where no blanks stand between words, a letter may stand beside it."""
    arabic = code == "ar"
    part = LATIN_PART
    if arabic:
        letters = "|".join(arabic_letters())
        part = rf"(?:{letters})(?!\w)(?:(?: و|، | إلى )(?:{letters})(?!\w))*"
    opens, closes = (r"[(（]", r"[)）]") if code == "zh" else (r"\(", r"\)")
    old = (
        r"\((?:(?:E?S-)?[IVXLC]+|(?:د ?إ ?ط|د ?إ|د) ?- ?\d{1,2})\)" if arabic else rf"{opens}(?:E?S-)?[IVXLC]+{closes}"
    )
    glued = "[وبلف]?" if arabic else ""
    special = r"(?:E?S|د ?إ ?ط|د ?إ)" if arabic else r"E?S"
    if code == "ru":  # a Cyrillic letter in the place of the Latin one is a slip, not another resolution
        part = LATIN_PART.replace("[A-Z]", "[A-ZАВСЕНКМОРТХ]")
    both = rf"(?:{part}|{LATIN_PART})" if arabic else part
    first = r"(?=[A-Z\dدوبلف])" if arabic else r"(?=[A-Z\d])"  # most characters begin none of the forms
    return re.compile(
        rf"{first}(?:(?P<document>{DOCUMENT})"
        rf"|(?<![\w/.-]){glued}(?P<special>{special} ?- ?\d{{1,2}}/\d{{1,3}})(?P<p1> ?{both})?(?![\w/])"
        r"|(?<![A-Za-z0-9_/.-])(?P<year>(?:19|20)\d\d/\d{1,3})(?P<p2> [A-Z](?![\w'.-]))?(?![\w/-])"
        rf"|(?<![A-Za-z0-9_/.-])(?P<slash>\d{{1,3}}/\d{{1,4}})(?P<p3> ?{both})?(?![\w/])(?!-\d)"
        rf"|(?<![\w/.-])(?P<old>\d{{1,4}})(?P<p4> {both})? ?(?P<oldsession>{old})(?P<p6> ?{both})?"
        rf"|(?<![\w/.-])(?P<council>\d{{1,4}}) ?{opens}(?P<councilyear>(?:19|20)\d\d){closes})",
        re.UNICODE if get(code).spaced else re.ASCII,
    )


def find(text: str, code: str) -> list[Number]:
    """Every number in the clean `text`, in the language `code`, in order."""
    possible = "/" in text or (("(" in text or "（" in text) and has_figure(text))
    if not possible or not LIKELY.search(text):
        return []
    found = []
    for m in pattern(code).finditer(text):
        form = next(f for f in ("document", "special", "year", "slash", "old", "council") if m[f] is not None)
        start, end = m.span()
        if form == "document":
            shown = m[0].rstrip(".-")
            if shown.count("/") and any(c.isdigit() for c in shown):
                found.append(Number(form, start, start + len(shown), shown))
        elif form == "special":
            start = m.start(form)
            head, _, number = m[form].replace(" ", "").partition("/")
            kind, _, session = head.rpartition("-")
            latin = {"دإ": "S", "دإط": "ES"}.get(kind, kind)
            found.append(Number(form, start, end, m[0], f"{latin}-{session}", int(number), _part(m["p1"])))
        elif form in ("year", "slash"):
            session, _, number = m[form].partition("/")
            found.append(Number(form, start, end, m[0], session, int(number), _part(m["p2"] or m["p3"])))
        elif form == "old":
            found.append(
                Number(form, start, end, m[0], _old_session(m["oldsession"]), int(m["old"]), _part(m["p4"] or m["p6"]))
            )
        else:
            found.append(Number(form, start, end, m[0], m["councilyear"], int(m["council"])))
    return found


def swapped(n: Number) -> Number:
    """`n` with its members exchanged: older Arabic texts print 4/37 for 37/4."""
    return Number(n.form, n.start, n.end, n.text, str(n.number), int(n.session), n.part)


def _old_session(text: str) -> str:
    inner = text.strip("()（）").replace(" ", "")
    kind, _, number = inner.rpartition("-")
    if number.isdigit():
        return {"د": "", "دإ": "S-", "دإط": "ES-"}[kind] + roman(int(number))
    return inner


def _part(text: str | None) -> str:
    """ " A to E" -> "A-E", " A and B" -> "A-B", " ألف وباء" -> "A-B"."""
    if not text or not text.strip():
        return ""
    letters = []
    for word in re.findall(r"[A-Z](?![a-z])|[ء-ي]+", text.translate(LOOK_ALIKES)):
        if word.isascii():
            letters.append(word)
            continue
        names = arabic_letters()
        name = word if word in names else word.removeprefix("و")
        if name in names:
            letters.append(chr(65 + names.index(name)))
    if not letters:
        return ""
    return letters[0] if len(letters) == 1 else f"{letters[0]}-{letters[-1]}"
