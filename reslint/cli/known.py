"""The baselines of one run: reads each once, and says what in them is stale or has come to its end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date

from reslint.baseline import Baseline, BaselineError, Entry, mark, read
from reslint.cli.files import STDIN
from reslint.cli.options import Job
from reslint.config import Config
from reslint.engine import Report
from reslint.report import addressed, count, place

PRUNE = "`reslint baseline prune` takes out what is gone"


class Known:
    """`say` is told each known finding; `named` is the file that the command line gives in place of the settings'."""

    def __init__(self, named: str | None, say: Callable[[str], None]) -> None:
        self._named, self._say = named, say
        self._baselines: dict[str, Baseline] = {}
        self._stale: dict[str, int] = {}
        self._unknown: dict[tuple[str, str], int] = {}
        self._sentences: list[str] = []

    def open(self, config: Config) -> Baseline | None:
        """The baseline that holds under `config`; a `BaselineError` where it cannot be used."""
        file = self._named or config.baseline
        if file is None:
            return None
        if file not in self._baselines:
            try:
                self._baselines[file] = read(os.path.relpath(file) if file == config.baseline else file)
            except BaselineError as error:
                where = "" if self._named else config.where("baseline")
                raise BaselineError(f"{where}{error}") from None
        return self._baselines[file]

    def mark(self, report: Report, job: Job) -> Report:
        """The report with its known findings set apart."""
        baseline, name = self.open(job.config), report.source.name
        if baseline is None:
            return report
        if name == STDIN:
            self._sentences.append("standard input has no place in the baseline; --stdin-filename gives it one")
            return report._replace(known=())
        entries = baseline.of(name)
        for entry in entries:
            if entry.rule not in job.known:
                key = baseline.place, entry.rule
                self._unknown[key] = self._unknown.get(key, 0) + entry.times
        marked = mark(report, entries, date.today(), job.rules, job.profile)
        for finding in marked.report.known or ():
            why = f" ({finding.known})" if finding.known else ""
            self._say(f"{place(report, finding)}: known: {finding.rule} {addressed(finding)}{why}")
        for entry in marked.ended:
            self._sentences.append(f"{name}: known until {entry.until}, and counts again: {_words(entry)}")
        for entry in marked.stale:
            self._stale[name] = self._stale.get(name, 0) + entry.times
            self._say(f"{name}: in the baseline, and gone: {_words(entry)}")
        return marked.report

    def tell(self) -> Iterator[str]:
        """What should be known of the baselines when the run is over."""
        yield from self._sentences
        for name, n in self._stale.items():
            yield f"{name}: {count(n, 'finding')} of the baseline {_are(n)} gone (-v says which); {PRUNE}"
        for (where, rule), n in self._unknown.items():
            yield f"{where}: there is no rule {rule} any more, of which it knows {count(n, 'finding')}; {PRUNE}"
        for baseline in self._baselines.values():
            for name, entries in baseline.files.items():
                if not os.path.exists(baseline.path_of(name)):
                    n = sum(entry.times for entry in entries)
                    known = f"of which it knows {count(n, 'finding')}"
                    yield f"{baseline.place}: there is no {baseline.path_of(name)} any more, {known}; {PRUNE}"


def _words(entry: Entry) -> str:
    about = f" “{entry.text}”" if entry.text else ""
    where = f" in “{entry.paragraph[:60].rstrip()}…”" if entry.paragraph else ""
    return f"{entry.rule}{about}{where}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"
