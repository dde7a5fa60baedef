"""Which date belongs to which number of a list: own, shared, or each to each ("respectively")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reslint.resolution.drafting import Draft, could_bear
from reslint.resolution.model import DateMention
from reslint.resolution.wording import Wording

Dates = Sequence[DateMention]


def tie(chain: Sequence[Draft], text: str, dates: Dates, w: Wording) -> None:
    """Give the members of one list the dates that the wording ties to them."""
    pending: list[Draft] = []
    for i, draft in enumerate(chain):
        pending.append(draft)
        stop = chain[i + 1].number.start if i + 1 < len(chain) else len(text)
        tied = behind(text, draft.number.end, stop, dates, w)
        if not tied:
            continue
        if len(tied) == len(pending):
            for one, day in zip(pending, tied, strict=True):
                one.date, one.how = day, "own" if len(tied) == 1 else "respectively"
        elif len(tied) == 1:
            _share(pending, tied[0], explicit=w.both.search(text, draft.number.end, tied[0].start) is not None)
        else:
            draft.how = "mismatch"
        pending = []


def _share(pending: Sequence[Draft], day: DateMention, *, explicit: bool) -> None:
    """ "70/262 and 2282 (2016) of 27 April 2016": the day is the last one's, and the others' if they can bear it."""
    for one in pending[:-1]:
        if explicit or could_bear(one, day):
            one.date, one.how = day, "shared"
    pending[-1].date, pending[-1].how = day, "shared" if explicit else "own"


def behind(text: str, start: int, stop: int, dates: Dates, w: Wording) -> list[DateMention]:
    """The dates that a link ties to the number ending at `start`, before `stop`."""
    tied: list[DateMention] = []
    for i in range(bisect_left(dates, start, key=lambda d: d.start), len(dates)):
        day = dates[i]
        if day.start >= stop:
            break
        if day.day is None:
            continue
        at = tied[-1].end if tied else start
        partial = _partial(text, at, day, w)
        gap = text[at : partial[0].start if partial else day.start]
        if not (w.next_date.fullmatch(gap) if tied else links(gap, w)):
            break
        tied += [*partial, day]
    return tied


def links(gap: str, w: Wording) -> bool:
    """Whether `gap` leads from a number to its date, the name of a body or the title between them or not."""
    gap = w.title.sub("", gap, count=1)
    if len(gap) > 120:
        return False
    if w.link.fullmatch(gap):
        return True
    m = w.after.match(gap)
    body = m and (w.body.match(gap, m.end()) or w.body.search(gap))
    return body is not None and w.link.fullmatch(gap, body.end()) is not None


def starts_behind(text: str, at: int, dates: Dates, w: Wording) -> bool:
    """Whether a date stands right behind the number that ends at `at`."""
    m = w.link.match(text, at)
    if m is None:
        return False
    i = bisect_left(dates, m.end(), key=lambda d: d.start)
    return i < len(dates) and dates[i].start == m.end()


def _partial(text: str, start: int, day: DateMention, w: Wording) -> list[DateMention]:
    """Days that borrow month and year from the date behind them: the 18 of "18 and 20 December 2013"."""
    found: list[DateMention] = []
    at = day.start
    while at > start and (m := w.days.search(text, max(start, at - 14), at)):
        found.insert(0, day._replace(start=m.start(1), end=m.end(1), day=int(m[1])))
        at = m.start(1)
    return found
