"""`reslint test-rules FOLDER`: whether the rules of a pack do what their examples say, and can find anything."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.report import count

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "test-rules",
        description="Tries the rules of packs on their own examples, and says which can never find anything.",
        epilog="Exit code: 0 all is well, 1 something is wrong with a rule, 2 could not do its work.",
    )
    parser.add_argument("packs", nargs="+", metavar="FOLDER", help="a folder of rules, or an installed pack")
    parser.add_argument("--registry", metavar="FILE", help="your own registry, asked before the one that ships")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    from reslint.cli.overlay import open_for
    from reslint.house.installed import locate
    from reslint.house.trial import try_pack

    registry = open_for(args.registry)
    try:
        trials = [try_pack(locate(pack), registry) for pack in args.packs]
    finally:
        registry.close()
    faults = [fault for trial in trials for fault in trial.faults]
    for fault in faults:
        print(fault)
    examples, rules = (sum(t.examples for t in trials), sum(t.rules for t in trials))
    print(f"{count(examples, 'example')} of {count(rules, 'rule')} tried, {count(len(faults), 'fault')} found")
    return 1 if faults else 0
