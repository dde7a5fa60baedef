"""Which files a command is about: paths, folders, patterns, what the settings leave out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reslint.config import Config
from reslint.errors import UserError
from reslint.source.kinds import of_name

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from reslint.source.remote import RemoteFile

STDIN = "-"
# Folders that never hold drafts, whatever the settings say.
SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "dist", "build"})


class PathError(UserError):
    """A path that is not there, or a folder without a file to check."""


class Found(NamedTuple):
    """A file to read; `named` where the user gave its own name, false where it lay in a folder."""

    path: str
    named: bool


def expand(
    paths: Sequence[str], config_of: Callable[[str], Config], *, force_exclude: bool = False
) -> Iterator[Found | PathError]:
    """The files that `paths` mean, each once: as given, and sorted within a folder.

    A path that leads nowhere comes as the error, so that the other paths are still looked at.
    `config_of` gives the settings of a folder.
    """
    seen: set[str] = set()
    for path in paths:
        for found in found_at(path, config_of, force_exclude):
            if isinstance(found, PathError):
                yield found
                continue
            key = os.path.realpath(found.path) if found.path != STDIN else STDIN
            if key not in seen:
                seen.add(key)
                yield found


def found_at(path: str, config_of: Callable[[str], Config], force_exclude: bool) -> Iterator[Found | PathError]:
    """`expand` for one path; several patterns may find a file twice."""
    if path == STDIN:
        yield Found(path, True)
    elif os.path.isdir(path):
        empty = True
        for file in walk(path, config_of(path)):
            empty = False
            yield file if isinstance(file, PathError) else Found(file, False)
        if empty:
            yield PathError(f"{path}: no file in it that can be checked (Markdown, plain text, Word, PDF, HTML, XML)")
    elif os.path.lexists(path):
        if not (force_exclude and excluded(path, config_of(os.path.dirname(path)))):
            yield Found(path, True)
    elif any(c in path for c in "*?["):
        from glob import glob  # the shell has mostly done it

        matched = sorted(glob(path, recursive=True))
        if not matched:
            yield PathError(f"{path}: no file matches")
        for file in matched:
            yield from found_at(file, config_of, force_exclude)
    else:
        yield PathError(f"{path}: no such file or folder")


def walk(folder: str, config: Config) -> Iterator[str | PathError]:
    """The files below `folder` that can be read, sorted; `.gitignore`, `include` and `exclude` are kept to.

    A folder that cannot be read comes as the error.
    """
    include = matcher(config.include) if config.include else None
    exclude = matcher(config.exclude) if config.exclude else None
    root = os.path.dirname(os.path.abspath(config.file)) if config.file else "."

    def out(path: str) -> bool:
        return exclude is not None and exclude(os.path.relpath(path, root))

    specs = _ignores_above(folder)
    yield from _walk(folder, specs, out, lambda path: include is None or include(os.path.relpath(path, root)))


def remote(url: str, config: Config) -> Iterator[RemoteFile]:
    """The files behind a URL: as `found_at`, but that nothing is known there of `.gitignore`, and that `include` and
    `exclude` mean the path below the URL. A `UserError` where there is none."""
    from reslint.source.remote import files

    include = matcher(config.include) if config.include else None
    exclude = matcher(config.exclude) if config.exclude else None

    def wanted(path: str) -> bool:
        *folders, name = path.split("/")
        if of_name(name) is None or any(f.startswith(".") or f in SKIPPED for f in folders):
            return False
        return (include is None or include(path)) and not (exclude is not None and exclude(path))

    return files(url, wanted)


_Specs = tuple[tuple[str, "GitIgnoreSpec"], ...]


def _walk(
    folder: str, specs: _Specs, out: Callable[[str], bool], wanted: Callable[[str], bool]
) -> Iterator[str | PathError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield PathError(f"{folder}: the folder cannot be read: {error.strerror}")
        return
    if any(e.name == ".gitignore" for e in entries):
        specs = (*specs, *_spec(folder))
    for entry in entries:
        path = entry.path[2:] if entry.path.startswith("./") else entry.path
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder:
            if entry.name.startswith(".") or entry.name in SKIPPED:
                continue
        elif of_name(entry.name) is None or entry.name.startswith("~$") or not entry.is_file():  # ~$: open in Word
            continue
        if _ignored(path, is_folder, specs) or out(path):
            continue
        if is_folder:
            yield from _walk(path, specs, out, wanted)
        elif wanted(path):
            yield path


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path (relative to the folder of the settings) matches one of the patterns, as in `.gitignore`."""
    from pathspec import GitIgnoreSpec  # only where there are patterns

    spec = GitIgnoreSpec.from_lines(patterns)
    return lambda path: spec.match_file(path.replace(os.sep, "/"))


def excluded(path: str, config: Config) -> bool:
    root = os.path.dirname(os.path.abspath(config.file)) if config.file else "."
    relative = os.path.relpath(path, root)
    if config.exclude and matcher(config.exclude)(relative):
        return True
    specs = _ignores_above(os.path.dirname(path) or ".")
    return _ignored(path, False, (*specs, *_spec(os.path.dirname(path) or ".")))


def _ignores_above(folder: str) -> _Specs:
    """The `.gitignore` files between the root of the repository and `folder`, outermost first."""
    place, above = os.path.abspath(folder), []
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return ()
        place = parent
        above.append(place)
    return tuple(spec for parent in reversed(above) for spec in _spec(parent))


def _spec(folder: str) -> _Specs:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec  # only where there is such a file

    return ((os.path.abspath(folder), GitIgnoreSpec.from_lines(lines)),)


def _ignored(path: str, is_folder: bool, specs: _Specs) -> bool:
    """Whether the `.gitignore` files leave `path` out; the innermost that speaks of it decides."""
    if not specs:
        return False
    full = os.path.abspath(path)
    for root, spec in reversed(specs):
        relative = os.path.relpath(full, root).replace(os.sep, "/") + ("/" if is_folder else "")
        verdict = spec.check_file(relative).include
        if verdict is not None:
            return verdict
    return False
