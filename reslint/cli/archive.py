"""`reslint archive check`: many texts at once, into a database; see `archive_ask` for what can be asked of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reslint.cli.options import ORGANS, Bench, add_cache_option, add_config_options, add_rule_options, day
from reslint.cli.output import complain
from reslint.cli.parser import processes
from reslint.config import FAIL_ON, LANGUAGES
from reslint.errors import UserError
from reslint.report import count
from reslint.source.kinds import is_url

if TYPE_CHECKING:
    from reslint.archive.local import Executor
    from reslint.archive.store import Archive, Listed, Plan
    from reslint.archive.unit import Outcome
    from reslint.cli.options import Job
    from reslint.cli.progress import Progress
    from reslint.rules import Rule

DATABASE = "reslint-archive.sqlite"
SAID = 20  # files that could not be read and are named; the others are counted
TERMINATED = 143
_KINDS = ("checked", "passed over", "unreadable", "broken")


def add(subparsers: Any) -> None:
    """Registers the command."""
    from reslint.cli import archive_ask, archive_report

    parser = subparsers.add_parser("archive", help="check many texts, and keep what was found in a database")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check", help="check folders of texts; goes on where it was stopped",
        epilog="Exit code: 0 nothing at or above --fail-on, 1 findings, 2 some texts could not be read or checked.",
    )  # fmt: skip
    check.add_argument("inputs", nargs="+", metavar="FOLDER|GLOB|URL|@LIST", help="@LIST: a file, one path a line")
    add_database(check)
    where = check.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=processes, metavar="N", help="processes (default: one for each core)")
    where.add_argument("--executor", type=cluster, metavar="dask://HOST:PORT", help="a Dask cluster does the work")
    check.add_argument("--fail-on", choices=FAIL_ON, help="exit with 1 from this severity on (default: error)")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    add_rule_options(check)
    texts = check.add_argument_group("what the texts say of themselves, overridden")
    texts.add_argument("--lang", choices=LANGUAGES, help="language of all texts")
    texts.add_argument("--organ", choices=ORGANS, help="organ that adopts them")
    texts.add_argument("--as-of", type=day, metavar="DATE", help="judge them as of this day (2013-05-17)")
    add_config_options(check)
    add_cache_option(check)
    check.set_defaults(run=run, symbol=None, session=None)
    archive_ask.add(actions)
    archive_report.add(actions)


def cluster(text: str) -> str:
    """The address of a Dask scheduler, for argparse."""
    host, colon, port = text.removeprefix("dask://").rpartition(":")
    if not text.startswith("dask://") or not (host and colon and port.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is no cluster like dask://HOST:8786")
    return text


def add_database(parser: Any) -> None:
    """Where the database is."""
    parser.add_argument("--db", default=DATABASE, metavar="FILE", help=f"the database (default: {DATABASE})")


def run(args: Namespace) -> int:
    """Checks the archive; the exit code."""
    from reslint.archive.store import Archive

    for path in filter(is_url, args.inputs):
        from reslint.source.remote import refuse_secrets  # late: most runs read folders

        refuse_secrets(path)  # before the database notes what was asked
    args.profile = args.profile or "archive"
    bench = Bench(args)
    job = bench.job("")  # a bad setting is said before anything is made or read
    archive = Archive(args.db)
    try:
        return _Run(args, bench, archive).all(job.fail_on)
    finally:
        archive.close()
        bench.close()


class _Run:
    """`orders`: how texts are judged, packed, by judgement. `broken`: something could not be done."""

    def __init__(self, args: Namespace, bench: Bench, archive: Archive) -> None:
        self.args, self.bench, self.archive = args, bench, archive
        self.orders: dict[str, bytes] = {}
        self._judgements: dict[int, str] = {}
        self._rules: dict[str, Rule] = {}
        self.broken = False
        self.stopped = 0
        self._folder = os.path.dirname(os.path.abspath(args.db))
        self._unread = 0

    def all(self, fail_on: str) -> int:
        """Checks what there is; the exit code. `fail_on`: the severity from which on findings fail."""
        from reslint.archive import run as runs
        from reslint.cli.progress import Progress

        began = time.monotonic()
        with self._stoppable():
            again = self.archive.begin(self.args.inputs, self._options())
            try:
                plan = self.archive.plan(self._listed(), self._rules.values())
                if not plan.files and not self.stopped:
                    raise UserError("no file was found to check")
            except UserError:
                if not again:
                    self.archive.discard()
                raise
            if again:
                complain(f"run {self.archive.run} goes on: {plan.done:,} of {plan.files:,} files were done")
            progress = Progress(plan.files, plan.done)
            executor = self._executor(plan, progress)
            try:
                done = not self.stopped and runs.check(
                    self.archive, executor, self.orders, lambda outcomes: self._tell(outcomes, progress),
                    lambda: bool(self.stopped),
                )  # fmt: skip
            finally:
                progress.clear()
        self.archive.finish(time.monotonic() - began, done=done)
        if not done:
            complain("stopped; what was done is kept, and the same command goes on from here")
            return self.stopped
        return self._end(plan.files, fail_on)

    def _options(self) -> dict[str, Any]:
        """What makes a run another one than the last."""
        names = ("select", "ignore", "profile", "lang", "organ", "as_of", "config", "no_config", "registry", "packs")
        return {name: value for name in names if (value := getattr(self.args, name))}

    def _listed(self) -> Iterator[Listed]:
        """The files that the command line means, and how each is judged."""
        from reslint.archive.store import Listed
        from reslint.cli.archive_inputs import items

        for item in items(self.args.inputs, self.bench.config, self._folder):
            if self.stopped:
                return
            if isinstance(item, UserError):
                self._complain(str(item))
            else:
                yield Listed(item, self._judgement(item.place))

    def _executor(self, plan: Plan, progress: Progress) -> Executor:
        from reslint.archive.local import Here, Processes, cores

        if self.args.executor:
            from reslint.archive.cluster import Cluster

            return Cluster(self.args.executor, lambda sentence: progress.say(f"reslint: {sentence}"))
        number = min(self.args.jobs or cores(), max(1, (plan.files - plan.done) // 4))
        return Here() if number == 1 else Processes(number)

    def _judgement(self, path: str) -> str:
        job = self.bench.job(path)
        if id(job) not in self._judgements:
            self._judgements[id(job)] = self._ordered(job)
        return self._judgements[id(job)]

    def _ordered(self, job: Job) -> str:
        from reslint import edition
        from reslint.archive.unit import Order, Seal, pack
        from reslint.cli.overlay import default_overlay

        self.bench.registry(job.config)  # where it cannot be opened, that is said now
        settings = self.bench.settings(job)
        self._rules |= {rule.id: rule for rule in job.rules}
        self.bench.notice(job)
        overlay = os.path.abspath(self.bench.overlay(job.config) or default_overlay())
        judgement = edition.judgement(settings, overlay)
        cached = not self.args.no_cache and edition.is_ours(settings)
        seal = Seal(edition.build(), edition.content_digest(overlay)) if self.args.executor else None
        self.orders[judgement] = pack(Order(settings, judgement, overlay, cached, seal=seal))
        return judgement

    def _tell(self, outcomes: list[Outcome], progress: Progress) -> None:
        for outcome in outcomes:
            if outcome.kind in ("unreadable", "broken"):
                self.broken = True
                self._unread += 1
                if self._unread <= SAID:
                    progress.say(f"reslint: {outcome.message}")
        progress.advance(len(outcomes))

    def _end(self, files: int, fail_on: str) -> int:
        kinds = dict(self.archive.ask("SELECT outcome, count(*) FROM file WHERE run = ? GROUP BY 1", self.archive.run))
        levels = dict(self.archive.ask(
            "SELECT severity, count(*) FROM findings WHERE run = ? AND suppressed IS NULL GROUP BY 1", self.archive.run
        ))  # fmt: skip
        if self._unread > SAID:
            complain(f"{self._unread - SAID:,} more could not be read or checked: `reslint archive query unread`")
        if not kinds.get("checked"):
            self._complain("no resolution was found to check")
        elif self.bench.idle:
            self._complain(self.bench.why_idle)
        told = [f"{kinds[kind]:,} {kind}" for kind in _KINDS if kind in kinds]
        found = [count(n, level) for level in FAIL_ON if (n := levels.get(level, 0))]
        judged = kinds.get("checked") and not self.bench.idle
        verdict = ", ".join(found) or ("nothing found" if judged else "nothing was judged")
        print(f"{count(files, 'file')}: {', '.join(told) or 'none checked'}; {verdict}")
        print(f"run {self.archive.run} in {self.args.db}; `reslint archive query` asks it")
        if self.broken:
            return 2
        failed = any(levels.get(level) for level in FAIL_ON[: FAIL_ON.index(fail_on) + 1])
        return 1 if failed and not self.args.exit_zero else 0

    def _complain(self, text: str) -> None:
        self.broken = True
        sys.stdout.flush()
        complain(text)

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM end the run in good order; the second one at once."""

        def stop(number: int, _: object) -> None:
            if self.stopped:
                raise KeyboardInterrupt
            self.stopped = TERMINATED if number == signal.SIGTERM else 130

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
