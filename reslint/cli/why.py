"""`reslint config --why KEY`: where a setting, or the severity of a rule, comes from, and what that overrides."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reslint import config as configs
from reslint.cli.options import Bench, applies
from reslint.config import KEYS, Config, ConfigError, PathSettings
from reslint.errors import UserError
from reslint.rules import Rule, closest, matches, select


class Say(NamedTuple):
    """One place that speaks of the matter: where ("reslint.toml:3"), how ("severity.citation"), what it says."""

    where: str
    how: str
    value: str


def why(key: str, path: str, config: Config, bench: Bench) -> list[str]:
    """Lines that answer for `key`, a setting or the id of a rule, as it holds for the file or folder `path`."""
    special = [(n, own) for n, own in enumerate(config.per_path) if applies(own, config, path)]
    if key in KEYS:
        hidden = () if bench.args.config else _hidden(key, config)
        return [*_chain(key, list(_of_setting(key, config, special))), *hidden]
    rules = {rule.id: rule for rule in bench.all_rules(config)}
    if key in rules:
        return _of_rule(rules[key], config, special, bench)
    hint = closest(key, [*KEYS, *rules]) or "known are the settings that `reslint config` lists, and the ids of rules"
    raise UserError(f"there is neither a setting nor a rule {key!r}: {hint}")


def _of_setting(key: str, config: Config, special: Sequence[tuple[int, PathSettings]]) -> Iterator[Say]:
    """Who speaks of the setting, the weakest first."""
    name = key.replace("-", "_")
    yield Say("the default", "", shown(Config._field_defaults[name]))
    if config.line(key):
        yield Say(_place(config, key), key, shown(getattr(config, name)))
    if key in ("profile", "fail-on", "lang", "as-of"):
        for n, own in special:
            if value := getattr(own, name):
                yield Say(_place(config, "per-path", n, key), f"per-path {' '.join(own.paths)}", shown(value))


def _hidden(key: str, config: Config) -> Iterator[str]:
    """Settings files further up that say something of it, too: they are not read."""
    folder = os.path.dirname(os.path.abspath(config.file or ""))
    while config.file and (parent := os.path.dirname(folder)) != folder:
        try:
            other = configs.read(file) if (file := configs.nearest(parent)) else Config()
        except ConfigError:
            return  # it is not read, and so does not matter
        if other.line(key):
            value = shown(getattr(other, key.replace("-", "_")))
            yield f"  not read: {_place(other, key)}, which says {value}; {_name(config)} is nearer"
        if not other.file:
            return
        folder = os.path.dirname(other.file)


def _of_rule(rule: Rule, config: Config, special: Sequence[tuple[int, PathSettings]], bench: Bench) -> list[str]:
    profile, where = config.profile, _place(config, "profile") if config.line("profile") else "the default"
    for n, own in special:
        if own.profile:
            profile, where = own.profile, _place(config, "per-path", n, "profile")
    lines = [f"{rule.id} in the profile {profile} ({where})"]
    groups: dict[tuple[Say, ...], list[str]] = {}
    for language in rule.languages:
        says = tuple(_severities(rule, language, profile, config, special, bench))
        groups.setdefault(says, []).append(language)
    for says, languages in groups.items():
        lines += _chain(", ".join(languages), says)
    return lines


def _severities(
    rule: Rule,
    language: str,
    profile: str,
    config: Config,
    special: Sequence[tuple[int, PathSettings]],
    bench: Bench,
) -> Iterator[Say]:
    """Who speaks of the rule's severity for texts in `language`, the weakest first, as `Bench.job` weighs them."""
    yield Say(f"the rule itself ({rule.pack or 'reslint'})", "", rule.severity[profile])
    if level := _level(rule, config.severity):
        yield Say(_place(config, "severity", level), f"severity.{level}", config.severity[level])
    own = config.per_lang.get(language)
    if own and (level := _level(rule, own.severity)):
        at = ("per-lang", language, "severity", level)
        yield Say(_place(config, *at), f"per-lang.{language}.severity.{level}", own.severity[level])
    for n, settings in special:
        if level := _level(rule, settings.severity):
            where = f"per-path {' '.join(settings.paths)}"
            yield Say(_place(config, "per-path", n, "severity", level), where, settings.severity[level])
    if rule not in select(bench.all_rules(config), config.select, config.ignore):
        named = next((n for n, p in enumerate(config.ignore) if matches(p, rule.id)), None)
        if named is None:
            yield Say(_place(config, "select"), "select, which leaves it out", "off")
        else:
            yield Say(_place(config, "ignore", named), "ignore", "off")
    lists: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = [(("per-lang", language), own.ignore)] if own else []
    lists += [(("per-path", n), settings.ignore) for n, settings in special]
    for table, ignored in lists:
        for n, pattern in enumerate(ignored):
            if matches(pattern, rule.id):
                yield Say(_place(config, *table, "ignore", n), f"{table[0]}: ignore", "off")
                break


def _level(rule: Rule, levels: Mapping[str, str]) -> str:
    """The pattern of `levels` that counts for the rule, "" where none does."""
    return rule.id if rule.id in levels else next((p for p in reversed(list(levels)) if matches(p, rule.id)), "")


def _chain(name: str, says: Sequence[Say]) -> list[str]:
    """The strongest first, with what it overrides below."""
    *weaker, strongest = says
    lines = [f"{name}: {strongest.value}", f"  {_where(strongest)}"]
    return lines + [f"  overrides {_where(say)}: {say.value}" for say in reversed(weaker)]


def _where(say: Say) -> str:
    return f"{say.where} ({say.how})" if say.how else say.where


def _place(config: Config, *key: str | int) -> str:
    return f"{_name(config)}:{config.line(*key)}"


def _name(config: Config) -> str:
    return os.path.relpath(config.file or "")


def shown(value: object) -> str:
    """A setting's value for people, "-" for none."""
    if isinstance(value, PathSettings):
        return f"{' '.join(value.paths)}: {_pairs(value, value._fields[1:])}"
    if isinstance(value, configs.LangSettings):
        return _pairs(value, value._fields)
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value)) or "-"
    if isinstance(value, Mapping):
        return ", ".join(f"{k} = {shown(v)}" for k, v in value.items()) or "-"
    return "-" if value is None else str(value)


def _pairs(value: object, names: Sequence[str]) -> str:
    said = [(name.replace("_", "-"), getattr(value, name)) for name in names]
    return "; ".join(f"{name} {shown(v)}" for name, v in said if v)
