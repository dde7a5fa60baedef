"""What is known of each open document at any moment: the work of checking, off the loop that answers requests.

One worker checks; the newest text wins. What was said of a resolution is remembered by its text, so that in a
compilation a keystroke costs one resolution, however many there are.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Event
from typing import NamedTuple

from lsprotocol.types import Range

from reslint import engine
from reslint.errors import UserError
from reslint.finding import Finding
from reslint.fix import fix
from reslint.language import Language
from reslint.language import get as get_language
from reslint.registry.store import Registry
from reslint.resolution.model import Paragraph, Resolution
from reslint.resolution.parse import parse
from reslint.source.model import OtherKindError, Source, SourceError
from reslint.source.read import load, of_text
from reslint_lsp.documents import Document
from reslint_lsp.held import held
from reslint_lsp.positions import Lines
from reslint_lsp.settings import Settings, Terms

LOG = logging.getLogger("reslint.lsp")
PLAIN = ("markdown", "text")
SMALL = 100_000  # code points of a resolution that is read while a request waits
PAUSE = 1.5  # seconds without an edit after which a paragraph counts as left
_Memory = dict[str, engine.Judged | None]


class View(NamedTuple):
    """A text as it was understood. `version` and `lines` of the document, `terms` on which it was judged.

    `why`: a sentence where it could not be checked at all; `report` is empty then, and where the text holds no
    resolution. `held`: findings that wait until their paragraph is left. `number` tells it from every other view of the
    session.
    """

    uri: str
    version: int
    lines: Lines
    terms: Terms
    report: engine.Report
    why: str = ""
    held: tuple[Finding, ...] = ()
    number: int = 0

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that the client gets, those that the baseline knows among them."""
        said = (*self.report.findings, *(self.report.known or ()))
        return tuple(f for f in said if f not in self.held) if self.held else said

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the editor's text of a span of the source, which in XML and HTML is made of that text."""
        return self.report.source.raw_span(start, end) or (0, 0)

    def range(self, start: int, end: int) -> Range:
        """The range in the editor of a span of the source."""
        return self.lines.range(*self.span(start, end))

    @property
    def marked_up(self) -> bool:
        """Whether the editor's text is XML or HTML: then findings and their fixes are all that is offered."""
        return self.report.source.origin is not None

    def pieces(self) -> Iterator[Piece]:
        """The resolutions in the text, in order; none in markup."""
        for judged in () if self.marked_up else self.report.judged:
            yield _piece(self.lines, judged.start, judged.resolution, self.terms)


