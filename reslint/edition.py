"""Which reslint is at work, and how a text is judged: what a kept answer is known by.

An answer holds as long as the program, its data, the rules, the registry and the settings are those that gave it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from reslint import __version__
from reslint.rules import CONCORDANCE_CHECK, ENGINE_CHECK

if TYPE_CHECKING:
    from reslint.engine import Settings
    from reslint.rules import Rule

_HERE = os.path.dirname(os.path.abspath(__file__))
_KEPT = (".py", ".json", ".sqlite")


def digest(*parts: str | bytes) -> str:
    """32 hexadecimal digits that stand for the parts."""
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little"))
        found.update(data)
    return found.hexdigest()


@cache
def program() -> str:
    """The digest of this installation: version, interpreter, and each file of the package by size and time.

    Rules, language data, entities and the registry that ships are files of the package.
    """
    files = sorted(_files(_HERE))
    version = f"{__version__} {sys.implementation.cache_tag} {sys.version_info.micro}"
    return digest(version, *(f"{name} {size} {time}" for name, size, time in files))


@cache
def build() -> str:
    """The digest of the package's version and content: the same wherever the same reslint is installed."""
    names = sorted(name for name, _, _ in _files(_HERE))
    return digest(__version__, *(f"{name.replace(os.sep, '/')} {content_digest(_HERE + name)}" for name in names))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(_KEPT):
                status = entry.stat()
                yield entry.path[len(_HERE) :], status.st_size, status.st_mtime_ns


def judgement(settings: Settings, overlay: str | None = None) -> str:
    """The digest of all that an answer rests on beside the text and, for a text without a date, the day.

    `overlay`: the path of the user's own registry, which need not exist.
    """
    rules = (_rule(rule) for rule in settings.rules)
    others = repr(settings._replace(rules=(), known=tuple(sorted(settings.known))))
    return digest(program(), others, content_digest(overlay), *rules)


def _rule(rule: Rule) -> str:
    return repr(tuple(rule._replace(severity=dict(sorted(rule.severity.items())))))


def content_digest(path: str | None) -> str:
    """The digest of what the file holds; "" where there is none."""
    try:
        with open(path or "", "rb") as file:
            return digest(file.read())
    except OSError:
        return ""


def is_ours(settings: Settings) -> bool:
    """Whether reslint knows all the code that judges: what a check from elsewhere rests on nobody can say."""
    return all(rule.check in (ENGINE_CHECK, CONCORDANCE_CHECK) or _is_in_package(rule.check) for rule in settings.rules)


@cache
def _is_in_package(check: str) -> bool:
    place = check.split(".") if "." in check else ["general", check]
    return os.path.exists(f"{os.path.join(_HERE, 'checks', *place)}.py")
