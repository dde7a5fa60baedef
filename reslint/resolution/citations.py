"""Citations: which acts a paragraph mentions, whose they are, and the dates written by them.

A number becomes a citation when something announces it (a head such as "resolutions", the list that
it stands in, or a form that nothing else has). Its date is the one that the wording ties to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from reslint.language import Language
from reslint.registry import sessions, symbols
from reslint.resolution import numbers
from reslint.resolution.model import Citation, DateMention
from reslint.resolution.numbers import Number

FIRST_SLASH_SESSION = 31  # since session 31 (1976) the session stands before the number
QUOTED = re.compile("“[^“”]{1,300}”|”[^“”]{1,300}“|«[^«»]{1,300}»|\"[^\"]{1,300}\"")
UNNAMED = "another body"
PLAIN_PREFIX = {"A/RES/": "GA", "S/RES/": "SC", "E/RES/": "ECOSOC", "A/HRC/RES/": "HRC"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of one language, compiled (rules/language/wording.yaml says what each is)."""

    head: re.Pattern[str]
    decision: re.Pattern[str]
    own: re.Pattern[str]
    link: re.Pattern[str]
    fill: re.Pattern[str]
    including: re.Pattern[str]
    after: re.Pattern[str]
    respectively: str
    both: re.Pattern[str]
    speaks: re.Pattern[str]
    bodies: dict[str, str]
    body: re.Pattern[str]
    days: re.Pattern[str]


@lru_cache(maxsize=8)
def wording(code: str) -> Wording:
    from reslint.language import get

    language = get(code)
    words = language.words["wording"]
    assert isinstance(words, dict)
    bodies = language.words["bodies"]
    assert isinstance(bodies, dict)
    bodies = bodies | words["short-bodies"]
    names = sorted(bodies, key=len, reverse=True)
    prefix = r"(?<!\w)(?:[وفبكل]|لل)?" if code == "ar" else r"(?<!\w)"
    between = {"en": r"(?:, | and |, and )", "fr": r"(?:, | et )"}.get(code, r"(?:، | و ?)")
    ordinal = "(?:er)?" if code == "fr" else ""
    return Wording(
        head=re.compile(rf"(?<!\w)(?:{words['head']})(?!\w)", re.IGNORECASE),
        decision=re.compile(words["decision"], re.IGNORECASE),
        own=re.compile(words["own"], re.IGNORECASE),
        link=re.compile(words["link"], re.IGNORECASE),
        fill=re.compile(rf"(?:[\s,;،؛()'\"“”«»–-]|(?<!\w)(?:{words['fill']})(?!\w))*", re.IGNORECASE),
        including=re.compile(rf"(?<!\w)(?:{words['including']})(?:[\s,]|(?<!\w)(?:{words['fill']})(?!\w))*$", re.IGNORECASE),
        after=re.compile(words["after"], re.IGNORECASE),
        respectively=words["respectively"],
        both=re.compile(words["both"], re.IGNORECASE),
        speaks=re.compile(words["speaks"], re.IGNORECASE),
        bodies={name: bodies[name] for name in names},
        body=re.compile(rf"{prefix}(?P<name>{'|'.join(re.escape(n) for n in names)})(?!\w)", re.IGNORECASE),
        days=re.compile(rf"(?<![\w/])(\d{{1,2}}){ordinal}{between}$"),
    )


@dataclass(slots=True)
class Draft:
    """A citation in the making."""

    number: Number
    kind: str
    body: str = ""
    named: bool = False
    own: bool = False
    group: int = 0
    date: DateMention | None = None
    how: str = ""
    behind: bool = False  # the body's name stands behind the number
    near: str = ""  # a body of another family that the sentence has named before


