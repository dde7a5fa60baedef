"""Starts the server as the command line asks."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace

from reslint_lsp import wire
from reslint_lsp.protocol import Refusals
from reslint_lsp.server import make

# How long one thread may keep the others waiting: requests are answered while a long text is checked.
_TURN = 0.001  # seconds


def serve(args: Namespace) -> int:
    """See `reslint_lsp.run`."""
    try:
        _log(args.log_file, args.log_level)
    except OSError as error:
        print(f"reslint: {args.log_file}: cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    sys.setswitchinterval(_TURN)
    server = make()
    try:
        if args.tcp:
            return wire.serve_tcp(server.protocol, *args.tcp)
        if args.websocket:
            return wire.serve_websocket(server.protocol, *args.websocket)
        return wire.serve_stdio(server.protocol)
    except OSError as error:
        print(f"reslint: the server cannot listen there: {error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    finally:
        server.desk.shut()


def _log(file: str | None, level: str) -> None:
    """reslint's own words from `level` on; those of the libraries only where something is wrong."""
    logging.basicConfig(
        filename=file,
        encoding="utf-8" if file else None,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        level=logging.ERROR,
    )
    logging.getLogger("reslint.lsp").setLevel(level.upper())
    logging.getLogger("pygls.protocol.json_rpc").addFilter(Refusals())
