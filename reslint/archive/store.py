"""The database of an archive, written by one run at a time, in batches: whatever ends it, a batch is there whole."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reslint import __version__
from reslint.archive.schema import APPLICATION, INDICES, TABLES, VERSION, VIEWS
from reslint.archive.unit import Item, Outcome
from reslint.errors import UserError
from reslint.rules import Rule

_BATCH = 64  # files that are written together
_PAGE = 500

_LISTING = """
CREATE TEMP TABLE listing (
  n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, place TEXT NOT NULL, stamp TEXT NOT NULL, size INTEGER NOT NULL,
  judgement TEXT NOT NULL);
"""
# Whether a file row still holds for what is listed: the same content, judged in the same way, as of a day that stays.
_HOLDS = """
  f.outcome IN ('checked', 'passed over') AND l.stamp = f.stamp AND l.stamp != ''
  AND d.judgement = l.judgement AND d.day IN ('', :today)
"""
_DROP = f"""
DELETE FROM file WHERE run = :run AND path NOT IN (
  SELECT f.path FROM file f JOIN listing l ON l.path = f.path JOIN document d ON d.id = f.document
  WHERE f.run = :run AND {_HOLDS})
"""
_TAKE_OVER = f"""
INSERT OR IGNORE INTO file (run, path, outcome, message, document, stamp)
SELECT :run, l.path, f.outcome, f.message, f.document, f.stamp FROM listing l
JOIN file f ON f.path = l.path AND f.run = (SELECT max(run) FROM file WHERE path = l.path AND run < :run)
JOIN document d ON d.id = f.document WHERE {_HOLDS}
"""
_LEFT = """
CREATE TEMP TABLE todo AS SELECT n FROM listing l
WHERE NOT EXISTS (SELECT 1 FROM file WHERE run = :run AND path = l.path) ORDER BY n
"""
_ORPHANS = """
CREATE TEMP TABLE orphan AS SELECT id FROM document d WHERE NOT EXISTS (SELECT 1 FROM file WHERE document = d.id);
DELETE FROM citation WHERE text IN (SELECT t.id FROM text t JOIN orphan o ON t.document = o.id);
DELETE FROM finding WHERE text IN (SELECT t.id FROM text t JOIN orphan o ON t.document = o.id);
DELETE FROM text WHERE document IN (SELECT id FROM orphan);
DELETE FROM document WHERE id IN (SELECT id FROM orphan);
DROP TABLE orphan;
"""


class Listed(NamedTuple):
    """A file of the archive, and the digest of how it is judged."""

    item: Item
    judgement: str


class Plan(NamedTuple):
    """What a run has before it: `files` in all, `done` of which need no work."""

    files: int
    done: int


class Archive:
    """The database at `path`, open for one run; made where there is none. A `UserError` where it cannot be."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = _locked(path)
        self._made = not os.path.exists(path)
        try:
            self._database = _opened(path)
        except UserError:
            _unlock(self._lock, path)
            raise
        self._waiting: list[Outcome] = []
        self.run = 0

    def begin(self, inputs: Sequence[str], options: Mapping[str, Any]) -> bool:
        """Begins a run, or goes on with the last one where it asked for the same and did not end; says whether so."""
        asked = {"inputs": json.dumps(list(inputs)), "options": json.dumps(dict(options), sort_keys=True, default=str)}
        row = self._database.execute("SELECT max(id), state, inputs, options FROM run").fetchone()
        if row[1] == "open" and row[2:] == tuple(asked.values()):
            self.run = row[0]
            return True
        with self._writing():
            values = (_now(), __version__, *asked.values())
            query = "INSERT INTO run (started, reslint, inputs, options) VALUES (?, ?, ?, ?)"
            self.run = self._database.execute(query, values).lastrowid or 0
        return False

    def plan(self, listed: Iterable[Listed], rules: Iterable[Rule]) -> Plan:
        """Takes in which files there are. What has not changed since it was judged is taken over as it was."""
        database, values = self._database, {"run": self.run, "today": date.today().isoformat()}
        with self._writing():
            database.execute(_LISTING)
            database.executemany(
                "INSERT OR IGNORE INTO listing (path, place, stamp, size, judgement) VALUES (?, ?, ?, ?, ?)",
                ((i.path, i.place, i.stamp, i.size, judgement) for i, judgement in listed),
            )
            if database.execute(_DROP, values).rowcount:
                for statement in _ORPHANS.strip().split("\n"):
                    database.execute(statement)
            database.execute(_TAKE_OVER, values)
            database.execute(_LEFT, values)
            known = ((rule.id, rule.summary, rule.authority) for rule in rules)
            database.executemany("INSERT OR REPLACE INTO rule VALUES (?, ?, ?)", known)
        files, left = (self._one(f"SELECT count(*) FROM {name}") for name in ("listing", "todo"))
        return Plan(files, files - left)

    def todo(self) -> Iterator[Listed]:
        """The files that are left to do, in the order in which they were listed."""
        at = 0
        while True:
            rows = self._database.execute(
                "SELECT todo.rowid, place, path, stamp, size, judgement FROM todo JOIN listing USING (n) "
                "WHERE todo.rowid > ? ORDER BY todo.rowid LIMIT ?", (at, _PAGE),
            ).fetchall()  # fmt: skip
            for _, place, path, stamp, size, judgement in rows:
                yield Listed(Item(place, path, stamp, size), judgement)
            if len(rows) < _PAGE:
                return
            at = rows[-1][0]

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Takes in what came of some files."""
        self._waiting += outcomes
        if len(self._waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Writes what was taken in, all of it or, where it fails, nothing."""
        if not self._waiting:
            return
        with self._writing():
            _Writer(self._database, self.run).write(self._waiting)
        self._waiting.clear()

    def finish(self, seconds: float, *, done: bool) -> None:
        """Ends the run, or leaves it open to be gone on with. `seconds`: what it took, this time."""
        self.write()
        with self._writing():
            self._database.execute("UPDATE run SET seconds = seconds + ? WHERE id = ?", (round(seconds, 3), self.run))
            if done:
                self._database.execute("UPDATE run SET state = 'done', finished = ? WHERE id = ?", (_now(), self.run))

    def discard(self) -> None:
        """Takes the run back, as there was nothing to do; where the database was made for it, that goes, too."""
        with self._writing():
            self._database.execute("DELETE FROM run WHERE id = ?", (self.run,))
        if self._made:
            self.close()
            for file in (self.path, f"{self.path}-wal", f"{self.path}-shm"):
                with suppress(OSError):
                    os.unlink(file)

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a question gives."""
        return self._database.execute(query, values).fetchall()

    def close(self) -> None:
        """Lets go of the database."""
        with suppress(sqlite3.Error):  # all is written; where somebody reads, the log stays beside the database
            self._database.execute("PRAGMA optimize")
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.close()
        _unlock(self._lock, self.path)

    def _one(self, query: str) -> int:
        return int(self._database.execute(query).fetchone()[0])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise UserError(f"{self.path}: cannot be written ({error}); what was written before is there") from error


class _Writer:
    """Writes outcomes into an open transaction. Numbers of rows are given here, so that rows can name each other."""

    def __init__(self, database: sqlite3.Connection, run: int) -> None:
        self._database, self._run = database, run
        self._text, self._finding = (
            int(database.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])
            for table in ("text", "finding")
        )
        self._texts: list[tuple[object, ...]] = []
        self._findings: list[tuple[object, ...]] = []
        self._citations: list[tuple[object, ...]] = []
        self._series: dict[str, str] = {}

    def write(self, outcomes: Sequence[Outcome]) -> None:
        files = [
            (self._run, o.item.path, o.kind, o.message, self._document(o) if o.content else None, o.item.stamp)
            for o in outcomes
        ]
        insert = self._database.executemany
        insert(f"INSERT INTO text VALUES ({_marks(16)})", self._texts)
        insert(f"INSERT INTO finding VALUES ({_marks(19)})", self._findings)
        insert(
            "INSERT INTO citation (text, symbol, display, body, kind, paragraph, start, end, row, col, written, "
            f"adopted, list, finding) VALUES ({_marks(14)})", self._citations,
        )  # fmt: skip
        insert("INSERT OR REPLACE INTO series VALUES (?, ?)", self._series.items())
        columns = "run, path, outcome, message, document, stamp"
        insert(f"INSERT OR REPLACE INTO file ({columns}) VALUES ({_marks(6)})", files)

    def _document(self, o: Outcome) -> int:
        values = (o.content, o.judgement, o.day)
        known = self._database.execute(
            "SELECT id FROM document WHERE content = ? AND judgement = ? AND day = ?", values
        ).fetchone()
        if known:
            return int(known[0])
        query = "INSERT INTO document (content, judgement, day, size, format) VALUES (?, ?, ?, ?, ?)"
        number = self._database.execute(query, (*values, o.size, o.format)).lastrowid or 0
        for text in o.texts:
            self._text += 1
            self._texts.append((self._text, number, *text.columns))
            series = text.columns[-1]
            if isinstance(series, str):
                self._series[series] = text.series_title
            first = self._finding + 1
            self._finding += len(text.findings)
            self._findings += ((first + n, self._text, *row) for n, row in enumerate(text.findings))
            for *cells, finding in text.citations:
                numbered = first + finding if isinstance(finding, int) else None
                self._citations.append((self._text, *cells, numbered))
        return number


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def opened_for_reading(path: str) -> sqlite3.Connection:
    """The database at `path`, to ask. A `UserError` where there is none."""
    if not os.path.isfile(path):
        raise UserError(f"{path}: no such database; `reslint archive check` makes one")
    try:
        database = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", timeout=30, uri=True)
        if not _is_made(database, path):
            raise UserError(f"{path}: an empty file; `reslint archive check` fills it")
    except sqlite3.Error as error:
        raise UserError(f"{path}: cannot be read as a database ({error})") from None
    return database


def _opened(path: str) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path, timeout=30, isolation_level=None)
        if not _is_made(database, path):
            database.executescript(
                f"PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;"
                f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
                f"{TABLES}{INDICES}{VIEWS} COMMIT;"
            )
        database.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        raise UserError(f"{path}: cannot be used as a database ({error}); name another file") from None
    return database


def _is_made(database: sqlite3.Connection, path: str) -> bool:
    """Whether the tables are there; a `UserError` where others are."""
    application, version, tables = (
        database.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    )
    if tables and application != APPLICATION:
        raise UserError(f"{path}: a database, but not one of an archive; name another file")
    if tables and version != VERSION:
        raise UserError(f"{path}: an archive of version {version}, this reslint has {VERSION}; make a new one")
    return bool(tables)


def _locked(path: str) -> sqlite3.Connection:
    """Holds the archive for this process; whatever ends the process lets go of it."""
    try:
        lock = sqlite3.connect(f"{path}-lock", timeout=0, isolation_level=None)
    except sqlite3.OperationalError:
        raise UserError(f"{path}: cannot be made: its folder is not there, or may not be written") from None
    try:
        lock.execute("PRAGMA journal_mode = MEMORY")  # nothing is ever written
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise UserError(f"{path}: another run is at work on it; wait for its end, or name another database") from None
    return lock


def _unlock(lock: sqlite3.Connection, path: str) -> None:
    with suppress(OSError):
        os.unlink(f"{path}-lock")
    lock.close()
