"""What a user knows beyond the shipped registry: a database of the same form, asked first.

It is replaced as a whole at each change, so a reader sees the old state or the new one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reslint.registry import symbols
from reslint.registry.connect import open_database
from reslint.registry.model import Entry, RegistryError
from reslint.registry.schema import INDICES, TABLES, VERSION, WRITTEN, draft_key, title_key
from reslint.registry.store import Registry

FIELDS = ("adopted", "title", "agenda_item", "draft", "meeting")


@dataclass(frozen=True, slots=True)
class Fact:
    """What one source says of a resolution; empty fields say nothing. `place` names the source."""

    symbol: str
    place: str
    adopted: date | None = None
    title: str = ""
    agenda_item: str = ""
    draft: str = ""
    meeting: str = ""
    evidence: str = "B"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values for one field. `known` is what the registry has, `said` what the source says."""

    symbol: str
    field: str
    known: str
    said: str
    place: str


@dataclass(slots=True)
class Report:
    """What learning did: counts of resolutions, and every conflict."""

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    replaced: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is to be written: entries, recital lists, series (id, title, members)."""

    entries: Mapping[str, Entry]
    recitals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    series: Sequence[tuple[str, str, Sequence[str]]] = ()


def read_csv(path: Path) -> list[Fact]:
    """The facts of a CSV file: a header line with `symbol` and any of adopted (or date), title, agenda_item,
    draft, meeting, evidence. RegistryError names the line that cannot be read."""
    import csv  # late: only importing needs them
    import io

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RegistryError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: cannot be read as CSV in UTF-8 ({error})") from error
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        names = [n.strip().lower().replace(" ", "_") for n in next(reader, [])]
        names = ["adopted" if n == "date" else n for n in names]
        if "symbol" not in names:
            raise RegistryError(
                f"{path}, line 1: a column named 'symbol' is needed; found: {', '.join(names) or 'nothing'}"
            )
        return [
            _fact(dict(zip(names, (c.strip() for c in cells), strict=False)), f"{path}, line {reader.line_num}")
            for cells in reader
            if any(cells)
        ]
    except csv.Error as error:
        raise RegistryError(f"{path}: no CSV file ({error})") from error


def _fact(cells: dict[str, str], place: str) -> Fact:
    written = cells.get("symbol", "")
    symbol = symbols.read(written)
    if symbol is None:
        raise RegistryError(f"{place}: {written!r} is no symbol of a resolution")
    evidence = cells.get("evidence", "") or "B"
    if evidence not in {"A", "B", "C", "N"}:
        raise RegistryError(f"{place}: evidence {evidence!r} is none of A, B, C, N")
    return Fact(
        symbols.canonical(symbol),
        place,
        _day(cells.get("adopted", ""), place),
        cells.get("title", ""),
        cells.get("agenda_item", ""),
        cells.get("draft", ""),
        cells.get("meeting", ""),
        evidence,
    )


def _day(written: str, place: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise RegistryError(f"{place}: {written!r} is no date; write it as 2022-11-21") from None


def merge(facts: Iterable[Fact], registry: Registry, overwrite: bool) -> tuple[dict[str, Entry], Report]:
    """The entries that change, and the report. Where a known value differs, it stays unless `overwrite`."""
    report = Report()
    changed: dict[str, Entry] = {}
    for fact in facts:
        known = changed.get(fact.symbol) or registry.get(fact.symbol)
        if known is None:
            body = symbols.parse(fact.symbol)
            changed[fact.symbol] = Entry(
                fact.symbol,
                body.body if body else "",
                fact.adopted,
                fact.title,
                fact.agenda_item,
                fact.draft,
                fact.meeting,
                fact.evidence,
                (),
            )
            report.added += 1
            continue
        entry, clashes = _merge_one(fact, known, overwrite)
        report.conflicts += clashes
        if entry == known:
            report.unchanged += 1
            continue
        changed[fact.symbol] = entry
        report.replaced += bool(clashes)
        report.completed += not clashes
    return changed, report


def _merge_one(fact: Fact, known: Entry, overwrite: bool) -> tuple[Entry, list[Conflict]]:
    clashes = []
    entry = known
    for name in FIELDS:
        said, have = getattr(fact, name), getattr(entry, name)
        if not said or said == have:
            continue
        if have and not _same(name, have, said):
            clashes.append(Conflict(fact.symbol, name, str(have), str(said), fact.place))
            if not overwrite:
                continue
        elif have:
            continue
        entry = _with(entry, name, said, fact.evidence)
    return entry, clashes


def _same(name: str, have: object, said: object) -> bool:
    """Whether two values are one: titles but for case and articles, symbols but for what is added to them."""
    if name == "title":
        return title_key(str(have)) == title_key(str(said))
    return name in ("draft", "meeting") and _bare(str(have)) == _bare(str(said))


def _bare(symbol: str) -> str:
    """ "A/76/420, para. 8" -> "A/76/420"; "A/75/PV.48 (Resumption 1)" -> "A/75/PV.48"."""
    for added in (",", " and ", " ("):
        symbol = symbol.partition(added)[0]
    return symbol


def _with(entry: Entry, name: str, value: object, evidence: str) -> Entry:
    if name == "adopted" and isinstance(value, date):
        return entry._replace(adopted=value, evidence=evidence)
    text = str(value)
    if name == "title":
        return entry._replace(title=text)
    if name == "agenda_item":
        return entry._replace(agenda_item=text)
    return entry._replace(draft=text) if name == "draft" else entry._replace(meeting=text)


def write(path: Path, knowledge: Knowledge, fresh: bool = False) -> None:
    """Adds the knowledge to the overlay at `path`; it is made where it is missing, and anew if `fresh`."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(f"{path}: the overlay cannot be written ({error})") from error
    try:
        if path.exists() and not fresh:
            open_database(path).close()  # a corrupt overlay is named, not built upon
            shutil.copyfile(path, draft)
        else:
            _create(draft)
        database = sqlite3.connect(draft, isolation_level=None)
        try:
            _fill(database, knowledge)
        finally:
            database.close()
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise RegistryError(f"{path}: the overlay cannot be written ({error})") from error
    finally:
        draft.unlink(missing_ok=True)


