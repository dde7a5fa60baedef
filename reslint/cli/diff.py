"""`reslint diff OLD NEW`: what changed between two texts."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.files import STDIN
from reslint.cli.output import Output
from reslint.config import LANGUAGES
from reslint.errors import UserError
from reslint.resolution.missing import why_none
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from reslint.compare.difference import Text


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "diff",
        description="Shows what changed between two texts, paragraph by paragraph: citations, dates, names and the "
        "strength of opening phrases first.",
        epilog="Exit code: 0 the texts were compared, 2 could not do its work.",
    )
    parser.add_argument("old", metavar="OLD", help="the earlier text, - for standard input")
    parser.add_argument("new", metavar="NEW", help="the later text, - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the page (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the page there, - for standard output")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the texts")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    if args.old == args.new == STDIN:
        raise UserError("only one of the two texts can come on standard input")
    old, new = (_text(path, args.lang) for path in (args.old, args.new))
    if old.resolution.language != new.resolution.language:
        languages = f"{old.resolution.language} and {new.resolution.language}"
        raise UserError(f"{args.old} and {args.new} are in two languages ({languages}); --lang says otherwise")
    from reslint.compare.difference import compare

    difference = compare(old, new)
    with Output(args.output) as output:
        if args.format == "json":
            from reslint.compare.as_json import dumps

            output.write(dumps(difference))
        else:
            from reslint.compare.as_text import Page

            page = Page(colour=output.colour, width=output.width)
            output.write("".join(f"{line}\n" for line in page.lines(difference)))
    return 0


def _text(path: str, language: str | None) -> Text:
    from reslint.compare.difference import Text
    from reslint.resolution.compilation import starts
    from reslint.resolution.parse import parse

    source = read(path)
    if (several := len(starts(source.text))) > 1:
        raise UserError(f"{path}: holds {several} resolutions; two texts of one resolution each can be compared")
    resolution = parse(source, language)
    if resolution is None:
        raise UserError(f"{path}: {why_none(source, language)}")
    return Text(source, resolution)
