"""Facts of one paragraph that its versions do not share, and which version is most likely wrong.

What most versions state is taken for right: the odd one out is named. Where there is no majority, the registry decides
between dates of adoption; where it does not know, the later of the versions is named, with doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reslint import data
from reslint.concordance.align import Row, Unit
from reslint.concordance.difference import Difference, Spot, whole
from reslint.concordance.facts import LAST_ORDINAL, Fact
from reslint.finding import Severity
from reslint.language import CODES
from reslint.language import get as get_language
from reslint.registry import symbols
from reslint.registry.store import Registry

# kind of fact -> rule; what a footnote cites is its own
RULES = {
    "citation": "citations", "day": "dates", "session": "dates", "year": "dates", "number": "numbers",
    "note": "footnotes", "name": "names",
}  # fmt: skip
# A number that stands in one version alone, nothing else in its place, may be a word in the others up to this one.
LEAST_ALONE = 101.0
_NEAR_DAY = 110  # characters before a date in which other days may share its year
_BEHIND_DAY = 30  # characters behind a date in which the end of its span stands
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_LOOSE = str.maketrans({" ": None, "–": "-", "‑": "-", **dict(zip("АВСЕНКМОРТХ", "ABCEHKMOPTX", strict=True))})


class Claim(NamedTuple):
    """That one version states `here` ("" nothing) where `holders` state `there` ("" nothing)."""

    version: int
    here: str
    there: str
    holders: tuple[int, ...]
    severity: Severity | None


class Stated:
    """The facts of one kind in one row. `keys`: by version, what it states, and where first."""

    def __init__(self, row: Row, kind: str) -> None:
        self.row, self.kind = row, kind
        self.keys: dict[int, dict[str, Fact]] = {}
        for n in row.present:
            found: dict[str, Fact] = {}
            for fact in self.unit(n).facts:
                if fact.kind == kind:
                    found.setdefault(fact.key, fact)
            self.keys[n] = found
        self.holders: dict[str, list[int]] = {}
        for n, stated in self.keys.items():
            for key in stated:
                self.holders.setdefault(key, []).append(n)

    def unit(self, n: int) -> Unit:
        unit = self.row.units[n]
        assert unit is not None
        return unit

    def small(self, n: int) -> str:
        """A small number that version `n` alone states, "" for none; it counts as stated from then on."""
        others = {f.key for v in self.keys if v != n for f in self.unit(v).facts if f.kind == "small"}
        fact = next((f for f in self.unit(n).facts if f.kind == "small" and f.key not in others), None)
        if fact is None:
            return ""
        self.keys[n][fact.key] = fact
        return fact.key

    def differ(self) -> bool:
        """Whether the versions do not all state the same."""
        return any(len(having) < len(self.keys) for having in self.holders.values())

    def spot(self, n: int, key: str) -> Spot:
        """Where version `n` states `key`; the paragraph's beginning where it does not."""
        fact = self.keys[n].get(key)
        return Spot(n, self.unit(n), fact.start, fact.end) if fact is not None else whole(n, self.unit(n))

    def says(self, n: int, key: str) -> bool:
        """Whether version `n` states it, be it in another form."""
        return key in self.keys[n] or echoed(self.unit(n), self.kind, key)


def differences(row: Row, kinds: Sequence[str], registry: Registry) -> Iterator[Difference]:
    """What the versions of one paragraph state differently."""
    for kind in kinds:
        stated = Stated(row, kind)
        if not stated.differ():
            continue
        for claim in _claims(stated, registry):
            yield _difference(stated, claim)
    if "day" in kinds and row.kind != "note":
        yield from _exchanged(Stated(row, "day"))


def _exchanged(stated: Stated) -> Iterator[Difference]:
    """Dates that all versions state, which one of them gives to another act than the others do."""
    tied = {n: _days_of_acts(stated.unit(n)) for n in stated.keys}
    for act in dict.fromkeys(act for days in tied.values() for act in days):
        holders = [n for n, days in tied.items() if act in days]
        usual, votes = Counter(tied[n][act].key for n in holders).most_common(1)[0]
        for n in holders:
            here = tied[n][act]
            stand = all(here.key in stated.keys[k] and usual in stated.keys[k] for k in holders)
            if here.key != usual and stand and votes == len(holders) - 1 > 1:
                claim = Claim(n, here.key, usual, tuple(k for k in holders if k != n), None)
                at = Spot(n, stated.unit(n), here.start, here.end)
                yield _difference(stated, claim)._replace(at=at)


