"""Settings, rules and registry for the open documents: the same files as the command line reads, and no others.

What the editor itself may say is where the settings file lies.
"""

from __future__ import annotations

import logging
import os
import re
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from reslint import engine
from reslint.cli.files import excluded
from reslint.cli.options import Bench, Job
from reslint.config import LANGUAGES, Config
from reslint.registry.store import Registry
from reslint.rules import Rule

if TYPE_CHECKING:
    from reslint.baseline import Baseline
    from reslint.cli.predecessor import Predecessors

LOG = logging.getLogger("reslint.lsp")
# What a client is asked to watch: settings, rules of packs, registries and baselines of one's own.
WATCHED = ("**/reslint.toml", "**/pyproject.toml", "**/*.yaml", "**/*.sqlite", "**/*baseline*.json")
_NAMES = ("reslint.toml", "pyproject.toml")
_Stamps = tuple[tuple[str, int, int], ...]


class Terms(NamedTuple):
    """On what terms a document is checked. `job`: as the command line has it, None: the settings cannot be read;
    `everything`: all rules there are, selected or not; `excluded`: the settings leave the document out; `baseline` and
    `predecessors`: what its findings are compared with, where the settings name them."""

    settings: engine.Settings
    registry: Registry
    config: Config
    job: Job | None = None
    everything: tuple[Rule, ...] = ()
    excluded: bool = False
    baseline: Baseline | None = None
    predecessors: Predecessors | None = None

    @classmethod
    def none(cls) -> Terms:
        """The terms of a document whose settings cannot be read: no rules, nothing adopted."""
        return cls(engine.Settings(()), Registry(()), Config())

    def compared(self, report: engine.Report) -> engine.Report:
        """The report with what the baseline knows set apart and with what came from the predecessor marked.

        A `UserError` where the predecessor cannot be had.
        """
        if self.job is None or not report.judged:
            return report
        if self.predecessors is not None:
            report = self.predecessors.mark(report, self.job)
        if self.baseline is not None:
            from reslint.baseline import mark

            entries = self.baseline.of(report.source.name)
            report = mark(report, entries, date.today(), self.job.rules, self.job.profile).report
        return report


class Settings:
    """Reads settings once, until told that something has changed."""

    def __init__(self, configuration: str | None = None) -> None:
        """`configuration`: the settings file to use, None: the nearest one above each document."""
        self._configuration = configuration
        self._ui = "en"
        self._bench = self._new()
        self._known: dict[str, tuple[Terms, _Stamps]] = {}
        self._lock = RLock()

    def _new(self) -> Bench:
        said = dict.fromkeys(("registry", "profile", "select", "lang", "organ", "symbol", "session", "as_of"))
        return Bench(
            Namespace(config=self._configuration, no_config=False, packs=[], ignore=[], ui_lang=self._ui, **said)
        )

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
            made = self._made(path)
            self._known[path] = made, self._stamp(path, made)
            return made

    def _made(self, path: str) -> Terms:
        bench, job = self._bench, self._bench.job(path)
        config = job.config
        baseline = predecessors = None
        if config.baseline and path:
            from reslint.baseline import read

            baseline = read(config.baseline)
        if config.predecessors and path:
            from reslint.cli.predecessor import Predecessors

            predecessors = Predecessors(None, bench.registry, LOG.info)
            predecessors.open(config)
        out = bool(path) and os.path.exists(path) and excluded(path, config)
        registry, everything = bench.registry(config), bench.all_rules(config)
        return Terms(bench.settings(job), registry, config, job, everything, out, baseline, predecessors)

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
        config = terms.config
        places += [place for place in (config.registry, config.baseline, config.predecessors) if place]
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

    def speak(self, locale: str | None) -> None:
        """Takes the language of the messages from the client's locale ("fr", "zh-cn", "es_ES.UTF-8"); else English."""
        with self._lock:
            code = re.split("[-_.]", locale or "")[0].lower()
            self._ui = code if code in LANGUAGES else "en"
            self.forget()

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
        named = [place for c in configs for place in (c.registry, c.baseline) if place]
        folders = [folder for c in configs for folder in (*c.packs, c.predecessors) if folder]
        return path in named or any(path.startswith(os.path.join(folder, "")) for folder in folders)


def configuration_of(options: object) -> str | None:
    """The settings file that a client names in its options or settings (`{"configuration": "..."}`)."""
    if isinstance(options, Mapping):
        found = options.get("configuration", None)
        if found is None and isinstance(options.get("reslint"), Mapping):
            found = options["reslint"].get("configuration")
        if isinstance(found, str) and found.strip():
            return os.path.expanduser(found.strip())
    return None
