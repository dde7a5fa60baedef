"""The compiled data that ships with the package: rules, languages, entities, the registry."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from reslint.errors import UserError

_HERE = Path(__file__).parent


def path(name: str) -> Path:
    """Where the data file `name` ("registry.sqlite") lies."""
    return _HERE / "_data" / name


def rules_folder() -> Path:
    """The YAML from which the data is compiled: inside the installed package, else in the checkout."""
    inside = _HERE / "_rules"
    return inside if inside.is_dir() else _HERE.parent / "rules"


@cache
def load(name: str) -> Any:
    """The content of `_data/<name>.json`. Shared between callers, who leave it as it is."""
    file = path(f"{name}.json")
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        raise UserError(f"{file} is missing: run `python -m reslint.compile` or install reslint again") from None
    except ValueError as error:
        raise UserError(f"{file} is damaged ({error}): run `python -m reslint.compile` or install again") from None
