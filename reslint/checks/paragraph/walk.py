"""Small things that several checks of paragraphs need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reslint.resolution.model import Opening, Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.language import Language

HAN_NUMERALS = "一二三四五六七八九十"
HAN_LABELS = {ord("㈠") + n: numeral for n, numeral in enumerate(HAN_NUMERALS)}
KINDS = {"preamble": "preambular", "operative": "operative"}
ROLES = {"preamble": "pre", "operative": "op"}


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled form of a pattern that a rule file gives."""
    return re.compile(pattern)


def spoken(options: Mapping[str, object], name: str, language: str) -> Any:
    """Entry `language` of the option `name`, a table by language; None where it has none."""
    table = options.get(name)
    return table.get(language) if isinstance(table, dict) else None


def listed(options: Mapping[str, object], name: str) -> frozenset[str]:
    """The option `name`, a list, as a set of strings."""
    found = options.get(name)
    return frozenset(str(x) for x in found) if isinstance(found, (list, tuple)) else frozenset()


def part_of(options: Mapping[str, object]) -> str:
    """ "preamble" or "operative": what the rule looks at."""
    return str(options.get("part", "preamble"))


def enclosed(resolution: Resolution) -> frozenset[int]:
    """Operative paragraphs that are items of a numbered list inside another one, by index.

    Such a list stands behind a colon and begins at 1 again; the paragraph behind it goes on where its
    parent left off.
    """
    found: set[int] = set()
    paragraphs = resolution.of("operative")
    for i, p in enumerate(paragraphs):
        before = paragraphs[i - 1] if i else None
        if p.number != 1 or before is None or before.number is None or before.text[-1:] not in (":", "："):
            continue
        for j in range(i + 1, min(i + 60, len(paragraphs))):
            if paragraphs[j].number == before.number + 1 and paragraphs[j].opening is not None:
                found.update(q.index for q in paragraphs[i:j])
                break
    return frozenset(found)


def label_value(label: str) -> str:
    """What a label counts with: "b" of "(b)", "b." and "b)", "一" of "㈠"."""
    return label.replace("\\", "").strip("(). *（）").replace("\u0640", "").translate(HAN_LABELS).strip()


def redressed(resolution: Resolution) -> dict[int, Paragraph]:
    """Subparagraphs read as a list below another one that only go on with its letters: b. behind (a).

    By index, with the paragraph that they stand beside.
    """
    found: dict[int, Paragraph] = {}
    for q, p in pairwise(resolution.of("sub")):
        if p.parent != q.index:
            continue
        one, two = label_value(q.label), label_value(p.label)
        if len(one) == len(two) == 1 and one.isascii() and two.isalpha() and ord(two) == ord(one) + 1 and two != "i":
            found.update((r.index, q) for r in resolution.of("sub") if r.parent == q.index)
    return found


def unprefaced(resolution: Resolution) -> frozenset[int]:
    """Paragraphs behind a chapeau without its comma that open with a verb: operative ones without a number."""
    paragraphs = [p for p in resolution.paragraphs if p.kind != "note"]
    found = set()
    for before, p in pairwise(paragraphs):
        bare = before.kind == "chapeau" and p.kind == "preambular" and before.text[-1:] not in (",", "،", "，")
        if bare and p.opening is not None and p.opening.roles == ("op",):
            found.add(p.index)
    return frozenset(found)


def opening_of(p: Paragraph, speech: Language) -> Opening | None:
    """The opening of `p`, with its adverb only where the word belongs to the verb.

    In the English operative part the adverb stands before the verb, so "Encourages further efforts" has
    none; "Welcomes also the report" has one, on the wrong side. Where italics end before the phrase does
    (Reaffirming, not Reaffirming its commitment) the shorter phrase counts.
    """
    o = p.opening
    if o is None:
        return o
    language = speech.code
    shown = p.emphasis[0] if p.emphasis and p.emphasis[0].start == o.start else None
    if shown is not None and shown.end < o.end and not (o.adverb and speech.spaced):
        begin = o.adverb_end if o.adverb else o.start
        bare = p.text[begin : shown.end].rstrip(" ,，").lower()
        form = speech.openings.get(bare)
        if form is not None:
            end = begin + len(bare)
            text = p.text[o.start : end]
            o = o._replace(end=end, text=text, bare=bare, concepts=form.concepts, roles=form.roles)
    if o.adverb:
        stray = o.adverb == "further" and o.adverb_start > o.start and p.kind == "operative" and language == "en"
        if stray or p.text[: o.adverb_start].lower().endswith("tout "):
            end = min(o.end, o.adverb_start - 1) if stray else o.end
            return o._replace(adverb="", adverb_start=-1, adverb_end=-1, end=end, text=p.text[o.start : end])
    elif language == "en" and p.kind == "operative" and p.text.startswith(" also ", o.end):
        end = o.end + 5
        return o._replace(adverb="also", adverb_start=end - 4, adverb_end=end, end=end, text=p.text[o.start : end])
    return o


def followed(resolution: Resolution) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """Each paragraph that is no footnote, with the one behind it."""
    shown = [p for p in resolution.paragraphs if p.kind != "note" and (p.text or p.kind != "other")]
    return zip(shown, [*shown[1:], None], strict=True)


def words(text: str, start: int, count: int, *, spaced: bool = True) -> str:
    """The first `count` words of the clean `text` from `start`, lower case, without punctuation around them; where no
    blanks stand between words (not `spaced`) so many characters."""
    if not spaced:
        return text[start : start + count]
    found = text[start : start + 160].lower().split()
    return " ".join(w.strip(",;:.،؛") for w in found[:count])
