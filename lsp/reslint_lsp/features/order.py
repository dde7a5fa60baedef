"""The turn of a paragraph in the also/further order: which adverb its opening takes, after those before it.

The convention, and where it does not hold, is what the rules preamble/sequence and operative/sequence say.
"""

from __future__ import annotations

from collections.abc import Mapping

from reslint.checks.paragraph.sequence import CYCLE, behind_verb
from reslint.checks.paragraph.walk import ROLES, listed, spoken
from reslint.resolution.model import Opening, Paragraph
from reslint_lsp.desk import Piece

PARTS = {"preambular": "preamble", "operative": "operative"}


def options(piece: Piece, part: str) -> Mapping[str, object] | None:
    """The options of the rule on the order in "preamble" or "operative"; None where it does not hold."""
    rule = next((r for r in piece.terms.settings.rules if r.id == f"{part}/sequence"), None)
    if rule is None or piece.language.code not in rule.languages:
        return None
    return None if piece.resolution.organ in listed(rule.options, "silent") else rule.options


def run_before(piece: Piece, index: int, kind: str, bare: str) -> int:
    """How many paragraphs of that kind right before the paragraph at `index` open with the phrase `bare`."""
    count = 0
    for q in reversed(piece.resolution.paragraphs[:index]):
        if q.kind == "heading" or (q.kind == kind and (q.opening is None or q.opening.bare != bare)):
            break
        count += q.kind == kind
    return count


def turn(piece: Piece, p: Paragraph) -> str | None:
    """The adverb that is due in `p`: "", "also" or "further"; None where no order holds or the opening is unknown."""
    part = PARTS.get(p.kind)
    if part is None or p.opening is None or not p.opening.concepts or options(piece, part) is None:
        return None
    return due(piece, p.index, p.kind, p.opening.bare)


def due(piece: Piece, index: int, kind: str, bare: str) -> str:
    """The adverb that `bare` would take in a paragraph at `index`."""
    return CYCLE[run_before(piece, index, kind, bare) % len(CYCLE)]


def adverb(piece: Piece, part: str, concept: str) -> str:
    """How the language writes "also" or "further" in that part; "" for neither."""
    found = options(piece, part)
    names = spoken(found, "adverbs", piece.language.code) if found is not None else None
    return str(names.get(concept, "")) if isinstance(names, dict) else ""


def with_adverb(piece: Piece, part: str, bare: str, concept: str) -> str | None:
    """The phrase with the adverb at its place: "recalling also", "also recalls"; None where the place is not known."""
    word = adverb(piece, part, concept)
    if not word:
        return bare
    if piece.language.adverb_place.get(ROLES[part]) == "before":
        return f"{word} {bare}"
    attested = spoken(options(piece, part) or {}, "place", piece.language.code)
    at = behind_verb(Opening(0, len(bare), bare, bare), piece.language.code, attested)
    return None if at is None else f"{bare[:at]} {word}{bare[at:]}"
