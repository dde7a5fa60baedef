"""`reslint archive report`: what was found, as a page that a browser opens from the file system."""

from __future__ import annotations

import json
import os
import sqlite3
from argparse import Namespace
from contextlib import closing
from typing import Any

from reslint.cli.archive_ask import add_run, opened, run_of
from reslint.errors import UserError
from reslint.report import count


def add(actions: Any) -> None:
    """Registers the action."""
    report = actions.add_parser(
        "report", help="write a page with plots, tables and every finding in its text",
        epilog="Exit code: 0 the page is written, 2 it could not be.",
    )  # fmt: skip
    report.add_argument("-o", "--output", required=True, metavar="FOLDER", help="new, empty, or a report to replace")
    add_run(report)
    report.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Writes the folder; says what is in it."""
    from reslint.archive.report import write
    from reslint.archive.report.collect import Collector

    with closing(opened(args.db)) as database:
        number = run_of(database, args.number)
        with closing(_registry(database, number)) as registry:
            try:
                collector = Collector(database, number, registry, args.db, args.output)
                written = write.write(args.output, collector.parts())
            except sqlite3.Error as error:
                raise UserError(f"{args.db}: cannot be read ({error}); check the archive anew") from None
    page = os.path.join(args.output, "index.html")
    print(f"{page}: {count(collector.count, 'finding')}, {written.files:,} files, {written.size / 1e6:.1f} MB")
    return 0


def _registry(database: sqlite3.Connection, number: int) -> Any:
    """The registry with the entries that the run had on top, where these are still there."""
    from reslint.cli.overlay import open_for

    (options,) = database.execute("SELECT options FROM run WHERE id = ?", (number,)).fetchone()
    place = json.loads(options).get("registry")
    return open_for(place if place and os.path.isfile(place) else None)
