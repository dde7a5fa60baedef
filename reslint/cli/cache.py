"""`reslint cache info|clean`: what is kept from run to run."""

from __future__ import annotations

from argparse import Namespace
from typing import Any


def add(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser(
        "cache", help="show how much is kept from run to run, or throw it away",
        description="Shows how much is kept from run to run, or throws it away.",
        epilog="Exit code: 0 done, 2 could not do its work.",
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    info = actions.add_parser("info", help="where it is, and how much it holds")
    info.set_defaults(run=run_info)
    clean = actions.add_parser("clean", help="throw it away; the next run works everything out anew")
    clean.set_defaults(run=run_clean)


def run_info(args: Namespace) -> int:
    """Prints place and size."""
    from reslint import cache

    kept = cache.Cache()
    size = kept.size()
    kept.close()
    print(f"{cache.place()}: {size.reports:,} reports, {_megabytes(size.bytes)} of at most {_megabytes(cache.LARGEST)}")
    return 0


def run_clean(args: Namespace) -> int:
    """Removes it."""
    from reslint import cache

    print(f"{cache.place()}: {_megabytes(cache.clean())} removed")
    return 0


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.1f} MB"
