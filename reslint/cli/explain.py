"""`reslint explain RULE`: the page of a rule."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reslint import data
from reslint.cli.options import Bench, add_config_options
from reslint.rules import PROFILES, Rule, matches, page_url, require

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from reslint.packs import Example, Page


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "explain", description="Says what a rule checks, why, on whose authority, with examples.",
        epilog="Exit code: 0 explained, 2 there is no such rule, or the settings cannot be used.",
    )  # fmt: skip
    parser.add_argument("rules", nargs="+", metavar="RULE", help="a rule (citation/date) or a family (citation)")
    add_config_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    bench = Bench(args)
    rules = bench.all_rules(bench.config(""))
    for pattern in args.rules:
        require(pattern, rules)
    chosen = [rule for rule in rules if any(matches(pattern, rule.id) for pattern in args.rules)]
    print("\n\n".join(page(rule, more_of(rule)) for rule in chosen))
    return 0


def more_of(rule: Rule) -> Page:
    """What stands in the rule's file beside the rule itself: its examples."""
    from reslint.packs import read_rule

    folder = Path(rule.pack) if rule.pack else data.rules_folder()
    return read_rule(folder / f"{rule.id}.yaml")[1]


def page(rule: Rule, more: Page) -> str:
    """The rule's page as plain text."""
    lines = [rule.id, f"  {rule.summary}", "", *_wrapped(rule.why), ""]
    levels = ", ".join(f"{profile} {rule.severity[profile]}" for profile in PROFILES)
    facts = {
        "authority": rule.authority,
        "severity": levels,
        "languages": ", ".join(rule.languages),
        "organs": ", ".join(rule.organs),
        "since": str(rule.valid_from or ""),
        "until": str(rule.valid_until or ""),
        "fix": "none" if rule.safety == "none" else ", ".join(filter(None, (rule.safety, rule.fix))),
        "page": page_url(rule),
    }
    for name, value in facts.items():
        if value:
            first, *rest = _wrapped(value, 86)
            lines += [f"  {name + ':':11}{first.strip()}", *(f"{'':13}{line.strip()}" for line in rest)]
    lines += ["", "  It says:"]
    lines += [line for texts in rule.messages.values() for line in _wrapped(f"- {texts['en']}", 94, 4)]
    lines += ["", "  Wrong:", *_examples(more.examples), "", "  Right:", *_examples(more.counter_examples)]
    return "\n".join(lines)


def _examples(examples: tuple[Example, ...]) -> list[str]:
    lines = []
    for example in examples:
        as_of = f" as of {example.as_of}" if example.as_of else ""
        for code, text in (example.versions or {example.language: example.text}).items():
            lines += _block(f"{code}{as_of}", text)
        if example.fixed is not None and example.fixed != example.text:
            lines += _block("fixed", example.fixed)
    return lines


def _block(name: str, text: str) -> list[str]:
    first, *rest = text.rstrip("\n").split("\n")
    return [f"    {name}: {first}", *(f"    {'':{len(name)}}  {line}".rstrip() for line in rest)]


def _wrapped(text: str, width: int = 98, indent: int = 2) -> list[str]:
    from textwrap import wrap

    return [" " * indent + line for line in wrap(text, width)]
