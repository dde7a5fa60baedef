"""Units of work: some files, and all that a process must know to check them, on whichever machine it is.

A unit can be done twice or anywhere; what comes back depends on nothing but the files' content and the order.
"""

from __future__ import annotations

import os
import pickle
import time
import zlib
from functools import cache
from typing import NamedTuple

from reslint import __version__
from reslint.archive.rows import TextRows, rows
from reslint.cache import Cache, day_of, examine
from reslint.edition import build, content_digest, digest
from reslint.engine import Settings
from reslint.errors import UserError
from reslint.registry.store import Registry, open_registry
from reslint.report.advice import advised
from reslint.resolution.missing import why_none
from reslint.rules import shipped
from reslint.source.model import OtherKindError, Source, SourceError
from reslint.source.read import FRESH, content_of, load


class Seal(NamedTuple):
    """What another machine must have to find the same, as digests: `program` (see `edition.build`), and the content
    of the user's own registry."""

    program: str
    overlay: str


class Order(NamedTuple):
    """How texts are judged. `judgement`: what that is known by (see `edition.judgement`). `overlay`: the path of the
    user's own registry, if there is one. `cache`: whether answers may be kept, and taken from what is kept. `seal`:
    where another machine may do it."""

    settings: Settings
    judgement: str
    overlay: str | None = None
    cache: bool = True
    version: str = __version__
    seal: Seal | None = None


class Item(NamedTuple):
    """A file: `place` is where it is read, `path` what it is called in the database, `stamp` see `stamp_of`; `size` in
    bytes, so far as it is known."""

    place: str
    path: str
    stamp: str
    size: int = 0


class Unit(NamedTuple):
    """Files judged by one order, which stands packed (see `pack`), as it is the same for many units."""

    order: bytes
    items: tuple[Item, ...]


class Outcome(NamedTuple):
    """What came of one file. `kind` and `message`: see `outcome` in the schema. `content`: the digest of its bytes;
    `judgement`, `day`: under what it was judged; `texts` its resolutions."""

    item: Item
    kind: str
    message: str = ""
    content: str = ""
    judgement: str = ""
    day: str = ""
    size: int = 0
    format: str = ""
    texts: tuple[TextRows, ...] = ()


def pack(order: Order) -> bytes:
    """The order as units carry it: small, as every unit does."""
    return zlib.compress(pickle.dumps(order, protocol=5))


def stamp_of(status: os.stat_result) -> str:
    """Size and times of a file: as long as they stay, its content has. "" where the file is too new to tell."""
    if abs(time.time() - status.st_mtime) < FRESH:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


@cache
def warm() -> None:
    """Loads what most texts need: languages, names, the modules of the checks."""
    registry = open_registry()
    rules = shipped()
    openings = {
        "en": "*Recalling*",
        "fr": "*Rappelant*",
        "ar": "*إذ تشير*",
        "es": "*Recordando*",
        "ru": "*ссылаясь*",
        "zh": "回顾",
    }
    for code, opening in openings.items():
        examine(Source("warm.md", f"{opening} 1\n"), registry, Settings(rules, language=code), "", None)
    registry.close()


class Worker:
    """Does units, one after the other. Rules, registries and the cache are opened once."""

    def __init__(self) -> None:
        self._packed, self._order = b"", None  # type: tuple[bytes, Order | None]
        self._registries: dict[str | None, Registry] = {}
        self._kept: Cache | None = None

    def do(self, unit: Unit) -> list[Outcome]:
        """The outcome for each file of the unit, in its order."""
        order = self._unpacked(unit.order)
        registry = self._registry(order.overlay)
        kept = self._open_cache() if order.cache else None
        outcomes = [_outcome(item, order, registry, kept) for item in unit.items]
        if kept is not None:
            kept.write()
        return outcomes

    def close(self) -> None:
        """Lets go of what was opened."""
        for registry in self._registries.values():
            registry.close()
        if self._kept is not None:
            self._kept.close()

    def _unpacked(self, packed: bytes) -> Order:
        if self._order is None or packed != self._packed:
            order: Order = pickle.loads(zlib.decompress(packed))
            _require_same(order)
            self._packed, self._order = packed, order
        return self._order

    def _registry(self, overlay: str | None) -> Registry:
        if overlay not in self._registries:
            self._registries[overlay] = open_registry(None, overlay)
        return self._registries[overlay]

    def _open_cache(self) -> Cache:
        if self._kept is None:
            self._kept = Cache()
        return self._kept


def _require_same(order: Order) -> None:
    """A `UserError` where this machine would find something else than the one that the order comes from."""
    if order.version != __version__:
        raise UserError(f"a worker has reslint {__version__}, not {order.version}; install that there")
    if order.seal is None:
        return
    if order.seal.program != build():
        raise UserError(f"a worker has another reslint {__version__} than this machine; install the same there")
    if order.seal.overlay != content_digest(order.overlay):
        raise UserError(f"a worker has not the same registry in {order.overlay}; put it there")


def _outcome(item: Item, order: Order, registry: Registry, kept: Cache | None) -> Outcome:
    try:
        return _examined(item, order, registry, kept)
    except OtherKindError as error:
        return Outcome(item, "passed over", str(error))
    except SourceError as error:
        return Outcome(item, "unreadable", str(error))
    except UserError:
        raise
    except Exception as error:  # one text must not take the archive with it
        what = " ".join(f"{type(error).__name__} {error}".split())
        return Outcome(item, "broken", f"{item.path}: reslint broke on it ({what}); please report it")


def _examined(item: Item, order: Order, registry: Registry, kept: Cache | None) -> Outcome:
    settings = order.settings
    data = content_of(item.place, item.path)
    source = load(data, item.path)
    report = examine(source, registry, settings, order.judgement, kept)
    content, day = digest(source.format, data), day_of(report, settings)
    remarks = " ".join(source.remarks)
    about = Outcome(item, "checked", remarks, content, order.judgement, day, len(data), source.format)
    if not report.judged:
        return about._replace(kind="passed over", message=why_none(source, settings.language))
    if report.failures:
        about = about._replace(kind="broken", message="; ".join(report.failures))
    return about._replace(texts=rows(advised(report), registry))
