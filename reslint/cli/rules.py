"""`reslint rules`: every rule with its severity, languages and fix."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.options import Bench, add_config_options
from reslint.rules import PROFILES, Rule

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "rules", description="Lists the rules. `reslint explain RULE` says more of one.",
        epilog="Exit code: 0 listed, 2 the settings or packs cannot be used.",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the list (default: text)")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a rule's file, for editors")
    add_config_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    if args.schema:
        from reslint.schemas import dumps, rule_schema

        print(dumps(rule_schema()))
        return 0
    bench = Bench(args)
    rules = sorted(bench.all_rules(bench.config("")), key=lambda rule: rule.id)
    if args.format == "json":
        import json

        print(json.dumps({"version": 1, "rules": [rule.to_record() for rule in rules]}, ensure_ascii=False, indent=1))
        return 0
    width = max(len(rule.id) for rule in rules)
    print(f"{'rule':{width}}  {'  '.join(f'{p:7}' for p in PROFILES)}  {'fix':6}  {'languages':9}  summary")
    for rule in rules:
        print(_line(rule, width))
    return 0


def _line(rule: Rule, width: int) -> str:
    levels = "  ".join(f"{rule.severity[p]:7}" for p in PROFILES)
    safety = "-" if rule.safety == "none" else rule.safety
    return f"{rule.id:{width}}  {levels}  {safety:6}  {' '.join(rule.languages):9}  {rule.summary}"
