"""One pure entry: a source becomes a resolution."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reslint.language import CODES, Language, get
from reslint.patterns import late
from reslint.registry import sessions
from reslint.resolution import dates, openings
from reslint.resolution.blocks import Reader
from reslint.resolution.citations import Finder
from reslint.resolution.header import Facts, HeaderReader, symbol_of
from reslint.resolution.model import Paragraph, Resolution
from reslint.resolution.structure import Builder, chapeau_of
from reslint.source.clean import ARABIC_INDIC, DROPPED, flatten, without_layout
from reslint.source.model import Source

if TYPE_CHECKING:
    from reslint.resolution.bare_marks import Bare

TAG = late(r"</?(?:em|i|b|strong)>")
STOPWORDS = {
    "en": (" the ", " of ", " and "),
    "fr": (" les ", " des ", " et ", " du ", " la "),
    "es": (" los ", " las ", " del ", " y ", " el ", " la ", " su ", " sus "),
}
CITED = frozenset({"header", "title", "preambular", "operative", "sub", "other", "note", "heading"})


def parse(
    source: Source,
    language: str | None = None,
    *,
    organ: str | None = None,
    symbol: str | None = None,
    session: int | None = None,
) -> Resolution | None:
    """The resolution in `source`; None where there is none (no chapeau, no opening phrase).

    What follows the source overrides what the text itself states: `language` a code ("fr"), `organ`
    "GA", "SC", "HRC" or "ECOSOC", `symbol` canonical, `session` a number.
    """
    flat = without_layout(flatten(source.text))
    code = language or guess_language(flat)
    if code not in CODES:
        return None
    speech = get(code)
    reader = _reader(flat, source, speech)
    blocks = reader.read()
    labels = frozenset(b.value for b in blocks if b.kind == "note")
    bare = (
        _bare(labels, speech, set_off=reader.wrapped)
        if labels and source.format == "text" and "[^" not in flat
        else None
    )
    builder = Builder(flat, speech, labels, bare)
    built = builder.build(blocks)
    if not any(p.kind == "chapeau" or _opens_its_part(p) for p in built):
        return None
    spoken = organ or builder.organ
    indic = source.text if code == "ar" and ARABIC_INDIC.search(source.text) else ""
    paragraphs = _filled(builder.named(), speech, spoken, indic)
    facts = HeaderReader(speech, indic).read(list(paragraphs))
    own, number = symbol_of(facts, spoken)
    adopted = _adopted(facts, spoken, session or number)
    return Resolution(
        language=code,
        organ=spoken,
        symbol=symbol or own,
        session=session or number,
        adopted=adopted,
        issued=_day(facts, "issued"),
        is_draft=adopted is None and "/RES/" not in own,
        marked=_marked(paragraphs),
        paragraphs=paragraphs,
        facts={name: tuple(found) for name, found in facts.items()},
        unchecked=_annex(paragraphs),
    )


def _opens_its_part(p: Paragraph) -> bool:
    """A preambular or operative paragraph with an opening phrase of its part: a note has neither."""
    role = {"preambular": "pre", "operative": "op"}.get(p.kind)
    return role is not None and p.opening is not None and role in p.opening.roles


def guess_language(flat: str) -> str:
    """The language of the flattened text: by its script, else by its commonest words."""
    sample = flat[:6000]
    letters = set(sample)  # some eighty, each counted quickly
    arabic = _among(sample, letters, "\u0621", "\u064a")
    if arabic and arabic * 4 > (_among(sample, letters, "A", "Z") + _among(sample, letters, "a", "z")) * 3:
        return "ar"
    if _among(sample, letters, "\u0400", "\u04ff") > len(sample) // 5:
        return "ru"
    if _among(sample, letters, "\u4e00", "\u9fff") > len(sample) // 5:
        return "zh"
    lowered = " ".join(sample.lower().split())
    scores = {code: sum(lowered.count(word) for word in found) for code, found in STOPWORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    if scores[best] > 3 and list(scores.values()).count(scores[best]) == 1:
        return best
    rows = [shown(row) for row in sample.split("\n") if row.strip()]  # a short text: by how its paragraphs open
    opened = dict.fromkeys(scores, 0)
    for code in sorted(scores, key=lambda code: -scores[code]):
        opened[code] = sum(1 for row in rows if _opens(row, get(code)))
        if opened[code] == len(rows):
            break  # no language opens more of them, and those to come have no more of its words
    return max(opened, key=lambda code: (opened[code], scores[code]))


def _among(text: str, letters: set[str], first: str, last: str) -> int:
    """How many characters of `text`, which consists of `letters`, lie between `first` and `last`."""
    inside = {letter for letter in letters if first <= letter <= last}
    if 2 * len(inside) > len(letters):  # many hundreds in Chinese: the others are counted sooner
        return len(text) - sum(map(text.count, letters - inside))
    return sum(map(text.count, inside))


def shown(text: str) -> str:
    """The beginning of a line as it is matched: no markup, no invisible characters, accents composed."""
    bare = TAG.sub("", DROPPED.sub("", text[:120])).replace("*", "").replace("_", "").strip()
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


def _opens(row: str, language: Language) -> bool:
    row = row.lstrip("0123456789.- ")
    return chapeau_of(row, language) is not None or openings.find(row, language) is not None


def _bare(labels: frozenset[str], language: Language, *, set_off: bool) -> Bare:
    from reslint.resolution.bare_marks import Bare  # its patterns take a while to compile

    words = language.words["wording"]
    assert isinstance(words, dict)
    months = frozenset(word for month in language.months for word in month.split())
    return Bare(
        labels,
        set_off,
        frozenset(words["before-number"].split("|")) | months,
        frozenset(words["after-number"].split("|")) | months,
        words["decision"],
        language.spaced,
    )


def _reader(flat: str, source: Source, language: Language) -> Reader:
    def opens(text: str) -> bool:
        found = openings.find(shown(text), language)
        return found is not None and bool(found.roles)

    def formula(text: str) -> bool:
        return len(text) < 100 and chapeau_of(shown(text), language) is not None

    def closed(text: str) -> bool:
        return text.rstrip(" *_").endswith(language.comma)

    found = [line for line in flat.split("\n") if 1 < len(line) < 100 and formula(line)]
    # where names have no article, the cover names the organ in the words of the formula, but for its comma
    bare_cover = language.code in ("ru", "zh") and any(closed(line) for line in found)

    def chapeau(text: str) -> bool:
        return formula(text) and (not bare_cover or closed(text))

    def dated(text: str) -> bool:
        return any(dates.pattern(code).match(text) for code in (language.code, "en"))  # covers are dated in English

    begins = chapeau if found else opens
    return Reader(flat, source.format == "markdown", opens, begins, dated, capitals=language.openings_capital)


def _filled(paragraphs: list[Paragraph], language: Language, organ: str, indic: str) -> tuple[Paragraph, ...]:
    """The paragraphs with their dates and citations.

    `indic`: the source text where it has Arabic-Indic digits, whose numbers may print the session last.
    """
    finder = Finder(language, organ)
    done = []
    for p in paragraphs:
        found = dates.find(p.text, language)
        turned = _turned(p, indic) if indic else None
        cited = finder.find(p.text, found, turned) if p.kind in CITED else ()
        done.append(p._replace(dates=found, citations=cited) if found or cited else p)
    return tuple(done)


def _turned(p: Paragraph, text: str) -> Callable[[int], bool]:
    """Whether the digit at a clean offset is an Arabic-Indic one in the source."""
    return lambda at: ARABIC_INDIC.match(text, p.clean.source(at)) is not None


def _adopted(facts: Facts, organ: str, session: int) -> date | None:
    """The day of adoption; where heading and closing lines differ, the one on which the session was held."""
    heading, closing = _day(facts, "adopted"), _day(facts, "closing")
    if heading and closing and heading != closing:
        held = [day for day in (heading, closing) if sessions.fits(organ, str(session), day)]
        return held[0] if held else heading
    return heading or closing


def _day(facts: Facts, name: str) -> date | None:
    for heading in facts.get(name, []):
        try:
            return date.fromisoformat(heading.value)
        except ValueError:
            continue
    return None


def _marked(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether opening phrases are set in italics or bold as a rule."""
    opened = [p for p in paragraphs if p.kind in ("preambular", "operative") and p.opening]
    return sum(1 for p in opened if p.emphasis and p.emphasis[0].start == 0) * 2 > len(opened)


def _annex(paragraphs: tuple[Paragraph, ...]) -> tuple[int, int] | None:
    annex = [p for p in paragraphs if p.kind == "annex"]
    return (annex[0].start, annex[-1].end) if annex else None
