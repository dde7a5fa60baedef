"""`reslint recall TOPIC`: the whole up-to-date list of earlier resolutions, ready to paste."""

from __future__ import annotations

import argparse
from typing import Any


def add(subparsers: Any) -> None:
    """Registers the command."""
    from reslint.cli.registry import add_reading

    parser = subparsers.add_parser(
        "recall", help="print the up-to-date recital of a series, in a language",
        description="Prints the recital of a series of resolutions, up to date, in a language.",
        epilog="Exit code: 0 printed, 1 the topic names no series or several, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("topic", nargs="+", metavar="TOPIC", help="words of the title, or a symbol of the series")
    parser.add_argument("--lang", default="en", metavar="CODE", help="language of the recital (en, fr, es, ar, ru, zh)")
    parser.add_argument(
        "--arabic-indic", action="store_true", help="Arabic-Indic digits with swapped members, as before 2019"
    )
    add_reading(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the recital; 1 where the topic names no series or several."""
    from reslint.cli.output import complain
    from reslint.cli.registry import find_series, opened, span
    from reslint.errors import UserError
    from reslint.language import CODES, get
    from reslint.registry.recital import write_recital
    from reslint.registry.symbols import display

    if args.lang not in CODES:
        raise UserError(f"--lang {args.lang}: a recital can be written in {', '.join(CODES)}")
    language = get(args.lang)
    registry = opened(args)
    topic = " ".join(args.topic)
    found = find_series(registry, topic)
    if not found:
        complain(f"no series is known for {topic!r}; `reslint registry search` looks in all titles")
        return 1
    if len(found) > 1:
        titles = "; ".join(f"{title or 'untitled'} ({span(registry.members(s))})" for s, title in found[:5])
        more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
        complain(f"{topic!r} names {len(found)} series, give a symbol: {titles}{more}")
        return 1
    members = registry.members(found[0][0], args.as_of)
    if not members:
        complain(f"{found[0][1]}: none was adopted by then")
        return 1
    print(write_recital(members, language, args.arabic_indic and args.lang == "ar"))
    undated = [display(m.symbol) for m in members if m.adopted is None]
    if undated:
        complain(f"the day of adoption is not known for {', '.join(undated)}")
    return 0
