"""Rules: what is checked, how severe, on what authority. Records only; the work is done by checks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from reslint import data
from reslint.errors import UserError

PROFILES = ("drafter", "gate", "archive")
LEVELS = ("error", "warning", "note", "off")
ENGINE_CHECK = "engine"
CONCORDANCE_CHECK = "concordance"  # done where language versions are compared, not on one text
# Where the documentation is published; pyproject.toml and mkdocs.yml say the same (held to it by tests/docs).
DOCS_URL = "https://reslint.readthedocs.io/en/stable/"


class RuleError(UserError):
    """A rule, a pack or a name of a rule that cannot be used."""


class Rule(NamedTuple):
    """One rule, as its YAML file states it.

    `id` "family/rule"; `severity` by profile, "off" allowed; `languages` and `organs` codes (no organs:
    every organ); `valid_from`/`valid_until` the first and last day on which the convention holds, None: open;
    `check` the module of the check below `reslint.checks` (or an entry point's name); `messages` text by
    key and interface language; `safety` of its fixes "safe", "unsafe" or "none"; `pack` the folder of the
    user's pack it comes from, "" for a rule that ships with reslint.
    """

    id: str
    summary: str
    why: str
    authority: str
    severity: Mapping[str, str]
    languages: tuple[str, ...]
    check: str
    messages: Mapping[str, Mapping[str, str]]
    organs: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    options: Mapping[str, object] = {}
    safety: str = "none"
    fix: str = ""
    pack: str = ""

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]

    def holds_on(self, day: date) -> bool:
        """Whether the convention is in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def to_record(self) -> dict[str, Any]:
        """The rule as JSON keeps it."""
        record = self._asdict()
        for name in ("valid_from", "valid_until"):
            day = record[name]
            record[name] = day.isoformat() if day else None
        return record


def from_record(record: Mapping[str, Any]) -> Rule:
    """The inverse of `Rule.to_record`."""
    values = dict(record)
    for name in ("valid_from", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("languages", "organs"):
        values[name] = tuple(values[name])
    return Rule(**values)


def shipped() -> tuple[Rule, ...]:
    """The rules that come with reslint, by id."""
    return tuple(map(from_record, data.load("rules")))


def load(packs: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that ship and those of the user's packs (folders, or names of installed ones).

    A fault in a pack is a `RuleError`.
    """
    rules = {rule.id: rule for rule in shipped()}
    for pack in packs:
        from reslint.house.installed import locate
        from reslint.packs import read_pack  # YAML is slow to import and most runs have no packs

        folder = locate(pack)
        for rule, _ in read_pack(folder):
            if rule.id in rules:
                owner = rules[rule.id].pack or "reslint itself"
                raise RuleError(f"{folder}: the rule {rule.id} is already in {owner}; give it another name")
            rules[rule.id] = rule
    return tuple(rules.values())


def page_url(rule: Rule) -> str:
    """The address of the rule's page in the documentation, "" for a rule of the user's own pack.

    In the sources of the documentation the page is `docs/rules/<family>/<rule>.md`.
    """
    return "" if rule.pack else f"{DOCS_URL}rules/{rule.id}/"


def matches(pattern: str, rule: str) -> bool:
    """Whether the id `rule` is meant by `pattern`: an id, a family ("citation" or "citation/*") or "all"."""
    return pattern in (rule, "all", "*") or pattern.removesuffix("/*") == rule.partition("/")[0]


def select(rules: Sequence[Rule], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that a pattern of `wanted` means (none: all) and no pattern of `unwanted` does.

    An exact id in one list counts for more than a family in the other.
    """
    for pattern in (*wanted, *unwanted):
        require(pattern, rules)
    if not wanted and not unwanted:
        return tuple(rules)
    exact = set(wanted) - set(unwanted)
    return tuple(
        rule
        for rule in rules
        if (not wanted or any(matches(p, rule.id) for p in wanted))
        and (rule.id in exact or not any(matches(p, rule.id) for p in unwanted))
    )


def levels_of(levels: Mapping[str, str], rules: Iterable[Rule]) -> dict[str, str]:
    """Severity by id from severity by pattern: an exact id counts for more than a family, else the later one."""
    if not levels:
        return {}
    ids = [rule.id for rule in rules]
    spread = {rule: level for pattern, level in levels.items() for rule in ids if matches(pattern, rule)}
    return spread | {rule: levels[rule] for rule in spread if rule in levels}


def by_language(rules: Sequence[Rule], code: str, ignore: Sequence[str], levels: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules as they hold where texts in the language `code` are judged otherwise.

    A rule that `ignore` means loses the language; one that `levels` means is split in two, one of them for that
    language alone, in every profile of the severity given.
    """
    own = levels_of(levels, rules)
    result = []
    for rule in rules:
        ignored = any(matches(pattern, rule.id) for pattern in ignore)
        if code not in rule.languages or not (ignored or rule.id in own):
            result.append(rule)
            continue
        if others := tuple(language for language in rule.languages if language != code):
            result.append(rule._replace(languages=others))
        if not ignored:
            result.append(rule._replace(languages=(code,), severity=dict.fromkeys(rule.severity, own[rule.id])))
    return tuple(result)


def require(pattern: str, rules: Iterable[Rule]) -> None:
    """A `RuleError` where `pattern` means no rule."""
    ids = [rule.id for rule in rules]
    if not any(matches(pattern, rule) for rule in ids):
        families = dict.fromkeys(rule.partition("/")[0] for rule in ids)
        hint = closest(pattern, [*ids, *families]) or "`reslint rules` lists them"
        raise RuleError(f"there is no rule {pattern!r}: {hint}")


def closest(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like `word`, "" where none is."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {found[0]!r}?" if found else ""
