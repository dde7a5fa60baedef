"""Rows of a database written as CSV, JSON Lines or Parquet, however many there are."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from importlib import import_module
from sqlite3 import Cursor
from typing import Any, TextIO

from reslint.errors import UserError

_PAGE = 2000


def names(cursor: Cursor) -> list[str]:
    """The names of the columns that were asked for."""
    return [column[0] for column in cursor.description]


def to_csv(cursor: Cursor, stream: TextIO) -> int:
    """Writes CSV with a row of names; returns the rows."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names(cursor))
    count = 0
    while rows := cursor.fetchmany(_PAGE):
        writer.writerows(rows)
        count += len(rows)
    return count


def to_json_lines(cursor: Cursor, stream: TextIO) -> int:
    """Writes one JSON object a line; returns the rows."""
    columns, count = names(cursor), 0
    while rows := cursor.fetchmany(_PAGE):
        stream.writelines(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
        count += len(rows)
    return count


def to_parquet(cursor: Cursor, path: str) -> int:
    """Writes a Parquet file; returns the rows. A `UserError` where pyarrow is not installed."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise UserError("Parquet wants pyarrow: pip install 'reslint[archive]'") from None
    schema = pyarrow.schema([(name, _kind(pyarrow, name)) for name in names(cursor)])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := cursor.fetchmany(_PAGE):
            writer.write_table(_table(pyarrow, schema, rows))
            count += len(rows)
    return count


# Columns that hold whole numbers; the others are texts. A type taken from the first rows might not fit the last.
_NUMBERS = frozenset(
    {"run", "id", "document", "text", "start", "end", "row", "col", "end_row", "end_col", "session", "year", "is_draft",
     "list", "finding", "number"}
)  # fmt: skip


def _kind(pyarrow: Any, name: str) -> Any:
    return pyarrow.int64() if name in _NUMBERS else pyarrow.string()


def _table(pyarrow: Any, schema: Any, rows: Sequence[tuple[Any, ...]]) -> Any:
    cells = zip(*rows, strict=True)
    values = [pyarrow.array(cell, field.type) for cell, field in zip(cells, schema, strict=True)]
    return pyarrow.Table.from_arrays(values, schema=schema)
