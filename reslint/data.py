"""The compiled data that ships with the package: rules, languages, entities, the registry."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from reslint.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_HERE = os.path.dirname(os.path.abspath(__file__))


def place(name: str) -> str:
    """Where the data file `name` ("registry.sqlite") lies."""
    return os.path.join(_HERE, "_data", name)


def path(name: str) -> Path:
    """`place` as a path."""
    from pathlib import Path  # not needed to load the data, and slow to import

    return Path(place(name))


def rules_folder() -> Path:
    """The YAML from which the data is compiled: inside the installed package, else in the checkout."""
    from pathlib import Path

    inside = Path(_HERE, "_rules")
    return inside if inside.is_dir() else Path(_HERE).parent / "rules"


@cache
def load(name: str) -> Any:
    """The content of `_data/<name>.json`. Shared between callers, who leave it as it is."""
    file = place(f"{name}.json")
    try:
        with open(file, encoding="utf-8") as stream:
            return json.loads(stream.read())
    except FileNotFoundError:
        raise UserError(f"{file} is missing: run `python -m reslint.compile` or install reslint again") from None
    except ValueError as error:
        raise UserError(f"{file} is damaged ({error}): run `python -m reslint.compile` or install again") from None
