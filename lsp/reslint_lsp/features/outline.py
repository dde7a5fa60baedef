"""The outline: resolutions, their parts, paragraphs with their opening phrases, subparagraphs, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol.types import DocumentSymbol, Location, SymbolInformation, SymbolKind

from reslint.resolution.model import Paragraph, Resolution
from reslint_lsp.desk import Piece, View
from reslint_lsp.features.targets import label_of
from reslint_lsp.features.words import words

GROUPS = {"preambular": "preamble", "note": "footnotes", "header": "cover", "title": "cover"}
NUMBER = re.compile(r"[IVXLC]{1,6}|[A-Z]|\d{1,2}|[\u0621-\u064a]{3,6}")  # as sections and parts bear them
DETAIL = 80  # code points of a paragraph that are shown beside its name
KINDS = {
    "preambular": SymbolKind.String,  # one kind for all paragraphs: some editors list the kinds apart
    "operative": SymbolKind.String,
    "sub": SymbolKind.String,
    "note": SymbolKind.Constant,
    "heading": SymbolKind.Namespace,
}


def outline(view: View) -> list[DocumentSymbol]:
    """The outline of a text; in a compilation a level more, the resolutions."""
    pieces = list(view.pieces())
    if len(pieces) < 2:
        return [symbol for piece in pieces for symbol in _resolution(piece)]
    found = []
    for n, piece in enumerate(pieces):
        end = pieces[n + 1].start if n + 1 < len(pieces) else len(piece.text)
        where = piece.lines.range(piece.start, end)
        inside = _resolution(piece)
        first = inside[0].selection_range if inside else where
        title = title_of(piece.resolution) or str(n + 1)
        found.append(DocumentSymbol(title, SymbolKind.File, where, first, children=inside))
    return found


def flat(symbols: Sequence[DocumentSymbol], uri: str, above: str = "") -> list[SymbolInformation]:
    """The outline for clients that know no levels."""
    found = []
    for s in symbols:
        found.append(SymbolInformation(Location(uri, s.range), s.name, s.kind, container_name=above or None))
        found += flat(s.children or (), uri, s.name)
    return found


def title_of(resolution: Resolution) -> str:
    """What a resolution is called: its symbol and title, as far as the text states them."""
    titles = resolution.facts.get("title", ())
    return " ".join(filter(None, (resolution.symbol.removeprefix("A/RES/"), titles[0].value if titles else "")))


def _resolution(piece: Piece) -> list[DocumentSymbol]:
    say = words(piece.language.code)
    groups: list[tuple[str, list[Paragraph]]] = []
    for p in piece.resolution.paragraphs:
        group = GROUPS.get(p.kind, "operative")
        if p.kind in ("chapeau", "closing", "annex") or (p.kind == "other" and not p.path):
            continue
        if not groups or groups[-1][0] != group:
            groups.append((group, []))
        groups[-1][1].append(p)
    found = []
    for group, paragraphs in groups:
        if group == "cover":
            continue
        children = _nested(piece, paragraphs)
        if not children:
            continue
        where = piece.range(paragraphs[0].start, max(p.end for p in paragraphs))
        title = say[group]
        found.append(DocumentSymbol(title, SymbolKind.Module, where, children[0].selection_range, children=children))
    return found


def _nested(piece: Piece, paragraphs: Sequence[Paragraph]) -> list[DocumentSymbol]:
    """The paragraphs, subparagraphs below their own, what follows a heading below it."""
    top: list[DocumentSymbol] = []
    section: DocumentSymbol | None = None
    by_index: dict[int, DocumentSymbol] = {}
    for p in paragraphs:
        if p.kind not in KINDS or p.end <= p.start:
            continue
        symbol = _symbol(piece, p)
        by_index[p.index] = symbol
        parent = by_index.get(p.parent)
        if p.kind == "heading":
            if section is not None and top[-1] is section and not section.children and NUMBER.fullmatch(section.name):
                section.name = f"{section.name} {symbol.name}"  # a section's number has a line of its own
                section.range.end = symbol.range.end
                continue
            section = symbol
            top.append(symbol)
            continue
        below = parent if parent is not None else section
        if below is None:
            top.append(symbol)
        else:
            below.children = [*(below.children or ()), symbol]
            for holder in {id(s): s for s in (below, section) if s is not None}.values():
                holder.range.end = max(holder.range.end, symbol.range.end)
    return top


def _symbol(piece: Piece, p: Paragraph) -> DocumentSymbol:
    where = piece.range(p.start, p.end)
    if p.kind == "heading":
        return DocumentSymbol(p.text[:DETAIL] or "–", KINDS[p.kind], where, where)
    opening = f" {p.opening.text}" if p.opening is not None and p.kind != "note" else ""
    at = p.opening.end if p.opening is not None and p.kind != "note" else 0
    rest = p.text[at : at + DETAIL].strip(" ,")
    detail = rest + ("…" if len(p.text) > at + DETAIL else "")
    first = piece.span(p, 0, min(len(p.text), max(at, 1))) if p.text else where
    name = f"{words(piece.language.code)['note']} {label_of(p)}" if p.kind == "note" else p.path or p.kind
    return DocumentSymbol(f"{name}{opening}", KINDS[p.kind], where, first, detail=detail)
