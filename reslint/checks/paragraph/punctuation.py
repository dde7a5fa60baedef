"""How paragraphs end, and the blanks before their punctuation marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.spacing import spacing
from reslint.checks.paragraph.walk import enclosed, followed, part_of, redressed, spoken, unprefaced
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

QUOTES = "”\"»“’'"
LEFT_OVER = late(r"(?<=[,;:.،؛]) ?\d{1,3}$")
STOPS = frozenset(",;:.،؛?!…。，；：、")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    part = part_of(options)
    joints = tuple(spoken(options, "joints", context.language.code) or ())
    complete = any(p.kind == "closing" for p in resolution.paragraphs)
    enacted = {p.part for p in resolution.of("chapeau")}
    inside = ""
    bare = unprefaced(resolution) if part == "preamble" else frozenset()
    mine: list[Paragraph] = []
    ends: list[tuple[Paragraph, Hit]] = []
    items = enclosed(resolution) if part == "operative" else frozenset()
    beside = redressed(resolution)
    for p, after in followed(resolution):
        if p.kind in ("preambular", "operative"):
            inside = "preamble" if p.kind == "preambular" else "operative"
        elif p.kind in ("chapeau", "closing", "annex", "header", "title"):
            inside = "chapeau" if p.kind == "chapeau" else ""
        if inside == "chapeau" and part == "preamble" and p.kind == "chapeau":
            yield from _chapeau(p, after, bare, context)
        if inside != part:
            continue
        if p.kind in ("preambular", "operative", "sub"):
            mine.append(p)
            if p.index in items or (after is not None and after.index in items):
                continue  # an enclosed list ends its items as it likes
            last = (
                after is None
                or after.kind in ("closing", "annex", "chapeau", "header", "title")
                or after.part != p.part
            )
            if after is not None and after.index in beside:
                after = after._replace(level=p.level)
            hits = _end(p, after, part, joints, context, last=last, sure=complete or p.part in enacted)
            ends += [(p, hit) for hit in hits]
        elif p.kind == "heading" and p.text[-1:] in (".", ";", ",", "،", "؛", "。", "；", "，") and part == "operative":
            start, end = p.span(len(p.text) - 1, len(p.text))
            if (
                not p.text.endswith("..")
                and (len(p.text.split()) > 1 or not context.language.spaced)
                and after is not None
                and not p.text[-3:-1].isupper()
            ):
                yield Hit(
                    start,
                    end,
                    p.index,
                    "heading",
                    {"written": p.text[-1]},
                    Fix((Edit(start, end, ""),), safe=True),
                    severity="note",
                )
    yield from _usual(ends, [p for p in mine if p.kind != "sub"], part)
    if part == "operative":
        yield from _odd_comma(mine, items, beside, context)
    yield from spacing(mine, context, options)


def _odd_comma(
    mine: list[Paragraph], items: frozenset[int], beside: Mapping[int, Paragraph], context: Context
) -> Iterator[Hit]:
    """The one subparagraph with a comma at its end in a list whose other members have semicolons."""
    comma, semicolon = context.language.comma, context.language.semicolon
    lists: dict[tuple[int, int], list[Paragraph]] = {}
    for p in mine:
        if p.kind == "sub" and p.text and p.index not in items:
            q = beside.get(p.index, p)
            lists.setdefault((q.parent, q.level), []).append(p)
    for found in lists.values():
        ends = [p.text[-1] for p in found]
        odd = [p for p in found[:-1] if p.text[-1] == comma]
        if len(odd) == 1 and ends.count(semicolon) >= 2 and ends.count(semicolon) >= len(found) - 2:
            p = odd[0]
            yield _ending(p, len(p.text), comma, semicolon, "comma", context, None)


def _usual(ends: list[tuple[Paragraph, Hit]], paragraphs: list[Paragraph], part: str) -> Iterator[Hit]:
    """The findings; where most paragraphs end with the same wrong mark, it is said once."""
    said: set[str] = set()
    count: dict[str, int] = {}
    for _, hit in ends:
        if hit.message in ("preambular", "operative"):
            mark = str(hit.values["written"])
            count[mark] = count.get(mark, 0) + 1
    usual = {mark for mark, n in count.items() if n > 3 and n * 2 > len(paragraphs)}
    for _, hit in ends:
        mark = str(hit.values.get("written", ""))
        if hit.message in ("preambular", "operative") and mark in usual:
            if mark in said:
                continue
            said.add(mark)
            yield hit._replace(message="usual", values={**hit.values, "count": str(count[mark])})
        else:
            yield hit


def _chapeau(p: Paragraph, after: Paragraph | None, bare: frozenset[int], context: Context) -> Iterator[Hit]:
    """A comma behind the organ if a preamble follows, nothing if the operative part follows at once."""
    if after is None or after.kind not in ("preambular", "operative"):
        return
    comma = context.language.comma
    last = p.text[-1:]
    start, end = p.span(len(p.text) - 1, len(p.text))
    if after.kind == "preambular" and last != comma and after.index not in bare:
        edit = Edit(start, end, comma) if last in STOPS else Edit(end, end, comma)
        yield Hit(start, end, p.index, "chapeau", {"written": last}, Fix((edit,), safe=True))
    elif after.kind == "operative" and last in STOPS:
        yield Hit(
            start,
            end,
            p.index,
            "chapeau-bare",
            {"written": last},
            Fix((Edit(start, end, ""),), safe=True),
            severity="note",
        )


def _end(
    p: Paragraph,
    after: Paragraph | None,
    part: str,
    joints: tuple[str, ...],
    context: Context,
    *,
    last: bool,
    sure: bool,
) -> Iterator[Hit]:
    language = context.language
    text = p.text
    if not text or (p.kind == "sub" and p.label.strip("(). -–").isdigit()):
        return
    for joint in joints:
        text = text.removesuffix(f" {joint}")
    if text[-1].isdigit() and (m := LEFT_OVER.search(text, max(0, len(text) - 8))):
        text = text[: m.start()]  # a footnote mark that could not be told from the text
    if text[-1] == "]" and (agreed := text.rstrip("]"))[-1:] in STOPS:
        text = agreed  # the brackets of text that is not agreed enclose its mark
    shown = text[-1]
    if shown in QUOTES and len(text) > 1 and text[-2] in STOPS:
        return  # the quotation brings its own mark
    follows = after.kind if after is not None else ""
    if follows == "sub" and after is not None and after.level > p.level:
        wanted: tuple[str, ...] = (language.colon,)
        soft = {language.comma, language.semicolon, "–", "—"} if p.kind == "sub" else set()
        key = "before-list"
    elif follows == "other":
        return  # the paragraph goes on below
    elif part == "preamble":
        ends = last or follows in ("preambular", "operative", "heading")
        wanted = (language.comma,) if ends and p.kind == "preambular" else (language.comma, language.semicolon)
        key, soft = "preambular", {language.colon} if last or follows == "heading" else set()
    elif last and follows == "annex" and shown == language.colon:
        return  # it announces the text that follows: Adopts the following declaration:
    elif last:
        wanted = (language.stop,) if sure else (language.stop, language.semicolon)
        key, soft = "last", set()
    elif follows == "heading":
        if shown == language.colon:
            return  # it announces what stands below the heading
        wanted, key, soft = (language.semicolon, language.stop), "before-heading", set()
    else:
        inner = p.kind == "sub" and follows == "sub"
        wanted = (language.semicolon, language.comma) if inner else (language.semicolon,)
        key, soft = "sub" if p.kind == "sub" else "operative", set()
    if shown in wanted:
        return
    severity: Severity | None = "note" if shown in soft or _is_guess(p) else None
    if key == "before-list" and len(text) < len(p.text.rstrip()) and p.text[len(text)] == " ":
        # the line ends in "and": the colon stands behind that word, and the mark before it stays
        shown, text = p.text[-1], p.text
    yield _ending(p, len(text), shown, wanted[0], key, context, severity)


def _is_guess(p: Paragraph) -> bool:
    """Whether nothing but its place tells what the paragraph is: no number, and no opening phrase that is known."""
    return p.kind == "preambular" and not (p.opening is not None and p.opening.roles)


def _ending(
    p: Paragraph, length: int, shown: str, wanted: str, key: str, context: Context, severity: Severity | None
) -> Hit:
    """The finding at the end of `p`, whose text without a joint such as "and" is `length` long."""
    french = context.language.code == "fr"
    safe = not _is_guess(p)
    gap = "\u00a0" if french and wanted in ";:" else ""
    if shown in STOPS:
        at = length - 1
        spaced = at > 0 and p.text[at - 1] == " "
        start, end = p.span(at, length)
        first = p.span(at - 1, at)[0] if spaced and not any(m.at == at for m in p.marks) else start
        edits = (Edit(first, end, gap + wanted),)
        return Hit(
            start, end, p.index, key, {"written": shown, "wanted": wanted}, Fix(edits, safe=safe), severity=severity
        )
    start, end = p.span(length - 1, length)
    behind = [m.end for m in p.marks if m.at >= length]
    place = max([end, *behind]) if context.language.mark_before_punctuation else end
    return Hit(
        start,
        end,
        p.index,
        f"{key}-none",
        {"wanted": wanted},
        Fix((Edit(place, place, gap + wanted),), safe=safe),
        severity=severity,
    )
