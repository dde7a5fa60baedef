"""`reslint compare EN FR AR ...`: language versions of a resolution held against each other."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from reslint.cli.files import PathError, expand
from reslint.cli.options import Bench, Job, add_config_options, add_rule_options, add_ui_option
from reslint.cli.output import Output, complain
from reslint.config import FAIL_ON, reaches
from reslint.engine import Report
from reslint.errors import UserError
from reslint.finding import Finding
from reslint.report import FORMATS, Summary, count, make
from reslint.resolution.missing import why_none
from reslint.rules import CONCORDANCE_CHECK
from reslint.source.model import OtherKindError, SourceError
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "compare", description="Says where language versions of a resolution disagree, and which one is likely wrong.",
        epilog="Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="the versions of one resolution, or folders of versions"
    )
    parser.add_argument(
        "--format", choices=(*FORMATS, "html"), default="text", help="form of the report (default: text)"
    )
    parser.add_argument("--output", metavar="FILE", help="write the report there, - for standard output")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    parser.add_argument("-v", "--verbose", action="store_true", help="also say what was left out")
    add_ui_option(parser)
    add_rule_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run, lang=None, organ=None, symbol=None, session=None, as_of=None)


def run(args: Namespace) -> int:
    bench = Bench(args)
    try:
        return _run(args, bench)
    finally:
        bench.close()


def _run(args: Namespace, bench: Bench) -> int:
    from reslint.cli.versions import put_together
    from reslint.concordance.reports import Text, concorded

    bench.versions = True
    held, complaints = _read(args, bench)
    texts = [Text(report, bench.settings(job)) for report, job in held]
    groups = put_together(texts, given=not any(os.path.isdir(path) for path in args.paths))
    paired = [versions for versions in groups if len(versions) > 1]
    alone = [versions[0].source.name for versions in groups if len(versions) == 1]
    if not paired:
        raise UserError(
            "there is nothing to compare: at least two language versions of one resolution are wanted, of the same "
            "symbol or the same name but for the language (79_9.en.md, 79_9.fr.md)"
        )
    if alone:
        which = ": " + ", ".join(alone) if args.verbose else " (-v says which)"
        complain(f"{count(len(alone), 'text')} not compared, for want of another version{which}")
    compared, reports = concorded(texts, paired, bench.registry(held[0][1].config))
    with Output(args.output) as output:
        if args.format == "html":
            from reslint.concordance.page import page

            output.write(page(compared, reports, args.ui_lang))
        else:
            reporter, summary = make(args.format, output.write, colour=output.colour, width=output.width), Summary()
            summary.complaints += complaints
            reporter.begin()
            for report, (_, job) in zip(reports, held, strict=True):
                reporter.add(report, job.rules, partial(_fails, job))
                summary.add(report)
            reporter.end(summary)
    if complaints:
        return 2
    failed = any(_fails(job, f) for report, (_, job) in zip(reports, held, strict=True) for f in report.findings)
    return 1 if failed and not args.exit_zero else 0


def _read(args: Namespace, bench: Bench) -> tuple[list[tuple[Report, Job]], list[str]]:
    """The resolutions in the files, understood, no rule run on them yet; what is to be said of files of no use."""
    held: list[tuple[Report, Job]] = []
    complaints: list[str] = []

    def broken(text: str) -> None:
        complaints.append(text)
        sys.stdout.flush()
        complain(text)

    for found in expand(args.paths, bench.config):
        if isinstance(found, PathError):
            broken(str(found))
            continue
        try:
            job = bench.job(found.path)
            job = job._replace(rules=tuple(rule for rule in job.rules if rule.check == CONCORDANCE_CHECK))
            source = read(found.path)
            for remark in source.remarks:
                complain(f"{found.path}: {remark}")
            report = bench.examine(source, job)
        except OtherKindError as error:
            if found.named:
                broken(str(error))
            elif args.verbose:
                complain(str(error))
            continue
        except SourceError as error:
            broken(str(error))
            continue
        if report.resolution is not None:
            held.append((report, job))
        elif found.named:
            broken(f"{found.path}: {why_none(report.source, job.lang)}")
        elif args.verbose:
            complain(f"{found.path}: passed over: {why_none(report.source, job.lang)}")
    if held and bench.idle:
        raise UserError(bench.why_idle)
    return held, complaints


def _fails(job: Job, finding: Finding) -> bool:
    return reaches(finding.severity, job.fail_on)
