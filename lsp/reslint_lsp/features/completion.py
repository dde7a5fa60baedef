"""Completion: citations, opening phrases fit for the place, names of bodies, sessions in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from lsprotocol.types import CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, TextEdit

from reslint.entities import Name
from reslint.entities import get as get_entities
from reslint.language import Language
from reslint.registry import recital, sessions, symbols
from reslint.registry.model import Entry
from reslint.resolution.wording import wording
from reslint.source.clean import normalise
from reslint_lsp.desk import Piece
from reslint_lsp.features import order
from reslint_lsp.features.words import words

TRIGGERS = ["/", "(", "*"]
MOST = 40
HEAD = 300  # code points before the cursor in which a word such as "resolutions" announces a number
SLASH = re.compile(r"(?<![\w/.])(?P<session>(?:E?S-)?\d{1,4})/(?P<digits>\d{0,4})$")
COUNCIL = re.compile(r"(?<![\w/.])(?P<digits>\d{2,4}) ?(?:\((?P<year>\d{0,4}))?$")
TITLED = re.compile(r"(?P<words>[^\W\d_][^\n.;:,،؛()*\[\]]{2,60})$")
OPENING = re.compile(
    r"^[ \t]*(?P<number>\d{1,3} ?[.)-]\s*|\*\*\d{1,3} ?[.)-]\*\*\s*)?"
    r"(?P<mark>[*_]{0,2})(?P<typed>[^\W\d_][^*_.,;:،؛\n]{0,60})?$"
)
WORDS = re.compile(r"[^\W\d_][\w'’-]*(?:[ \u00a0][\w'’-]+){0,6}[ \u00a0]?$")
LEAST = 3  # letters that tell which name is meant
BLANKS = " \u00a0"
WORD = re.compile(r"[^\W\d_][\w-]{2,}(?: [^\W\d_]\w+)?$")
VARIANT = re.compile(r"(?<=\w)is(ing|es)\b")  # recognising: understood, but recognizing is what is proposed
LONGEST = 80  # code points of a title in the list; the documentation has all of it
NEAR_SESSIONS = (-6, 12)  # sessions around the present one that a text speaks of


class Place(NamedTuple):
    """The cursor: its offset, and the text of its line up to there."""

    piece: Piece
    offset: int
    before: str

    def item(
        self, label: str, kind: CompletionItemKind, new: str, length: int, n: int, detail: str = ""
    ) -> CompletionItem:
        """An item that replaces the last `length` characters; `n` is its place in the list."""
        where = self.piece.lines.range(self.offset - length, self.offset)
        typed = self.before[len(self.before) - length :]
        return CompletionItem(
            label, kind=kind, detail=detail or None, sort_text=f"{n:05}", filter_text=typed or label,
            text_edit=TextEdit(where, new),
        )  # fmt: skip


def complete(piece: Piece, offset: int) -> CompletionList:
    """What can be meant at an offset of the document."""
    start = piece.lines.start_of_line(offset)
    place = Place(piece, offset, piece.text[start:offset])
    for source in (_citations, _openings, _sessions, _names):
        items = list(source(place))[:MOST]
        if items:
            return CompletionList(True, items)
    return CompletionList(False, [])


# citations


def _citations(place: Place) -> Iterator[CompletionItem]:
    piece, before = place.piece, place.before[-HEAD:]
    w = wording(piece.language.code)
    heads = list(w.head.finditer(before))
    if not heads:
        return
    behind = before[heads[-1].end() :]
    if m := SLASH.search(before):
        if m.start() >= heads[-1].start():
            for body in _bodies(piece, before):
                found = piece.registry.numbered(body, m["session"], m["digits"], MOST)
                yield from _members(place, found, len(m[0]))
        return
    if (m := COUNCIL.search(behind)) and "SC" in _named(piece, before):
        found = piece.registry.numbered("SC", "", m["digits"], 100)
        fit = [e for e in found if m["year"] is None or f"({m['year']}" in e.symbol]
        newest = sorted(fit, key=lambda e: e.adopted or date.min, reverse=True)
        yield from _members(place, newest, len(m[0]))
    elif (m := TITLED.fullmatch(behind.lstrip())) and not w.fill.fullmatch(behind):
        typed = m["words"].lower()
        bodies = _bodies(piece, before)
        found = piece.registry.search(typed, 2 * MOST)
        # the organ's own first, and titles in which the words stand side by side
        ranked = sorted(found, key=lambda e: (e.body not in bodies, typed not in e.title.lower()))
        yield from _members(place, ranked, len(m["words"]))


def _bodies(piece: Piece, before: str) -> list[str]:
    """Whose numbers may stand here: those that the words before name, else the organ that speaks."""
    named = [body for body in _named(piece, before) if body in ("HRC", "ECOSOC", "GA")]
    return named[-1:] or [piece.resolution.organ if piece.resolution.organ in ("HRC", "ECOSOC") else "GA"]


def _named(piece: Piece, before: str) -> list[str]:
    w = wording(piece.language.code)
    return [w.bodies[m["name"].lower()] for m in w.body.finditer(before.replace("’", "'"))]


def _members(place: Place, entries: Sequence[Entry], length: int) -> Iterator[CompletionItem]:
    language = place.piece.language
    start = place.piece.lines.start_of_line(place.offset)
    indic = any("٠" <= c <= "٩" for c in place.piece.text[start : place.offset])
    for n, entry in enumerate(entries):
        new = recital.write_member(entry, language, indic and language.code == "ar")
        label = symbols.display(entry.symbol, language.code)
        item = place.item(label, CompletionItemKind.Reference, new, length, n)
        yield _titled(item, entry, language)


def _titled(item: CompletionItem, entry: Entry, language: Language) -> CompletionItem:
    """The item with the beginning of the title beside the number, the whole of it and the day in the documentation."""
    say = words(language.code)
    title = entry.title or say["title-unknown"]
    remark = f" {say['title-in-english']}".rstrip() if entry.title else ""  # the registry has no others
    short = (title if len(title) <= LONGEST else f"{title[:LONGEST].rstrip()}…") + remark
    whole = title + remark
    item.detail = short
    item.label_details = CompletionItemLabelDetails(description=short)  # what Visual Studio Code shows of each item
    item.documentation = f"{whole}\n\n{language.write_date(entry.adopted)}" if entry.adopted else whole
    return item


# opening phrases


def _openings(place: Place) -> Iterator[CompletionItem]:
    """Phrases for the beginning of a paragraph: participles in the preamble, verbs behind it, the adverb in turn."""
    piece, m = place.piece, OPENING.match(place.before)
    start = piece.lines.start_of_line(place.offset)
    if m is None or (start > 0 and piece.lines.start_of_line(start - 1) != piece.lines.end_of_line(start - 1)):
        return  # a paragraph begins behind an empty line
    earlier = [p for p in piece.resolution.paragraphs if p.start + piece.start < start]
    index = len(earlier)
    if not any(p.kind == "chapeau" for p in earlier):
        return
    operative = bool(m["number"]) or any(p.kind == "operative" for p in earlier)
    role, part, kind = ("op", "operative", "operative") if operative else ("pre", "preamble", "preambular")
    typed = m["typed"] or ""
    wanted = normalise(typed).lower()
    gender = "f" if piece.resolution.organ in ("GA", "") else "m"
    first_arabic = piece.language.code == "ar" and not operative and not any(p.kind == kind for p in earlier)
    emphasis = "" if m["mark"] or not piece.resolution.marked else "*"
    closing = (m["mark"] or emphasis) if not piece.text.startswith(m["mark"] or "*", place.offset) else ""
    for n, bare in enumerate(_phrases(piece, role, gender)):
        phrase = order.with_adverb(piece, part, bare, order.due(piece, index, kind, bare)) or bare
        if first_arabic:
            phrase = phrase.removeprefix("و")
        if not (phrase.startswith(wanted) or bare.startswith(wanted)):
            continue
        shown = phrase[:1].upper() + phrase[1:]
        concept = piece.language.concepts[piece.language.openings[bare].concepts[0]]
        say = words(piece.language.code)
        about = f"{concept.id.replace('_', ' ')}; {say['strength'].lower()} {concept.strength} {say['of-eight']}"
        yield place.item(shown, CompletionItemKind.Keyword, f"{emphasis}{shown}{closing}", len(typed), n, about)


def _phrases(piece: Piece, role: str, gender: str) -> list[str]:
    """The phrases that may open a paragraph of that part, the commonest first; of two spellings the commoner one."""
    forms = piece.language.openings
    fit = [
        (-form.n, phrase)
        for phrase, form in forms.items()
        if role in form.roles and form.concepts and form.gender in ("", gender)
        and ((twin := VARIANT.sub(r"iz\1", phrase)) == phrase or twin not in forms)
    ]  # fmt: skip
    return [phrase for _, phrase in sorted(fit)]


# names and sessions


def _names(place: Place) -> Iterator[CompletionItem]:
    """Known names that begin with the last words typed; the longest run of words that begins one counts."""
    m = WORDS.search(place.before)
    typed = m[0] if m is not None else ""
    curly = "’" in place.piece.text or "'" not in place.piece.text
    while len(typed) >= LEAST:
        wanted = normalise(typed).lower() + (" " if typed[-1] in BLANKS else "")
        if found := _beginning(place.piece.language.code, wanted):
            for n, name in enumerate(sorted(found, key=lambda name: -name.n)):
                text = name.text.replace("'", "’") if curly else name.text.replace("’", "'")
                yield place.item(text, CompletionItemKind.Module, text, len(typed), n)
            return
        typed = typed.replace("\u00a0", " ").partition(" ")[2]


@cache
def _table(code: str) -> list[tuple[str, Name]]:
    known = (name for name in get_entities(code).names if name.kind in ("new", "known"))
    return sorted(((normalise(name.text).lower(), name) for name in known), key=lambda row: row[0])


def _beginning(code: str, wanted: str) -> list[Name]:
    table = _table(code)
    at = bisect_left(table, wanted, key=lambda row: row[0])
    found = []
    while at < len(table) and table[at][0].startswith(wanted):
        if table[at][0] != wanted:
            found.append(table[at][1])
        at += 1
    return found


def _sessions(place: Place) -> Iterator[CompletionItem]:
    """Sessions of the General Assembly in words, around the present one."""
    m = WORD.search(place.before)
    if m is None:
        return
    language = place.piece.language
    now = sessions.session_on(date.today())
    least, most = max(1, now + NEAR_SESSIONS[0]), min(len(language.ordinal_names), now + NEAR_SESSIONS[1])
    for typed in dict.fromkeys((m[0], m[0].rpartition(" ")[2])):
        wanted = normalise(typed).lower()
        names = {n: normalise(language.ordinal_names[n - 1]).lower() for n in range(least, most + 1)}
        found = [n for n, name in names.items() if name.startswith(wanted) and name != wanted]
        if len(wanted) >= 3 and found:
            found.sort(key=lambda n: (n < now, n))
            for place_in_list, n in enumerate(found):
                detail = f"{n}: {sessions.opening_day(n).year}–{sessions.opening_day(n).year + 1}"
                name = language.ordinal_names[n - 1]
                yield place.item(name, CompletionItemKind.Constant, name, len(typed), place_in_list, detail)
            return
