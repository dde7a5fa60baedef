"""Hover: what is known of the citation, the name, the opening phrase or the footnote under the cursor."""

from __future__ import annotations

import re
from datetime import date

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from reslint.entities import Entity, NameMention
from reslint.entities import get as get_entities
from reslint.finding import Finding
from reslint.language import CODES
from reslint.registry import symbols
from reslint.registry.model import Entry
from reslint.resolution.model import Citation, Mark, Opening, Paragraph
from reslint_lsp.desk import Piece, View
from reslint_lsp.features import order, targets
from reslint_lsp.features.links import address
from reslint_lsp.features.words import words

LINK = re.compile(r"\[([^\]]*)\]\(([^\s]*)\)")
EXCERPT = 300  # code points of a footnote that are shown
FORMS = 3  # counterparts of an opening phrase that are shown


def hover(piece: Piece | None, view: View | None, offset: int, *, markdown: bool = True) -> Hover | None:
    """What is known of the place: of what stands there, and on whose authority reslint speaks of it."""
    parts: list[str] = []
    where = None
    if piece is not None and (target := targets.at(piece, offset)) is not None and (text := _about(piece, target)):
        parts.append(text)
        where = piece.range(target.start, target.end)
    if view is not None:
        said = [f for f in view.shown if f.known is None]
        found = [f for f in said if (span := view.span(f.start, f.end))[0] <= offset <= span[1]]
        code = piece.language.code if piece is not None else "en"
        parts += [_finding(f, code) for f in found]
        if where is None and found:
            where = view.range(found[0].start, found[0].end)
    if not parts:
        return None
    if markdown:
        return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(parts)), where)
    return Hover(MarkupContent(MarkupKind.PlainText, "\n\n".join(map(_plain, parts))), where)


def _plain(text: str) -> str:
    """The text without its markup, a link as its address."""
    return LINK.sub(r"\1 \2", text).replace("**", "").replace("  \n", "\n").replace("*", "")


def _about(piece: Piece, target: targets.Target) -> str:
    what = target.what
    if isinstance(what, Citation):
        return citation(piece, what)
    if isinstance(what, NameMention):
        return _name(piece, what)
    if isinstance(what, Opening):
        return _opening(piece, target.p, what)
    if isinstance(what, Mark):
        note = targets.note_of(piece, what.label)
        return _note(piece, note) if note is not None else ""
    if isinstance(what, Paragraph) and what.path:
        return f"**{what.path}**"
    return ""


def citation(piece: Piece, c: Citation) -> str:
    """Title, day, organ, series with its neighbours, and what makes a list that ends here stale."""
    say = words(piece.language.code)
    if c.kind == "draft":
        entry = piece.registry.by_draft(c.symbol)
        became = f"  \n{say['became']} **{symbols.display(entry.symbol, piece.language.code)}**" if entry else ""
        return f"**{c.symbol}** — {say['draft']}{became}{_link(c, piece)}"
    if c.kind == "document" and symbols.parse(c.symbol) is None:
        return f"**{c.symbol}** — {say['document']}{_link(c, piece)}"
    entry = piece.registry.find(c.symbol)
    if entry is None:
        why = say["absent"] if piece.registry.absent(c.symbol, date.today()) else say["unknown"]
        return f"**{c.display}** — {c.body}  \n{why}{_link(c, piece)}"
    titles = (entry.title, *map(piece.registry.series_title, entry.series), say["title-unknown"])
    lines = [f"**{symbols.display(entry.symbol, piece.language.code)}** — {next(filter(None, titles))}"]
    if entry.adopted is not None:
        day = piece.language.write_date(entry.adopted)
        lines.append(f"{say['adopted']} {day} ({entry.body}, {say['evidence']} {entry.evidence or '–'})")
        if c.date is not None and c.date.iso is not None and c.date.iso != entry.adopted:
            lines.append(f"{say['written']}{say['colon']} **{piece.language.write_date(c.date.iso)}**")
    else:
        lines.append(f"{say['day-unknown']} ({entry.body})")
    lines += [line for series in entry.series[:2] if (line := _series(piece, entry, series))]
    return "  \n".join(lines) + _link(c, piece)


