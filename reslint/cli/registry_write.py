"""`reslint registry import|build`: adds to the user's own registry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reslint.registry.overlay import Report
    from reslint.registry.store import Registry
    from reslint.resolution.model import Resolution


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
    """Learns from a folder of texts; 1 where values that differ were left as they are."""
    from reslint.registry.learn import learn
    from reslint.registry.model import RegistryError
    from reslint.registry.overlay import Knowledge, merge, write

    if not args.folder.is_dir():
        raise RegistryError(f"{args.folder}: no such folder")
    lesson, passed = learn(_texts(args.folder))
    if not lesson.texts:
        raise RegistryError(f"{args.folder}: no adopted text in it (a symbol and a day of adoption are needed)")
    registry = _opened(args)
    target = args.output or _target(args)
    entries, report = merge(lesson.facts(), registry, args.replace)
    write(target, Knowledge(entries, lesson.recitals, lesson.series(registry)), fresh=args.output is not None)
    other = f", {_counted(passed, 'other')} passed over" if passed else ""
    texts, lists = _counted(lesson.texts, "adopted text"), _counted(len(lesson.recitals), "recital list")
    print(f"{texts} read{other}; {lists} learnt")
    for d in lesson.disagreements():
        counts = ", ".join(f"{value} ({_counted(n, 'text')})" for value, n in d.values)
        print(f"the texts disagree on {d.symbol}, {d.field}: {counts}", file=sys.stderr)
    return _reported(report, target, args.replace)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _texts(folder: Path) -> list[Resolution]:
    from reslint.resolution.compilation import cut
    from reslint.resolution.parse import parse
    from reslint.source.kinds import of_name
    from reslint.source.model import SourceError
    from reslint.source.read import read

    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and of_name(p.name)):
        try:
            source = read(path)
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        found += [resolution for _, piece in cut(source) if (resolution := parse(piece)) is not None]
    return found


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
