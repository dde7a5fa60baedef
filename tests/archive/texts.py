"""Small texts with known faults, and what a database holds of them, as one value that can be compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reslint.cli.main import main

DRAFT = """### 80/{n}. Cooperation number {n}

*The General Assembly*,

*Recalling* its resolutions 77/18 of {day} November 2022 and 67/264 of 17 May 2013,

*Noting* the report of body {n} on its work,

1. *Welcomes* the report;

2. *Requests* the Secretary-General to report to it at its eighty-first session.
"""
RIGHT, WRONG = 21, 22  # the day of November 2022 on which 77/18 was adopted, and another


def write(folder: Path, count: int, first: int = 1) -> None:
    """`count` drafts; every third cites 77/18 with a wrong date."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(first, first + count):
        (folder / f"{n:05}.md").write_text(DRAFT.format(n=n, day=RIGHT if n % 3 else WRONG), encoding="utf-8")


def check(*arguments: str | Path) -> int:
    """`reslint archive check` in this process, in its own settings; the exit code."""
    return main(["archive", "check", "--no-config", "--jobs", "1", *map(str, arguments)])


def content(database: Path, run: int | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a run (the latest) has in the database, but for times and the numbers of rows."""
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        number = run or opened.execute("SELECT max(id) FROM run").fetchone()[0]
        found = {
            view: sorted(
                opened.execute(f"SELECT {_columns(opened, view)} FROM {view} WHERE run = ?", (number,)), key=repr
            )
            for view in ("texts", "findings", "citations")
        }
        found["files"] = opened.execute(
            "SELECT f.path, f.outcome, f.message, d.content, d.judgement, d.day, d.size, d.format FROM file f "
            "LEFT JOIN document d ON d.id = f.document WHERE run = ? ORDER BY f.path", (number,),
        ).fetchall()  # fmt: skip
        found["series"] = opened.execute("SELECT * FROM series ORDER BY id").fetchall()
        found["state"] = opened.execute("SELECT state, inputs, options FROM run WHERE id = ?", (number,)).fetchall()
        return found


def _columns(database: sqlite3.Connection, view: str) -> str:
    names: Sequence[str] = [row[1] for row in database.execute(f"PRAGMA table_info({view})")]
    return ", ".join(f'"{name}"' for name in names if name not in ("id", "run", "text", "document", "finding"))
