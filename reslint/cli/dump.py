"""`reslint dump`: what was understood of a draft, for people who ask why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reslint.cli.files import STDIN
from reslint.cli.options import add_text_options
from reslint.errors import UserError
from reslint.resolution.missing import why_none
from reslint.resolution.model import Citation, DateMention, Paragraph, Resolution
from reslint.source.model import Source
from reslint.source.read import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

VERSION = 1
_PLACE = ("file_paragraph", "run", "character", "page", "line", "row", "column")


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "dump", description="Shows what was understood: paragraphs, openings, citations, dates.",
        epilog="Exit code: 0 shown, 2 could not do its work.",
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="a file, - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--original", action="store_true", help="read Word files as they were before tracked changes")
    add_text_options(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    name = args.stdin_filename if args.file == STDIN and args.stdin_filename else args.file
    source = read(args.file, name=name, original=args.original)
    records = list(understood(source, args))
    if not records:
        raise UserError(f"{name}: {why_none(source, args.lang)}")
    if args.format == "json":
        import json

        for record in records:
            print(json.dumps({"version": VERSION, **record}, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(map(as_text, records)))
    return 0


def understood(source: Source, args: Namespace) -> Iterator[dict[str, Any]]:
    """A record for each resolution of the source; one where a symbol or session is given for it."""
    from reslint.resolution.compilation import cut
    from reslint.resolution.parse import parse

    one = args.symbol is not None or args.session is not None
    for start, piece in [(0, source)] if one else cut(source):
        resolution = parse(piece, args.lang, organ=args.organ, symbol=args.symbol, session=args.session)
        if resolution is not None:
            yield to_record(source, resolution, start)


def to_record(source: Source, resolution: Resolution, start: int = 0) -> dict[str, Any]:
    """The resolution, which begins at the offset `start`, in JSON's types; places in the file 1-based, named as in
    `Source.where`."""
    return {
        "file": source.name,
        "language": resolution.language,
        "organ": resolution.organ,
        "symbol": resolution.symbol,
        "session": resolution.session,
        "adopted": _iso(resolution.adopted),
        "issued": _iso(resolution.issued),
        "draft": resolution.is_draft,
        "facts": {name: [h.value for h in found] for name, found in resolution.facts.items()},
        "paragraphs": [_paragraph(source, p, resolution.language, start) for p in resolution.paragraphs],
    }


def _paragraph(source: Source, paragraph: Paragraph, language: str, base: int) -> dict[str, Any]:
    where = source.where(paragraph.start + base)
    found: dict[str, Any] = {"path": paragraph.path, "kind": paragraph.kind, **where}
    if paragraph.part:
        found["part"] = paragraph.part
    if paragraph.label:
        found["label"] = paragraph.label
    if opening := paragraph.opening:
        found["opening"] = {
            "text": opening.text,
            "concepts": list(opening.concepts),
            "adverb": opening.adverb,
            "roles": list(opening.roles),
        }
    if paragraph.citations:
        found["citations"] = [_citation(source, paragraph, c, base) for c in paragraph.citations]
    if paragraph.dates:
        found["dates"] = [_date(source, paragraph, d, base) for d in paragraph.dates]
    if paragraph.marks:
        found["footnotes"] = [m.label for m in paragraph.marks]
    if found_names := _names(paragraph, language):
        found["names"] = found_names
    found["text"] = paragraph.text
    return found


def _names(paragraph: Paragraph, language: str) -> list[str]:
    """Known names of bodies, programmes and States in the paragraph, as they stand there."""
    from reslint.entities import get

    return [mention.text for mention in get(language).find(paragraph.text)]


def _citation(source: Source, paragraph: Paragraph, citation: Citation, base: int) -> dict[str, Any]:
    return {
        "symbol": citation.symbol,
        "display": citation.display,
        "body": citation.body,
        "kind": citation.kind,
        "date": _day(citation.date) if citation.date else None,
        "how": citation.how,
        "group": citation.group,
        "named": citation.named,
        "own": citation.own,
        **source.where(paragraph.span(citation.start, citation.end)[0] + base),
    }


def _date(source: Source, paragraph: Paragraph, mention: DateMention, base: int) -> dict[str, Any]:
    where = source.where(paragraph.span(mention.start, mention.end)[0] + base)
    written = paragraph.text[mention.start : mention.end]
    return {"date": _day(mention), "written": written, **where}


def _day(mention: DateMention) -> str:
    """ISO, also for a day that does not exist; year and month where no day is given."""
    month = f"{mention.year:04}-{mention.month:02}"
    return month if mention.day is None else f"{month}-{mention.day:02}"


def _iso(day: object) -> str | None:
    return str(day) if day else None


def as_text(record: dict[str, Any]) -> str:
    """A record for people."""
    about = ("language", "organ", "symbol", "session", "adopted", "issued", "draft")
    lines = [record["file"], *(f"  {name:9} {record[name]}" for name in about if record[name])]
    lines += [f"  {name:9} {' | '.join(values)}" for name, values in record["facts"].items()]
    for p in record["paragraphs"]:
        place = ":".join(str(p[name]) for name in _PLACE if name in p)
        lines.append(f"\n{place}  {p['path'] or p['kind']}  [{p['kind']}]")
        if opening := p.get("opening"):
            concepts = ", ".join(opening["concepts"]) or "unknown"
            adverb = f" + {opening['adverb']}" if opening["adverb"] else ""
            lines.append(f"  opening   {opening['text']} = {concepts}{adverb}")
        for c in p.get("citations", ()):
            day = f" of {c['date']} ({c['how']})" if c["date"] else ""
            sure = "" if c["named"] else " (perhaps)"
            lines.append(f"  {c['kind']:9} {c['symbol']}{day}  {c['body']}{sure}, list {c['group']}")
        for d in p.get("dates", ()):
            lines.append(f"  date      {d['date']}  {d['written']}")
        if p.get("footnotes"):
            lines.append(f"  notes     {', '.join(p['footnotes'])}")
        for name in p.get("names", ()):
            lines.append(f"  name      {name}")
        lines.append(f"  text      {p['text'] if len(p['text']) <= 160 else p['text'][:157] + '…'}")
    return "\n".join(lines)
