"""`reslint check`: what is wrong with drafts."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.files import STDIN, Found, PathError, expand
from reslint.cli.options import Bench, Job, add_cache_option, add_config_options, add_rule_options, add_text_options
from reslint.cli.output import Output, complain, why_none
from reslint.config import FAIL_ON
from reslint.engine import Report
from reslint.report import FORMATS, Reporter, Summary, count, make
from reslint.source.model import SourceError
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "check", description="Says what is wrong with drafts, where, and on whose authority.",
        epilog="Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, - for standard input (default: .)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report there")
    parser.add_argument("--statistics", action="store_true", help="count by rule instead of listing")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if named")
    parser.add_argument("-v", "--verbose", action="store_true", help="also say what was left out")
    add_rule_options(parser)
    add_text_options(parser)
    add_config_options(parser)
    add_cache_option(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    with Output(args.output) as output:
        if args.statistics and args.format in ("text", "concise"):
            from reslint.report.statistics import Statistics

            reporter: Reporter = Statistics(output.write)
        else:
            reporter = make(args.format, output.write, colour=output.colour, width=output.width)
        code = _Run(args, reporter).all()
    if args.statistics and args.format not in ("text", "concise"):
        complain("--statistics goes with the formats text and concise; left out")
    return code


class _Run:
    """One run over all files. `broken`: something could not be done."""

    def __init__(self, args: Namespace, reporter: Reporter) -> None:
        self.args, self.reporter = args, reporter
        self.bench = Bench(args)
        self.summary = Summary()
        self.broken = self.failed = False

    def all(self) -> int:
        try:
            return self._all()
        finally:
            self.bench.close()

    def _all(self) -> int:
        self.bench.job(self.args.stdin_filename or "")  # a bad setting is said before anything is read
        self.reporter.begin()
        for found in expand(self.args.paths or ["."], self.bench.config, force_exclude=self.args.force_exclude):
            if isinstance(found, PathError):
                self.complain(str(found))
            else:
                self.one(found)
        self.reporter.end(self.summary)
        self.tell()
        if self.broken:
            return 2
        return 1 if self.failed and not self.args.exit_zero else 0

    def one(self, found: Found) -> None:
        name = self.args.stdin_filename if found.path == STDIN and self.args.stdin_filename else found.path
        job = self.bench.job("" if name == STDIN else name)
        try:
            source = read(found.path, name=name)
        except SourceError as error:
            self.complain(str(error))
            return
        report = self.bench.examine(source, job)
        if report.resolution is None:
            why = why_none(source, job.lang)
            if found.named:
                self.complain(f"{name}: {why}")
            else:
                self.summary.passed_over += 1
                self.say(f"{name}: passed over: {why}")
            return
        self.take(report, job)

    def take(self, report: Report, job: Job) -> None:
        self.reporter.add(report, job.rules)
        self.summary.add(report)
        self.failed |= any(FAIL_ON.index(f.severity) <= FAIL_ON.index(job.fail_on) for f in report.findings)
        for failure in report.failures:
            self.complain(failure)
        if self.args.verbose and report.resolution and report.resolution.unchecked:
            first, last = (report.source.position(at)[0] for at in report.resolution.unchecked)
            self.say(f"{report.source.name}: the annex (lines {first} to {last}) is left unchecked")

    def tell(self) -> None:
        """What was not checked, so that silence never passes for success."""
        if self.summary.passed_over:
            texts = count(self.summary.passed_over, "text")
            complain(f"{texts} passed over: no resolution to check (-v says which)")
        if not self.summary.files and not self.broken:
            if not self.args.force_exclude:
                self.complain("no resolution was found to check")
            else:
                complain("every file is excluded; nothing was checked")

    def say(self, text: str) -> None:
        if self.args.verbose:
            complain(text)

    def complain(self, text: str) -> None:
        self.broken = True
        sys.stdout.flush()
        complain(text)
