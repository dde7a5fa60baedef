"""rules/registry/ -> _data/registry.sqlite, sessions.json and registry-forms.json."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reslint.registry import symbols
from reslint.registry.model import RegistryError
from reslint.registry.schema import INDICES, TABLES, VERSION, WRITTEN, draft_key, title_key

PAGE = 4096


def compile_registry(rules_dir: Path, out_dir: Path) -> None:
    """Writes the database and the two small files; the same rules give the same bytes."""
    folder = rules_dir / "registry"
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, target in (("sessions", "sessions"), ("forms", "registry-forms")):
        text = json.dumps(_yaml(folder / f"{name}.yaml"), ensure_ascii=False, default=date.isoformat)
        (out_dir / f"{target}.json").write_text(text, encoding="utf-8")
    path = out_dir / "registry.sqlite"
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    database = sqlite3.connect(draft, isolation_level=None)
    try:
        fill(database, folder)
    finally:
        database.close()
    draft.replace(path)


def fill(database: sqlite3.Connection, folder: Path) -> None:
    """Creates the tables in an empty database and fills them from the folder's TSV files."""
    database.execute(f"PRAGMA page_size = {PAGE}")
    database.execute("PRAGMA journal_mode = OFF")
    database.executescript(TABLES)
    database.execute("BEGIN")
    database.execute(f"PRAGMA user_version = {VERSION}")
    insert_resolutions(database, _table(folder / "resolutions.tsv"))
    for row in _table(folder / "series.tsv"):
        members = row["members"].split()
        database.execute("INSERT INTO series VALUES (?, ?, ?)", (row["series"], row["title"], row["evidence"]))
        database.executemany("INSERT INTO member VALUES (?, ?)", [(row["series"], m) for m in members])
    for row in _table(folder / "recitals.tsv"):
        cited = row["cited"].split()
        database.executemany(
            "INSERT INTO recital VALUES (?, ?, ?)", [(row["citing"], n, s) for n, s in enumerate(cited)]
        )
    insert_sessions(database)
    latest, count = database.execute("SELECT max(adopted), count(*) FROM resolution").fetchone()
    facts = {"source": "United Nations", "latest": latest, "entries": str(count)}
    database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
    database.execute("COMMIT")
    database.executescript(INDICES)
    database.execute("ANALYZE")
    database.execute("VACUUM")


def insert_resolutions(database: sqlite3.Connection, rows: Iterator[dict[str, str]]) -> None:
    """One row of the table for each row of the list; an impossible symbol or date is an error."""
    values = []
    for row in rows:
        symbol = symbols.parse(row["symbol"])
        if symbol is None:
            raise RegistryError(f"resolutions.tsv: {row['symbol']!r} is no symbol of a resolution")
        try:
            adopted = date.fromisoformat(row["adopted"]).isoformat() if row["adopted"] else None
        except ValueError:
            raise RegistryError(f"resolutions.tsv, {row['symbol']}: {row['adopted']!r} is no date") from None
        values.append(
            (
                row["symbol"],
                symbol.body,
                symbol.session,
                symbol.number,
                adopted,
                row["evidence"],
                row["title"] or None,
                title_key(row["title"]) or None,
                row["agenda_item"] or None,
                row["draft"] or None,
                draft_key(row["draft"]) or None,
                row["meeting"] or None,
            )
        )
    database.executemany(f"INSERT INTO resolution ({WRITTEN}) VALUES ({','.join('?' * 12)})", values)


def insert_sessions(database: sqlite3.Connection) -> None:
    """The highest number of each session, and whether no higher one can exist.

    A list is complete where its numbers run on from 1 (or from the session or year before) without a gap to
    speak of, and a later session of the same body has begun.
    """
    numbers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name, body, session, number in database.execute("SELECT symbol, body, session, number FROM resolution"):
        if "/RES/" in name:
            numbers[body, session].add(number)
    last = {
        body: max((int(s) for b, s in numbers if b == body and s.isdigit()), default=0) for body in symbols.PREFIXES
    }
    for (body, session), found in sorted(numbers.items()):
        first = min(found) if body == "SC" or session.isalpha() else 1
        missing = max(found) - first + 1 - len(found)
        closed = session.isalpha() or (session.isdigit() and int(session) < last[body])
        whole = missing <= 0.04 * len(found) and len(found) >= 10 and body != "ECOSOC"
        database.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (body, session, max(found), closed and whole))


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        lines = (line.rstrip("\n") for line in file if not line.startswith("#"))
        names = next(lines).split("\t")
        for line in lines:
            cells = line.split("\t")
            yield dict(zip(names, cells + [""] * (len(names) - len(cells)), strict=False))


def _yaml(path: Path) -> object:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path)
