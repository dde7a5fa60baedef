"""`reslint review`: a Word file comes back with comments in the margin and corrections as tracked changes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.files import STDIN
from reslint.cli.options import Bench, Job, add_config_options, add_rule_options, add_text_options, add_ui_option
from reslint.cli.output import complain, replace_file
from reslint.config import FAIL_ON, reaches
from reslint.errors import UserError
from reslint.finding import Finding
from reslint.fix import PASSES
from reslint.report import count
from reslint.resolution.missing import why_none
from reslint.source.model import Source, SourceError
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "review", description="Writes the findings into a Word file: each a comment at its words, each safe fix a "
        "tracked change. draft.docx becomes draft.reviewed.docx; everything else stays as it is.",
        epilog="Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="+", metavar="FILE", help="Word files")
    parser.add_argument("--output", metavar="FILE", help="write the reviewed file there, - for standard output")
    parser.add_argument("--unsafe", action="store_true", help="also track the fixes that a person should look at")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    add_ui_option(parser)
    add_rule_options(parser)
    add_text_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    if args.output and len(args.paths) > 1:
        raise UserError("--output names one file; review one file at a time with it")
    bench = Bench(args)
    broken = failed = False
    try:
        for path in args.paths:
            try:
                failed |= _one(path, args, bench)
            except (UserError, SourceError) as error:
                broken = True
                complain(str(error))
    finally:
        bench.close()
    if broken:
        return 2
    return 1 if failed and not args.exit_zero else 0


def _one(path: str, args: Namespace, bench: Bench) -> bool:
    """Reviews one file; whether a finding reaches --fail-on."""
    if path == STDIN and not args.output:
        raise UserError("a file that comes on standard input has no name to make another of; --output gives one")
    job = bench.job(path)
    source = read(path)
    for remark in source.remarks:
        complain(f"{path}: {remark}")
    from reslint.review import review

    found: list[Finding] = []
    done = review(
        source, lambda text: _lint(text, job, bench, found), {rule.id: rule for rule in job.rules}, unsafe=args.unsafe
    )
    if not done.fixed.stable:
        complain(f"{path}: fixes still follow one another after {PASSES} passes; stopped there")
    if bench.idle:
        raise UserError(f"{path}: {bench.why_idle}")
    output = args.output or reviewed_name(path)
    if not args.output and _worked_on(output, done.data):
        raise UserError(f"{output}: has been worked on since it was reviewed; --output names another file, or this one")
    if output == STDIN:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.data)
    else:
        replace_file(output, done.data)
    tracked = sum(done.fixed.applied.values())
    fixes = "1 fix as a tracked change" if tracked == 1 else f"{tracked} fixes as tracked changes"
    said = [count(done.comments, "comment"), fixes]
    if done.known:
        said.append(f"{count(done.known, 'finding')} told in an earlier review")
    if done.fixed.left and any(f.fix for f in done.fixed.left) and not args.unsafe:
        said.append("--unsafe tracks the fixes that a person should look at, too")
    print(f"{path if output == STDIN else output}: {', '.join(said)}", file=sys.stderr)
    return any(reaches(f.severity, job.fail_on) for f in found)


def reviewed_name(path: str) -> str:
    """ "draft.reviewed.docx" for "draft.docx"."""
    root, suffix = os.path.splitext(path)
    return f"{root}.reviewed{suffix}"


def _worked_on(path: str, data: bytes) -> bool:
    """Whether the file is there and is no review as reslint writes it: somebody has saved it since."""
    if not os.path.exists(path):
        return False
    from reslint.source.docx.margin import as_written

    try:
        with open(path, "rb") as file:
            there = file.read()
    except OSError:
        return True
    return there != data and not as_written(there)


def _lint(text: Source, job: Job, bench: Bench, found: list[Finding]) -> tuple[Finding, ...]:
    """The findings; those of the text as it came are kept in `found`."""
    report = bench.examine(text, job)
    if report.resolution is None:
        raise UserError(f"{text.name}: {why_none(text, job.lang)}")
    if report.failures:
        raise UserError(report.failures[0])
    found += report.findings if not found else ()
    return report.findings
