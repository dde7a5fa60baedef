"""Learns symbols, dates, titles, series and recital lists from adopted texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reslint.registry import symbols
from reslint.registry.overlay import Fact
from reslint.registry.schema import title_key
from reslint.registry.store import Registry
from reslint.resolution.model import Citation, Resolution

_FACTS = {"title": "title", "draft": "draft", "meeting": "meeting", "agenda_item": "agenda-item"}
WITNESSES = 3  # of a value are named, the others counted
_SHARE = 0.6  # of a recital list that must belong to one series for its text to continue it


class Reading(NamedTuple):
    """What one adopted text says, in plain values: `symbol` its own, `own` fields and values, `cited` (symbol, ISO
    day of adoption) each once, `recital` what its list of earlier resolutions recalls."""

    symbol: str
    own: tuple[tuple[str, str], ...]
    cited: tuple[tuple[str, str], ...]
    recital: tuple[str, ...]


class Disagreement(NamedTuple):
    """Texts that do not agree on a field: each value with the texts (by symbol) that have it, most first."""

    symbol: str
    field: str
    values: tuple[tuple[str, int, tuple[str, ...]], ...]


def reading_of(resolution: Resolution) -> Reading | None:
    """What an adopted text says; None where it states no symbol or no day of adoption."""
    symbol = symbols.parse(resolution.symbol)
    if symbol is None or resolution.adopted is None:
        return None
    own = [("adopted", resolution.adopted.isoformat())]
    for field_name, fact in _FACTS.items():
        # The registry's titles and item letters are English; other languages would never agree.
        if fact in ("title", "agenda-item") and resolution.language != "en":
            continue
        values = resolution.facts.get(fact, ())
        if values and (value := _full(fact, values[0].value, symbol)):
            own.append((field_name, value))
    name = symbols.canonical(symbol)
    cited: dict[tuple[str, str], None] = {}
    for paragraph in resolution.of("preambular", "operative", "sub"):
        for citation in paragraph.citations:
            if (day := _dated(citation)) and citation.symbol != name:
                cited[citation.symbol, day] = None
    return Reading(name, tuple(own), tuple(cited), recital(resolution))


@dataclass(slots=True)
class Lesson:
    """What a set of texts says together."""

    said: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    own: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    recitals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: int = 0
    _counted: set[tuple[str, str, str]] = field(default_factory=set)
    _by: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, reading: Reading) -> None:
        """Takes in what one text says."""
        self.texts += 1
        name = reading.symbol
        for field_name, value in reading.own:
            self.own[name, field_name][value] += 1
            self._note(name, field_name, value, name)
        for other, day in reading.cited:
            if (name, other, day) not in self._counted:  # the language versions of a text are one witness
                self._counted.add((name, other, day))
                self.said[other, "adopted"][day] += 1
                self._note(other, "adopted", day, name)
        if reading.recital and name not in self.recitals:
            self.recitals[name] = reading.recital

    def _note(self, symbol: str, field_name: str, value: str, by: str) -> None:
        """Keeps some of those who say so: enough to look one up."""
        witnesses = self._by[symbol, field_name, value]
        if len(witnesses) < WITNESSES and by not in witnesses:
            witnesses.append(by)

    def facts(self) -> list[Fact]:
        """One fact for each resolution: what its own text says, else what most citing texts say."""
        names = sorted({s for s, _ in (*self.own, *self.said)}, key=symbols.sort_key)
        facts = []
        for name in names:
            own = {f: _most(self.own[name, f]) for f in ("adopted", *_FACTS) if (name, f) in self.own}
            if "adopted" in own:
                adopted, evidence, place = own["adopted"], "B", "its own text"
            else:
                count = self.said[name, "adopted"]
                adopted, votes = _most(count), max(count.values())
                evidence, place = (
                    ("B" if votes > 1 else "C"),
                    f"{votes} citing text{'s' if votes > 1 else ''}",
                )
            facts.append(
                Fact(
                    name,
                    place,
                    date.fromisoformat(adopted),
                    own.get("title", ""),
                    own.get("agenda_item", ""),
                    own.get("draft", ""),
                    own.get("meeting", ""),
                    evidence,
                )
            )
        return facts

    def disagreements(self) -> list[Disagreement]:
        """Fields on which texts differ, with counts."""
        together: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for table in (self.own, self.said):
            for key, count in table.items():
                together[key] += count
        return [
            Disagreement(
                symbol,
                name,
                tuple(
                    (value, n, tuple(self._by[symbol, name, value]))
                    for value, n in sorted(count.items(), key=lambda v: (-v[1], v[0]))
                ),
            )
            for (symbol, name), count in sorted(together.items())
            if len(count) > 1
        ]

    def series(self, registry: Registry) -> list[tuple[str, str, list[str]]]:
        """(id, title, members) of series that the texts continue or begin."""
        found: dict[str, list[str]] = defaultdict(list)
        titles: dict[str, str] = {}
        alike: dict[str, list[str]] = defaultdict(list)
        for name in sorted({s for s, _ in self.own}, key=symbols.sort_key):
            title = _most(self.own[name, "title"]) if (name, "title") in self.own else ""
            known = self._continues(name, title, registry)
            if known:
                found[known].append(name)
                titles[known] = registry.series_title(known) or title
            elif key := title_key(title):
                alike[key].append(name)
                titles[f"own:{key}"] = title
        for key, names in alike.items():
            if len(names) > 1:
                found[f"own:{key}"] = names
        return [(series, titles[series], names) for series, names in sorted(found.items())]

    def _continues(self, name: str, title: str, registry: Registry) -> str:
        if own := registry.series_of(name):
            return own[0]
        for entry in registry.by_title(title) if title else ():
            if entry.series:
                return entry.series[0]
        recalled = self.recitals.get(name, ())
        shares = Counter(series for s in recalled for series in registry.series_of(s))
        if shares:
            series, share = shares.most_common(1)[0]
            if share >= 2 and share >= _SHARE * len(recalled):
                return series
        return ""


def recital(resolution: Resolution) -> tuple[str, ...]:
    """The resolutions of the same body that the first list of own resolutions recalls, in its order."""
    for paragraph in resolution.of("preambular"):
        own = [c for c in paragraph.citations if c.own and c.kind == "resolution"]
        if own:
            group = own[0].group
            listed = [c.symbol for c in paragraph.citations if c.group == group and c.kind == "resolution"]
            return tuple(dict.fromkeys(listed))
    return ()


def _full(fact: str, value: str, symbol: symbols.Symbol) -> str:
    """The value as the registry has it: the 39th plenary meeting of session 77 is A/77/PV.39."""
    if fact != "meeting":
        return value
    return (
        f"A/{symbol.session}/PV.{value}" if symbol.body == "GA" and symbol.session.isdigit() and value.isdigit() else ""
    )


def _dated(citation: Citation) -> str:
    """The day of adoption that a citation states, where it is sure whose resolution it is."""
    if citation.kind != "resolution" or not citation.named or citation.date is None:
        return ""
    if symbols.parse(citation.symbol) is None or (day := citation.date.iso) is None:
        return ""
    return day.isoformat()


def _most(count: Mapping[str, int]) -> str:
    return min(count.items(), key=lambda v: (-v[1], v[0]))[0]


def learn(resolutions: Iterable[Resolution]) -> tuple[Lesson, int]:
    """The lesson of all texts, and how many of them stated no symbol or no day of adoption."""
    lesson, passed = Lesson(), 0
    for resolution in resolutions:
        reading = reading_of(resolution)
        if reading is None:
            passed += 1
        else:
            lesson.take(reading)
    return lesson, passed
