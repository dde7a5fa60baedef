"""`reslint COMMAND ...`: finds the module of the command and runs it.

Only that module is imported: the start of the process is a good part of checking one draft.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn, cast

from reslint import SELDOM, __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser

# name -> (module with `add(subparsers)`, what it does)
COMMANDS = {
    "check": ("reslint.cli.check", "say what is wrong with drafts"),
    "compare": ("reslint.cli.compare", "hold language versions of a resolution against each other"),
    "fix": ("reslint.cli.fix", "put right what can be put right"),
    "baseline": ("reslint.cli.baseline", "write down the findings that are known, so that only others count"),
    "diff": ("reslint.cli.diff", "what changed between two texts, paragraph by paragraph"),
    "review": ("reslint.cli.review", "write the findings into a Word file, as comments and tracked changes"),
    "explain": ("reslint.cli.explain", "the page of a rule: why, on whose authority, examples"),
    "rules": ("reslint.cli.rules", "list the rules"),
    "registry": ("reslint.cli.registry", "ask what has been adopted, or add to it"),
    "archive": ("reslint.cli.archive", "check many texts, and keep what was found in a database"),
    "cache": ("reslint.cli.cache", "show how much is kept from run to run, or throw it away"),
    "recall": ("reslint.cli.recall", "print an up-to-date list of earlier resolutions"),
    "dump": ("reslint.cli.dump", "show what was understood of a draft"),
    "config": ("reslint.cli.config", "show each setting and the file it comes from"),
    "new-rule": ("reslint.cli.new_rule", "begin a rule of your own"),
    "test-rules": ("reslint.cli.test_rules", "try the rules of a pack on their own examples"),
    "completions": ("reslint.cli.completions", "print the completions for a shell"),
}
# What commands of our own packages do that come by entry point.
OTHERS = {"lsp": "the language server, for editors"}
BROKEN_PIPE = 141
INTERRUPTED = 130


def entry() -> NoReturn:
    """The process of the command line: `main`, with a quick start and a quick end."""
    import gc
    import os

    gc.set_threshold(*SELDOM)
    code = main()
    with suppress(OSError, AttributeError):  # whoever read it has gone; `main` has said what it could
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # everything is written: the objects need not be taken apart one by one


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code (0 nothing found, 1 findings, 2 could not do its work)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:  # a file that is opened now would take its place
        print("reslint: standard output is closed", file=sys.stderr)
        return 2
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has gone; the interpreter must not complain about it at its end.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if _is_full(error):
            error = RuntimeError(f"standard output cannot be written: {cast('OSError', error).strerror}")
        elif not _is_expected(error):
            import os

            if os.environ.get("RESLINT_TRACEBACK"):
                raise
            error = RuntimeError(
                f"internal error ({' '.join(f'{type(error).__name__}: {error}'.split())}); please report it, "
                "with what RESLINT_TRACEBACK=1 prints"
            )
        print(f"reslint: {error}", file=sys.stderr)
        return 2


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A name or a text may hold what the terminal's encoding lacks; half a report helps nobody.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    name = arguments[0] if arguments else ""
    if name in ("", "-h", "--help", "help"):
        print(_help())
        return 0 if name else 2
    if name in ("-V", "--version"):
        print(f"reslint {__version__}")
        return 0
    add = _command(name)
    if add is None:
        from reslint.rules import closest

        hint = closest(name, COMMANDS) or "`reslint --help` lists them"
        print(f"reslint: there is no command {name!r}: {hint}", file=sys.stderr)
        return 2
    from reslint.cli.parser import Parser

    parser = Parser(prog="reslint")
    add(parser.add_subparsers(prog="reslint"))
    try:
        args = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return int(args.run(args))


def _command(name: str) -> Callable[[Any], None] | None:
    if name in COMMANDS:
        from importlib import import_module

        return cast("Callable[[Any], None]", import_module(COMMANDS[name][0]).add)
    from importlib.metadata import entry_points  # other packages (the language server) bring commands of their own

    for entry in entry_points(group="reslint.commands", name=name):
        return cast("Callable[[Any], None]", entry.load())
    return None


def whole_parser() -> ArgumentParser:
    """The parser with every command, for those who ask about all of them (completions, the documentation)."""
    from functools import partial
    from importlib.metadata import entry_points

    from reslint.cli.parser import Parser

    parser = Parser(prog="reslint")
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    subparsers = parser.add_subparsers(prog="reslint")
    make = subparsers.add_parser
    for name in (*COMMANDS, *(entry.name for entry in entry_points(group="reslint.commands"))):
        # A command without a line of help is a hidden one to argparse.
        what = COMMANDS[name][1] if name in COMMANDS else OTHERS.get(name, name)
        subparsers.add_parser = partial(make, help=what)  # type: ignore[method-assign]
        if add := _command(name):
            add(subparsers)
    return parser


def _help() -> str:
    from importlib.metadata import entry_points

    lines = ["usage: reslint COMMAND ...", "", "Checks draft United Nations resolutions.", ""]
    lines += [f"  {name:11} {what}" for name, (_, what) in COMMANDS.items()]
    others = entry_points(group="reslint.commands")
    lines += [f"  {entry.name:11} {OTHERS.get(entry.name, f'(from {entry.module})')}" for entry in others]
    return "\n".join([*lines, "", "`reslint COMMAND --help` says more; `reslint --version` prints the version."])


def _is_full(error: Exception) -> bool:
    """Whether the place for what is printed takes nothing any more. Files of our own are written elsewhere, where a
    fault has a name; this one has none."""
    import errno

    codes = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
    return isinstance(error, OSError) and error.filename is None and error.errno in codes


def _is_expected(error: Exception) -> bool:
    from reslint.errors import UserError
    from reslint.registry.model import RegistryError
    from reslint.source.model import SourceError

    return isinstance(error, UserError | RegistryError | SourceError)
