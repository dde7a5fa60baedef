"""The lines of TOML keys, held against what `tomllib` reads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reslint.toml_lines import Key, toml_lines

HARD = '''\
# a comment with [brackets] and = signs
title = "a \\" quote, a # sign and a ]"   # comment

[owner]
name = 'C:\\path' # literal
dob = 1979-05-27 07:32:00
"quoted.key" = 1
deep."er.still".x = true

[[products]]
tags = ["a", 'b', # one
  """three
lines, with "quotes\\"""" ,
  [1, 2, {inner = ["x", "y"]}],
]
[products.size]
width = 2

[[products]]
name = \'\'\'
it''s
long\'\'\'
empty = []
none = {}
[products.size]
width = 3

[tool . "reslint"]
select = ["citation"]
'''


def test_hard_places() -> None:
    lines = toml_lines(HARD)
    assert {key: lines[key] for key in (
        ("title",), ("owner",), ("owner", "dob"), ("owner", "quoted.key"), ("owner", "deep", "er.still", "x"),
        ("products", 0), ("products", 0, "tags", 1), ("products", 0, "tags", 2), ("products", 0, "tags", 3),
        ("products", 0, "tags", 3, 2, "inner", 1), ("products", 0, "size", "width"), ("products", 1),
        ("products", 1, "name"), ("products", 1, "empty"), ("products", 1, "size", "width"),
        ("tool", "reslint", "select", 0),
    )} == {
        ("title",): 2, ("owner",): 4, ("owner", "dob"): 6, ("owner", "quoted.key"): 7,
        ("owner", "deep", "er.still", "x"): 8,
        ("products", 0): 10, ("products", 0, "tags", 1): 11, ("products", 0, "tags", 2): 12,
        ("products", 0, "tags", 3): 14, ("products", 0, "tags", 3, 2, "inner", 1): 14,
        ("products", 0, "size", "width"): 17, ("products", 1): 19,
        ("products", 1, "name"): 20, ("products", 1, "empty"): 23, ("products", 1, "size", "width"): 26,
        ("tool", "reslint", "select", 0): 29,
    }  # fmt: skip
    assert set(lines) == set(keys(tomllib.loads(HARD)))


def keys(value: Any, at: Key = ()) -> Iterator[Key]:
    """Every key, table and list item in what `tomllib` read."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for name, item in items:
        yield (*at, name)
        yield from keys(item, (*at, name))


NAMES = st.sampled_from(["a", "b-c", '"d.e"', "'f g'", '"h \\" i"'])
SIMPLE = st.sampled_from(
    ["1", "true", '"x # ] y"', "'z'", '"""two\nlines"""', "1979-05-27 07:32:00", "-1.5e3", "'''q'u'''"]
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[ # c ]\n" + ",\n  ".join(items) + "\n]"),
    max_leaves=5,
)
PAIRS = st.dictionaries(NAMES, VALUES, max_size=4)


@given(
    PAIRS,
    st.dictionaries(st.sampled_from(["t", "u.v", 'w . "x.y"']), PAIRS),
    st.dictionaries(st.sampled_from(["l", "m.n"]), st.lists(PAIRS, min_size=1, max_size=3)),
)
def test_the_keys_are_those_that_tomllib_reads(
    top: dict[str, str], tables: dict[str, dict[str, str]], lists: dict[str, list[dict[str, str]]]
) -> None:
    rows: list[str] = []

    def write(pairs: dict[str, str]) -> None:
        rows.extend(f"{name} = {value} # end" for name, value in pairs.items())

    write(top)
    for name, pairs in tables.items():
        rows.append(f"[{name}]")
        write(pairs)
    for name, several in lists.items():
        for pairs in several:
            rows.append(f"[[{name}]]")
            write(pairs)
    text = "\n".join(rows)
    lines = toml_lines(text)
    assert set(lines) == set(keys(tomllib.loads(text)))
    split = text.split("\n")
    for key, line in lines.items():
        if isinstance(key[-1], str):
            assert key[-1].replace('"', '\\"') in split[line - 1]

