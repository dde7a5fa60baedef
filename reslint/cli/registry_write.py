"""`reslint registry import|build`: adds to the user's own registry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reslint.archive.learn import Disagreement, Lesson
    from reslint.registry.overlay import Report
    from reslint.registry.store import Registry


def run_import(args: argparse.Namespace) -> int:
    """Adds a CSV file to the overlay; 1 where values that differ were left as they are."""
    from reslint.registry.overlay import Knowledge, merge, read_csv, write

    facts = read_csv(args.file)
    target = _target(args)
    entries, report = merge(facts, _opened(args), args.replace)
    if entries:
        write(target, Knowledge(entries))
    return _reported(report, target, args.replace)


def _opened(args: argparse.Namespace) -> Registry:
    from reslint.registry.store import open_registry

    return open_registry(None, _target(args))


def _target(args: argparse.Namespace) -> Path:
    from reslint.cli.overlay import default_overlay

    return Path(args.registry or default_overlay())


def run_build(args: argparse.Namespace) -> int:
    """Learns from a folder of texts; 1 where values that differ were left as they are, 2 where some cannot be read."""
    from reslint.registry.model import RegistryError
    from reslint.registry.overlay import Knowledge, merge, write

    if not args.folder.is_dir():
        raise RegistryError(f"{args.folder}: no such folder")
    lesson, passed, unread = _lesson(args)
    if not lesson.texts:
        raise RegistryError(f"{args.folder}: no adopted text in it (a symbol and a day of adoption are needed)")
    registry = _opened(args)
    target = args.output or _target(args)
    for disagreement in lesson.disagreements():
        print(_disputed(disagreement, registry), file=sys.stderr)
    entries, report = merge(lesson.facts(), registry, args.replace)
    write(target, Knowledge(entries, lesson.recitals, lesson.series(registry)), fresh=args.output is not None)
    other = f", {_counted(passed, 'other')} passed over" if passed else ""
    texts, lists = _counted(lesson.texts, "adopted text"), _counted(len(lesson.recitals), "recital list")
    print(f"{texts} read{other}; {lists} learnt")
    code = _reported(report, target, args.replace)
    return 2 if unread else code


def _lesson(args: argparse.Namespace) -> tuple[Lesson, int, int]:
    """What the texts of the folder say; texts that say nothing; files that cannot be read, each of which is named."""
    from reslint.archive.learn import Lesson
    from reslint.archive.lessons import read_all
    from reslint.archive.local import cores
    from reslint.cli.files import PathError, walk
    from reslint.cli.progress import Progress
    from reslint.config import Config

    lesson, passed, unread = Lesson(), 0, 0
    found = list(walk(str(args.folder), Config()))
    paths = [path for path in found if isinstance(path, str)]
    progress = Progress(len(paths), 0)
    for fault in (path for path in found if isinstance(path, PathError)):
        unread += 1
        progress.say(str(fault))
    processes = min(args.jobs or cores(), max(1, len(paths) // 16))
    for heard in read_all(paths, processes, cached=not args.no_cache):
        for reading in heard.readings:
            lesson.take(reading)
        passed += heard.other
        if heard.fault:
            unread += 1
            progress.say(heard.fault)
        progress.advance(1)
    progress.clear()
    return lesson, passed, unread


def _disputed(d: Disagreement, registry: Registry) -> str:
    """ "the texts disagree on 67/1, adopted: 2012-09-24 (5 texts: 77/1, ...), ...; the registry has ..."."""
    from reslint.registry.symbols import display

    values = []
    for value, count, witnesses in d.values:
        named = ", ".join(display(symbol) for symbol in witnesses)
        more = " ..." if count > len(witnesses) else ""
        values.append(f"{value} ({_counted(count, 'text')}: {named}{more})")
    entry = registry.find(d.symbol)
    known = str(getattr(entry, d.field) or "") if entry else ""
    evidence = f" (evidence {entry.evidence})" if entry and entry.evidence and d.field == "adopted" else ""
    has = f"; the registry has {known}{evidence}" if known else ""
    return f"the texts disagree on {d.symbol}, {d.field}: {', '.join(values)}{has}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _reported(report: Report, target: Path, overwrite: bool) -> int:
    for c in report.conflicts:
        kept = "replaced by" if overwrite else "kept, against"
        print(f"{c.symbol}, {c.field}: {c.known!r} {kept} {c.said!r} ({c.place})", file=sys.stderr)
    print(
        f"{target}: {report.added} added, {report.completed} completed, {report.replaced} changed, "
        f"{report.unchanged} as they were, {len(report.conflicts)} conflicts"
    )
    if report.conflicts and not overwrite:
        print("what the registry had was kept; --replace takes the new values", file=sys.stderr)
        return 1
    return 0
