"""What adopted texts say of themselves and of each other, read in all cores: the raw material of a registry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from reslint import edition
from reslint.archive.learn import Reading, reading_of
from reslint.archive.local import in_order
from reslint.cache import Cache
from reslint.resolution.compilation import cut
from reslint.resolution.parse import parse
from reslint.source.model import OtherKindError, Source, SourceError
from reslint.source.read import content_of, load

FILES = 16  # that one process reads before it answers


class Heard(NamedTuple):
    """What one file came to: the reading of each adopted text in it; `other` texts that teach nothing (drafts, texts
    without a symbol); `fault`: why it could not be read, or ""."""

    readings: tuple[Reading, ...] = ()
    other: int = 0
    fault: str = ""


def read_all(paths: Iterable[str], processes: int, *, cached: bool = True) -> Iterator[Heard]:
    """What each file says, in the order of the paths."""
    tasks = ((batch, cached) for batch in _batches(paths))
    for heard in in_order(_read, tasks, processes):
        yield from heard


def _batches(paths: Iterable[str]) -> Iterator[list[str]]:
    coming = iter(paths)
    while batch := list(islice(coming, FILES)):
        yield batch


def _read(task: tuple[list[str], bool]) -> list[Heard]:
    paths, cached = task
    kept = Cache() if cached else None
    heard = []
    for path in paths:
        try:
            source = load(content_of(path, path), path)
            heard.append(_heard(source, kept))
        except OtherKindError:
            heard.append(Heard(other=1))
        except SourceError as error:
            heard.append(Heard(fault=str(error)))
    if kept is not None:
        kept.close()
    return heard


def _heard(source: Source, kept: Cache | None) -> Heard:
    key = edition.digest("lesson", edition.program(), source.format, source.text)
    if kept is not None and (known := kept.value(key)) is not None and (heard := _from_json(known)) is not None:
        return heard
    said = [reading_of(resolution) for _, piece in cut(source) if (resolution := parse(piece)) is not None]
    readings = tuple(reading for reading in said if reading is not None)
    heard = Heard(readings, len(said) - len(readings))
    if kept is not None:
        kept.keep(key, json.dumps(heard).encode())
    return heard


def _from_json(value: bytes) -> Heard | None:
    try:
        readings, other, _ = json.loads(value)
        return Heard(tuple(_reading(*values) for values in readings), other)
    except (ValueError, TypeError):  # damaged
        return None


def _reading(symbol: str, own: list[list[str]], cited: list[list[str]], recalled: list[str]) -> Reading:
    """The inverse of what JSON makes of a reading."""
    return Reading(symbol, _pairs(own), _pairs(cited), tuple(recalled))


def _pairs(values: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in values)
