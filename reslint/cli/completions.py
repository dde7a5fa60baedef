"""`reslint completions SHELL`: what a shell needs to complete commands, options, rules and files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Action, _SubParsersAction

SHELLS = ("bash", "zsh", "fish")


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "completions",
        description="Prints the completions of reslint for a shell. Read them at the start of the shell: "
        'bash: eval "$(reslint completions bash)" in ~/.bashrc; '
        "zsh: reslint completions zsh > a file _reslint in a folder of $fpath; "
        "fish: reslint completions fish > ~/.config/fish/completions/reslint.fish",
        epilog="Exit code: 0 printed, 2 could not do its work.",
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    import shtab

    from reslint.cli.main import whole_parser
    from reslint.rules import shipped

    ids = [rule.id for rule in shipped()]
    parser = whole_parser()
    _complete(parser, [*ids, *dict.fromkeys(rule.partition("/")[0] for rule in ids)])
    print(shtab.complete(parser, args.shell))
    return 0


def _complete(parser: ArgumentParser, rules: list[str]) -> None:
    """Tells the parser and those of its commands where files, folders and rules are wanted."""
    import shtab

    kinds: dict[str, dict[str, Any]] = {
        "PATH": {"complete": shtab.FILE}, "FILE": {"complete": shtab.FILE}, "FOLDER": {"complete": shtab.DIRECTORY},
        "RULE": {"choices": rules}, "RULES": {"choices": rules},
    }  # fmt: skip
    for action in parser._actions:
        for name, value in kinds.get(_metavar(action), {}).items():
            setattr(action, name, value)
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                _complete(command, rules)


def _metavar(action: Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else ""
