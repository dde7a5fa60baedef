"""`reslint fix`: writes into the drafts what can be put right."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reslint import fix as fixes
from reslint.cli.every import every
from reslint.cli.files import STDIN, Found
from reslint.cli.options import Bench, Job, add_config_options, add_rule_options, add_text_options
from reslint.cli.output import PASS_OVER, complain, replace_file, why_nothing, why_unread
from reslint.config import FAIL_ON, reaches
from reslint.errors import UserError
from reslint.finding import Finding
from reslint.report import count
from reslint.resolution.missing import why_none
from reslint.source.model import OtherKindError, Source, SourceError
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "fix", description="Puts right what can be put right without changing the meaning.",
        epilog="Exit code: 0 done, 1 findings at or above --fail-on are left, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, - for standard input (default: .)")
    parser.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--unsafe", action="store_true", help="also make the fixes that a person should look at")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where findings are left")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if named")
    parser.add_argument("--pass-over", action="store_true", help=PASS_OVER)
    parser.add_argument("-v", "--verbose", action="store_true", help="also say what was left out")
    add_rule_options(parser)
    add_text_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    return _Run(args).all()


class _Run:
    """One run over all files. Counts of fixes made, and of findings that a further `--unsafe` could put right."""

    def __init__(self, args: Namespace) -> None:
        self.args, self.bench = args, Bench(args)
        self.made = self.files = self.texts = self.more = self.left = self.passed_over = 0
        self.broken = self.failed = False

    def all(self) -> int:
        try:
            return self._all()
        finally:
            self.bench.close()

    def _all(self) -> int:
        self.bench.job(self.args.stdin_filename or "")
        self.broken |= not every(self.args.paths, self.bench.config, self.one, force_exclude=self.args.force_exclude)
        self.tell()
        if not self.texts and not self.broken:
            allowed, why = why_nothing(self.args, self.passed_over)
            complain(f"{why}; nothing was put right")
            self.broken = not allowed
        if self.texts and self.bench.idle:
            complain(self.bench.why_idle)
            self.broken = True
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
            source = read(found.path, name=name)
        except OtherKindError as error:
            if found.named and not self.args.pass_over:
                raise
            self.pass_over(name, str(error).removeprefix(f"{name}: "))
            return
        for remark in source.remarks:
            complain(f"{name}: {remark}")
        report = self.bench.examine(source, job)
        if report.resolution is None:
            why = why_none(source, job.lang)
            if found.named and not self.args.pass_over:
                raise SourceError(f"{name}: {why}")
            self.pass_over(name, why)
            return
        self.texts += 1
        done = fixes.fix(source, lambda text: self.lint(text, job), unsafe=self.args.unsafe)
        if not done.stable:
            complain(f"{name}: fixes still follow one another after {fixes.PASSES} passes; stopped there")
        self.write(found.path, source, done)
        changes = sum(done.applied.values())
        self.made += changes
        self.files += bool(changes)
        self.left += len(done.left)
        self.more += sum(1 for f in done.left if f.fix and not f.fix.safe)
        self.failed |= any(reaches(f.severity, job.fail_on) for f in done.left)

    def pass_over(self, name: str, why: str) -> None:
        self.passed_over += 1
        if self.args.verbose:
            complain(f"{name}: passed over: {why}")

    def lint(self, source: Source, job: Job) -> tuple[Finding, ...]:
        report = self.bench.examine(source, job)
        if report.failures:
            raise UserError(report.failures[0])
        return report.findings

    def write(self, path: str, before: Source, done: fixes.Fixed) -> None:
        if self.args.diff:
            sys.stdout.writelines(difference(before, done.source))
        elif path == STDIN:
            sys.stdout.flush()
            sys.stdout.buffer.write(fixes.encoded(done.source))
        elif done.source.text != before.text:
            replace_file(path, fixes.encoded(done.source))

    def tell(self) -> None:
        """Counts, on standard error: standard output may carry the text or the difference."""
        verb = "would be made" if self.args.diff else "made"
        fixes_made = "1 fix" if self.made == 1 else f"{self.made} fixes"
        text = f"{fixes_made} {verb} in {self.files} of {count(self.texts, 'text')}"
        text += f", {count(self.left, 'finding')} left" if self.left else ""
        if self.more and not self.args.unsafe:
            text += f", of which --unsafe would put {self.more} right"
        text += f"; {count(self.passed_over, 'text')} passed over" if self.passed_over else ""
        print(text, file=sys.stderr)


def difference(before: Source, after: Source) -> list[str]:
    """A unified diff of the two states, each line with its line end: of the file's own text, where it has one."""
    from difflib import unified_diff

    if before.text == after.text:
        return []
    texts = (s.text if s.origin is None else s.origin.raw or s.text for s in (before, after))
    # Not splitlines, which also cuts at form feeds.
    old, new = ([line for line in re.split("(?<=\n)", text) if line] for text in texts)
    lines = unified_diff(old, new, before.name, after.name)
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
