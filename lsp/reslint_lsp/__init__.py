"""The language server: findings as people type. It is a package of its own, so that the command line stays quick."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Registers `reslint lsp`; called through the entry point group `reslint.commands`."""
    parser = subparsers.add_parser("lsp", description="Starts the language server on standard input and output.")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Says that there is no server yet, so that an editor shows it instead of waiting."""
    print("reslint: this version has no language server yet; `reslint check -` reads from an editor", file=sys.stderr)
    return 2
