"""Opens the registry for a command, with the user's own entries on top where there are any."""

from __future__ import annotations

import os

from reslint.errors import UserError
from reslint.registry.store import Registry, open_registry


def default_overlay() -> str:
    """Where a user's own entries are kept when no file is named."""
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "reslint", "registry.sqlite")


def open_for(place: str | None, where: str = "") -> Registry:
    """The registry with the overlay at `place` (None: the default one, which need not exist)."""
    if place is None:
        return open_registry(None, default_overlay())
    if not os.path.isfile(place):
        raise UserError(f"{where}{place}: no such registry; `reslint registry import` makes one")
    return open_registry(None, place)
