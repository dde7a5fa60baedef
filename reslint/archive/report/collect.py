"""What the page shows of one run, part by part; each becomes a file of its own, loaded when it is needed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Any, NamedTuple
from urllib.parse import quote

from reslint.archive.questions import QUESTIONS
from reslint.archive.report import context, series
from reslint.archive.report.columns import Column
from reslint.concordance.page import NAMES
from reslint.finding import SEVERITIES
from reslint.registry.store import Registry

IN_A_FILE = 250  # findings whose words come together
_COUNTED = ("rules", "sessions", "organs", "languages", "years")
_ON_CITATIONS = {"citation/date": "dates", "citation/unknown": "unknown"}
_LISTS = ("citation/stale", "citation/incomplete")


class Part(NamedTuple):
    """`name` of the file, and what is in it."""

    name: str
    data: Any


class Collector:
    """One run of a database. `folder`: where the report will lie, for links to the texts; `path`: of the database."""

    def __init__(self, database: Connection, run: int, registry: Registry, path: str, folder: str) -> None:
        self._database, self._run, self._registry = database, run, registry
        database.row_factory = Row
        # A damaged text in the database is shown as far as it goes.
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        self._path, self._folder = path, folder
        self._texts: dict[tuple[str, int], int] = {}
        self._findings: dict[tuple[str, int], int] = {}  # those that other parts speak of
        self._suppressed = 0
        self.count = 0

    def parts(self) -> Iterator[Part]:
        """Everything; `count` findings have been seen when it ends."""
        self._database.execute("BEGIN")  # all of it is read as of now, whatever a run adds meanwhile
        yield Part("texts", self._of_texts())
        yield from self._of_findings()
        yield from self._of_series()
        yield Part("files", self._of_files())
        yield Part("overview", self._overview())

    def _ask(self, query: str) -> Iterator[Row]:
        yield from self._database.execute(query, {"run": self._run, "limit": -1})

    def _answer(self, question: str) -> dict[str, Any]:
        cursor = self._database.execute(QUESTIONS[question].sql, {"run": self._run, "limit": -1})
        return {"columns": [column[0] for column in cursor.description], "rows": [list(row) for row in cursor]}

    def _overview(self) -> dict[str, Any]:
        run = next(self._ask("SELECT * FROM run WHERE id = :run"))
        outcomes = dict(map(tuple, self._ask("SELECT outcome, count(*) FROM file WHERE run = :run GROUP BY 1")))
        rules = {row["id"]: [row["summary"], row["authority"]] for row in self._ask("SELECT * FROM rule")}
        answers = {question: self._answer(question) for question in _COUNTED}
        spoken = {row[0] for row in self._ask("SELECT DISTINCT rule FROM findings WHERE run = :run")}
        return {
            "run": {
                "id": run["id"], "started": run["started"], "finished": run["finished"], "state": run["state"],
                "reslint": run["reslint"], "inputs": json.loads(run["inputs"]), "options": json.loads(run["options"]),
            },
            "database": os.path.basename(self._path), "base": self._base(), "outcomes": outcomes,
            "texts": len(self._texts), "findings": self.count, "suppressed": self._suppressed,
            "rules": {rule: about for rule, about in sorted(rules.items()) if rule in spoken},
            "languages": NAMES, "in-a-file": {"findings": IN_A_FILE, "series": series.IN_A_FILE}, "answers": answers,
        }  # fmt: skip

    def _base(self) -> str:
        """The way from the report to the folder of the database, for paths that are relative to it."""
        try:
            way = os.path.relpath(os.path.dirname(os.path.abspath(self._path)), os.path.realpath(self._folder))
        except ValueError:  # another drive
            return Path(self._path).resolve().parent.as_uri()
        return quote(way.replace(os.sep, "/"))

    def _of_texts(self) -> dict[str, Any]:
        """The columns of the texts, with how many findings of each severity each has."""
        names = ("symbol", "language", "organ", "title", "path")
        columns = {name: Column() for name in names}
        numbers: dict[str, list[int]] = {name: [] for name in ("session", "year", *SEVERITIES)}
        counted = ", ".join(
            f"(SELECT count(*) FROM finding x WHERE x.text = t.id AND x.severity = '{level}' "
            f"AND x.suppressed IS NULL) AS {level}"
            for level in SEVERITIES
        )
        for row in self._ask(f"SELECT t.*, {counted} FROM texts t WHERE run = :run ORDER BY path, number"):
            self._texts[row["path"], row["id"]] = len(self._texts)
            for name, column in columns.items():
                column.add(row[name] or "")
            for name, values in numbers.items():
                values.append(row[name] or 0)
        return {**{name: column.coded() for name, column in columns.items()}, **numbers}

    def _of_findings(self) -> Iterator[Part]:
        """The words of the findings in files of some hundreds, then the columns of their table and of citations."""
        columns = {name: Column() for name in ("rule", "message", "paragraph", "place", "cited", "written")}
        numbers: dict[str, list[int]] = {name: [] for name in ("id", "text", "severity", "row", "suppressed")}
        cited = {row["finding"]: row for row in self._ask(
            "SELECT finding, symbol, written, adopted FROM citations WHERE run = :run AND finding IS NOT NULL"
        )}  # fmt: skip
        tables: dict[str, dict[tuple[str, str, str], list[int]]] = {"dates": {}, "unknown": {}}
        lists: list[int] = []
        words: list[list[Any]] = []
        n = -1
        for n, row in enumerate(self._ask("SELECT * FROM findings WHERE run = :run ORDER BY path, start, id")):
            rule, key = row["rule"], (row["path"], row["id"])
            about = cited.get(row["id"]) if rule in _ON_CITATIONS else None
            values = (about["symbol"], about["written"] or "", about["adopted"] or "") if about else ("", "", "")
            told = {"cited": values[0], "written": values[1]}
            for name, column in columns.items():
                column.add(told[name] if name in told else row[name])
            for name in ("id", "row"):
                numbers[name].append(row[name])
            numbers["text"].append(self._texts[row["path"], row["text"]])
            numbers["severity"].append(SEVERITIES.index(row["severity"]))
            numbers["suppressed"].append(int(row["suppressed"] is not None))
            if row["suppressed"] is None:
                if rule in series.WANTED:
                    self._findings[key] = n
                if about:
                    tables[_ON_CITATIONS[rule]].setdefault(values, []).append(n)
                elif rule in _LISTS:
                    lists.append(n)
            words.append(context.of(row))
            if len(words) == IN_A_FILE:
                yield Part(f"words-{n // IN_A_FILE}", words)
                words = []
        if words:
            yield Part(f"words-{n // IN_A_FILE}", words)
        self._suppressed = sum(numbers["suppressed"])
        self.count = n + 1 - self._suppressed
        yield Part("findings", {**{name: column.coded() for name, column in columns.items()}, **numbers})
        yield Part("citations", {
            "dates": [[symbol, adopted, written, some] for (symbol, written, adopted), some in tables["dates"].items()],
            "unknown": [[symbol, some] for symbol, some in _by_symbol(tables["unknown"]).items()],
            "lists": lists, "cited": self._answer("cited")["rows"],
        })  # fmt: skip

    def _of_series(self) -> Iterator[Part]:
        """The graphs in files of some, then the list of the series in the same order."""
        listed: list[list[Any]] = []
        some: list[dict[str, Any]] = []
        for graph in series.graphs(self._database, self._run, self._registry, self._texts, self._findings):
            if len(some) == series.IN_A_FILE:
                yield Part(f"series-{len(listed) // series.IN_A_FILE - 1}", some)
                some = []
            some.append(graph.data())
            listed.append([graph.id, graph.title, *_sizes(some[-1])])
        if some:
            yield Part(f"series-{(len(listed) - 1) // series.IN_A_FILE}", some)
        yield Part("series", listed)

    def _of_files(self) -> list[list[str]]:
        """[path, outcome, why] of what was not checked."""
        unread = [[row["path"], row["outcome"], row["message"]] for row in self._ask(QUESTIONS["unread"].sql)]
        return unread + [[row["path"], "passed over", row["message"]] for row in self._ask(QUESTIONS["passed"].sql)]


def _by_symbol(table: dict[tuple[str, str, str], list[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for (symbol, _, _), some in table.items():
        found.setdefault(symbol, []).extend(some)
    return found


def _sizes(data: dict[str, Any]) -> list[int]:
    """[texts, resolutions, wrong dates, resolutions that no text of the archive cites, those that a list misses]."""
    nodes = data["nodes"]
    return [
        sum(len(node[4]) for node in nodes), len(nodes), sum(len(edge[3]) for edge in data["edges"]),
        sum(not node[5] for node in nodes), sum(bool(node[6]) for node in nodes),
    ]  # fmt: skip
