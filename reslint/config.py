"""Settings: the nearest `reslint.toml`, or `[tool.reslint]` in `pyproject.toml`, above the file that is read.

The command line, the hook and the editor read the same. What the command line says goes before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from reslint.errors import UserError
from reslint.rules import LEVELS, PROFILES, closest

FAIL_ON = ("error", "warning", "note")
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


class ConfigError(UserError):
    """A setting that cannot be used: file, line, what is wrong."""


class PathSettings(NamedTuple):
    """Settings for the files whose path (from the config's folder) one of the patterns matches."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    lang: str | None = None
    as_of: date | None = None


class Config(NamedTuple):
    """Every setting with its value; `file` is where they come from, None: nothing but defaults.

    `lines`: line in the file by name of the setting, for those that are set. Paths are absolute.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    profile: str = "drafter"
    fail_on: str = "error"
    lang: str | None = None
    as_of: date | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    registry: str | None = None
    packs: tuple[str, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    file: str | None = None
    lines: Mapping[str, int] = {}

    def where(self, setting: str) -> str:
        """ "reslint.toml:3: ", for messages about a setting; "" for one that the file does not set."""
        return f"{self.file}:{self.lines[setting]}: " if setting in self.lines else ""


KEYS = (
    "select", "ignore", "severity", "profile", "fail-on", "lang", "as-of", "include", "exclude", "registry",
    "packs", "per-path",
)  # fmt: skip
# A sign of a table for reslint: most projects have none, and reading TOML takes a while.
_TABLE = re.compile(r"""tool["']?\s*\.\s*["']?reslint|\[\s*["']?tool["']?\s*\]""")
_PATH_KEYS = ("paths", "ignore", "severity", "lang", "as-of")


def nearest(folder: str) -> str | None:
    """The config file that holds for `folder`: in it, or in the nearest folder above."""
    place = os.path.abspath(folder)
    while True:
        own = os.path.join(place, "reslint.toml")
        if os.path.isfile(own):
            return own
        project = os.path.join(place, "pyproject.toml")
        if os.path.isfile(project) and _has_table(project):
            return project
        place, below = os.path.dirname(place), place
        if place == below:
            return None


def read(file: str) -> Config:
    """The settings in `file`; the first fault is a `ConfigError`."""
    text = _text(file)
    table = _parse(file, text)
    header = ""
    if os.path.basename(file) == "pyproject.toml":
        table = table.get("tool", {}).get("reslint", {})
        header = "tool.reslint"
    form = _Form(file, text, header)
    form.known(table, KEYS)
    root = os.path.dirname(os.path.abspath(file))
    packs = form.texts(table, "packs")
    registry = form.text(table, "registry")
    return Config(
        select=form.texts(table, "select"),
        ignore=form.texts(table, "ignore"),
        severity=form.levels(table),
        profile=form.one_of(table, "profile", PROFILES) or "drafter",
        fail_on=form.one_of(table, "fail-on", FAIL_ON) or "error",
        lang=form.one_of(table, "lang", LANGUAGES),
        as_of=form.day(table),
        include=form.texts(table, "include"),
        exclude=form.texts(table, "exclude"),
        registry=os.path.join(root, registry) if registry else None,
        packs=tuple(os.path.join(root, pack) for pack in packs),
        per_path=form.paths(table),
        file=file,
        lines={key: form.line(key) for key in KEYS if key in table},
    )


def _text(file: str) -> str:
    try:
        with open(file, "rb") as stream:
            return stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not valid UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None


def _has_table(file: str) -> bool:
    text = _text(file)
    return _TABLE.search(text) is not None and "reslint" in _parse(file, text).get("tool", {})


def _parse(file: str, text: str) -> dict[str, Any]:
    import tomllib  # most runs have no config

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.match(r"(.*) \(at line (\d+), column \d+\)$", str(error))
        why, line = (match[1], match[2]) if match else (str(error), "1")
        raise ConfigError(f"{file}:{line}: not valid TOML: {why}") from None


class _Form:
    """Reads typed values out of a table and says where a fault is."""

    def __init__(self, file: str, text: str, header: str) -> None:
        self.file, self.rows, self.header = file, text.splitlines(), header

    def line(self, key: str) -> int:
        """1-based line on which `key` is set, or on which its table begins; 1 where neither is found."""
        inside = not self.header
        name = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        table = re.compile(rf"""\s*\[+\s*(?:[\w.-]+\.)?["']?{re.escape(key)}["']?\s*[\].]""")
        for row, line in enumerate(self.rows, 1):
            if table.match(line) and (not self.header or self.header in line):
                return row
            if self.header and line.lstrip().startswith("["):
                inside = self.header in line
            if inside and name.match(line):
                return row
        return 1

    def fail(self, key: str, why: str, at: str = "") -> None:
        raise ConfigError(f"{self.file}:{self.line(at or key)}: {key}: {why}")

    def known(self, table: Mapping[str, Any], keys: tuple[str, ...], within: str = "") -> None:
        for key in table:
            if key not in keys:
                hint = closest(key, keys) or f"known are {', '.join(keys)}"
                inside = f" in {within}" if within else ""
                raise ConfigError(f"{self.file}:{self.line(key)}: unknown setting {key!r}{inside}: {hint}")

    def text(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            self.fail(key, "a text in quotes is wanted")
        return str(value)

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fail(key, 'a list of texts is wanted, like ["one", "two"]')
        return tuple(value)

    def one_of(self, table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str | None:
        value = self.text(table, key)
        if value is not None and value not in known:
            self.fail(key, f"{value!r} is none of {', '.join(known)}")
        return value

    def day(self, table: Mapping[str, Any]) -> date | None:
        value = table.get("as-of")
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail("as-of", "a date is wanted, like 2013-05-17")
        return None

    def levels(self, table: Mapping[str, Any]) -> dict[str, str]:
        value = table.get("severity", {})
        if not isinstance(value, dict):
            self.fail("severity", 'a table of rules is wanted, like "citation/stale" = "warning"')
        for rule, level in value.items():
            if level not in LEVELS:
                self.fail(rule, f"{level!r} is none of {', '.join(LEVELS)}")
        return dict(value)

    def paths(self, table: Mapping[str, Any]) -> tuple[PathSettings, ...]:
        value = table.get("per-path", [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail("per-path", "tables headed [[per-path]] are wanted")
        found = []
        for item in value:
            self.known(item, _PATH_KEYS, "per-path")
            patterns = self.texts(item, "paths")
            if not patterns:
                self.fail("per-path", 'the key "paths" is missing: a list of patterns')
            lang = self.one_of(item, "lang", LANGUAGES)
            found.append(PathSettings(patterns, self.texts(item, "ignore"), self.levels(item), lang, self.day(item)))
        return tuple(found)
