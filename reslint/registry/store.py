"""The registry: opened, not parsed. Answers are remembered for the life of the object."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from datetime import date

from reslint.registry import sessions
from reslint.registry.connect import open_database
from reslint.registry.model import Entry, RegistryError
from reslint.registry.schema import COLUMNS, draft_key, title_key
from reslint.registry.symbols import Symbol, canonical, letters, parse, sort_key

_Row = tuple[str, str, str | None, str | None, str | None, str | None, str | None, str]


class Registry:
    """What has been adopted. The overlay, where there is one, is asked before the shipped database."""

    def __init__(self, databases: Iterable[sqlite3.Connection]) -> None:
        self._databases = tuple(databases)
        self._entries: dict[str, Entry | None] = {}
        self._found: dict[str, Entry | None] = {}
        self._sizes: dict[tuple[str, str], tuple[int, bool] | None] = {}
        self._members: dict[str, tuple[Entry, ...]] = {}

    def close(self) -> None:
        for database in self._databases:
            database.close()

    # one resolution

    def get(self, symbol: str) -> Entry | None:
        """The entry of exactly this canonical symbol."""
        if symbol not in self._entries:
            rows = self._ask(f"SELECT {COLUMNS} FROM resolution WHERE symbol = ?", symbol)
            self._entries[symbol] = self._entry(rows[0]) if rows else None
        return self._entries[symbol]

    def find(self, symbol: str) -> Entry | None:
        """The entry that a citation of `symbol` means.

        A part is found in the range that holds it (74/92 A in 74/92 A-B) or in its whole (51/211 A in
        51/211), a whole in its parts. The day is given where it must be the same: where all parts that are
        known share it, and for part A, which is the whole before a part B was added.
        """
        if symbol not in self._found:
            entry = self.get(symbol)
            wanting = entry is None or entry.adopted is None or not entry.series
            if wanting and (parsed := parse(symbol)) is not None:
                entry = self._completed(entry, self._relative(symbol, parsed))
            self._found[symbol] = entry
        return self._found[symbol]

    def exists(self, symbol: str) -> bool:
        """Whether `find` knows it."""
        return self.find(symbol) is not None

    def find_many(self, symbols: Iterable[str]) -> dict[str, Entry]:
        """`find` for each symbol; those unknown are left out."""
        wanted = dict.fromkeys(symbols)
        self._load(s for s in wanted if s not in self._entries)
        return {s: entry for s in wanted if (entry := self.find(s)) is not None}

    def absent(self, symbol: str, as_of: date) -> bool:
        """Whether there certainly was no such resolution on that day.

        True where the number lies beyond the last one of a session whose list is complete, or where the
        session had not begun. Never true for a body or session whose list has gaps at its end.
        """
        parsed = parse(symbol)
        if parsed is None or parsed.kind != "resolution" or self.find(symbol) is not None:
            return False
        number = sessions.number(parsed.session)
        last = sessions.last_session(parsed.body, as_of)
        if number is not None and last is not None and number > last and not parsed.session.isalpha():
            return True
        size = self._size(parsed.body, parsed.session)
        if size is None:
            return False
        if not size[1]:
            return False
        return parsed.number > size[0] or parsed.number < 1 or self._is_continuous(parsed)

    def _is_continuous(self, symbol: Symbol) -> bool:
        """Whether numbers run on over the sessions, so that one missing in a complete list is another's."""
        return symbol.body == "SC" or (symbol.body == "GA" and symbol.session.isalpha())

    # sessions

    def session_size(self, body: str, session: str) -> int | None:
        """The highest number of a session whose list is complete; None where it may go on."""
        size = self._size(body, session)
        return size[0] if size and size[1] else None

    def highest(self, body: str, session: str) -> int | None:
        """The highest number known of a session, complete or not."""
        size = self._size(body, session)
        return size[0] if size else None

    def _size(self, body: str, session: str) -> tuple[int, bool] | None:
        key = (body, session)
        if key not in self._sizes:
            rows = self._ask("SELECT highest, complete FROM session WHERE body = ? AND session = ?", *key)
            self._sizes[key] = (int(str(rows[0][0])), bool(rows[0][1])) if rows else None
        return self._sizes[key]

    # series

    def series_of(self, symbol: str) -> tuple[str, ...]:
        """Ids of the series that the resolution belongs to, the one of its own title first."""
        entry = self.find(symbol)
        return entry.series if entry else ()

    def series_title(self, series: str) -> str:
        """The title under which a series is known."""
        rows = self._ask("SELECT title FROM series WHERE id = ?", series)
        return str(rows[0][0]) if rows else ""

    def members(self, series: str, before: date | None = None) -> tuple[Entry, ...]:
        """The series in the order of adoption, as it stood before that day (None: all of it).

        A member whose day is not known counts from the end of its session.
        """
        if series not in self._members:
            rows = self._ask_all("SELECT symbol FROM member WHERE series = ?", series)
            self._members[series] = _in_order(self.find_many(str(row[0]) for row in rows).values())
        found = self._members[series]
        return found if before is None else tuple(e for e in found if _last_day(e) < before)

    def by_title(self, title: str, before: date | None = None) -> tuple[Entry, ...]:
        """The resolutions of the same title (case, articles, punctuation and years apart), in order."""
        key = title_key(title)
        if not key:
            return ()
        rows = self._ask_all("SELECT symbol FROM resolution WHERE title_key = ?", key)
        found = self.find_many(str(row[0]) for row in rows).values()
        return _in_order(e for e in found if before is None or _last_day(e) < before)

    def recitals(self, symbol: str) -> tuple[str, ...]:
        """What that resolution's list of earlier resolutions cites, in its order, where it is known."""
        query = "SELECT cited FROM recital WHERE citing = ? ORDER BY place"
        return tuple(str(row[0]) for row in self._ask(query, symbol))

    # searching

    def by_draft(self, draft: str) -> Entry | None:
        """The resolution that a draft became: "A/67/L.29" -> 67/264; None where several did."""
        key = draft_key(draft)
        if not key:
            return None
        rows = self._ask(f"SELECT {COLUMNS} FROM resolution WHERE draft_key = ? LIMIT 2", key)
        return self._entry(rows[0]) if len(rows) == 1 else None

    def search(self, words: str, limit: int = 20, before: date | None = None) -> tuple[Entry, ...]:
        """Resolutions whose title holds every word (any case, parts of words count), the latest first."""
        wanted = [w.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") for w in words.split()]
        if not wanted:
            return ()
        test = " AND ".join(r"title LIKE ? ESCAPE '\'" for _ in wanted)
        if before is not None:
            test += " AND adopted < ?"
        query = f"SELECT {COLUMNS} FROM resolution WHERE title IS NOT NULL AND {test}"
        query += " ORDER BY adopted DESC, id LIMIT ?"
        values = [f"%{w}%" for w in wanted] + ([before.isoformat()] if before else []) + [str(limit)]
        entries: dict[str, Entry] = {}
        for row in self._ask_all(query, *values):
            entries.setdefault(str(row[0]), self._entry(row))
        ordered = sorted(entries.values(), key=lambda e: e.adopted or date.min, reverse=True)
        return tuple(ordered[:limit])

    def numbered(self, body: str, session: str = "", digits: str = "", limit: int = 50) -> tuple[Entry, ...]:
        """Resolutions of a body (and session, where one is given) whose number begins with `digits`, by number.

        Without a session the latest ones, where there are more than `limit`.
        """
        test, values = "body = ? AND CAST(number AS TEXT) LIKE ?", [body, f"{digits}%"]
        if session:
            test += " AND session = ?"
            values.append(session)
        query = f"SELECT {COLUMNS} FROM resolution WHERE {test} ORDER BY number {'' if session else 'DESC'} LIMIT ?"
        rows = self._ask_all(query, *values, str(limit))
        entries: dict[str, Entry] = {}
        for row in rows:
            entries.setdefault(str(row[0]), self._entry(row))
        return tuple(sorted(entries.values(), key=lambda e: sort_key(e.symbol))[:limit])

    def find_series(self, words: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """(id, title) of the series whose title holds every word, the largest first."""
        wanted = [w.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") for w in words.split()]
        if not wanted:
            return ()
        test = " AND ".join(r"s.title LIKE ? ESCAPE '\'" for _ in wanted)
        query = (
            "SELECT s.id, s.title, count(*) AS size FROM series s JOIN member m ON m.series = s.id "
            f"WHERE {test} GROUP BY s.id ORDER BY size DESC, s.id LIMIT ?"
        )
        rows = self._ask_all(query, *[f"%{w}%" for w in wanted], str(limit))
        return tuple(dict.fromkeys((str(r[0]), str(r[1])) for r in rows))[:limit]

    def meta(self, key: str) -> str:
        """A fact about the registry itself: "entries", "latest", "source"."""
        rows = self._ask("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0][0]) if rows else ""

    # inside

    def _completed(self, entry: Entry | None, kin: Entry | None) -> Entry | None:
        """The entry, with the day and the series that its parts or its whole share."""
        if entry is None or kin is None:
            return entry or kin
        if entry.adopted is None and kin.adopted is not None:
            entry = entry._replace(adopted=kin.adopted, evidence=kin.evidence)
        return entry._replace(series=entry.series or kin.series)

    def _relative(self, symbol: str, parsed: Symbol) -> Entry | None:
        """What the parts, the range or the whole of a symbol say of it."""
        rows = self._ask_all(
            f"SELECT {COLUMNS} FROM resolution WHERE body = ? AND session = ? AND number = ?",
            parsed.body,
            parsed.session,
            str(parsed.number),
        )
        family = [
            e for e in map(self._entry, rows) if e.symbol != symbol and (p := parse(e.symbol)) and p.kind == parsed.kind
        ]
        if not family:
            return None
        wanted = set(letters(parsed.part))
        parts = {e.symbol: set(letters(p.part)) for e in family if (p := parse(e.symbol))}
        if wanted:
            holding = [e for e in family if wanted <= parts[e.symbol]]
            inside = [e for e in family if parts[e.symbol] and parts[e.symbol] <= wanted]
            whole = [e for e in family if not parts[e.symbol]]
            kin = holding or inside or whole
            sure = bool(holding or inside) or wanted == {"A"}
        else:
            kin, sure = family, True
        if not kin:
            return None
        days = {e.adopted for e in kin}
        day = next(iter(days)) if sure and len(days) == 1 else None
        first = kin[0]
        evidence = min((e.evidence for e in kin if e.evidence), default="") if day else ""
        title = first.title if len({e.title for e in kin}) == 1 else ""
        series = tuple(dict.fromkeys(s for e in kin for s in e.series))
        meeting = first.meeting if day else ""
        return Entry(canonical(parsed), parsed.body, day, title, first.agenda_item, "", meeting, evidence, series)

    def _load(self, symbols: Iterable[str]) -> None:
        wanted = list(symbols)
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            marks = ",".join("?" * len(some))
            for row in self._ask_all(f"SELECT {COLUMNS} FROM resolution WHERE symbol IN ({marks})", *some):
                if row[0] not in self._entries:
                    self._entries[str(row[0])] = self._entry(row)
            for symbol in some:
                self._entries.setdefault(symbol, None)

    def _entry(self, row: tuple[object, ...]) -> Entry:
        symbol, body, adopted, title, item, draft, meeting, evidence = (str(v) if v is not None else "" for v in row)
        series = self._ask_all("SELECT series FROM member WHERE symbol = ? ORDER BY series", symbol)
        day = date.fromisoformat(adopted) if adopted else None
        ids = tuple(dict.fromkeys(str(s[0]) for s in series))
        return Entry(symbol, body, day, title, item, draft, meeting, evidence, ids)

    def _ask(self, query: str, *values: str) -> list[tuple[object, ...]]:
        """The rows of the first database that has any."""
        for database in self._databases:
            if rows := _rows(database, query, values):
                return rows
        return []

    def _ask_all(self, query: str, *values: str) -> list[tuple[object, ...]]:
        """The rows of every database, the overlay's first."""
        return [row for database in self._databases for row in _rows(database, query, values)]


def _rows(database: sqlite3.Connection, query: str, values: tuple[str, ...]) -> list[tuple[object, ...]]:
    try:
        return database.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise RegistryError(f"the registry cannot be read ({error}); build or import it again") from error


def _last_day(entry: Entry) -> date:
    """The day of adoption, else the last one possible."""
    if entry.adopted:
        return entry.adopted
    symbol = parse(entry.symbol)
    days = sessions.window(symbol.body, symbol.session) if symbol else None
    return days[1] if days else date.max


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (_last_day(e), sort_key(e.symbol))))


_Path = str | os.PathLike[str]


def open_registry(path: _Path | None = None, overlay: _Path | None = None) -> Registry:
    """The registry at `path` (default: the one shipped), under the overlay where that file exists."""
    if path is None:
        from reslint.data import place

        path = place("registry.sqlite")
    shipped = open_database(path)
    if overlay is None or not os.path.exists(overlay):
        return Registry([shipped])
    return Registry([open_database(overlay), shipped])