class Finder:
    """Finds the citations of one resolution's paragraphs; numbers the lists throughout."""

    def __init__(self, language: Language, organ: str, *, indic: bool = False) -> None:
        """`organ`: who speaks. `indic`: the text is set in Arabic-Indic digits (members may be swapped)."""
        self.language = language
        self.organ = organ
        self.indic = indic
        self.group = 0

    def find(self, text: str, dates: tuple[DateMention, ...]) -> tuple[Citation, ...]:
        """The citations of the clean `text`, whose dates are `dates`."""
        found = numbers.find(text, self.language.code == "ar")
        if not found:
            return ()
        w = wording(self.language.code)
        drafts: list[Draft] = []
        chain: list[Draft] = []
        at = 0
        for n in found:
            between = text[at : n.start]
            links = bool(chain) and _goes_on(text, at, n.start, dates, w)
            draft = self._draft(text, n, between, at, chain if links else [], drafts, w, dates)
            if draft is None:
                continue
            if not links or draft.kind != chain[-1].kind or _turns(draft, chain[-1]) or draft.number.form == "document":
                self._close(chain, text, dates, w)
                chain = []
                self.group += 1
            draft.group = self.group
            chain.append(draft)
            drafts.append(draft)
            at = n.end
        self._close(chain, text, dates, w)
        return tuple(self._finished(d) for d in drafts)

    def _draft(
        self, text: str, n: Number, between: str, at: int, chain: list[Draft], drafts: list[Draft], w: Wording, dates: tuple[DateMention, ...]
    ) -> Draft | None:
        """What the number `n` is; None where nothing makes it a citation."""
        if n.form == "document":
            return _document(n)
        heads = list(w.head.finditer(between))
        head = heads[-1] if heads else None
        if head is not None:
            rest = between[head.end() :]
            near = not rest.strip() or w.fill.fullmatch(rest) or w.including.search(rest) or w.body.search(rest[:80]) is not None
            if not near and not (len(rest) < 200 and self._dated(text, n, dates, w)):
                head = None
        if head is not None:
            draft = Draft(n, "decision" if w.decision.search(head[0]) else "resolution")
            self._whose(draft, between[: head.start()], between[head.start() :], w)
            if not draft.body and not draft.own and len(heads) > 1 and w.including.search(between[: head.start()]):
                earlier = heads[-2]  # "all Human Rights Council resolutions on ..., including resolutions 44/7"
                self._whose(draft, between[: earlier.start()], between[earlier.start() : earlier.end()], w)
            self._after(draft, text[n.end : n.end + 120], w)
            return draft
        if chain and chain[-1].number.form != "document":
            last = chain[-1]
            draft = Draft(n, last.kind, last.body, last.named, last.own)
            if _other_form(n, last.number):
                draft.body, draft.named, draft.own = "", False, False
            self._after(draft, text[n.end : n.end + 120], w)
            return draft
        if n.form in ("old", "special") or (n.form == "council" and n.number > 99):
            return Draft(n, "resolution", named=n.form != "council")
        earlier = next((d for d in reversed(drafts) if d.number.form == n.form), None)
        if earlier and self._dated(text, n, dates, w):
            same = w.body.search(between) is None
            draft = Draft(n, earlier.kind, earlier.body, earlier.named and same, earlier.own and same)
            self._after(draft, text[n.end : n.end + 120], w)
            return draft
        return None

    def _dated(self, text: str, n: Number, dates: tuple[DateMention, ...], w: Wording) -> bool:
        m = w.link.match(text, n.end)
        return m is not None and any(d.start == m.end() for d in dates)

    def _whose(self, draft: Draft, before: str, announced: str, w: Wording) -> None:
        """Take the body from the words before the head, or between it and the number."""
        if self.language.code == "ar":
            inside = list(w.body.finditer(announced))
            if inside:
                draft.body, draft.named = self._body(w, inside[-1]), True
                return
            if w.own.search(announced.split(" ")[0]):
                self._own(draft, before, w)
            elif names := list(w.body.finditer(before[-160:])):
                draft.near = self._body(w, names[-1])
            return
        inside = list(w.body.finditer(announced))
        if inside:
            draft.body, draft.named = self._body(w, inside[-1]), True
            return
        if w.own.search(before[-60:]):
            self._own(draft, before, w)
            return
        near = list(w.body.finditer(before[-90:]))
        if near and re.fullmatch(r"(?:'s)?[ ,]*(?:(?:relevant|previous|in its|by its|in|by|the|and|its) ?){0,3}", before[-90:][near[-1].end() :]):
            draft.body, draft.named = self._body(w, near[-1]), True
        elif names := list(w.body.finditer(before[-160:])):
            draft.near = self._body(w, names[-1])

    def _own(self, draft: Draft, before: str, w: Wording) -> None:
        """ "its resolution": the speaking organ's, unless a body named right before is the one that speaks."""
        tail = before[-120:]
        names = list(w.body.finditer(tail))
        body = self._body(w, names[-1]) if names else self.organ
        if body == self.organ or not names or not w.speaks.match(tail, names[-1].end()):
            draft.own = True
            draft.near = body if names else ""
        elif body not in symbols.PREFIXES:
            draft.body, draft.named = body, True
        elif draft.number.form == "slash" and body in ("GA", "HRC"):
            draft.body = body

    def _after(self, draft: Draft, behind: str, w: Wording) -> None:
        """Take the body from the words behind the number: "62/8 of the Commission on Narcotic Drugs"."""
        m = w.after.match(behind)
        if not m:
            return
        name = w.body.match(behind, m.end())
        if name:
            draft.body, draft.named, draft.own, draft.behind = self._body(w, name), True, False, True
        elif self.language.code == "en" and behind[m.end() : m.end() + 1].isupper() and not draft.own:
            draft.named = False

    def _body(self, w: Wording, m: re.Match[str]) -> str:
        body = w.bodies[m["name"].lower()]
        if body == "council":
            return "HRC" if self.organ in ("HRC", "GA", "") else self.organ
        return body

    def _close(self, chain: list[Draft], text: str, dates: tuple[DateMention, ...], w: Wording) -> None:
        """Tie the dates of one list to its members."""
        pending: list[Draft] = []
        limit = 0
        for i, draft in enumerate(chain):
            pending.append(draft)
            stop = chain[i + 1].number.start if i + 1 < len(chain) else len(text)
            tied, limit = self._dates_behind(text, draft.number.end, stop, dates, w)
            if not tied:
                continue
            if len(tied) == len(pending):
                for one, day in zip(pending, tied, strict=True):
                    one.date, one.how = day, "own" if len(tied) == 1 else "respectively"
            elif len(tied) == 1:
                explicit = w.both.search(text[draft.number.end : tied[0].start]) is not None
                for one in pending:  # "70/262 and 2282 (2016) of 27 April 2016", if the number can bear that day
                    if explicit or one is pending[-1] or _could_bear(one, tied[0]):
                        one.date, one.how = tied[0], "shared"
                if not explicit:
                    pending[-1].how = "own"
            else:
                pending[-1].how = "mismatch"
            pending = []
        for d in chain:
            if d.date is not None and not d.body and not d.own:  # "23/17 du 13 juin 2013 du Conseil des droits de l'homme"
                self._after(d, text[d.date.end : d.date.end + 120], w)
        body = next((d for d in reversed(chain) if d.behind), None)
        if body is not None and not any(d.own for d in chain):
            for d in chain:  # "les résolutions 16/18 et 19/25 du Conseil des droits de l'homme"
                if not d.body and not _other_form(d.number, body.number):
                    d.body, d.named = body.body, True

    def _dates_behind(
        self, text: str, start: int, stop: int, dates: tuple[DateMention, ...], w: Wording
    ) -> tuple[list[DateMention], int]:
        """The dates that a link ties to the number ending at `start`, before `stop`."""
        here = [d for d in dates if start <= d.start < stop and d.day is not None]
        if not here:
            return [], start
        gap = text[start : here[0].start]
        partial = _partial(text, start, here[0], w)
        if partial:
            gap = text[start : partial[0].start]
        if not self._links(gap, w):
            return [], start
        tied = [*partial, here[0]]
        for day in here[1:]:
            between = text[tied[-1].end : day.start]
            more = _partial(text, tied[-1].end, day, w)
            if more:
                between = text[tied[-1].end : more[0].start]
            if len(between) > 30 or not re.fullmatch(r"[\s,،;]*(?:and|et|و)?(?: ?(?:of|du|des|le))?\s*", between):
                break
            tied += [*more, day]
        return tied, tied[-1].end

    def _links(self, gap: str, w: Wording) -> bool:
        if w.link.fullmatch(gap):
            return True
        m = w.after.match(gap)
        if m and (name := w.body.match(gap, m.end())):
            return w.link.fullmatch(gap, name.end()) is not None
        body = next(iter(w.body.finditer(gap)), None)
        return body is not None and len(gap) < 120 and w.link.fullmatch(gap, body.end()) is not None and m is not None

    def _finished(self, d: Draft) -> Citation:
        n = d.number
        body, named = d.body, d.named
        if d.kind in ("document", "draft"):
            return Citation(n.text, n.text, d.body, d.kind, n.start, n.end, d.date, d.how, d.group, True, False)
        if self.indic and n.form == "slash":
            n = _upright(n, d.date)
        if n.form == "council":
            body, named = "SC", named or n.number > 99
        elif n.form == "year":
            body = body if body and body not in ("GA", "SC", "HRC") else "ECOSOC"
        elif n.form == "old" and (body or d.near) and (body or d.near) not in symbols.PREFIXES:
            body, named = body or d.near, True
        elif n.form == "old":
            limit = symbols.number_of_roman(n.session.rpartition("-")[2]) or 0
            body = body if body in ("GA", "ECOSOC") else ("GA" if limit <= 30 else "ECOSOC")
            named = True
        elif n.form == "special":
            body = body if body in ("GA", "HRC") else ("HRC" if self.organ == "HRC" else "GA")
            named = named or d.own
        elif not body:
            body = "HRC" if self.organ == "HRC" else "GA"
            named = d.own
            if d.near and d.near not in symbols.PREFIXES and not _fits(body, n, d.date):
                body = d.near
            elif body == "GA" and int(n.session) < FIRST_SLASH_SESSION:
                body, named = ("HRC" if _fits("HRC", n, d.date) else UNNAMED), False
            elif body == "GA" and not named and _fits("HRC", n, d.date) and not _fits("GA", n, d.date):
                body = "HRC"
        elif body == "SC":
            body, named = "GA", False
        kind = d.kind
        if body in symbols.PREFIXES:
            symbol = symbols.Symbol(body, n.session, n.number, n.part, kind)
            return Citation(symbols.canonical(symbol), n.text, body, kind, n.start, n.end, d.date, d.how, d.group, named, d.own)
        return Citation(f"{body} {n.text}", n.text, body, kind, n.start, n.end, d.date, d.how, d.group, named, d.own)


