"""`reslint new-rule FAMILY/NAME`: begins a rule of one's own."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.output import replace_file
from reslint.language import CODES
from reslint.packs import GENERAL
from reslint.rules import RuleError, shipped

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

FOLDER = "house-rules"


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "new-rule",
        description="Writes a rule that works, for you to change. No Python is needed.",
        epilog="Exit code: 0 written, 2 could not do its work.",
    )
    parser.add_argument("name", metavar="FAMILY/NAME", help="its id, as in house/chair")
    parser.add_argument("--pack", default=FOLDER, metavar="FOLDER", help=f"folder of your rules (default: {FOLDER})")
    parser.add_argument("--check", choices=GENERAL, default="term", help="what does the work (default: term)")
    parser.add_argument(
        "--lang", action="append", choices=CODES, help="a language that it is for; may be given again (default: en)"
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    from reslint.house.begin import SCHEMA, begin, ensure_name
    from reslint.schemas import dumps, rule_schema

    ensure_name(args.name)
    if any(rule.id == args.name for rule in shipped()):
        raise RuleError(f"reslint has a rule {args.name} itself; give yours another name")
    file = os.path.join(args.pack, f"{args.name}.yaml")
    if os.path.lexists(file):
        raise RuleError(f"{file}: is there already; nothing was written")
    text = begin(args.check, list(dict.fromkeys(args.lang or ["en"])))
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
    except OSError as error:
        raise RuleError(f"{os.path.dirname(file)}: the folder cannot be made: {error.strerror}") from None
    replace_file(file, text.encode())
    replace_file(os.path.join(args.pack, SCHEMA), dumps(rule_schema()).encode() + b"\n")
    print(f"{file}: written. It works as it stands; change it, and try it with")
    print(f"  reslint test-rules {args.pack}")
    print(f"  reslint check --packs {args.pack} FILE")
    return 0
