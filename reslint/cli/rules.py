"""`reslint rules`: every rule with its severity, languages and fix."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.options import Bench, add_config_options
from reslint.errors import UserError
from reslint.report import count
from reslint.rules import PROFILES, Rule

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser("rules", description="Lists the rules. `reslint explain RULE` says more of one.")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--test", action="store_true", help="try the rules of your packs on their own examples")
    add_config_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    bench = Bench(args)
    rules = sorted(bench.all_rules(bench.config("")), key=lambda rule: rule.id)
    if args.test:
        return _try(bench, rules)
    if args.format == "json":
        import json

        print(json.dumps({"version": 1, "rules": [rule.to_record() for rule in rules]}, ensure_ascii=False, indent=1))
        return 0
    width = max(len(rule.id) for rule in rules)
    print(f"{'rule':{width}}  {'  '.join(f'{p:7}' for p in PROFILES)}  {'fix':6}  {'languages':9}  summary")
    for rule in rules:
        print(_line(rule, width))
    return 0


def _try(bench: Bench, rules: list[Rule]) -> int:
    """Tries the rules of the user's packs on their examples; 1 where one does not do what they say."""
    from pathlib import Path

    from reslint.examples import try_example
    from reslint.packs import read_rule

    known = {rule.id: rule for rule in rules}
    own = [rule for rule in rules if rule.pack]
    if not own:
        raise UserError("there is no pack to test; name one with --packs FOLDER or in the settings")
    registry = bench.registry(bench.config(""))
    tried = failed = 0
    for rule in own:
        _, page = read_rule(Path(rule.pack, f"{rule.id}.yaml"), rule.pack)
        for example in (*page.examples, *page.counter_examples):
            tried += 1
            for fault in try_example(rule, example, registry, known):
                failed += 1
                print(f"{page.file}:{example.line}: {rule.id}: {fault}")
    bench.close()
    print(f"{count(tried, 'example')} of {count(len(own), 'rule')} tried, {count(failed, 'fault')} found")
    return 1 if failed else 0


def _line(rule: Rule, width: int) -> str:
    levels = "  ".join(f"{rule.severity[p]:7}" for p in PROFILES)
    safety = "-" if rule.safety == "none" else rule.safety
    return f"{rule.id:{width}}  {levels}  {safety:6}  {' '.join(rule.languages):9}  {rule.summary}"
