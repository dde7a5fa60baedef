"""A citation in the making: what its number is, and whose."""

from __future__ import annotations

import re

from reslint.patterns import late
from reslint.registry import sessions, symbols
from reslint.resolution import numbers
from reslint.resolution.model import Citation, DateMention
from reslint.resolution.numbers import Number
from reslint.resolution.wording import Wording

FIRST_SLASH_SESSION = 31  # since session 31 (1976) the session stands before the number
LAST_ROMAN_SESSION = 30  # of the General Assembly; the Economic and Social Council went on to LXIII
UNNAMED = "another body"
COUNCIL = "council"  # a text says "the Council" of whichever it has named
PREFIX = {"A/RES/": "GA", "S/RES/": "SC", "E/RES/": "ECOSOC", "A/HRC/RES/": "HRC"}
SPEAKER = late(r"(?:'s)?[ ,]*(?:(?:relevant|previous|in its|by its|in|by|the|and|its) ?){0,3}")


class Draft:
    """`body` "" while nobody claims the number; `behind`: its name stands behind the number; `near`: a body
    that the sentence has named before, which may or may not be the one."""

    def __init__(self, number: Number, kind: str, body: str = "", named: bool = False, own: bool = False) -> None:
        self.number = number
        self.kind = kind
        self.body = body
        self.named = named
        self.own = own
        self.group = 0
        self.date: DateMention | None = None
        self.how = ""
        self.behind = False
        self.near = ""


class Owners:
    """Says whose a number is, by the words before and behind it."""

    def __init__(self, wording: Wording, organ: str, *, arabic: bool, english: bool) -> None:
        self.wording = wording
        self.organ = organ
        self.arabic = arabic
        self.english = english

    def before(self, draft: Draft, before: str, announced: str) -> None:
        """`before`: the words up to the head, `announced`: the head and the words up to the number."""
        w = self.wording
        if name := _last(w, announced):
            draft.body, draft.named = self.code_of(name), True
        elif w.own.search(announced.split(" ")[0] if self.arabic else before[-60:]):
            self._own(draft, before[-200:])
        elif not self.arabic and (name := _last(w, before[-90:])) and SPEAKER.fullmatch(before[-90:], name.end()):
            draft.body, draft.named = self.code_of(name), True
        elif name := _last(w, before[-160:]):
            draft.near = self.code_of(name)

    def _own(self, draft: Draft, before: str) -> None:
        """ "its resolution": the speaking organ's, unless a body named right before is the one that speaks."""
        name = _last(self.wording, before)
        body = self.code_of(name) if name else self.organ
        if name is None or body == self.organ or not self.wording.speaks.match(before, name.end()):
            draft.own = True
            draft.near = body if name else ""
        elif body not in symbols.PREFIXES:
            draft.body, draft.named = body, True
        elif draft.number.form == "slash" and body in ("GA", "HRC"):
            draft.body = body

    def behind(self, draft: Draft, text: str) -> None:
        """Take the body from the words behind the number: "62/8 of the Commission on Narcotic Drugs"."""
        m = self.wording.after.match(text)
        if not m:
            return
        if name := self.wording.body.match(text, m.end()):
            draft.body, draft.named, draft.own, draft.behind = self.code_of(name), True, False, True
        elif self.english and text[m.end() : m.end() + 1].isupper() and not draft.own:
            draft.named = False

    def code_of(self, name: re.Match[str]) -> str:
        """The body that a match of `Wording.body` names."""
        body = self.wording.bodies[name["name"].lower()]
        if body == COUNCIL:
            return "HRC" if self.organ in ("HRC", "GA", "") else self.organ
        return body

    def finished(self, d: Draft, *, indic: bool) -> Citation:
        """The citation; `indic`: the text is set in Arabic-Indic digits, whose members may be swapped."""
        n = _upright(d.number, d.date) if indic and d.number.form == "slash" else d.number
        if d.kind in ("document", "draft"):
            return Citation(n.text, n.text, d.body, d.kind, n.start, n.end, d.date, d.how, d.group)
        body, named = self._decided(d, n)
        symbol = f"{body} {n.text}"
        if body in symbols.PREFIXES:
            symbol = symbols.canonical(symbols.Symbol(body, n.session, n.number, n.part, d.kind))
        return Citation(symbol, n.text, body, d.kind, n.start, n.end, d.date, d.how, d.group, named, d.own)

    def _decided(self, d: Draft, n: Number) -> tuple[str, bool]:
        """Body, and whether the text names it: the form of the number may leave no choice."""
        if n.form == "council":
            return "SC", d.named or n.number > 99
        if n.form == "year":
            return (d.body if d.body and d.body not in ("GA", "SC", "HRC") else "ECOSOC"), d.named
        if n.form == "old":
            other = d.body or d.near
            if other and other not in symbols.PREFIXES:
                return other, True
            session = symbols.number_of_roman(n.session.rpartition("-")[2]) or 0
            by_session = "GA" if session <= LAST_ROMAN_SESSION else "ECOSOC"
            return (d.body if d.body in ("GA", "ECOSOC") else by_session), True
        speaking = "HRC" if self.organ == "HRC" else "GA"
        if n.form == "special":
            return (d.body if d.body in ("GA", "HRC") else speaking), d.named or d.own
        if d.body:
            return ("GA", False) if d.body == "SC" else (d.body, d.named)
        if d.date and d.near and d.near not in symbols.PREFIXES and not fits(speaking, n, d.date):
            return d.near, d.own
        if speaking == "GA" and int(n.session) < FIRST_SLASH_SESSION:
            return ("HRC" if fits("HRC", n, d.date) else UNNAMED), False
        if speaking == "GA" and fits("HRC", n, d.date) and not fits("GA", n, d.date):
            return "HRC", False
        return speaking, d.own


def document(n: Number) -> Draft:
    """A document's symbol: a draft where it says so."""
    for prefix, body in PREFIX.items():
        if n.text.startswith(prefix):
            return Draft(n, "document", body)
    return Draft(n, "draft" if re.search(r"/L\.\d", n.text) else "document")


def fits(body: str, n: Number, day: DateMention | None) -> bool:
    """Whether a date stands by the number, and the body's session of that number holds it."""
    return day is not None and day.iso is not None and bool(sessions.fits(body, n.session, day.iso))


def could_bear(draft: Draft, day: DateMention) -> bool:
    """Whether the number may have been adopted on that day."""
    body = draft.body or {"council": "SC", "year": "ECOSOC"}.get(draft.number.form, "GA")
    return fits(body, draft.number, day)


def turns(draft: Draft, last: Draft) -> bool:
    """The list goes over to another body: "... and Human Rights Council resolutions 23/17"."""
    return bool(draft.body) and draft.named and not draft.behind and draft.body != last.body


def other_form(a: Number, b: Number) -> bool:
    """Two members of one list that cannot belong to one body."""
    return ("council" in (a.form, b.form) or "year" in (a.form, b.form)) and a.form != b.form


def _last(w: Wording, text: str) -> re.Match[str] | None:
    """The last body that the text names."""
    found = None
    for found in w.body.finditer(text):  # noqa: B007
        pass
    return found


def _upright(n: Number, day: DateMention | None) -> Number:
    """The reading of a number in Arabic-Indic digits: 4/37 is 37/4 where that session holds the date."""
    turned = numbers.swapped(n)
    if day is None:
        return turned if int(turned.session) >= FIRST_SLASH_SESSION or int(n.session) < FIRST_SLASH_SESSION else n
    return turned if fits("GA", turned, day) or not fits("GA", n, day) else n