def _days_of_acts(unit: Unit) -> dict[str, Fact]:
    """number of an act -> the day that stands beside it"""
    acts = {f.of: f.key for f in unit.facts if f.kind == "citation"}
    return {acts[f.of]: f for f in unit.facts if f.kind == "day" and f.of in acts}


def _claims(stated: Stated, registry: Registry) -> Iterator[Claim]:
    n = len(stated.keys)
    lacking: dict[int, list[str]] = {v: [] for v in stated.keys}
    odd: dict[int, list[str]] = {v: [] for v in stated.keys}
    split: list[str] = []  # stated by half of the versions
    for key, having in stated.holders.items():
        without = [v for v in stated.keys if not stated.says(v, key)]
        with_it = n - len(without)
        if not without:
            continue
        if with_it > len(without) and (len(having) > 1 or n == 2):
            for v in without:
                lacking[v].append(key)
        elif with_it < len(without):
            for v in having:
                odd[v].append(key)
        elif with_it == len(without):
            split.append(key)
    for v in stated.keys:
        for here, there in paired(odd[v], lacking[v]):
            holders = tuple(stated.holders[there]) if there else tuple(w for w in stated.keys if w != v)
            if not here and stated.kind == "number" and amount(there) < LEAST_ALONE:
                here = stated.small(v)
            if (here and there) or _stands_alone(stated, here or there, len(holders), n):
                yield Claim(v, here, there, holders, None)
    if split:
        yield from _undecided(stated, split, registry)


def _stands_alone(stated: Stated, key: str, against: int, n: int) -> bool:
    """Whether a fact that is missing (or too many), with nothing in its place, is worth saying."""
    if stated.row.kind == "note" and stated.kind in ("day", "year", "session"):
        return False  # of a publication: each language describes it in its way
    if stated.kind == "name" and len(stated.holders[key]) * 2 < n:
        return False  # named in one version alone: the others have a pronoun, or call it otherwise
    if stated.kind == "number":
        value, added = amount(key), len(stated.holders[key]) * 2 < n
        least = LEAST_ALONE if not added or n < len(CODES) - 1 else 0
        return n > 2 and against == n - 1 and (value >= least or "." in key) and value % 1000 != 0
    return n > 2 and against >= n - 1 - (n > 4 and stated.kind != "name")


def amount(key: str) -> float:
    """The size of a number by its key: the largest that its groups of thousands can make."""
    return float("".join(sorted(key.split(" "), reverse=True)))


def _undecided(stated: Stated, split: Sequence[str], registry: Registry) -> Iterator[Claim]:
    """Two camps of one size. Only what contradicts counts, and what one of two versions leaves out."""
    first, *_ = stated.keys
    ours = [key for key in split if first in stated.holders[key]]
    theirs = [key for key in split if first not in stated.holders[key]]
    for one, other in paired(ours, theirs):
        if not (one and other):
            if stated.kind not in ("citation", "day", "session", "note") or len(stated.keys) > 2:
                continue
            without = next(v for v in stated.keys if v not in stated.holders[one or other])
            yield Claim(without, "", one or other, tuple(stated.holders[one or other]), "note")
            continue
        wrong, right, sure = other, one, False
        if stated.kind in ("day", "citation"):
            verdicts = {key: against_registry(stated, key, registry) for key in (one, other)}
            sure = any(verdicts.values()) and not all(verdicts.values())
            if verdicts[one] and sure:
                wrong, right = one, other
        for v in stated.holders[wrong]:
            yield Claim(v, wrong, right, tuple(stated.holders[right]), None if sure else "note")


def against_registry(stated: Stated, key: str, registry: Registry) -> bool:
    """Whether the registry contradicts the act or the day where it is stated: the act was adopted on another day."""
    n = stated.holders[key][0]
    fact = stated.keys[n][key]
    for c in stated.unit(n).paragraph.citations:
        if c.date is None or c.date.iso is None:
            continue
        if (stated.kind == "citation" and c.start == fact.start) or (
            stated.kind == "day" and c.date.start == fact.start
        ):
            entry = registry.find(c.symbol)
            if entry is not None and entry.adopted is not None and entry.adopted != c.date.iso:
                return True
    return False


@cache
def names() -> Mapping[str, Sequence[str]]:
    """entity -> the languages whose versions reliably show its name (see rules/concordance/names.tsv)."""
    table: Mapping[str, Sequence[str]] = data.load("concordance")["names"]
    return table


