"""Between the forms in which people write the number of a resolution.

The canonical form is what the registry keeps: `A/RES/77/18`, `A/RES/74/92A-B`, `A/RES/46/68[B-IX]`
(part B, section IX), `A/RES/217(III)[A]`, `A/RES/S-30/1`, `S/RES/1624(2005)`, `E/RES/2005/11`,
`A/HRC/RES/16/18`; decisions have `DEC` in place of `RES`. Everything here is pure and needs no registry.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from reslint.patterns import late
from reslint.source.clean import normalise

BODIES = {"A": "GA", "S": "SC", "E": "ECOSOC", "A/HRC": "HRC"}
PREFIXES = {body: prefix for prefix, body in BODIES.items()}

_PART = r"(?:[A-Z]{1,2}(?:-[A-Z])?|[A-Z]-[IVXL]+|[IVXL]+)"
_CANONICAL = late(
    r"(A/HRC|A|S|E)/(RES|DEC)/(?:"
    r"(\d{1,4})\(((?:E?S-)?[IVXLC]+|\d{4})\)"  # 3369(XXX), 1624(2005)
    r"|((?:E?S-)?\d{1,4})/(\d{1,4})"  # 77/18, S-30/1, 2005/11
    rf")(?:({_PART})|\[({_PART})\])?"
)
# What follows a number is judged by _part: one pattern for all of it would take milliseconds to compile.
_NEW = late(r"((?:E?S-)?\d{1,4})/(\d{1,4})(?:[\s/]?([A-Z[].{0,9}))?")
_OLD = late(r"(\d{1,4})\s?([A-Z].{0,8}?)?\s?/?\(((?:E?S-)?[IVXLC]+|\d{4})\)\s?([A-Z[].{0,9})?")
_LETTERS = late(_PART)
_PREFIX = late(r"(A/HRC|A|S|E)/(?:(RES|DEC)/)?")
_JOINT = late(r"\s(?:and|to|et|à|y|a|и|-|–)\s|(?<=[A-Z])[–和至](?=[A-Z])")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Symbol(NamedTuple):
    """A number taken apart.

    `body` "GA", "SC", "HRC", "ECOSOC"; `session` as the symbol has it: "77", "XXX", "S-VI", "S-30",
    "ES-10", or the year ("2005") for the Security Council and, since 1978, ECOSOC; `part` "", "A",
    "A-E" (a range), ".IX" (a section), "B.IX" (section of a part); `kind` "resolution" or "decision".
    """

    body: str
    session: str
    number: int
    part: str = ""
    kind: str = "resolution"

    @property
    def whole(self) -> Symbol:
        """The same number without its part."""
        return Symbol(self.body, self.session, self.number, "", self.kind) if self.part else self


def roman(number: int) -> str:
    """30 -> "XXX" (1 to 399)."""
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def number_of_roman(letters: str) -> int | None:
    """ "XXX" -> 30; None where the letters are no Roman number as it is normally written."""
    total = highest = 0
    for letter in reversed(letters):
        value = _VALUE.get(letter, 0)
        total += -value if value < highest else value
        highest = max(highest, value)
    return total if total > 0 and roman(total) == letters else None


@lru_cache(maxsize=4096)
def parse(canonical: str) -> Symbol | None:
    """The symbol that a canonical string names; None where it is none."""
    match = _CANONICAL.fullmatch(canonical)
    if match is None:
        return None
    prefix, act, old, bracket, session, number, bare, boxed = match.groups()
    kind = "decision" if act == "DEC" else "resolution"
    part = bare or _boxed(boxed, bool(old))
    return Symbol(BODIES[prefix], bracket or session, int(old or number), part, kind)


def _boxed(part: str | None, old: bool) -> str:
    """The part in square brackets: since 1976 always a section ("B-IX" -> "B.IX"), before mostly a letter."""
    if not part:
        return ""
    head, dash, tail = part.partition("-")
    if dash:
        return f"{head}.{tail}" if not old or len(tail) > 1 or tail in "IVX" else part
    return part if old and len(part) == 1 else f".{part}"


def canonical(symbol: Symbol) -> str:
    """The registry's form of `symbol`."""
    head = f"{PREFIXES[symbol.body]}/{'DEC' if symbol.kind == 'decision' else 'RES'}/"
    old = is_old(symbol)
    text = f"{head}{symbol.number}({symbol.session})" if old else f"{head}{symbol.session}/{symbol.number}"
    if not symbol.part:
        return text
    if "." in symbol.part:
        return f"{text}[{symbol.part.lstrip('.').replace('.', '-')}]"
    return f"{text}[{symbol.part}]" if old else text + symbol.part


def is_old(symbol: Symbol) -> bool:
    """Whether the session (or the Security Council's year) stands in parentheses after the number."""
    return symbol.body == "SC" or symbol.session[-1] in "IVXLC"


def read(text: str, body: str = "", kind: str = "resolution") -> Symbol | None:
    """The symbol that a person wrote, with or without prefix; None where it is none.

    Accepts "77/18", "51/211 A to E", "3369 (XXX)", "217 A (III)", "1624 (2005)", "2005/11", "S-30/1",
    "A/RES/37/78 H", "3369 (د-30)", "A/HRC/RES/16/18". `body` says whose number a bare one is; without
    it the form decides (a year before the stroke: ECOSOC; a year in parentheses: Security Council),
    else the General Assembly.
    """
    text = " ".join(_western(normalise(text)).split())
    prefix = _PREFIX.match(text)
    if prefix:
        body = BODIES[prefix[1]]
        kind = "decision" if prefix[2] == "DEC" else kind
        text = text[prefix.end() :]
    if match := _NEW.fullmatch(text):
        session, number, after = match.groups()
        before, old = "", False
    elif match := _OLD.fullmatch(text):
        number, before, session, after = match.groups()
        old = True
    else:
        return None
    part = _part(before or after or "", old)
    if part is None or (before and after):
        return None
    year = len(session) == 4 and session.isdigit()
    if not body:
        body = ("SC" if old else "ECOSOC") if year else "GA"
    if (old and year) != (body == "SC"):
        return None
    if old and not year and number_of_roman(session.rpartition("-")[2]) is None:
        return None
    return Symbol(body, session, int(number), part, kind)


