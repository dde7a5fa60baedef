"""Tries a rule on the examples of its own file: its tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reslint.engine import examine
from reslint.finding import Finding
from reslint.fix import fix
from reslint.packs import Example
from reslint.registry.store import Registry
from reslint.rules import Rule
from reslint.source.model import Source

_UNFILLED = re.compile(r"\{[a-z_]+\}")


def try_example(rule: Rule, example: Example, registry: Registry, known: Mapping[str, Rule]) -> list[str]:
    """What is wrong, as sentences; nothing where the rule does what the example says.

    The text is linted alone, with this rule only and those that the example names (`known` by id).
    """
    others = [known[name] for name in example.with_rules if name in known]
    faults = [f"it names the rule {name}, which does not exist" for name in example.with_rules if name not in known]
    if example.versions:
        return _try_versions(rule, example, registry)
    source = Source("example", example.text, example.format)
    # With its key for a message, a finding tells which message it is.
    keys = rule._replace(messages={key: {"en": key} for key in rule.messages})
    found = _own(_lint(source, [keys, *others], example, registry, known), rule)
    if tuple(f.message for f in found) != example.finds:
        places = [f"{f.message} on {source.text[f.start : f.end]!r}" for f in found]
        faults.append(f"it should find {list(example.finds)}, and finds {places}")
    said = [f.message for f in _own(_lint(source, [rule, *others], example, registry, known), rule)]
    faults += [f"a placeholder is left unfilled: {text}" for text in said if _UNFILLED.search(text)]
    if example.fixed is not None:
        done = fix(source, lambda text: _own(_lint(text, [rule, *others], example, registry, known), rule), unsafe=True)
        if done.source.text != example.fixed:
            faults.append(f"the fixed text should be {example.fixed!r}, and is {done.source.text!r}")
        if not done.stable:
            faults.append("its fixes do not come to rest")
    return faults


def _try_versions(rule: Rule, example: Example, registry: Registry) -> list[str]:
    """`try_example` for versions compared."""
    keys = rule._replace(messages={key: {"en": key} for key in rule.messages})
    faults = []
    for code, found in compared(keys, example, registry).items():
        wanted = example.finds if code == example.language else ()
        if tuple(f.message for f in found) != wanted:
            places = [f"{f.message} on {example.versions[code][f.start : f.end]!r}" for f in found]
            faults.append(f"it should find {list(wanted)} in the version {code}, and finds {places}")
    said = [f.message for found in compared(rule, example, registry).values() for f in found]
    return faults + [f"a placeholder is left unfilled: {text}" for text in said if _UNFILLED.search(text)]


def compared(rule: Rule, example: Example, registry: Registry) -> dict[str, tuple[Finding, ...]]:
    """What the rule says of each version of the example, by language."""
    from reslint.concordance import Version, concord
    from reslint.resolution.parse import parse

    versions = []
    for code, text in example.versions.items():
        source = Source(code, text, example.format)
        resolution = parse(source, code)
        if resolution is None:
            raise ValueError(f"no resolution is recognised in the version {code}")
        versions.append(Version(source, resolution))
    found = concord(versions, registry, [rule], example.profile)
    return {version.code: some for version, some in zip(versions, found, strict=True)}


def _own(findings: Sequence[Finding], rule: Rule) -> list[Finding]:
    return [f for f in findings if f.rule == rule.id]


def _lint(
    source: Source, rules: Sequence[Rule], example: Example, registry: Registry, known: Mapping[str, Rule]
) -> tuple[Finding, ...]:
    report = examine(
        source, rules, registry, example.as_of,
        language=example.language, organ=example.organ, symbol=example.symbol, session=example.session,
        profile=example.profile, known=known,
    )  # fmt: skip
    if report.resolution is None:
        raise ValueError("no resolution is recognised in the text")
    if report.failures:
        raise ValueError(report.failures[0])
    return report.findings