def paired(odd: Sequence[str], lacking: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is stated here beside what is stated there instead: the most alike first, the rest one by one beside ""."""
    left = list(lacking)
    for here in odd:
        there = max(left, key=lambda key: alike(here, key), default="")
        if there:
            left.remove(there)
        yield here, there
    for there in left:
        yield "", there


def alike(one: str, other: str) -> int:
    """How many characters two keys share at their beginning and at their end."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head + tail


def echoed(unit: Unit, kind: str, key: str) -> bool:
    """Whether the paragraph says it in another form: a day in a span of days, a number as an ordinal."""
    text = unit.paragraph.text
    if kind == "year":
        return re.search(f"{key[0]}[ ,.]?{key[1:]}", text) is not None
    if kind == "day":
        return _in_span(unit, key)
    if kind == "name":
        return unit.code not in names().get(key, ())
    if kind == "citation":
        number, old, session = key.partition(" (")
        squeezed = _squeezed(text)
        if old:  # 217 A (III)
            return re.search(rf"(?<!\d){re.escape(number)}[A-Z]*\({re.escape(session)}", squeezed) is not None
        return _squeezed(key) in squeezed
    if kind in ("number", "session"):
        if "." in key:  # "article 8.2 (a)" may be paragraph 2 (a) of article 8
            forms = (key, key.replace(".", ","), key.replace(".", "-"))
            return any(_alone(form, text) for form in forms) or all(_alone(part, text) for part in key.split("."))
        return _alone(key, text) or (key.isdigit() and _in_words(unit, int(key)))
    return False


def _alone(form: str, text: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text) is not None


def _in_span(unit: Unit, key: str) -> bool:
    """Whether the day (or month) is one end of a span that another date closes: "from 26 February to 1 March 2024"."""
    year, month, *day = map(int, key.split("-"))
    others = _without_dates(unit)
    for d in unit.paragraph.dates:
        if d.year != year:
            continue
        if not day and d.month == month:
            return True  # the month of a day
        around = others[max(0, d.start - _NEAR_DAY) : d.end + _BEHIND_DAY].lower()
        if (d.month == month or _names_month(around, unit.code, month)) and (not day or _alone(str(day[0]), around)):
            return True
    return False


def _without_dates(unit: Unit) -> str:
    """The paragraph with its dates and numbers of acts blanked out: their digits are no ends of spans."""
    text = list(unit.paragraph.text)
    spans = [(d.start, d.end) for d in unit.paragraph.dates] + [(c.start, c.end) for c in unit.paragraph.citations]
    for start, end in spans:
        text[start:end] = "#" * (end - start)
    return "".join(text)


def _names_month(text: str, code: str, month: int) -> bool:
    language = get_language(code)
    return any(n == month and _alone(name, text) for name, n in language.months.items() if name in text)


def _in_words(unit: Unit, number: int) -> bool:
    """Whether the number stands there as an ordinal in some case, a Roman number, or in Chinese digits."""
    text = unit.paragraph.text
    if unit.code == "zh" and (str(number).translate(_CHINESE) in text or _chinese(number) in text):
        return True
    if number > LAST_ORDINAL:
        return False
    if re.search(rf"(?<!\w){symbols.roman(number)}(?!\w)", text):
        return True
    lowered = text.lower()
    ordinals = get_language(unit.code).ordinals
    return any(n == number and (form[:-2] if len(form) > 6 else form) in lowered for form, n in ordinals.items())


def _chinese(number: int) -> str:
    """A number below 1000 in Chinese: 124 is 一百二十四."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    one = "一" if hundreds else ""
    parts = [
        f"{hundreds}百" if hundreds else "",
        "零" if hundreds and not tens and ones else "",
        f"{tens if tens > 1 else one}十" if tens else "",
        str(ones) if ones else "",
    ]
    return "".join(parts).translate(_CHINESE)


def _squeezed(symbol: str) -> str:
    """A symbol as it is compared where a parser read none: blanks, dashes and Cyrillic look-alikes do not count."""
    return symbol.translate(_LOOSE).upper()


def _difference(stated: Stated, claim: Claim) -> Difference:
    rule, kind = RULES[stated.kind], stated.kind
    if stated.row.kind == "note" and kind == "citation":
        rule = "footnotes"
    form = "other" if claim.here and claim.there else "added" if claim.here else "lacking"
    at = stated.spot(claim.version, claim.here)
    others = tuple(stated.spot(n, claim.there) for n in claim.holders)
    values = {
        "here": at.text if claim.here and kind != "note" else claim.here,
        "there": others[0].text if claim.there and kind != "note" else claim.there,
        "votes": str(len(claim.holders)),
        "others": ", ".join(stated.unit(n).code for n in claim.holders),
        "act": stated.keys[claim.version][claim.here].of if claim.here else "",
    }
    return Difference(rule, at, f"{kind}-{form}", values, others, claim.severity)
