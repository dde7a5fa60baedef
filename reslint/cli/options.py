"""Options that several commands share, and what they come to for one file."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reslint import config as configs
from reslint import engine, rules
from reslint.cli.parser import positive
from reslint.config import Config, ConfigError, PathSettings
from reslint.registry.store import Registry
from reslint.rules import PROFILES, Rule, RuleError
from reslint.source.model import Source

if TYPE_CHECKING:
    from reslint.cache import Cache

# Said where texts were read and not one rule ran on them.
NO_RULE = "no rule was left to run (select, ignore, severity, profile); `reslint config` shows the settings"
ONLY_VERSIONS = (
    "no rule was left to run but those that compare language versions: `reslint compare` runs them, "
    "and `reslint check --concordance`"
)
ORGANS = ("GA", "SC", "HRC", "ECOSOC")


def day(text: str) -> date:
    """An ISO date, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date like 2013-05-17") from None


def names(text: str) -> list[str]:
    """Names separated by commas."""
    return [name for name in text.replace(",", " ").split() if name]


def symbol(text: str) -> str:
    """A canonical symbol from "A/RES/67/264" or "67/264"; draft symbols stay as they are."""
    from reslint.registry import symbols

    for candidate in (text, f"A/RES/{text}"):
        if symbols.parse(candidate):
            return candidate
    if text.partition("/")[0] in ("A", "S", "E") and "/" in text:
        return text
    raise ArgumentTypeError(f"{text!r} is no symbol like A/RES/67/264, 67/264 or A/C.3/80/L.34")


def add_text_options(parser: ArgumentParser) -> None:
    """What a text says of itself, overridden."""
    group = parser.add_argument_group("what the text says of itself, overridden")
    group.add_argument("--lang", choices=configs.LANGUAGES, help="language of the text")
    group.add_argument("--organ", choices=ORGANS, help="organ that adopts it")
    group.add_argument("--symbol", type=symbol, help="its symbol (67/264, A/C.3/80/L.34)")
    group.add_argument("--session", type=positive, metavar="N", help="number of its session")
    group.add_argument("--as-of", type=day, metavar="DATE", help="judge it as of this day (2013-05-17)")
    group.add_argument("--stdin-filename", metavar="NAME", help="name of what comes on standard input")


def add_config_options(parser: ArgumentParser) -> None:
    """Where settings and data come from."""
    group = parser.add_argument_group("settings")
    one = group.add_mutually_exclusive_group()
    one.add_argument("--config", metavar="FILE", help="read the settings from this file")
    one.add_argument("--no-config", action="store_true", help="read no settings file")
    group.add_argument("--registry", metavar="FILE", help="your own registry, asked before the one that ships")
    group.add_argument("--packs", action="append", default=[], metavar="FOLDER", help="a folder of rules of your own")


def add_ui_option(parser: ArgumentParser) -> None:
    """For the commands that tell findings."""
    parser.add_argument("--ui-lang", choices=configs.LANGUAGES, default="en", help="language of the messages")


def add_cache_option(parser: ArgumentParser) -> None:
    """For the commands that keep what they found (see `Bench.examine`)."""
    parser.add_argument("--no-cache", action="store_true", help="work everything out anew, and keep nothing")


def add_rule_options(parser: ArgumentParser) -> None:
    """Which rules run."""
    group = parser.add_argument_group("rules")
    group.add_argument("--profile", choices=PROFILES, help="drafter (default), gate or archive")
    group.add_argument("--select", type=names, metavar="RULES", help="only these rules or families, by comma")
    group.add_argument("--ignore", type=names, default=[], metavar="RULES", help="not these rules or families")


class Job(NamedTuple):
    """How one file is checked."""

    config: Config
    rules: tuple[Rule, ...]
    known: frozenset[str]
    profile: str
    fail_on: str
    lang: str | None
    as_of: date | None


