"""`reslint config`: each setting and the file it comes from."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reslint.cli.files import PathError, matcher, walk
from reslint.cli.options import Bench, add_config_options
from reslint.cli.output import complain
from reslint.cli.why import shown, why
from reslint.config import KEYS, Config

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "config", description="Shows each setting and the file it comes from.",
        epilog="Exit code: 0 shown, 2 a setting cannot be used, or there is none of that name.",
    )  # fmt: skip
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder (default: .)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--why", metavar="KEY", help="what sets a setting or a rule's severity, and what it overrides")
    what.add_argument("--schema", action="store_true", help="print the JSON Schema of reslint.toml, for editors")
    add_config_options(parser)
    parser.set_defaults(run=run, profile=None, select=None, ignore=[], lang=None, as_of=None)


def run(args: Namespace) -> int:
    bench = Bench(args)
    is_folder = os.path.isdir(args.path)
    if not is_folder and not os.path.exists(args.path):
        raise PathError(f"{args.path}: no such file or folder")
    path = os.path.join(args.path, "") if is_folder else args.path
    config = bench.config(os.path.dirname(path))
    if args.schema:
        from reslint.schemas import config_schema, dumps

        print(dumps(config_schema(bench.all_rules(config))))
        return 0
    bench.job(path)  # names of rules must be right
    if args.why:
        print("\n".join(why(args.why, path, config, bench)))
        return 0
    for key in KEYS:
        value = getattr(config, key.replace("-", "_"))
        line = config.line(key)
        origin = f"{os.path.relpath(config.file or '')}:{line}" if line else "default"
        if key in ("registry", "packs") and getattr(args, key):
            value, origin = getattr(args, key), "command line"
        print(f"{key:12}  {shown(value):40}  {origin}")
    for sentence in unmatched(config):
        complain(sentence)
    return 0


def unmatched(config: Config) -> Iterator[str]:
    """Of the patterns of [[per-path]], those that match no file: their settings hold for nothing."""
    if not config.per_path:
        return
    root = os.path.dirname(os.path.abspath(config.file or ""))
    files = [os.path.relpath(path, root) for path in walk(root, config) if not isinstance(path, PathError)]
    for n, special in enumerate(config.per_path):
        for pattern in special.paths:
            if not any(map(matcher([pattern]), files)):
                yield f"{config.where('per-path', n, 'paths')}per-path: no file that is checked matches {pattern!r}"
