"""`reslint baseline`: writes down the findings that are known, and keeps the file up to date."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from reslint.baseline import Baseline, BaselineError, Entry, dumps, read, renew
from reslint.cli.every import every
from reslint.cli.files import STDIN, Found
from reslint.cli.options import Bench, add_config_options, add_rule_options, add_text_options, day
from reslint.cli.output import complain, replace_file
from reslint.errors import UserError
from reslint.report import count
from reslint.resolution.missing import why_none
from reslint.source import read as reading
from reslint.source.model import OtherKindError, SourceError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

DEFAULT = "reslint-baseline.json"
VERBS = {
    "write": "write a new one, with every finding that there is",
    "update": "take in new findings and take out those that are gone",
    "prune": "take out the findings that are gone",
}


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "baseline", description="Keeps the file of known findings: `reslint check` counts only others.",
        epilog="Exit code: 0 done, 2 could not do its work; then nothing is written.",
    )  # fmt: skip
    verbs = parser.add_subparsers(metavar="write|update|prune", dest="verb", required=True)
    for verb, what in VERBS.items():
        one = verbs.add_parser(verb, help=what, description=f"{what[0].upper()}{what[1:]}.")
        one.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .)")
        one.add_argument("--baseline", metavar="FILE", help=f"default: the one of the settings, else {DEFAULT}")
        if verb == "write":
            one.add_argument("--force", action="store_true", help="in place of one that is there")
        if verb != "prune":
            one.add_argument("--reason", default="", metavar="TEXT", help="why the new entries may stay")
            one.add_argument("--until", type=day, metavar="DATE", help="the last day on which they are known")
        one.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if named")
        add_rule_options(one)
        add_text_options(one)
        add_config_options(one)
    parser.set_defaults(run=run, reason="", until=None, force=False)


def run(args: Namespace) -> int:
    bench = Bench(args)
    try:
        return _Run(args, bench).all()
    finally:
        bench.close()


class _Run:
    """One run over all files. `fresh`: the entries of the next baseline by name of file."""

    def __init__(self, args: Namespace, bench: Bench) -> None:
        self.args, self.bench = args, bench
        setting = bench.config("").baseline
        self.in_use = args.baseline is None and setting is not None
        self.place = args.baseline or (os.path.relpath(setting) if setting else DEFAULT)
        self.old = self._old()
        self.fresh: dict[str, tuple[Entry, ...]] = dict(self.old.files)
        self.texts = 0
        self.broken = False

    def _old(self) -> Baseline:
        if self.args.verb != "write":
            return read(self.place)
        if os.path.lexists(self.place) and not self.args.force:
            raise BaselineError(
                f"{self.place}: there is a baseline already; `reslint baseline update` keeps its reasons, "
                "--force writes it anew"
            )
        return Baseline(self.place, {})

    def all(self) -> int:
        if self.args.until and self.args.until < date.today():
            raise UserError(f"--until {self.args.until}: that day is past; the findings would count at once")
        self.bench.job("")
        self.broken |= not every(self.args.paths, self.bench.config, self.one, force_exclude=self.args.force_exclude)
        gone = [name for name in self.old.files if not os.path.exists(self.old.path_of(name))]
        for name in gone:
            complain(f"{self.old.path_of(name)}: no such file any more; its entries are taken out")
            del self.fresh[name]
        if not self.broken and not self.texts and not gone:
            self.broken = True
            complain("no resolution was found to check")
        if self.texts and self.bench.idle:
            self.broken = True
            complain(self.bench.why_idle)
        if self.broken:
            complain(f"{self.place}: not written")
            return 2
        self.write()
        return 0

    def one(self, found: Found) -> None:
        if found.path == STDIN:
            raise UserError("standard input has no place in a baseline; give files or folders")
        job = self.bench.job(found.path)
        own = job.config.baseline
        if own and not self.args.baseline and os.path.abspath(self.place) != os.path.abspath(own):
            other = os.path.relpath(own)
            raise UserError(f"{found.path}: its settings name another baseline, {other}; --baseline decides")
        try:
            source = reading.read(found.path)
        except OtherKindError:
            if found.named:
                raise
            return
        report = self.bench.examine(source, job)
        if report.resolution is None:
            if found.named:
                raise SourceError(f"{found.path}: {why_none(source, job.lang)}")
            return
        if report.failures:
            raise UserError(report.failures[0])
        self.texts += 1
        entries = [entry for entry in self.old.of(found.path) if entry.rule in job.known]
        self.fresh[self.old.name_of(found.path)] = renew(
            report, entries, job.rules, job.profile,
            add=self.args.verb != "prune", reason=self.args.reason, until=self.args.until,
        )  # fmt: skip

    def write(self) -> None:
        new = Baseline(self.place, self.fresh)
        before, after = _number(self.old), _number(new)
        replace_file(self.place, dumps(new).encode())
        files = count(sum(1 for entries in new.files.values() if entries), "file")
        was = "" if self.args.verb == "write" else f" (before: {before})"
        print(f"{self.place}: {count(after, 'finding')} in {files}{was}; {count(self.texts, 'text')} read")
        if self.args.verb == "write" and not self.in_use:
            complain(f'`--baseline {self.place}`, or a line `baseline = "..."` in reslint.toml, has `check` heed it')
        past = [e for entries in new.files.values() for e in entries if e.ended(date.today())]
        if past:
            noun = "entry is past its" if len(past) == 1 else "entries are past their"
            complain(f"{self.place}: {len(past)} {noun} last day; what they stand for counts again")


def _number(baseline: Baseline) -> int:
    return sum(entry.times for entries in baseline.files.values() for entry in entries)
