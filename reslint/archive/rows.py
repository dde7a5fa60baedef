"""A report as rows of the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from reslint.engine import Judged, Report
from reslint.finding import Finding
from reslint.registry.store import Registry
from reslint.resolution.model import Citation, Paragraph
from reslint.source.model import Source

_AROUND = 240  # code points on each side of what a finding is about
_LONGEST = 400
_ON_CITATIONS = frozenset({"citation/date", "citation/unknown"})

Cell = str | int | None
Row = tuple[Cell, ...]


class TextRows(NamedTuple):
    """One resolution: its own columns from `number` on, its findings from `rule` on, its citations from `symbol` on.

    The last column of a citation is the number of its finding in `findings`, or None. `series_title` names the series.
    """

    columns: Row
    findings: tuple[Row, ...]
    citations: tuple[Row, ...]
    series_title: str


def rows(report: Report, registry: Registry) -> tuple[TextRows, ...]:
    """The rows of every resolution in the report, in text order."""
    findings: list[list[Finding]] = [[] for _ in report.judged]
    for finding in (*report.findings, *report.suppressed):
        judged = report.judged_at(finding.start) or report.judged[0]
        findings[report.judged.index(judged)].append(finding)
    return tuple(
        _text(report, n, judged, found, registry)
        for n, (judged, found) in enumerate(zip(report.judged, findings, strict=True))
    )


def _text(report: Report, number: int, judged: Judged, found: list[Finding], registry: Registry) -> TextRows:
    resolution = judged.resolution
    end = report.judged[number + 1].start if number + 1 < len(report.judged) else len(report.source.text)
    titles = resolution.facts.get("title", ())
    own = resolution.adopted or resolution.issued
    series = registry.series_of(resolution.symbol) if resolution.symbol else ()
    columns = (
        number, judged.start, end, resolution.language, resolution.organ, resolution.symbol, resolution.session,
        own.year if own else None, _iso(resolution.adopted), _iso(resolution.issued), judged.as_of.isoformat(),
        int(resolution.is_draft), titles[0].value if titles else "", series[0] if series else None,
    )  # fmt: skip
    found.sort(key=lambda f: (f.start, f.end, f.rule, f.message))
    return TextRows(
        columns,
        tuple(_finding(report.source, finding) for finding in found),
        tuple(_citations(report.source, judged, found, registry)),
        registry.series_title(series[0]) if series else "",
    )


def _finding(source: Source, f: Finding) -> Row:
    text, fix = source.text, None
    if f.fix:
        edits = [{"start": e.start, "end": e.end, "text": e.text} for e in f.fix.edits]
        fix = _dumps({"safe": f.fix.safe, "title": f.fix.title, "edits": edits})
    related = _dumps([{"message": r.message, "start": r.start, "end": r.end} for r in f.related]) if f.related else None
    return (
        f.rule, f.severity, f.message, f.path, f.start, f.end,
        *source.position(f.start), *source.position(f.end), source.label(f.start),
        _before(text, f.start), text[f.start : min(f.end, f.start + _LONGEST)], _after(text, f.end),
        fix, related, f.suppressed,
    )  # fmt: skip


def _before(text: str, at: int) -> str:
    """The words before a place, within its paragraph."""
    start = max(0, at - _AROUND)
    start = max(start, text.rfind("\n\n", start, at) + 2 if "\n\n" in text[start:at] else start)
    if start and text[start - 1] != "\n":
        start = text.find(" ", start, at) + 1 or start
    return text[start:at]


def _after(text: str, at: int) -> str:
    end = text.find("\n\n", at, at + _AROUND)
    if end < 0:
        end = min(len(text), at + _AROUND)
        if end < len(text):
            end = max(text.rfind(" ", at, end), at)
    return text[at:end].rstrip("\n")


def _citations(source: Source, judged: Judged, found: list[Finding], registry: Registry) -> Iterator[Row]:
    at = {f.start: n for n, f in reversed(list(enumerate(found))) if f.rule in _ON_CITATIONS}
    for p in judged.resolution.paragraphs:
        for c in p.citations:
            if c.kind in ("resolution", "decision"):
                yield _citation(source, judged.start, p, c, at, registry)


def _citation(source: Source, offset: int, p: Paragraph, c: Citation, at: dict[int, int], registry: Registry) -> Row:
    start, end = (place + offset for place in p.span(c.start, c.end))
    written = c.date.iso if c.date else None
    finding = at.get(start)
    if finding is None and c.date is not None and at:
        finding = at.get(p.span(c.date.start, c.date.end)[0] + offset)
    entry = registry.find(c.symbol)
    return (
        c.symbol, c.display, c.body, c.kind, p.path, start, end, *source.position(start), _iso(written),
        _iso(entry.adopted) if entry else None, c.group, finding,
    )  # fmt: skip


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
