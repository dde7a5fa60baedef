"""`reslint config`: each setting and the file it comes from."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.options import Bench, add_config_options
from reslint.config import KEYS, PathSettings

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser("config", description="Shows each setting and the file it comes from.")
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="a file or folder (default: .)")
    add_config_options(parser)
    parser.set_defaults(run=run, profile=None, select=None, ignore=[], lang=None, as_of=None)


def run(args: Namespace) -> int:
    bench = Bench(args)
    is_folder = os.path.isdir(args.path)
    config = bench.config(args.path if is_folder else os.path.dirname(args.path))
    bench.job(os.path.join(args.path, "") if is_folder else args.path)  # names of rules must be right
    for key in KEYS:
        value = getattr(config, key.replace("-", "_"))
        line = config.line(key)
        origin = f"{_shown(config.file)}:{line}" if line else "default"
        if key in ("registry", "packs") and getattr(args, key):
            value, origin = getattr(args, key), "command line"
        print(f"{key:9}  {_text(value):40}  {origin}")
    return 0


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value)) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{k} = {v}" for k, v in value.items()) or "-"
    if isinstance(value, PathSettings):
        said = {"ignore": value.ignore, "severity": value.severity, "lang": value.lang, "as-of": value.as_of}
        return f"{' '.join(value.paths)}: " + "; ".join(f"{k} {_text(v)}" for k, v in said.items() if v)
    return "-" if value is None else str(value)


def _shown(path: object) -> str:
    return os.path.relpath(str(path))
