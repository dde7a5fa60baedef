"""The predecessors of one run: finds the text that a draft follows, judges it, and marks what came from it."""

from __future__ import annotations

import os
import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reslint import engine
from reslint.cli.files import PathError, walk
from reslint.cli.options import Job, symbol
from reslint.compare.inherit import mark
from reslint.compare.series import earlier
from reslint.config import Config, ConfigError
from reslint.engine import Report
from reslint.errors import UserError
from reslint.registry import symbols
from reslint.registry.store import Registry
from reslint.report import count
from reslint.resolution.missing import why_none
from reslint.resolution.parse import parse
from reslint.source.clean import flatten
from reslint.source.model import Source, SourceError
from reslint.source.read import read

# A text states its symbol on its cover or in its title: only files that have the number there are parsed.
HEAD = 2000
_NUMBER = re.compile(r"\d+/\d+|\d+")


class _Folder(NamedTuple):
    """The files of a folder that can be read: `texts`, and by each number that they begin with their places there."""

    texts: list[Source]
    places: dict[str, list[int]]


class Predecessors:
    """`named` is what the command line gives: a file, a folder, a symbol; None: the folder of the settings.

    A `UserError` where it is none of these. `registry` gives the registry under some settings; `say` is told what
    was compared with what.
    """

    def __init__(
        self, named: str | None, registry: Callable[[Config], Registry], say: Callable[[str], None]
    ) -> None:
        self._named, self._registry, self._say = named, registry, say
        self._file = self._folder = self._symbol = None
        if named is None:
            pass
        elif os.path.isfile(named):
            self._file = named
        elif os.path.isdir(named):
            self._folder = named
        else:
            try:
                self._symbol = symbol(named)
            except ArgumentTypeError:
                raise UserError(f"--predecessor {named}: neither a file nor a folder nor a symbol like 77/18") from None
        self._folders: dict[str, _Folder] = {}
        self._symbols: dict[str, tuple[str, str] | None] = {}
        self._reports: dict[tuple[str, int], Report] = {}
        self._without = 0
        self._own: str | None = None  # the draft that was named as its own predecessor
        self._used = False
        self._odd: dict[str, str] = {}  # what is strange about a predecessor, by the draft

    def open(self, config: Config) -> bool:
        """Whether there is something to compare with under `config`; a `ConfigError` where its folder is none."""
        if self._named is None and config.predecessors and not os.path.isdir(config.predecessors):
            folder = os.path.relpath(config.predecessors)
            raise ConfigError(f"{config.where('predecessors')}predecessors: there is no folder {folder}")
        return bool(self._named or config.predecessors)

    def mark(self, report: Report, job: Job) -> Report:
        """The report with the origin of its findings; as it is where it has no predecessor in the folder.

        A `UserError` where the predecessor that was named cannot be had.
        """
        if not self.open(job.config):
            return report
        source = self._find(report, job)
        name = report.source.name
        if source is None:
            self._without += 1
            self._say(f"{name}: no predecessor found; its findings count as introduced")
            return report
        self._used = True
        self._say(f"{name}: compared with {source.name}")
        judged = self._judged(source, report, job)
        before, after = (r.resolution.organ if r.resolution else "" for r in (judged, report))
        if before and after and before != after:
            self._odd[name] = f"{name}: its predecessor {source.name} is of another organ ({before}, not {after})"
        return mark(report, judged)

    def unused(self) -> str:
        """What is wrong with the call where no text could be compared with the file that was named, else ""."""
        if self._own is None or self._used:
            return ""
        return f"--predecessor {self._file}: that is the draft itself; the earlier text is wanted"

    def tell(self) -> Iterator[str]:
        """What should be known when the run is over."""
        yield from self._odd.values()
        if self._without and not self.unused():
            texts = count(self._without, "text")
            yield f"{texts} without a predecessor (-v says which); their findings count as introduced"

    def _find(self, report: Report, job: Job) -> Source | None:
        assert report.resolution is not None
        if self._file:
            source = read(self._file)
            if not _same(source, report.source):
                return source
            self._own = report.source.name  # among other drafts it may lie; alone it is a mistake of the call
            return None
        beside = os.path.dirname(report.source.name)
        folder = self._folder or (os.path.relpath(job.config.predecessors) if job.config.predecessors else beside)
        if self._symbol:
            found = self._with_symbol(self._symbol, folder, report)
            if found is None and beside != folder:
                found = self._with_symbol(self._symbol, beside, report)
            if found is None:
                language = report.resolution.language
                raise UserError(
                    f"{report.source.name}: no text with the symbol {self._symbol} and in its language ({language}) "
                    f"lies in {folder or os.curdir}; --predecessor also takes a file"
                )
            return found
        members = earlier(report, self._registry(job.config))
        return next((f for entry in members if (f := self._with_symbol(entry.symbol, folder, report))), None)

    def _with_symbol(self, wanted: str, folder: str, report: Report) -> Source | None:
        """The text of that symbol in the draft's language, of the files in the folder; the draft itself left out."""
        assert report.resolution is not None
        lying = self._files(folder)
        for place in lying.places.get(_number(wanted), ()):
            source = lying.texts[place]
            if self._stated(source) == (wanted, report.resolution.language) and not _same(source, report.source):
                return source
        return None

    def _stated(self, source: Source) -> tuple[str, str] | None:
        """Symbol and language of a text; None where there is no resolution in it."""
        if source.name not in self._symbols:
            resolution = parse(source)
            self._symbols[source.name] = (resolution.symbol, resolution.language) if resolution else None
        return self._symbols[source.name]

    def _files(self, folder: str) -> _Folder:
        """What lies in the folder; what cannot be read is said, for the predecessor may be one of those."""
        if folder not in self._folders:
            self._folders[folder] = lying = _Folder([], {})
            for path in walk(folder or os.curdir, Config()):
                try:
                    if isinstance(path, PathError):
                        raise path
                    source = read(path)
                except (SourceError, PathError) as error:
                    self._say(f"not looked at for a predecessor: {error}")
                    continue
                for number in set(_NUMBER.findall(flatten(source.text[:HEAD]))):
                    lying.places.setdefault(number, []).append(len(lying.texts))
                lying.texts.append(source)
        return self._folders[folder]

    def _judged(self, source: Source, report: Report, job: Job) -> Report:
        """The findings of the predecessor as of its own day, by the rules of the draft."""
        key = source.name, id(job)
        if key not in self._reports:
            assert report.resolution is not None
            registry = self._registry(job.config)
            language = report.resolution.language
            resolution = parse(source, job.lang)
            if resolution is None:
                raise UserError(f"{source.name}: {why_none(source, job.lang)}")
            if resolution.language != language:
                raise UserError(
                    f"{report.source.name}: its predecessor {source.name} is in another language "
                    f"({resolution.language}, not {language})"
                )
            entry = registry.find(resolution.symbol)
            day = resolution.adopted or resolution.issued or (entry.adopted if entry else None)
            judged = engine.examine(
                source, job.rules, registry, day, language=language, profile=job.profile, known=job.known
            )
            if judged.failures:
                raise UserError(judged.failures[0])
            self._reports[key] = judged
        return self._reports[key]


def _number(symbol: str) -> str:
    """What of a symbol stands in every way of writing it: "77/18", "3369"."""
    parsed = symbols.parse(symbol)
    if parsed is None or symbols.is_old(parsed):
        found = _NUMBER.search(symbol)
        return found[0] if found else symbol
    return f"{parsed.session.rpartition('-')[2]}/{parsed.number}"


def _same(one: Source, other: Source) -> bool:
    return os.path.realpath(one.name) == os.path.realpath(other.name)
