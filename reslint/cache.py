"""Reports that are kept from one run to the next, by what they rest on.

One SQLite file in the user's cache folder, safe with several runs at once. It is a convenience: what cannot be read is
thrown away, what cannot be written is not kept, and neither is an error. A report is kept without its source.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from reslint.edition import digest
from reslint.engine import Report, Settings, report_on
from reslint.registry.store import Registry
from reslint.rules import Rule
from reslint.source.model import Source

VERSION = 1
# Some 12 KB a text of 20 KB: 40,000 texts.
LARGEST = 512 * 1024 * 1024
_SWEPT = 0.75  # of it stays when it is full
_BATCH = 64
_DAYS = 7  # so often is noted that an answer is still asked for
_WAIT = 5.0  # seconds for another run to have written

_TABLES = """
CREATE TABLE IF NOT EXISTS report (key TEXT PRIMARY KEY, day TEXT NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS report_used ON report (used);
"""


def folder() -> str:
    """Where the cache lies: `$XDG_CACHE_HOME/reslint`, else `~/.cache/reslint`."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "reslint")


def place() -> str:
    """The file."""
    return os.path.join(folder(), f"reports-{VERSION}.sqlite")


def examine(source: Source, registry: Registry, settings: Settings, judgement: str, cache: Cache | None) -> Report:
    """`engine.report_on`, but for what the cache holds by that judgement (see `edition.judgement`)."""
    if cache is None:
        return report_on(source, registry, settings)
    report = cache.get(source, judgement, settings.rules)
    if report is None:
        report = report_on(source, registry, settings)
        cache.put(report, judgement, day_of(report, settings))
    return report


def day_of(report: Report, settings: Settings) -> str:
    """The ISO date on which alone the report holds: today where a text without a date was judged; else ""."""
    if settings.as_of is None:
        for judged in report.judged:
            if not (judged.resolution.adopted or judged.resolution.issued):
                return judged.as_of.isoformat()
    return ""


class Size(NamedTuple):
    """What the cache holds: reports, and bytes on disk."""

    reports: int
    bytes: int


class Cache:
    """The kept reports. What is put in is written in batches; `close` writes the rest."""

    def __init__(self, path: str | None = None, largest: int = LARGEST) -> None:
        self._path, self._largest = path or place(), largest
        self._waiting: dict[str, tuple[str, bytes]] = {}
        self._used: list[str] = []
        self._today = date.today()
        self._database = self._open()

    def get(self, source: Source, judgement: str, rules: Iterable[Rule]) -> Report | None:
        """The report on the source by that judgement, or None. `rules`: those that judge."""
        value = self.value(_key(source, judgement))
        return None if value is None else _unpacked(value, source, rules)  # a damaged one is written over

    def put(self, report: Report, judgement: str, day: str) -> None:
        """Keeps the report. `day`: the ISO date on which alone it holds, or "" (see `day_of`)."""
        if self._database is not None and not report.failures:
            self.keep(_key(report.source, judgement), _packed(report), day)

    def value(self, key: str) -> bytes | None:
        """What was kept under the key and holds today, or None."""
        if key in self._waiting:
            return self._waiting[key][1]
        for day, used, value in self._ask("SELECT day, used, value FROM report WHERE key = ?", key):
            if day and day != self._today.isoformat():
                return None
            if used < self._today.toordinal() - _DAYS:
                self._used.append(key)
            return bytes(value)
        return None

    def keep(self, key: str, value: bytes, day: str = "") -> None:
        """Keeps a value. `day`: the ISO date on which alone it holds, or ""."""
        self._waiting[key] = (day, value)
        if len(self._waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Writes what waits; drops what was not asked for longest where that is more than fits."""
        if self._database is None or not (self._waiting or self._used):
            return
        now = self._today.toordinal()
        rows = [(key, day, now, value) for key, (day, value) in self._waiting.items()]
        try:
            with self._database as database:
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?)", rows)
                database.executemany("UPDATE report SET used = ? WHERE key = ?", [(now, key) for key in self._used])
                self._sweep(database)
        except sqlite3.OperationalError:
            pass  # another run writes for long, or the disk is full: it is worked out again next time
        except sqlite3.DatabaseError:
            self._start_again()
        self._waiting.clear()
        self._used.clear()

    def close(self) -> None:
        """Writes the rest and lets go of the file."""
        self.write()
        if self._database is not None:
            self._database.close()
            self._database = None

    def size(self) -> Size:
        """How much is kept."""
        rows = self._ask("SELECT count(*) FROM report")
        return Size(rows[0][0] if rows else 0, sum(_bytes(file) for file in _files(self._path)))

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
                database = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = OFF")  # what a power cut takes is worked out again
                database.executescript(_TABLES)
                return database
            except (OSError, sqlite3.OperationalError):
                return None
            except sqlite3.DatabaseError:
                clean(self._path)
        return None

    def _ask(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._start_again()
            return []

    def _start_again(self) -> None:
        if self._database is not None:
            self._database.close()
        clean(self._path)
        self._database = self._open()

    def _sweep(self, database: sqlite3.Connection) -> None:
        pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0]
                             for name in ("page_count", "freelist_count", "page_size"))  # fmt: skip
        if (pages - free) * size <= self._largest:
            return
        count, total = database.execute("SELECT count(*), sum(length(value)) FROM report").fetchone()
        spare = total - int(self._largest * _SWEPT)
        gone = min(count, max(1, count * spare // max(total, 1)))
        oldest = "SELECT key FROM report ORDER BY used, rowid LIMIT ?"
        database.execute(f"DELETE FROM report WHERE key IN ({oldest})", (gone,))


def clean(path: str | None = None) -> int:
    """Removes the cache; returns the bytes that it took."""
    gone = 0
    for file in _files(path or place()):
        size = _bytes(file)
        with suppress(OSError):
            os.unlink(file)
            gone += size
    return gone


def _files(path: str) -> tuple[str, ...]:
    return path, f"{path}-wal", f"{path}-shm"


def _bytes(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _key(source: Source, judgement: str) -> str:
    return digest(judgement, source.format, source.text)


def _packed(report: Report) -> bytes:
    judged = [j._replace(ran=()) for j in report.judged]
    ran = [[rule.id for rule in j.ran] for j in report.judged]
    data = pickle.dumps((judged, ran, report.findings, report.suppressed), protocol=5)
    return zlib.compress(data, 1)  # which also ends in a checksum


def _unpacked(value: bytes, source: Source, rules: Iterable[Rule]) -> Report | None:
    try:
        judged, ran, findings, suppressed = _Reader(BytesIO(zlib.decompress(value))).load()
        by_id = {rule.id: rule for rule in rules}
        whole = (j._replace(ran=tuple(by_id[name] for name in names)) for j, names in zip(judged, ran, strict=True))
        return Report(source, tuple(whole), findings, suppressed)
    except Exception:  # damaged in whatever way
        return None


class _Reader(pickle.Unpickler):
    """Makes values of reslint and days, and nothing else: whatever the file holds, no other code is run."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _KNOWN and name in _KNOWN[module]:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a report")


_KNOWN = {
    "datetime": {"date"},
    "reslint.engine": {"Judged"},
    "reslint.finding": {"Edit", "Finding", "Fix", "Related"},
    "reslint.source.clean": {"Clean"},
    "reslint.resolution.model": {
        "Citation", "DateMention", "Emphasis", "Heading", "Mark", "Opening", "Paragraph", "Resolution",
    },
}  # fmt: skip