class Bench:
    """Settings, rules and registry for the files of one run, each read once.

    `idle`: for none of the texts so far was a rule left to run. `versions`: language versions are compared, too.
    """

    def __init__(self, args: Namespace) -> None:
        self.args = args
        self.idle = True
        self.versions = bool(getattr(args, "concordance", False))
        self._waiting = False  # rules were left that only run where versions are compared
        self._configs: dict[str, Config] = {}
        self._rules: dict[tuple[str, ...], tuple[Rule, ...]] = {}
        self._jobs: dict[tuple[int, tuple[int, ...]], Job] = {}
        self._registries: dict[str | None, Registry] = {}
        self._judgements: dict[int, str] = {}
        self._cache: Cache | None = None
        self._texts = 0

    def config(self, folder: str) -> Config:
        """The settings that hold for the files of `folder`."""
        if folder not in self._configs:
            self._configs[folder] = self._find_config(folder or ".")
        return self._configs[folder]

    def _find_config(self, folder: str) -> Config:
        if self.args.no_config:
            return Config()
        if self.args.config:
            if not os.path.isfile(self.args.config):
                raise ConfigError(f"{self.args.config}: no such settings file")
            return self._read(self.args.config)
        file = configs.nearest(folder)
        return self._read(file) if file else Config()

    def _read(self, file: str) -> Config:
        key = f"\0{file}"
        if key not in self._configs:
            self._configs[key] = configs.read(file)
        return self._configs[key]

    def all_rules(self, config: Config) -> tuple[Rule, ...]:
        """Every rule that there is under `config`, selected or not."""
        packs = (*config.packs, *self.args.packs)
        if packs not in self._rules:
            self._rules[packs] = rules.load(packs)
        return self._rules[packs]

    def job(self, path: str) -> Job:
        """What holds for the file at `path` (the name given for standard input)."""
        config = self.config(os.path.dirname(path))
        special = tuple(n for n, s in enumerate(config.per_path) if path and applies(s, config, path))
        key = (id(config), special)
        if key not in self._jobs:
            self._jobs[key] = self._job(config, [config.per_path[n] for n in special])
        return self._jobs[key]

    def _job(self, config: Config, special: Sequence[PathSettings]) -> Job:
        """What is said of a path goes before what is said of a language, and that before the rest."""
        args, everything = self.args, self.all_rules(config)
        self._require(config, everything)
        selected = args.select if args.select is not None else config.select
        chosen = rules.select(everything, selected, [*config.ignore, *args.ignore])
        chosen = engine.reseverity(chosen, rules.levels_of(config.severity, everything))
        for code, own in config.per_lang.items():
            chosen = rules.by_language(chosen, code, own.ignore, own.severity)
        lang, as_of, profile, fail_on = config.lang, config.as_of, config.profile, config.fail_on
        for settings in special:
            chosen = tuple(r for r in chosen if not any(rules.matches(name, r.id) for name in settings.ignore))
            chosen = engine.reseverity(chosen, rules.levels_of(settings.severity, everything))
            lang, as_of = settings.lang or lang, settings.as_of or as_of
            profile, fail_on = settings.profile or profile, settings.fail_on or fail_on
        return Job(
            config=config,
            rules=chosen,
            known=frozenset(rule.id for rule in everything),
            profile=args.profile or profile,
            fail_on=getattr(args, "fail_on", None) or fail_on,
            lang=args.lang or lang,
            as_of=args.as_of or as_of,
        )

    def _require(self, config: Config, everything: Sequence[Rule]) -> None:
        """The rules named in the config must exist."""
        named: dict[tuple[str | int, ...], tuple[str, ...] | Mapping[str, str]] = {
            ("select",): config.select, ("ignore",): config.ignore, ("severity",): config.severity,
        }  # fmt: skip
        for code, own in config.per_lang.items():
            named |= {("per-lang", code, "ignore"): own.ignore, ("per-lang", code, "severity"): own.severity}
        for n, special in enumerate(config.per_path):
            named |= {("per-path", n, "ignore"): special.ignore, ("per-path", n, "severity"): special.severity}
        for at, patterns in named.items():
            for n, pattern in enumerate(patterns):
                try:
                    rules.require(pattern, everything)
                except RuleError as error:  # only now is it worth looking for the line
                    where = config.where(*at, pattern if isinstance(patterns, Mapping) else n)
                    raise RuleError(f"{where}{error}") from None

    def overlay(self, config: Config) -> str | None:
        """The registry of the user's own that is named under `config`; None: the one in its usual place."""
        return self.args.registry or config.registry

    def registry(self, config: Config) -> Registry:
        """The registry under `config`, opened once."""
        place = self.overlay(config)
        if place not in self._registries:
            from reslint.cli.overlay import open_for

            named_there = config.registry and not self.args.registry
            self._registries[place] = open_for(place, config.where("registry") if named_there else "")
        return self._registries[place]

    def close(self) -> None:
        """Closes what was opened."""
        for registry in self._registries.values():
            registry.close()
        if self._cache is not None:
            self._cache.close()

    def notice(self, job: Job) -> None:
        """A text is judged under the job: keeps `idle` true to what was left to run."""
        if self.idle:
            left = [rule for rule in job.rules if rule.severity[job.profile] != "off"]
            self.idle = not any(self.versions or rule.check != rules.CONCORDANCE_CHECK for rule in left)
            self._waiting |= self.idle and bool(left)

    @property
    def why_idle(self) -> str:
        """Why not one rule ran."""
        return ONLY_VERSIONS if self._waiting else NO_RULE

    def settings(self, job: Job) -> engine.Settings:
        """What the engine is told for a file of that job."""
        args = self.args
        return engine.Settings(
            job.rules, job.as_of, job.lang, args.organ, args.symbol, args.session, job.profile, job.known,
            getattr(args, "ui_lang", "en"),
        )  # fmt: skip

    def examine(self, source: Source, job: Job) -> engine.Report:
        """The report on one source; from the second one on out of the cache, which one alone does not pay for."""
        self.notice(job)
        report = self._report(source, job)
        if source.origin is None:
            return report
        from reslint.report.advice import advised

        return advised(report)

    def _report(self, source: Source, job: Job) -> engine.Report:
        settings, registry = self.settings(job), self.registry(job.config)
        self._texts += 1
        if self._texts == 1 or getattr(self.args, "no_cache", True):
            return engine.report_on(source, registry, settings)
        from reslint import cache

        if self._cache is None:
            self._cache = cache.Cache()
        judgement = self._judgement(job, settings)
        return cache.examine(source, registry, settings, judgement, self._cache if judgement else None)

    def _judgement(self, job: Job, settings: engine.Settings) -> str:
        """What answers under the job are known by; "" where none may be kept."""
        if id(job) not in self._judgements:
            from reslint import edition
            from reslint.cli.overlay import default_overlay

            place = self.overlay(job.config) or default_overlay()
            self._judgements[id(job)] = edition.judgement(settings, place) if edition.is_ours(settings) else ""
        return self._judgements[id(job)]


def applies(settings: PathSettings, config: Config, path: str) -> bool:
    """Whether settings for some paths hold for the file at `path`."""
    from reslint.cli.files import matcher

    root = os.path.dirname(os.path.abspath(config.file or ""))
    return matcher(settings.paths)(os.path.relpath(path, root))
