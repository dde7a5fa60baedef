"""The language server: findings as people type. It is a package of its own, so that the command line stays quick."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction

LEVELS = ("error", "warning", "info", "debug")


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Registers `reslint lsp`; called through the entry point group `reslint.commands`."""
    parser = subparsers.add_parser(
        "lsp",
        description="Starts the language server: on standard input and output, or for the first client that connects.",
    )
    parser.add_argument("--stdio", action="store_true", help="standard input and output (the default)")
    where = "[HOST:]PORT"
    parser.add_argument("--tcp", type=address, metavar=where, help="wait for a client there (port 0: a free one)")
    parser.add_argument("--websocket", type=address, metavar=where, help="the same over a WebSocket")
    parser.add_argument("--log-file", metavar="FILE", help="write the log there (default: standard error)")
    parser.add_argument("--log-level", choices=LEVELS, default="warning", help="default: warning")
    parser.set_defaults(run=run)


def address(text: str) -> tuple[str, int]:
    """Host and port of "9257" or "127.0.0.1:9257", for argparse; the host is this machine where none is given."""
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise ArgumentTypeError(f"{text!r} is no address like 9257 or 127.0.0.1:9257")
    return host or "127.0.0.1", int(port)


def run(args: Namespace) -> int:
    """Serves one client; the exit code: 0 it asked to end, 1 it went without, 2 the server could not start."""
    if sum(map(bool, (args.stdio, args.tcp, args.websocket))) > 1:
        print("reslint: one of --stdio, --tcp and --websocket", file=sys.stderr)
        return 2
    try:
        if args.websocket:
            import websockets  # noqa: F401  # said before anything is started
        from reslint_lsp import serve
    except ModuleNotFoundError:
        extra = "lsp-websocket" if args.websocket else "lsp"
        print(f"reslint: the language server needs an extra: pip install 'reslint[{extra}]'", file=sys.stderr)
        return 2
    return serve.serve(args)