def _goes_on(text: str, start: int, end: int, dates: tuple[DateMention, ...], w: Wording) -> bool:
    """Whether the words between two numbers keep the list together: connectors, dates, a body's name."""
    kept = []
    at = start
    for d in dates:
        if d.end <= start or d.start >= end:
            continue
        kept.append(text[at : d.start])
        at = d.end
    kept.append(text[at:end])
    rest = " ".join(kept)
    if len(rest) > 400:
        return False
    rest = QUOTED.sub(" ", rest)
    if len(rest) > 200:
        return False
    rest = w.body.sub(" ", rest)
    rest = w.head.sub(" ", rest)
    rest = re.sub(r"\d{1,2}(?:er)?", " ", rest)
    rest = w.link.sub(" ", rest) if dates else rest
    return w.fill.fullmatch(rest) is not None


def _could_bear(draft: Draft, day: DateMention) -> bool:
    body = draft.body or {"council": "SC", "year": "ECOSOC"}.get(draft.number.form, "GA")
    return _fits(body, draft.number, day)


def _fits(body: str, n: Number, day: DateMention | None) -> bool:
    """Whether a date stands by the number, and the body's session of that number holds it."""
    return day is not None and day.iso is not None and bool(sessions.fits(body, n.session, day.iso))


def _document(n: Number) -> Draft | None:
    for prefix, body in PLAIN_PREFIX.items():
        if n.text.startswith(prefix):
            return Draft(n, "document", body)
    draft = re.search(r"/L\.\d", n.text) is not None
    return Draft(n, "draft" if draft else "document", "")


