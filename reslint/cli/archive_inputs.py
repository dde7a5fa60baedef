"""The files that `reslint archive check` is given: folders, patterns, lists of paths, URLs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from reslint.archive.unit import Item, stamp_of
from reslint.cli.files import PathError, found_at, remote
from reslint.config import Config
from reslint.errors import UserError
from reslint.source.kinds import is_url


def items(inputs: Iterable[str], config_of: Callable[[str], Config], folder: str) -> Iterator[Item | UserError]:
    """Each file, with its stamp; what leads nowhere comes as the error. `folder`: that of the database."""
    for path in _paths(inputs):
        if is_url(path):
            try:
                for far in remote(path, config_of("")):
                    yield Item(far.url, far.url, far.stamp, far.size)
            except UserError as error:
                yield error
            continue
        for found in found_at(path, config_of, False):
            yield found if isinstance(found, PathError) else _item(found.path, folder)


def _paths(inputs: Iterable[str]) -> Iterator[str]:
    for path in inputs:
        if not path.startswith("@"):
            yield path
            continue
        try:
            with open(path[1:], encoding="utf-8") as file:
                for line in file:
                    if name := line.rstrip("\r\n"):
                        yield name
        except UnicodeDecodeError as error:
            raise UserError(f"{path[1:]}: the list is not valid UTF-8 at byte {error.start}") from None
        except OSError as error:
            raise UserError(f"{path[1:]}: the list cannot be read: {error.strerror}") from None


def _item(path: str, folder: str) -> Item:
    """A file of this machine. Its name is its path from the folder, so that both can be moved; else from the root."""
    place = os.path.abspath(path)  # whoever reads it may be in another folder
    try:
        status = os.stat(place)
        stamp, size = stamp_of(status), status.st_size
    except (OSError, ValueError):
        stamp, size = "", 0  # reading it will say why
    inside = place.startswith(folder.rstrip(os.sep) + os.sep)
    name = os.path.relpath(place, folder) if inside else place
    return Item(place, name.replace(os.sep, "/"), stamp, size)
