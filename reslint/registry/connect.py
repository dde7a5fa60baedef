"""Opens a registry file for reading."""

from __future__ import annotations

import os
import sqlite3

from reslint.registry.model import RegistryError
from reslint.registry.schema import VERSION


def open_database(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """Opens a registry file for reading; nothing is ever written through it."""
    try:
        # immutable: no lock, no journal is looked for; safe, as files are replaced, never edited in place.
        # Any thread may ask: SQLite takes its callers one by one, and nothing is written.
        database = sqlite3.connect(f"{_uri(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute("SELECT 1 FROM resolution LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise RegistryError(f"{path} is no registry that can be read ({error}); build or import it again") from error
    if version != VERSION:
        raise RegistryError(f"{path} is a registry of version {version}, this reslint reads version {VERSION}")
    return database


def _uri(path: str | os.PathLike[str]) -> str:
    """The file as SQLite wants it named; without pathlib, whose import is a good part of a short run."""
    place = os.path.abspath(path).replace(os.sep, "/")
    for character in "%?#":
        place = place.replace(character, f"%{ord(character):02x}")
    return f"file://{'' if place.startswith('/') else '/'}{place}"
