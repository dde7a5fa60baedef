"""Citations: which acts a paragraph mentions, whose they are, and the dates written by them.

A number becomes a citation when something announces it: a head such as "resolutions", the list that it
stands in, or a form that nothing else has. Its date is the one that the wording ties to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from reslint.language import Language, get
from reslint.patterns import late
from reslint.remember import by_text
from reslint.resolution import dating, numbers
from reslint.resolution.drafting import Draft, Owners, document, other_form, turns
from reslint.resolution.model import Citation, DateMention
from reslint.resolution.numbers import Number
from reslint.resolution.wording import Wording, wording

QUOTED = late('“[^“”]{1,300}”|”[^“”]{1,300}“|«[^«»]{1,300}»|"[^"]{1,300}"')
LONGEST_ASIDE = 100
DAY = late(r"\d{1,2}(?:er)?")
LONGEST_JOINT, LONGEST_JOINT_WITH_TITLE = 200, 400  # code points between two members of one list
Dates = tuple[DateMention, ...]


class Finder:
    """Finds the citations of one resolution's paragraphs; numbers the lists throughout."""

    def __init__(self, language: Language, organ: str) -> None:
        """`organ`: who speaks."""
        self.code, self.organ = language.code, organ
        self.arabic = language.code == "ar"
        self.wording = wording(language.code)
        self.owners = Owners(self.wording, organ, arabic=self.arabic, english=language.code == "en")
        self.group = 0

    def find(self, text: str, dates: Dates, indic: Callable[[int], bool] | None = None) -> tuple[Citation, ...]:
        """The citations of the clean `text`, whose dates are `dates`, in order.

        `indic(at)`: the digit at that clean offset is an Arabic-Indic one (the members of its number may be swapped).
        """
        if indic is not None:
            return self._read(text, dates, indic)
        found = _alone(text, self.code, self.organ, dates)
        before = self.group
        if found:
            self.group += found[-1].group  # counted from 1 in each paragraph
        return tuple(c._replace(group=c.group + before) for c in found) if before else found

    def _read(self, text: str, dates: Dates, indic: Callable[[int], bool] | None) -> tuple[Citation, ...]:
        found = numbers.find(text, self.code)
        drafts = self._head_last(text, found, dates) if self.wording.head_last else self._head_first(text, found, dates)
        return tuple(self.owners.finished(d, indic=indic is not None and indic(d.number.start)) for d in drafts)

    def _head_last(self, text: str, found: list[Number], dates: Dates) -> list[Draft]:
        from reslint.resolution import head_last  # only some languages need it

        drafts: list[Draft] = []
        for chain in head_last.chains(text, found, dates, self.wording, self.owners):
            self.group += 1
            for draft in chain:
                draft.group = self.group
            drafts += chain
        return drafts

    def _head_first(self, text: str, found: list[Number], dates: Dates) -> list[Draft]:
        drafts: list[Draft] = []
        chain: list[Draft] = []
        for n in found:
            at = drafts[-1].number.end if drafts else 0
            goes_on = bool(chain) and _goes_on(text, at, n.start, dates, self.wording)
            draft = self._draft(text, n, at, chain[-1] if goes_on else None, drafts, dates)
            if draft is None:
                continue
            if not goes_on or draft.kind != chain[-1].kind or turns(draft, chain[-1]) or n.form == "document":
                self._close(chain, text, dates)
                chain = []
                self.group += 1
            draft.group = self.group
            chain.append(draft)
            drafts.append(draft)
        self._close(chain, text, dates)
        return drafts

    def _draft(
        self, text: str, n: Number, at: int, last: Draft | None, drafts: list[Draft], dates: Dates
    ) -> Draft | None:
        """What the number `n` is; None where nothing makes it a citation.

        `at`: where the citation before it ends; `last`: that citation, if the list goes on.
        """
        if n.form == "document":
            return document(n)
        between = text[at : n.start]
        draft = self._announced(text, n, between, dates)
        if draft is None and last is not None and last.number.form != "document":
            draft = Draft(n, last.kind)
            if not other_form(n, last.number):
                draft.body, draft.named, draft.own = last.body, last.named, last.own
        if draft is None and (n.form in ("old", "special") or (n.form == "council" and n.number > 99)):
            return Draft(n, "resolution", named=n.form != "council")
        joined = len(between) < LONGEST_ASIDE and self.wording.joint.search(between)
        if draft is None and (joined or dating.starts_behind(text, n.end, dates, self.wording)):
            # a list that goes on behind what its members are about: "5/1 on institution-building and 5/2 on ..."
            earlier = next((d for d in reversed(drafts) if d.number.form == n.form), None)
            if earlier is not None:
                same = self.wording.body.search(between) is None
                draft = Draft(n, earlier.kind, earlier.body, earlier.named and same, earlier.own and same)
        if draft is not None:
            self.owners.behind(draft, text[n.end : n.end + 120])
        return draft

    def _announced(self, text: str, n: Number, between: str, dates: Dates) -> Draft | None:
        """A number that a head announces ("its resolutions", "قراراتها"), right before it or a little earlier."""
        w = self.wording
        heads = list(w.head.finditer(between))
        if not heads:
            return None
        head, rest = heads[-1], between[heads[-1].end() :]
        near = w.fill.fullmatch(rest) or w.including.search(rest) or w.body.search(rest[:80])
        if not near and not (len(rest) < LONGEST_JOINT and dating.starts_behind(text, n.end, dates, w)):
            return None
        draft = Draft(n, "decision" if w.decision.search(head[0]) else "resolution")
        before = between[: head.start()]
        self.owners.before(draft, before, between[head.start() :])
        if not draft.body and not draft.own and len(heads) > 1 and w.including.search(before):
            earlier = heads[-2]  # "all Human Rights Council resolutions on ..., including resolutions 44/7"
            self.owners.before(draft, between[: earlier.start()], earlier[0])
        return draft

    def _close(self, chain: list[Draft], text: str, dates: Dates) -> None:
        """Tie dates to the members of a list that has ended, and a body named behind it to all of them."""
        dating.tie(chain, text, dates, self.wording)
        for d in chain:  # "23/17 du 13 juin 2013 du Conseil des droits de l'homme"
            if d.date is not None and not d.body and not d.own:
                self.owners.behind(d, text[d.date.end : d.date.end + 120])
        last = next((d for d in reversed(chain) if d.behind), None)
        if last is not None and not any(d.own for d in chain):
            for d in chain:  # "les résolutions 16/18 et 19/25 du Conseil des droits de l'homme"
                if not d.body and not other_form(d.number, last.number):
                    d.body, d.named = last.body, True


@by_text
def _alone(text: str, code: str, organ: str, dates: Dates) -> tuple[Citation, ...]:
    """The citations of a paragraph by itself."""
    return Finder(get(code), organ)._read(text, dates, None)


def _goes_on(text: str, start: int, end: int, dates: Dates, w: Wording) -> bool:
    """Whether the words between two numbers keep the list together: connectors, dates, titles, a body's name."""
    if end - start > LONGEST_JOINT_WITH_TITLE + LONGEST_JOINT:
        return False
    kept, at = [], start
    for i in range(bisect_left(dates, start, key=lambda d: d.end), len(dates)):
        if dates[i].start >= end:
            break
        kept.append(text[at : dates[i].start])
        at = dates[i].end
    kept.append(text[at:end])
    rest = " ".join(kept)
    if len(rest) > LONGEST_JOINT_WITH_TITLE:
        return False
    rest = QUOTED.sub(" ", rest)
    if len(rest) > LONGEST_JOINT:
        return False
    for known in (w.body, w.head, DAY, w.link):
        rest = known.sub(" ", rest)
    return w.fill.fullmatch(rest) is not None