def _turns(draft: Draft, last: Draft) -> bool:
    """The list goes over to another body: "... and Human Rights Council resolutions 23/17"."""
    return bool(draft.body) and draft.named and not draft.behind and draft.body != last.body


def _other_form(a: Number, b: Number) -> bool:
    """Two members of one list that cannot belong to one body."""
    return ("council" in (a.form, b.form) or "year" in (a.form, b.form)) and a.form != b.form


def _partial(text: str, start: int, day: DateMention, w: Wording) -> list[DateMention]:
    """Days that borrow month and year from the date behind them: the 18 of "18 and 20 December 2013"."""
    found: list[DateMention] = []
    at = day.start
    while at > start and (m := w.days.search(text, max(start, at - 14), at)):
        found.insert(0, replace(day, start=m.start(1), end=m.end(1), day=int(m[1])))
        at = m.start(1)
    return found


def _upright(n: Number, day: DateMention | None) -> Number:
    """The reading of a number in Arabic-Indic digits: 4/37 is 37/4 where that session holds the date."""
    turned = numbers.swapped(n)
    if day is None:
        return turned if int(turned.session) >= FIRST_SLASH_SESSION or int(n.session) < FIRST_SLASH_SESSION else n
    straight_fits = day.year - 1945 - int(n.session) in (0, 1)
    turned_fits = day.year - 1945 - int(turned.session) in (0, 1)
    return turned if turned_fits or not straight_fits else n
