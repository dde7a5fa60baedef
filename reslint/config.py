"""Settings: the nearest `reslint.toml`, or `[tool.reslint]` in `pyproject.toml`, above the file that is read.

The command line, the hook and the editor read the same. What the command line says goes before.
"""

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from reslint.errors import UserError
from reslint.patterns import late
from reslint.rules import LEVELS, PROFILES, RuleError, closest

if TYPE_CHECKING:
    from reslint.toml_lines import Key

FAIL_ON = ("error", "warning", "note")
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


def reaches(severity: str, fail_on: str) -> bool:
    """Whether a finding of that severity makes a run fail that fails on `fail_on`."""
    return FAIL_ON.index(severity) <= FAIL_ON.index(fail_on)


class ConfigError(UserError):
    """A setting that cannot be used: file, line, what is wrong."""


class PathSettings(NamedTuple):
    """Settings for the files whose path (from the config's folder) one of the patterns matches."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    profile: str | None = None
    fail_on: str | None = None
    lang: str | None = None
    as_of: date | None = None


class LangSettings(NamedTuple):
    """Settings for the texts in one language."""

    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}


class Config(NamedTuple):
    """Every setting with its value; `file` is where they come from, None: nothing but defaults.

    `text` and `header` ("tool.reslint" in pyproject.toml) are what `where` needs to name a line. Paths are absolute.
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
    baseline: str | None = None
    predecessors: str | None = None
    per_lang: Mapping[str, LangSettings] = {}
    per_path: tuple[PathSettings, ...] = ()
    file: str | None = None
    text: str = ""
    header: str = ""

    def line(self, *key: str | int) -> int | None:
        """1-based line on which the file sets `key` ("severity", "citation/date"); None where it does not."""
        return _lines(self.text, self.header).get(key)

    def where(self, *key: str | int) -> str:
        """ "reslint.toml:3: ", for messages about a setting; "" for one that the file does not set."""
        line = self.line(*key)
        return f"{self.file}:{line}: " if line else ""


KEYS = (
    "select", "ignore", "severity", "profile", "fail-on", "lang", "as-of", "include", "exclude", "registry",
    "packs", "baseline", "predecessors", "per-lang", "per-path",
)  # fmt: skip
# A sign of a table for reslint: most projects have none, and reading TOML takes a while.
_TABLE = late(r"""tool["']?\s*\.\s*["']?reslint|\[\s*["']?tool["']?\s*\]""")
PATH_KEYS = ("paths", "ignore", "severity", "profile", "fail-on", "lang", "as-of")
LANG_KEYS = ("ignore", "severity")


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
    registry = form.text_of(table, "registry")
    baseline = form.text_of(table, "baseline")
    predecessors = form.text_of(table, "predecessors")
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
        packs=form.packs(table, root),
        baseline=os.path.join(root, baseline) if baseline else None,
        predecessors=os.path.join(root, predecessors) if predecessors else None,
        per_lang=form.languages(table),
        per_path=form.paths(table),
        file=file,
        text=text,
        header=header,
    )


@cache
def _lines(text: str, header: str) -> "dict[Key, int]":
    """Lines by key below `header`; most runs never ask."""
    if not text:
        return {}
    from reslint.toml_lines import toml_lines

    above = tuple(header.split(".")) if header else ()
    return {key[len(above) :]: line for key, line in toml_lines(text).items() if key[: len(above)] == above}


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
    """Reads typed values out of a table and says where a fault is. `at` is the key of the table itself."""

    def __init__(self, file: str, text: str, header: str) -> None:
        self.file, self.text, self.header = file, text, header

    def fail(self, at: "Key", why: str, name: str = "") -> NoReturn:
        lines = _lines(self.text, self.header)
        line = next((lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in lines), 1)
        raise ConfigError(f"{self.file}:{line}: {name or at[-1]}: {why}")

    def known(self, table: Mapping[str, Any], keys: tuple[str, ...], at: "Key" = ()) -> None:
        for key in table:
            if key not in keys:
                hint = closest(key, keys) or f"known are {', '.join(keys)}"
                inside = f" in {at[0]}" if at else ""
                self.fail((*at, key), hint, f"unknown setting {key!r}{inside}")

    def text_of(self, table: Mapping[str, Any], key: str, at: "Key" = ()) -> str | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            self.fail((*at, key), "a text in quotes is wanted")
        return value

    def texts(self, table: Mapping[str, Any], key: str, at: "Key" = ()) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fail((*at, key), 'a list of texts is wanted, like ["one", "two"]')
        return tuple(value)

    def one_of(self, table: Mapping[str, Any], key: str, known: tuple[str, ...], at: "Key" = ()) -> str | None:
        value = self.text_of(table, key, at)
        if value is not None and value not in known:
            self.fail((*at, key), f"{value!r} is none of {', '.join(known)}")
        return value

    def day(self, table: Mapping[str, Any], at: "Key" = ()) -> date | None:
        value = table.get("as-of")
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail((*at, "as-of"), "a date is wanted, like 2013-05-17")

    def levels(self, table: Mapping[str, Any], at: "Key" = ()) -> dict[str, str]:
        value = table.get("severity", {})
        if not isinstance(value, dict):
            self.fail((*at, "severity"), 'a table of rules is wanted, like "citation/stale" = "warning"')
        for rule, level in value.items():
            if level not in LEVELS:
                self.fail((*at, "severity", rule), f"{level!r} is none of {', '.join(LEVELS)}")
        return dict(value)

    def packs(self, table: Mapping[str, Any], root: str) -> tuple[str, ...]:
        """The folders of the packs: below `root`, or where a package of that name offers its rules."""
        found = []
        for n, pack in enumerate(self.texts(table, "packs")):
            folder = os.path.join(root, pack)
            if not os.path.isdir(folder):
                from reslint.house.installed import locate

                try:
                    folder = locate(pack)
                except RuleError as error:
                    self.fail(("packs", n), str(error), "packs")
            found.append(folder)
        return tuple(found)

    def languages(self, table: Mapping[str, Any]) -> dict[str, LangSettings]:
        value = table.get("per-lang", {})
        if not isinstance(value, dict) or not all(isinstance(item, dict) for item in value.values()):
            self.fail(("per-lang",), "tables headed [per-lang.fr] are wanted")
        found = {}
        for code, item in value.items():
            at: Key = ("per-lang", code)
            if code not in LANGUAGES:
                self.fail(at, f"none of {', '.join(LANGUAGES)}")
            self.known(item, LANG_KEYS, at)
            found[code] = LangSettings(self.texts(item, "ignore", at), self.levels(item, at))
        return found

    def paths(self, table: Mapping[str, Any]) -> tuple[PathSettings, ...]:
        value = table.get("per-path", [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(("per-path",), "tables headed [[per-path]] are wanted")
        found = []
        for n, item in enumerate(value):
            at: Key = ("per-path", n)
            self.known(item, PATH_KEYS, at)
            patterns = self.texts(item, "paths", at)
            if not patterns:
                self.fail(at, 'the key "paths" is missing: a list of patterns', "per-path")
            found.append(
                PathSettings(
                    paths=patterns,
                    ignore=self.texts(item, "ignore", at),
                    severity=self.levels(item, at),
                    profile=self.one_of(item, "profile", PROFILES, at),
                    fail_on=self.one_of(item, "fail-on", FAIL_ON, at),
                    lang=self.one_of(item, "lang", LANGUAGES, at),
                    as_of=self.day(item, at),
                )
            )
        return tuple(found)