def _create(path: Path) -> None:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(TABLES + INDICES + f"PRAGMA user_version = {VERSION};")
    database.close()


def _fill(database: sqlite3.Connection, knowledge: Knowledge) -> None:
    database.execute("PRAGMA journal_mode = OFF")  # the file is a copy until it takes its place
    database.execute("BEGIN")
    for name, entry in sorted(knowledge.entries.items()):
        symbol = symbols.parse(name)
        if symbol is None:
            continue
        adopted = entry.adopted.isoformat() if entry.adopted else None
        database.execute(
            f"INSERT OR REPLACE INTO resolution ({WRITTEN}) VALUES ({','.join('?' * 12)})",
            (
                name,
                symbol.body,
                symbol.session,
                symbol.number,
                adopted,
                entry.evidence,
                entry.title or None,
                title_key(entry.title) or None,
                entry.agenda_item or None,
                entry.draft or None,
                draft_key(entry.draft) or None,
                entry.meeting or None,
            ),
        )
    for citing, cited in sorted(knowledge.recitals.items()):
        database.execute("DELETE FROM recital WHERE citing = ?", (citing,))
        database.executemany("INSERT INTO recital VALUES (?, ?, ?)", [(citing, n, s) for n, s in enumerate(cited)])
    for series, title, members in knowledge.series:
        database.execute("INSERT OR REPLACE INTO series VALUES (?, ?, 'learned')", (series, title))
        database.executemany("INSERT OR IGNORE INTO member VALUES (?, ?)", [(series, m) for m in members])
    database.execute("COMMIT")