def _part(written: str, old: bool) -> str | None:
    """The part as a symbol keeps it; None where the words are no part."""
    boxed = written[:1] == "["
    inner = written[1:-1] if boxed and written[-1] == "]" else written
    inner = _JOINT.sub("-", inner)
    if inner and not _LETTERS.fullmatch(inner):
        return None
    return _boxed(inner, old) if boxed else _bare(inner)


def _bare(part: str) -> str:
    """The part written without brackets: what can only be a section ("IX", "B-IX") gets its dot."""
    head, dash, tail = part.partition("-")
    if len(tail) > 1:
        return f"{head}.{tail}"
    return f".{part}" if not dash and len(part) > 1 and number_of_roman(part) else part


def _western(text: str) -> str:
    """Arabic session and part marks in Latin letters: "3369 (د-30)" -> "3369 (XXX)"."""
    if text.isascii() or not any("\u0600" <= c <= "\u06ff" for c in text):
        return text
    arabic = forms("ar")
    for special in ("emergency", "special"):
        mark = re.escape(arabic[special]).replace(r"\ ", r"\s?")
        latin = "ES-" if special == "emergency" else "S-"
        text = re.sub(rf"\(\s?{mark}\s?-\s?(\d+)\s?\)", rf"({latin}#\1)", text)
        text = re.sub(rf"{mark}\s?-\s?(\d+)", rf"{latin}\1", text)
    text = re.sub(rf"\(\s?{arabic['session']}\s?-\s?(\d+)\s?\)", r"(#\1)", text)
    text = re.sub(r"#(\d+)", lambda m: roman(int(m[1])), text)
    names = {name: chr(65 + n) for n, name in enumerate(arabic["letters"])}
    text = text.replace(f" {arabic['to']} ", " to ")
    words = []
    for word in text.split(" "):
        if word in names:
            words.append(names[word])
        elif word[:1] == arabic["and"] and word[1:] in names:
            words += ["and", names[word[1:]]]
        else:
            words.append(word)
    return " ".join(words)


@lru_cache(maxsize=8)
def forms(language: str) -> dict[str, Any]:
    """How `language` writes parts and old sessions (rules/registry/forms.yaml)."""
    from reslint.data import load  # late: English displays need no file

    every: dict[str, dict[str, Any]] = load("registry-forms")
    return every.get(language, every["en"])


@lru_cache(maxsize=4096)
def display(canonical_symbol: str, language: str = "en") -> str:
    """What a text prints: "A/RES/74/92A-B" -> "74/92 A and B"; the string itself where it is no symbol."""
    symbol = parse(canonical_symbol)
    if symbol is None:
        return canonical_symbol
    part = f" {display_part(symbol.part, language)}" if symbol.part else ""
    session = symbol.session
    if language == "ar":
        session = _arabic_session(symbol)
    if is_old(symbol):
        blank = "" if language == "zh" else " "
        return f"{symbol.number}{part}{blank}({session})"
    return f"{session}/{symbol.number}{part}"


def display_part(part: str, language: str = "en") -> str:
    """The part as a text prints it: "A-B" -> "A and B", "A-E" -> "A to E", "B.IX" -> "B, section IX"."""
    if language == "en" and len(part) == 1:
        return part
    form = forms(language)
    names = form["letters"] or [chr(65 + n) for n in range(26)]
    if "." in part:
        letter, _, section = part.partition(".")
        head = f"{names[ord(letter) - 65]}{form['comma']} " if letter else ""
        return f"{head}{form['section']} {section}"
    if len(part) == 3:
        joint = "joint-two" if ord(part[2]) == ord(part[0]) + 1 else "joint-range"
        return str(form[joint]).format(names[ord(part[0]) - 65], names[ord(part[2]) - 65])
    return str(names[ord(part) - 65]) if len(part) == 1 else part


def _arabic_session(symbol: Symbol) -> str:
    """ "XXX" -> "د-30", "S-30" -> "دإ-30"; years and numbers as they are."""
    form = forms("ar")
    head, _, tail = symbol.session.rpartition("-")
    if not head and not (is_old(symbol) and symbol.body != "SC"):
        return symbol.session
    mark = form["emergency"] if head == "ES" else form["special"] if head == "S" else form["session"]
    return f"{mark}-{number_of_roman(tail) or tail}"


def letters(part: str) -> tuple[str, ...]:
    """The single parts that a range names: "A-C" -> ("A", "B", "C"); others as they are."""
    if len(part) == 3 and part[1] == "-" and part[0] < part[2]:
        return tuple(chr(n) for n in range(ord(part[0]), ord(part[2]) + 1))
    return (part,) if part else ()


def sort_key(canonical_symbol: str) -> tuple[str, int, int, str, int, str]:
    """Orders symbols by body, kind of session, session, number and part."""
    symbol = parse(canonical_symbol)
    if symbol is None:
        return ("~", 0, 0, canonical_symbol, 0, "")
    head, _, tail = symbol.session.rpartition("-")
    value = int(tail) if tail.isdigit() else number_of_roman(tail) or 0
    rank = {"": 0, "S": 1, "ES": 2}[head]
    return (
        symbol.body + symbol.kind,
        rank,
        0 if symbol.body == "SC" else value,
        "",
        symbol.number,
        symbol.part,
    )
