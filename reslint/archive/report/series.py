"""The citation graph of each series: who of it cites whom, what nobody cites, what a list leaves out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from sqlite3 import Connection, Row
from typing import Any, NamedTuple

from reslint.registry import sessions
from reslint.registry.model import Entry
from reslint.registry.store import Registry
from reslint.registry.symbols import display, parse, sort_key

IN_A_FILE = 25  # series whose graphs come together
_LISTS = ("citation/incomplete", "citation/stale")
WANTED = ("citation/date", *_LISTS)  # rules whose findings a graph shows
_CITATION = "v.path, v.text, v.text_symbol, v.symbol, v.finding"
_Numbers = Mapping[tuple[str, int], int]


class Graph:
    """One series. `nodes` by symbol, in the order in which they came."""

    def __init__(self, series: str, title: str, registry: Registry, cited: Mapping[str, int]) -> None:
        self.id, self.title = series, title
        self._registry, self._cited = registry, cited
        self._nodes: dict[str, dict[str, Any]] = {}
        self._edges: dict[tuple[str, str], dict[str, Any]] = {}

    def member(self, entry: Entry) -> None:
        """A resolution that the registry counts among the series."""
        day = entry.adopted.isoformat() if entry.adopted else ""
        self._node(entry.symbol, entry.title, day)

    def text(self, row: Row, number: int) -> None:
        """A text of the archive that belongs to the series; `number` among the texts of the report."""
        symbol = self._meant(row["symbol"]) or row["symbol"] or row["path"]
        self._node(symbol, row["title"], row["adopted"] or row["issued"] or "")["texts"].append(number)

    def citation(self, row: Row, wrong: int | None) -> None:
        """A citation in one of these texts; what lies outside the series is left out. `wrong`: the finding on it."""
        cited = self._meant(row["symbol"])
        if cited is None:
            return
        citing = self._meant(row["text_symbol"]) or row["text_symbol"] or row["path"]
        edge = self._edges.setdefault((citing, cited), {"times": 0, "wrong": []})
        edge["times"] += 1
        if wrong is not None:
            edge["wrong"].append(wrong)

    def list_finding(self, row: Row, number: int, own: Set[str]) -> None:
        """A finding on a list: where that follows this series, what it misses is marked. `own`: what its text cites."""
        message, language = row["message"], row["language"]
        named = {s: at for s in self._nodes if (at := _place(message, display(s, language))) >= 0}
        if not any(symbol in own for symbol in named):
            return  # the message tells where the list ends, or what it has before the gap
        missed = sorted((at, symbol) for symbol, at in named.items() if symbol not in own)
        if row["rule"] == "citation/incomplete":
            del missed[1:]  # it is about one; others that it names have it
        for _, symbol in missed:
            self._nodes[symbol]["missed"].append(number)

    def symbols(self) -> Iterable[str]:
        """Its resolutions."""
        return self._nodes

    def data(self) -> dict[str, Any]:
        """[symbol, short, title, when, texts of it, texts that cite it, findings that miss it] for each node, by time;
        [citing, cited, times, findings on a wrong date] for each edge. `when` is the day, or "session 42" or ""."""
        times = {symbol: _when(symbol, node["day"]) for symbol, node in self._nodes.items()}
        symbols = sorted(self._nodes, key=lambda s: (times[s][1], sort_key(s)))
        place = {symbol: n for n, symbol in enumerate(symbols)}
        nodes = [
            [s, display(s), node["title"], times[s][0], node["texts"], self._cited.get(s, 0), node["missed"]]
            for s in symbols
            for node in (self._nodes[s],)
        ]
        edges = [[place[a], place[b], edge["times"], edge["wrong"]] for (a, b), edge in self._edges.items()]
        edges.sort()
        return {"title": self.title, "nodes": nodes, "edges": edges}

    def _meant(self, symbol: str) -> str | None:
        """The node that a symbol means: itself, or the range or the whole that the registry has for it."""
        if symbol in self._nodes:
            return symbol
        entry = self._registry.find(symbol) if symbol else None
        return entry.symbol if entry and entry.symbol in self._nodes else None

    def _node(self, symbol: str, title: str, day: str) -> dict[str, Any]:
        node = self._nodes.setdefault(symbol, {"title": title, "day": day, "texts": [], "missed": []})
        node["title"], node["day"] = node["title"] or title, node["day"] or day
        return node


def _when(symbol: str, day: str) -> tuple[str, str]:
    """When it was adopted in words, and a day to sort by: where none is known, the last one of its session."""
    parsed = parse(symbol)
    if day or parsed is None:
        return day, day or "9999"
    days = sessions.window(parsed.body, parsed.session)
    return f"session {parsed.session}", days[1].isoformat() if days else "9999"


def _place(message: str, name: str) -> int:
    """Where a message names a resolution; -1 where it does not."""
    found = re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", message) if name in message else None
    return found.start() if found else -1


class _Lists(NamedTuple):
    """Findings on lists by text, what these texts cite, and which of them cite a resolution."""

    findings: dict[int, list[Row]]
    cited: dict[int, set[str]]
    texts: dict[str, set[int]]


def _lists(database: Connection, run: int) -> _Lists:
    found = _Lists(defaultdict(list), defaultdict(set), defaultdict(set))
    which = f"run = ? AND rule IN {_LISTS} AND suppressed IS NULL"
    for row in database.execute(f"SELECT * FROM findings WHERE {which} ORDER BY path, start", (run,)):
        found.findings[row["text"]].append(row)
    query = f"SELECT text, symbol FROM citation WHERE text IN (SELECT text FROM findings WHERE {which})"
    for text, symbol in database.execute(query, (run,)):
        found.cited[text].add(symbol)
        found.texts[symbol].add(text)
    return found


def graphs(database: Connection, run: int, registry: Registry, texts: _Numbers, findings: _Numbers) -> Iterator[Graph]:
    """The graph of each series that has a text in the run, by title. `texts` and `findings`: their numbers in the
    report, by path and id; of the findings those of `WANTED` are enough."""
    cited = dict(database.execute(
        "SELECT symbol, count(DISTINCT text) FROM citations WHERE run = ? GROUP BY 1", (run,)
    ).fetchall())  # fmt: skip
    named = database.execute(
        "SELECT DISTINCT s.id, s.title FROM texts t JOIN series s ON s.id = t.series WHERE t.run = ?", (run,)
    ).fetchall()
    lists = _lists(database, run)
    for series, title in sorted(named, key=lambda row: (row[1].casefold(), row[0])):
        graph = Graph(series, title, registry, cited)
        for entry in registry.members(series):
            graph.member(entry)
        values = (run, series)
        for row in database.execute("SELECT * FROM texts WHERE run = ? AND series = ? ORDER BY path, number", values):
            graph.text(row, texts[row["path"], row["id"]])
        of_series = "JOIN text s ON s.id = v.text WHERE v.run = ? AND s.series = ?"
        query = f"SELECT {_CITATION} FROM citations v {of_series} ORDER BY v.path, v.start"
        for row in database.execute(query, values):
            graph.citation(row, findings.get((row["path"], row["finding"])) if row["finding"] else None)
        for text in sorted({text for symbol in graph.symbols() for text in lists.texts.get(symbol, ())}):
            for row in lists.findings[text]:
                graph.list_finding(row, findings[row["path"], row["id"]], lists.cited[text])
        yield graph