def _series(piece: Piece, entry: Entry, series: str) -> str:
    """ "Series (24): previous 75/16, next 79/9", and what makes a list that ends here stale."""
    say, code = words(piece.language.code), piece.language.code
    members = piece.registry.members(series)
    at = next((i for i, m in enumerate(members) if m.symbol == entry.symbol), -1)
    if at < 0 or len(members) < 2:
        return ""

    def shown(member: Entry) -> str:
        day = f" ({piece.language.write_date(member.adopted)})" if member.adopted else ""
        return f"{symbols.display(member.symbol, code)}{day}"

    comma = f"{piece.language.comma} "
    parts = []
    if at > 0:
        parts.append(f"{say['previous']} {shown(members[at - 1])}")
    if at + 1 < len(members):
        parts.append(f"{say['next']} {shown(members[at + 1])}")
    line = f"{say['series']} ({len(members)}){say['colon']} {comma.join(parts)}"
    if at + 2 < len(members):
        line += f"  \n{say['latest']} {shown(members[-1])}"
    if at + 1 < len(members):
        line += f"  \n{say['superseded']} **{symbols.display(members[at + 1].symbol, code)}**"
    return line


def _link(c: Citation, piece: Piece) -> str:
    uri = address(c, piece.language.code)
    return f"  \n[{words(piece.language.code)['official']}]({uri})" if uri else ""


def _name(piece: Piece, mention: NameMention) -> str:
    """The names over time, and what the same thing is called in the other languages."""
    say, code = words(piece.language.code), piece.language.code
    entity = get_entities(code).entities.get(mention.name.entity)
    lines = [f"**{entity.new if entity is not None and entity.new else mention.name.text}**"]
    if entity is not None:
        lines += _over_time(piece, entity)
    others = [
        f"{other}: {same.new}"
        for other in CODES
        if other != code and (same := get_entities(other).entities.get(mention.name.entity)) is not None and same.new
    ]
    if others:
        lines.append(f"{say['other-languages']}{say['colon']} {'; '.join(others)}")
    return "  \n".join(lines) if len(lines) > 1 else ""


def _over_time(piece: Piece, entity: Entity) -> list[str]:
    if not entity.old:
        return []
    say = words(piece.language.code)
    since = ""
    if entity.since is not None:
        day = piece.language.write_date(entity.since) if entity.sure else str(entity.since.year)
        since = f" ({say['until']} {day})"
    return [f"{say['formerly']}{say['colon']} {'; '.join(entity.old)}{since}"]


def _opening(piece: Piece, p: Paragraph, o: Opening) -> str:
    """The concept, its counterpart in the other part, its strength, and its turn in the also/further order."""
    say, language = words(piece.language.code), piece.language
    lines = [f"**{o.text}**"]
    if not o.concepts:
        lines.append(say["unknown-opening"])
    for concept in (language.concepts[name] for name in o.concepts[:1] if name in language.concepts):
        lines.append(f"{say['concept']}{say['colon']} {concept.id.replace('_', ' ')} ({concept.kind})")
        operative = p.kind == "operative"
        forms = concept.pre if operative else concept.op
        shown = f"{language.comma} ".join(forms[:FORMS]) or say["none"]
        lines.append(f"{say['counterpart-pre' if operative else 'counterpart-op']}{say['colon']} {shown}")
        lines.append(f"{say['strength']}{say['colon']} {concept.strength} {say['of-eight']}")
    turn = order.turn(piece, p)
    if turn is not None:
        adverb = order.adverb(piece, order.PARTS[p.kind], turn)
        lines.append(f"{say['order']}{say['colon']} " + (f"{say['expected']} *{adverb}*" if adverb else say["first"]))
    return "  \n".join(lines)


def _note(piece: Piece, note: Paragraph) -> str:
    text = note.text if len(note.text) <= EXCERPT else note.text[:EXCERPT].rstrip() + "…"
    return f"**{words(piece.language.code)['note']} {targets.label_of(note)}**  \n{text}"


def _finding(finding: Finding, code: str) -> str:
    say = words(code)
    lines = [f"**{finding.rule}** ({finding.severity}): {finding.message}"]
    lines.append(f"{say['authority']}{say['colon']} {finding.authority}")
    if finding.fix is not None and finding.fix.title:
        lines.append(f"{say['fix']}{say['colon']} {finding.fix.title}")
    return "  \n".join(lines)
