"""Citations of a language in which the head stands behind the number, and date and body before it.

Chinese: 安全理事会2005年9月14日第1624(2005)号决议. A list shares the head at its end:
其1982年10月22日第37/4号和2022年11月21日第77/18号决议.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from reslint.resolution.drafting import Draft, Owners, could_bear, document
from reslint.resolution.model import DateMention
from reslint.resolution.numbers import Number
from reslint.resolution.wording import Wording

SURE = ("old", "special", "council")  # forms of a number that nothing else has
LONGEST_LEAD = 60  # code points before a number in which the name of its body ends
LONGEST_JOINT = 40  # code points between two members of one list, or a number and its head
LONGEST_OWN = 40


class _Member(NamedTuple):
    """A number with what stands around it: `start` of its date or body, `end` behind it, `kind` where its own head
    follows."""

    draft: Draft
    start: int
    end: int
    kind: str


def chains(
    text: str, found: Sequence[Number], dates: Sequence[DateMention], w: Wording, owners: Owners
) -> list[list[Draft]]:
    """The citations of the clean `text`, list by list, in order. `dates`: its dates, in order."""
    lists: list[list[_Member]] = []
    for n in found:
        if n.form == "document":
            lists.append([_Member(document(n), n.start, n.end, "document")])
            continue
        last = lists[-1][-1] if lists else None
        member = _member(text, n, dates, w, owners, last)
        if member is None:
            continue
        if last is not None and last.kind != "document" and _goes_on(text, last.end, member.start, w):
            lists[-1].append(member)
        else:
            lists.append([member])
    return [chain for members in lists for chain in _by_kind(_settled(members))]


def _member(
    text: str, n: Number, dates: Sequence[DateMention], w: Wording, owners: Owners, last: _Member | None
) -> _Member | None:
    """The number `n` as a citation; `last`: the one before, with which it may share its sign (第67/139和67/143号)."""
    lead = text[max(0, n.start - 3) : n.start]
    sign = re.search(rf"(?:{w.before.pattern})$", lead)
    behind = w.behind.match(text, n.end)
    shares = last is not None and w.joint.fullmatch(text, last.end, n.start) is not None
    if sign is None and not shares and n.form not in SURE:
        return None
    draft = Draft(n, "")
    start = n.start - (len(sign[0]) if sign else 0)
    end = behind.end() if behind else n.end
    for _ in range(2):  # the date before the body, or behind it
        if draft.date is None and (day := _ending(dates, start, text)) is not None:
            draft.date, draft.how, start = day, "own", day.start
        name = _name_ending(text, start, w)
        if name is not None and not draft.body:
            draft.body, draft.named, start = owners.code_of(name), True, name.start()
    if own := w.own.search(text, max(0, start - LONGEST_OWN), start):
        draft.own, start = not draft.body or draft.body == owners.organ, own.start()
    head = w.head.match(text, end) or w.head.match(text, end + 1 if text[end : end + 1] == " " else end)
    kind = ("decision" if w.decision.search(head[0]) else "resolution") if head else ""
    return _Member(draft, start, head.end() if head else end, kind)


def _ending(dates: Sequence[DateMention], at: int, text: str) -> DateMention | None:
    """The day that ends at `at`, blanks left out."""
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return next((d for d in dates if d.end == at and d.day is not None), None)


def _name_ending(text: str, at: int, w: Wording) -> re.Match[str] | None:
    found = [m for m in w.body.finditer(text, max(0, at - LONGEST_LEAD), at) if m.end() == at]
    return found[0] if found else None


def _goes_on(text: str, start: int, end: int, w: Wording) -> bool:
    return 0 <= end - start <= LONGEST_JOINT and w.fill.fullmatch(text, start, end) is not None


def _by_kind(chain: list[Draft]) -> list[list[Draft]]:
    """A list of resolutions that goes on with decisions is two lists."""
    return [list(members) for _, members in groupby(chain, key=lambda draft: draft.kind)]


def _settled(members: list[_Member]) -> list[Draft]:
    """The members that a head makes citations, each with its kind, the body and the date that it shares with others."""
    kind = ""
    for member in reversed(members):
        kind = member.kind or kind
        sure = member.draft.number.form in SURE
        member.draft.kind = member.draft.kind or kind or ("resolution" if sure else "")
    kept = [m.draft for m in members if m.draft.kind]
    for last, draft in pairwise(kept):
        if not draft.body and not draft.own and draft.number.form == last.number.form:
            draft.body, draft.named, draft.own = last.body, last.named, last.own
        if draft.date is None and last.date is not None and could_bear(draft, last.date):
            draft.date, draft.how = last.date, "shared"
            last.how = "shared"
    return kept
