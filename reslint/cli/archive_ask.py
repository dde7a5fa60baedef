"""`reslint archive query|export|diff`: what a database of an archive has to say."""

from __future__ import annotations

import os
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from reslint.errors import UserError

if TYPE_CHECKING:
    from reslint.archive.diff import Change

FORMATS = ("text", "csv", "jsonl")
_WIDEST = 80  # columns of a cell in a table for people


def add(actions: Any) -> None:
    """Registers the actions."""
    from reslint.archive.questions import EXPORTS, QUESTIONS
    from reslint.cli.archive import add_database

    about = "\n".join(f"  {name:10} {question.about}" for name, question in QUESTIONS.items())
    query = actions.add_parser("query", help="ask common questions: rules, sessions, dates, stale ...")
    query.add_argument("name", nargs="?", choices=tuple(QUESTIONS), metavar="NAME", help="without one, they are listed")
    query.add_argument("--sql", metavar="SELECT", help="a question of your own; :run and :limit may stand in it")
    query.add_argument("--limit", type=int, default=50, metavar="N", help="rows at most (default: 50; 0: all)")
    query.add_argument("--format", choices=FORMATS, default="text")
    query.set_defaults(run=run_query, about=about)
    export = actions.add_parser("export", help="write findings, texts, citations or files to a table")
    export.add_argument("what", nargs="?", choices=tuple(EXPORTS), default="findings", help="(default: findings)")
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="FILE.csv, FILE.jsonl or FILE.parquet")
    export.set_defaults(run=run_export)
    for reader in (query, export):
        add_run(reader)
    diff = actions.add_parser("diff", help="what is new, gone or moved from one run to another")
    diff.add_argument("old", type=int, metavar="RUN", help="`query runs` lists them")
    diff.add_argument("new", type=int, metavar="RUN")
    diff.add_argument("--format", choices=("text", "jsonl"), default="text")
    add_database(diff)
    diff.set_defaults(run=run_diff)


def add_run(parser: Any) -> None:
    """The database, and which of its runs."""
    from reslint.cli.archive import add_database

    add_database(parser)
    parser.add_argument("--run", type=int, metavar="N", dest="number", help="the run (default: the latest)")


def run_query(args: Namespace) -> int:
    """Prints the rows of the answer."""
    from reslint.archive.questions import QUESTIONS

    if bool(args.name) == bool(args.sql):
        if not args.name:
            print(f"questions:\n{args.about}")
            return 2
        raise UserError("archive query: a name or --sql, not both")
    sql = args.sql or QUESTIONS[args.name].sql
    with closing(opened(args.db)) as database:
        values = {"run": run_of(database, args.number), "limit": args.limit or -1}
        try:
            cursor = database.execute(sql, values)
        except sqlite3.Error as error:
            raise UserError(f"archive query: {error}: {' '.join(sql.split())}") from None
        if cursor.description is None:
            raise UserError("archive query: that is no question; --sql wants a SELECT")
        _print(cursor, args.format)
    return 0


def _print(cursor: sqlite3.Cursor, form: str) -> None:
    from reslint.archive import export

    if form == "csv":
        export.to_csv(cursor, sys.stdout)
    elif form == "jsonl":
        export.to_json_lines(cursor, sys.stdout)
    else:
        print("\n".join(table(export.names(cursor), cursor.fetchall())))


def table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """The lines of a table for people: numbers to the right, texts to the left and cut where they are long."""
    from reslint.report.text import columns

    cells = [list(names), *([_cell(value) for value in row] for row in rows)]
    widths = [max(columns(row[n]) for row in cells) for n in range(len(names))]
    right = [bool(rows) and all(isinstance(row[n], int | float | None) for row in rows) for n in range(len(names))]
    lines = []
    for row in cells:
        padded = [
            " " * (width - columns(cell)) + cell if number else cell + " " * (width - columns(cell))
            for cell, width, number in zip(row, widths, right, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def _cell(value: object) -> str:
    text = "-" if value is None else " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def run_export(args: Namespace) -> int:
    """Writes the file; says how many rows."""
    from reslint.archive import export
    from reslint.archive.questions import EXPORTS

    suffix = os.path.splitext(args.output)[1].lower()
    if suffix not in (".csv", ".jsonl", ".parquet"):
        raise UserError(f"{args.output}: the suffix says the form: .csv, .jsonl or .parquet")
    draft = f"{args.output}.{os.getpid()}.new"
    try:
        with closing(opened(args.db)) as database:
            cursor = database.execute(EXPORTS[args.what], {"run": run_of(database, args.number)})
            if suffix == ".parquet":
                rows = export.to_parquet(cursor, draft)
            else:
                write = export.to_csv if suffix == ".csv" else export.to_json_lines
                with open(draft, "w", encoding="utf-8", newline="") as stream:
                    rows = write(cursor, stream)
        os.replace(draft, args.output)
    except OSError as error:
        raise UserError(f"{args.output}: cannot be written: {error.strerror}") from None
    finally:
        if os.path.exists(draft):
            os.unlink(draft)
    print(f"{args.output}: {rows:,} {args.what}")
    return 0


def run_diff(args: Namespace) -> int:
    """Prints the changes; 1 where there are new findings."""
    from reslint.archive.diff import compare

    with closing(opened(args.db)) as database:
        changes = compare(database, run_of(database, args.old), run_of(database, args.new))
    for change in changes:
        print(_changed(change) if args.format == "text" else _record(change))
    counts = {kind: sum(change.kind == kind for change in changes) for kind in ("new", "gone", "moved")}
    if args.format == "text":
        print(f"from run {args.old} to run {args.new}: " + ", ".join(f"{n:,} {kind}" for kind, n in counts.items()))
    return 1 if counts["new"] else 0


def _changed(change: Change) -> str:
    f, old = change.shown, change.old
    where = f"{f.path}:{f.row}:{f.col}"
    if change.kind == "moved" and old is not None:
        before = f"{old.path}:" if old.path != f.path else ""
        where += f" (was {before}{old.row}:{old.col})"
    path = f"{f.paragraph}: " if f.paragraph else ""
    return f"{change.kind:5} {where}: {f.severity}[{f.rule}] {path}{f.message}"


def _record(change: Change) -> str:
    import json

    sides = {name: side._asdict() for name, side in (("old", change.old), ("new", change.new)) if side}
    return json.dumps({"change": change.kind, **sides}, ensure_ascii=False)


def opened(path: str) -> sqlite3.Connection:
    """The database, to ask."""
    from reslint.archive.store import opened_for_reading

    return opened_for_reading(path)


def run_of(database: sqlite3.Connection, number: int | None) -> int:
    """The run of that number, or the latest; a `UserError` where there is none."""
    row = database.execute("SELECT max(id) FROM run WHERE ?1 IS NULL OR id = ?1", (number,)).fetchone()
    if row[0] is None:
        which = "no run in it" if number is None else f"no run {number} in it"
        raise UserError(f"{which}; `reslint archive query runs` lists them")
    return int(row[0])
