"""Settings, rules and registry for the open documents: the same files as the command line reads, and no others.

What the editor itself may say is where the settings file lies.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from threading import RLock
from typing import NamedTuple

from reslint import engine
from reslint.cli.files import excluded
from reslint.cli.options import Bench
from reslint.config import Config
from reslint.registry.store import Registry
from reslint.rules import Rule

# What a client is asked to watch: settings, rules of packs, registries of one's own.
WATCHED = ("**/reslint.toml", "**/pyproject.toml", "**/*.yaml", "**/*.sqlite")
_NAMES = ("reslint.toml", "pyproject.toml")
_Stamps = tuple[tuple[str, int, int], ...]


class Terms(NamedTuple):
    """On what terms a document is checked. `everything`: all rules there are, selected or not; `excluded`: the
    settings leave the document out."""

    settings: engine.Settings
    registry: Registry
    config: Config
    everything: tuple[Rule, ...] = ()
    excluded: bool = False

    @classmethod
    def none(cls) -> Terms:
        """The terms of a document whose settings cannot be read: no rules, nothing adopted."""
        return cls(engine.Settings(()), Registry(()), Config())


class Settings:
    """Reads settings once, until told that something has changed."""

    def __init__(self, configuration: str | None = None) -> None:
        """`configuration`: the settings file to use, None: the nearest one above each document."""
        self._configuration = configuration
        self._bench = self._new()
        self._known: dict[str, tuple[Terms, _Stamps]] = {}
        self._lock = RLock()

    def _new(self) -> Bench:
        said = dict.fromkeys(("registry", "profile", "select", "lang", "organ", "symbol", "session", "as_of"))
        return Bench(Namespace(config=self._configuration, no_config=False, packs=[], ignore=[], **said))

    def terms(self, path: str) -> Terms:
        """The terms for the file at `path` ("" for a document without one). A `UserError` where they are at fault.

        The same object as before, as long as nothing has changed: the files are looked at each time, since not every
        client watches them. Any thread may ask.
        """
        with self._lock:
            known = self._known.get(path)
            if known is not None and known[1] == self._stamp(path, known[0]):
                return known[0]
            if known is not None:
                self.forget()
            job = self._bench.job(path)
            out = bool(path) and os.path.exists(path) and excluded(path, job.config)
            registry, everything = self._bench.registry(job.config), self._bench.all_rules(job.config)
            made = Terms(self._bench.settings(job), registry, job.config, everything, out)
            self._known[path] = made, self._stamp(path, made)
            return made

    def _stamp(self, path: str, terms: Terms) -> _Stamps:
        """Which settings files there are for `path`, and how they and the registry look now."""
        places = [self._configuration] if self._configuration else []
        folder = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
        while not self._configuration:
            places += [os.path.join(folder, name) for name in _NAMES]
            above = os.path.dirname(folder)
            if above == folder:
                break
            folder = above
        places += filter(None, [terms.config.registry])
        found = []
        for place in places:
            try:
                about = os.stat(place)
            except OSError:
                continue
            found.append((place, about.st_mtime_ns, about.st_size))
        return tuple(found)

    def use(self, configuration: str | None) -> bool:
        """Takes another settings file; whether it is another one."""
        with self._lock:
            if configuration == self._configuration:
                return False
            self._configuration = configuration
            self.forget()
            return True

    def forget(self) -> None:
        """Everything is read anew when it is next asked for."""
        with self._lock:
            self._bench = self._new()
            self._known = {}

    def concerns(self, path: str) -> bool:
        """Whether a change of the file at `path` can change what is said of a document."""
        if os.path.basename(path) in _NAMES or path == self._configuration:
            return True
        with self._lock:
            configs = [terms.config for terms, _ in self._known.values()]
        return any(path == c.registry or any(path.startswith(os.path.join(p, "")) for p in c.packs) for c in configs)


def configuration_of(options: object) -> str | None:
    """The settings file that a client names in its options or settings (`{"configuration": "..."}`)."""
    if isinstance(options, Mapping):
        found = options.get("configuration", None)
        if found is None and isinstance(options.get("reslint"), Mapping):
            found = options["reslint"].get("configuration")
        if isinstance(found, str) and found.strip():
            return os.path.expanduser(found.strip())
    return None
