"""`reslint check`: what is wrong with drafts."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint.cli.files import STDIN, Found, PathError, expand
from reslint.cli.options import (
    Bench,
    Job,
    add_cache_option,
    add_config_options,
    add_rule_options,
    add_text_options,
    add_ui_option,
)
from reslint.cli.output import PASS_OVER, Output, complain, default_format, why_nothing, why_unread
from reslint.config import FAIL_ON, reaches
from reslint.engine import Report
from reslint.errors import UserError
from reslint.finding import Finding
from reslint.report import FORMATS, Reporter, Summary, count, make
from reslint.resolution.missing import why_none
from reslint.source.model import OtherKindError, SourceError
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from reslint.cli.known import Known
    from reslint.cli.predecessor import Predecessors


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "check", description="Says what is wrong with drafts, where, and on whose authority.",
        epilog="Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, - for standard input (default: .)")
    parser.add_argument(
        "--format", choices=FORMATS, help="form of the report (default: text; on GitHub and GitLab CI their own)"
    )
    parser.add_argument("--output", metavar="FILE", help="write the report there, - for standard output")
    parser.add_argument("--statistics", action="store_true", help="count by rule instead of listing")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if named")
    parser.add_argument("--pass-over", action="store_true", help=PASS_OVER)
    parser.add_argument("--baseline", metavar="FILE", help="only findings count that this file does not know")
    parser.add_argument(
        "--predecessor", metavar="TEXT",
        help="the earlier text that the draft follows: a file, a symbol, or a folder to find it in by its series",
    )  # fmt: skip
    parser.add_argument(
        "--fail-on-introduced", action="store_true", help="findings that the predecessor has, too, do not fail"
    )
    parser.add_argument(
        "--concordance", action="store_true",
        help="also hold language versions of one resolution against each other (by symbol, else by the files' names)",
    )  # fmt: skip
    parser.add_argument("--original", action="store_true", help="read Word files as they were before tracked changes")
    parser.add_argument("-v", "--verbose", action="store_true", help="also say what was left out")
    add_rule_options(parser)
    add_text_options(parser)
    add_config_options(parser)
    add_ui_option(parser)
    add_cache_option(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    with Output(args.output) as output:
        if args.format is None:
            args.format, why = default_format(to_file=args.output not in (None, STDIN) or args.statistics)
            if why and args.verbose:
                complain(f"--format {args.format}, because {why} is set")
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
        self.known: Known | None = None
        self.predecessors: Predecessors | None = None
        self.held: list[tuple[Report, Job]] = []  # until all versions are there

    def all(self) -> int:
        try:
            return self._all()
        finally:
            self.bench.close()

    def _all(self) -> int:
        job = self.bench.job(self.args.stdin_filename or "")  # a bad setting is said before anything is read
        self.compare(job)
        if self.args.fail_on_introduced and not self.predecessors:
            raise UserError("--fail-on-introduced wants a predecessor: --predecessor, or predecessors in the settings")
        self.reporter.begin()
        for found in expand(self.args.paths or ["."], self.bench.config, force_exclude=self.args.force_exclude):
            if isinstance(found, PathError):
                self.complain(str(found))
            else:
                self.one(found)
        if self.held:
            from reslint.cli.versions import concorded

            for report, job in concorded(self.held, self.bench, self.say, self.complain):
                self.finish(report, job)
        self.tell()
        self.reporter.end(self.summary)
        if self.broken:
            return 2
        return 1 if self.failed and not self.args.exit_zero else 0

    def one(self, found: Found) -> None:
        name = self.args.stdin_filename if found.path == STDIN and self.args.stdin_filename else found.path
        if self.args.pass_over and (unread := why_unread(name)):
            self.pass_over(name, unread)
            return
        job = self.bench.job("" if name == STDIN else name)
        try:
            source = read(found.path, name=name, original=self.args.original)
        except SourceError as error:
            if isinstance(error, OtherKindError) and (self.args.pass_over or not found.named):
                self.pass_over(name, str(error).removeprefix(f"{name}: "))
            else:
                self.complain(str(error))
            return
        for remark in source.remarks:
            complain(f"{name}: {remark}")
        report = self.bench.examine(source, job)
        if report.resolution is None:
            why = why_none(source, job.lang)
            if found.named and not self.args.pass_over:
                self.complain(f"{name}: {why}")
            else:
                self.pass_over(name, why)
            return
        if self.args.concordance:
            self.held.append((report, job))
        else:
            self.finish(report, job)

    def finish(self, report: Report, job: Job) -> None:
        """Marks what is known or inherited, and reports it."""
        self.compare(job)
        if self.predecessors:
            try:
                report = self.predecessors.mark(report, job)
            except (UserError, SourceError) as error:
                self.complain(str(error))
        if self.known:
            report = self.known.mark(report, job)
        self.take(report, job)

    def pass_over(self, name: str, why: str) -> None:
        self.summary.passed_over += 1
        self.say(f"{name}: passed over: {why}")

    def compare(self, job: Job) -> None:
        """Gets ready what the findings are compared with, where something is: most runs have neither."""
        if self.known is None and (self.args.baseline or job.config.baseline):
            from reslint.cli.known import Known

            self.known = Known(self.args.baseline, self.say)
        if self.known:
            self.known.open(job.config)
        if self.predecessors is None and (self.args.predecessor or job.config.predecessors):
            from reslint.cli.predecessor import Predecessors

            self.predecessors = Predecessors(self.args.predecessor, self.bench.registry, self.say)
        if self.predecessors:
            self.predecessors.open(job.config)

    def take(self, report: Report, job: Job) -> None:
        def fails(finding: Finding) -> bool:
            excused = self.args.fail_on_introduced and finding.origin == "inherited"
            return reaches(finding.severity, job.fail_on) and not excused

        self.reporter.add(report, job.rules, fails)
        self.summary.add(report)
        self.failed |= any(map(fails, report.findings))
        for failure in report.failures:
            self.complain(failure)
        if self.args.verbose and report.resolution and report.resolution.unchecked:
            first, last = map(report.source.label, report.resolution.unchecked)
            self.say(f"{report.source.name}: the annex ({first} to {last}) is left unchecked")

    def tell(self) -> None:
        """What was not checked or not compared, so that silence never passes for success."""
        if self.predecessors and (mistake := self.predecessors.unused()):
            self.complain(mistake)
        for compared in (self.known, self.predecessors):
            for sentence in compared.tell() if compared else ():
                complain(sentence)
        if self.summary.passed_over:
            texts = count(self.summary.passed_over, "text")
            complain(f"{texts} passed over: no resolution that can be checked (-v says which)")
        if not self.summary.files and not self.broken:
            allowed, why = why_nothing(self.args, self.summary.passed_over)
            (complain if allowed else self.complain)(f"{why}; nothing was checked")
        if self.summary.files and self.bench.idle:
            self.summary.idle = True
            self.complain(self.bench.why_idle)

    def say(self, text: str) -> None:
        if self.args.verbose:
            complain(text)

    def complain(self, text: str) -> None:
        self.broken = True
        self.summary.complaints.append(text)
        sys.stdout.flush()
        complain(text)