class Piece(NamedTuple):
    """One resolution of a document, which begins at the offset `start`."""

    lines: Lines
    start: int
    resolution: Resolution
    language: Language
    terms: Terms

    @property
    def registry(self) -> Registry:
        return self.terms.registry

    @property
    def text(self) -> str:
        """The whole document."""
        return self.lines.text

    def range(self, start: int, end: int) -> Range:
        """The range in the editor of a span of the resolution's source."""
        return self.lines.range(start + self.start, end + self.start)

    def span(self, p: Paragraph, start: int, end: int) -> Range:
        """The range in the editor of a clean span of a paragraph."""
        return self.range(*p.span(start, end))

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph at an offset of the document; the last one that begins before it."""
        found = None
        for p in self.resolution.paragraphs:
            if p.start + self.start > offset:
                break
            found = p
        return found


class Desk:
    """The open documents and what is known of them.

    `ready(view)` is called on the loop whenever the newest text of a document has been checked, `settled(view)` when
    what was held back of it no longer is. `holds`: whether anything may be held back.
    """

    def __init__(self, settings: Settings, ready: Callable[[View], None], settled: Callable[[View], None]) -> None:
        self.settings = settings
        self.holds = True
        self._ready = ready
        self._settled = settled
        self._documents: dict[str, Document] = {}
        self._views: dict[str, View] = {}
        self._memories: dict[str, tuple[Terms, date, _Memory]] = {}
        self._cuts: dict[str, tuple[Lines, list[tuple[int, int]]]] = {}
        self._parsed: dict[str, tuple[str, Terms, Resolution | None]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stops: dict[str, Event] = {}
        self._pauses: dict[str, asyncio.TimerHandle] = {}
        self._worker = ThreadPoolExecutor(1, "reslint-check")
        self._shut = False
        self._numbers = count(1)

    # documents

    def open(self, document: Document) -> None:
        self._documents[document.uri] = document
        self._begin(document)

    def changed(self, uri: str) -> None:
        """The text of a document has changed."""
        if (document := self._documents.get(uri)) is not None:
            self._begin(document)

    def settle(self, uri: str) -> None:
        """The author pauses or has saved: nothing is held back any longer."""
        if (document := self._documents.get(uri)) is None:
            return
        document.typed = None
        self._resume(uri)
        if (view := self.known(uri)) is not None and view.held:
            view = self._views[uri] = view._replace(held=(), number=next(self._numbers))
            self._settled(view)

    def close(self, uri: str) -> None:
        self._stop(uri)
        tables = (self._documents, self._views, self._memories, self._cuts, self._parsed, self._tasks, self._stops)
        for table in tables:
            table.pop(uri, None)

    def get(self, uri: str) -> Document | None:
        return self._documents.get(uri)

    def all(self) -> list[Document]:
        return list(self._documents.values())

    def refresh(self) -> None:
        """Settings, rules or registry have changed: every document is checked anew."""
        for document in self.all():
            document.typed = None
            self._begin(document)

    def shut(self) -> None:
        """Ends the work."""
        self._shut = True
        for uri in list(self._documents):
            self._stop(uri)
        self._worker.shutdown(wait=False, cancel_futures=True)

    # what is known

    async def view(self, uri: str) -> View | None:
        """What the newest text of the document says; None where it is not open or nothing that reslint reads."""
        while (task := self._tasks.get(uri)) is not None:
            await asyncio.shield(task)
            if self._tasks.get(uri) is task:
                return self._views.get(uri)
        return None

    def look(self, uri: str) -> None:
        """Checks a document anew if its settings have changed unnoticed: not every client watches files."""
        document, view = self._documents.get(uri), self._views.get(uri)
        if document is None or view is None:
            return
        try:
            same = self.settings.terms(document.path) is view.terms
        except UserError as error:
            same = str(error) == view.why
        if not same:
            document.typed = None
            self._begin(document)

    def known(self, uri: str) -> View | None:
        """The view of the newest text, if there is one already."""
        document, view = self._documents.get(uri), self._views.get(uri)
        return view if document is not None and view is not None and view.lines is document.lines else None

    def piece(self, uri: str, offset: int) -> Piece | None:
        """The resolution at an offset of the newest text, without waiting for a check of all of it.

        None where there is none, or where it is so long that it would keep the client waiting.
        """
        document = self._documents.get(uri)
        if document is None or document.format not in PLAIN:
            return None
        if (view := self.known(uri)) is not None:
            judged = view.report.judged_at(offset)
            return _piece(view.lines, judged.start, judged.resolution, view.terms) if judged is not None else None
        try:
            terms = self.settings.terms(document.path)
            source = of_text(document.text, document.name, document.format)
        except (UserError, SourceError):
            return None
        for start, end in self._cut(document.uri, document.lines, source, terms):
            if start <= offset <= end and end - start <= SMALL:
                text = source.text[start:end]
                known = self._parsed.get(uri)
                if known is None or known[0] != text or known[1] is not terms:
                    resolution = parse(source._replace(text=text), terms.settings.language)
                    known = self._parsed[uri] = text, terms, resolution
                resolution = known[2]
                return _piece(document.lines, start, resolution, terms) if resolution is not None else None
        return None

    def _cut(self, uri: str, lines: Lines, source: Source, terms: Terms) -> list[tuple[int, int]]:
        """The pieces of a text; found once, by whoever needs them first."""
        known = self._cuts.get(uri)
        if known is None or known[0] is not lines:
            known = self._cuts[uri] = lines, engine.pieces(source, terms.settings)
        return known[1]

    # work

    async def fixed(self, view: View) -> str:
        """The text with everything safe put right, as `reslint fix` writes it."""
        source, never = view.report.source, Event()

        def findings(changed: Source) -> tuple[Finding, ...]:
            pieces = engine.pieces(changed, view.terms.settings)
            return self._report(view.uri, changed, pieces, view.terms, never).findings

        loop = asyncio.get_running_loop()
        done = await loop.run_in_executor(self._worker, lambda: fix(source, findings))
        return done.source.origin.raw if done.source.origin is not None else done.source.text

    def _begin(self, document: Document) -> None:
        self._stop(document.uri)
        stop = self._stops[document.uri] = Event()
        self._tasks[document.uri] = asyncio.get_running_loop().create_task(self._run(document, stop))

    def _stop(self, uri: str) -> None:
        if (stop := self._stops.get(uri)) is not None:
            stop.set()
        self._resume(uri)

    def _resume(self, uri: str) -> None:
        """Ends the waiting for a pause."""
        if (pause := self._pauses.pop(uri, None)) is not None:
            pause.cancel()

    async def _run(self, document: Document, stop: Event) -> None:
        """Checks the present text; what comes too late is thrown away."""
        if document.format is None:
            return
        version, lines = document.version, document.lines
        started = time.perf_counter()
        try:
            view = await asyncio.get_running_loop().run_in_executor(
                self._worker, self._check, document, version, lines, stop
            )
        except engine.StoppedError:
            LOG.debug("%s version %s: called off", document.name, version)
            return
        except Exception as error:  # a fault of ours must not leave the editor with findings of an older text
            if self._shut:
                return
            LOG.exception("%s version %s could not be checked", document.name, version)
            why = f"internal error ({type(error).__name__}: {error}); the log of the server says more"
            view = self._unchecked(document, version, lines, Terms.none(), why)
        if stop.is_set():
            return
        view = view._replace(held=self._held(document, view), number=next(self._numbers))
        self._views[document.uri] = view
        if view.held:
            loop = asyncio.get_running_loop()
            self._pauses[document.uri] = loop.call_later(PAUSE, self.settle, document.uri)
        took = (time.perf_counter() - started) * 1000
        LOG.info("%s version %s: %d findings, %.0f ms", document.name, version, len(view.report.findings), took)
        self._ready(view)

    def _held(self, document: Document, view: View) -> tuple[Finding, ...]:
        """What is not to be said yet of the paragraph that is being typed; markup is not written word by word."""
        if document.typed is None or view.marked_up or not self.holds:
            return ()
        before = self._views.get(document.uri)
        return held(view.report, document.typed, before.shown if before is not None else ())

    def _check(self, document: Document, version: int, lines: Lines, stop: Event) -> View:
        """Runs in the worker."""
        if stop.is_set():
            raise engine.StoppedError
        try:
            terms = self.settings.terms(document.path)
        except UserError as error:
            return self._unchecked(document, version, lines, Terms.none(), str(error))
        if terms.excluded or not lines.text.strip():
            return self._unchecked(document, version, lines, terms)
        try:
            source = _source(lines.text, document)
            pieces = self._cut(document.uri, lines, source, terms)
            report = self._report(document.uri, source, pieces, terms, stop)
            if source.origin is not None:
                from reslint.report.advice import advised  # few edit XML

                report = advised(report)
            report = terms.compared(report)
        except OtherKindError as error:  # an XML file of some other kind is nobody's draft
            LOG.debug("%s", error)
            return self._unchecked(document, version, lines, terms)
        except (UserError, SourceError) as error:
            return self._unchecked(document, version, lines, terms, str(error))
        for failure in report.failures:
            LOG.error("%s", failure)
        return View(document.uri, version, lines, terms, report)

    def _unchecked(self, document: Document, version: int, lines: Lines, terms: Terms, why: str = "") -> View:
        """The view of a text of which nothing is said, or only why it could not be checked."""
        source = Source(document.name, lines.text, document.format or "")
        return View(document.uri, version, lines, terms, engine.Report(source), why)

    def _report(
        self, uri: str, source: Source, pieces: list[tuple[int, int]], terms: Terms, stop: Event
    ) -> engine.Report:
        """The report, with what is remembered of pieces whose text has not changed."""
        today = date.today()  # a draft without a date of its own is judged as of today
        known_terms, day, remembered = self._memories.get(uri, (terms, today, {}))
        if known_terms is not terms or day != today:
            remembered = {}
        memory: _Memory = {}
        judged = []
        try:
            for start, end in pieces:
                text = source.text[start:end]
                if text in remembered:
                    said = remembered[text]
                else:
                    piece = source._replace(text=text)
                    said = engine.judge(piece, 0, len(text), terms.registry, terms.settings, stop.is_set)
                memory[text] = said
                if said is not None:
                    judged.append(said._replace(start=start))
        except engine.StoppedError:
            memory = remembered | memory  # what is done is done; the newer text has most of it, too
            raise
        finally:
            if uri in self._documents:
                self._memories[uri] = (terms, today, memory)
        return engine.assemble(source, judged, terms.settings)


def _source(text: str, document: Document) -> Source:
    """The source of a document's text."""
    if document.format in PLAIN:
        return of_text(text, document.name, document.format)
    return load(text.encode("utf-8", "surrogatepass"), document.name, document.format)


def _piece(lines: Lines, start: int, resolution: Resolution, terms: Terms) -> Piece:
    return Piece(lines, start, resolution, get_language(resolution.language), terms)
