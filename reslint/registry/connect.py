"""Opens a registry file for reading."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reslint.registry.model import RegistryError
from reslint.registry.schema import VERSION


def open_database(path: Path) -> sqlite3.Connection:
    """Opens a registry file for reading; nothing is ever written through it."""
    try:
        # immutable: no lock, no journal is looked for; safe, as files are replaced, never edited in place.
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute("SELECT 1 FROM resolution LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise RegistryError(f"{path} is no registry that can be read ({error}); build or import it again") from error
    if version != VERSION:
        raise RegistryError(f"{path} is a registry of version {version}, this reslint reads version {VERSION}")
    return database
