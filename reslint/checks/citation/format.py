"""citation/format: a number that is not written as the field writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reslint.checks.context import Context
from reslint.finding import Edit, Fix, Hit
from reslint.registry import symbols
from reslint.resolution.model import Citation, Paragraph, Resolution

GLUED_PART = re.compile(r"\d/\d{1,3}[A-Z]\b")
GLUED_SESSION = re.compile(r"(?<![\w/.-])(\d{1,4})\((?=(?:[IVXLC]+|(?:19|20)\d\d)\))")
PART_BEHIND = re.compile(r"^(?P<n>\d{1,4}) ?(?P<s>\([IVXLC]+\)) (?P<p>[A-Z])$")
HEAD = {
    "en": re.compile(r"\b(?:Council|Assembly|[Ii]ts) resolutions? (?P<n>\d{3,4})(?=[ ,;.]|$)(?! ?[(/])(?! [A-Z]\b)"),
    "fr": re.compile(
        r"\b(?:[Ss]a résolution (?P<n>\d{3,4})(?=[ ,;.]|$)(?! ?[(/])(?! [A-Z]\b)"
        r"|résolution (?P<m>\d{3,4}) (?:du Conseil de sécurité|de l'Assemblée générale))"
    ),
    "ar": re.compile(
        r"(?<!\w)(?:قرار مجلس الأمن|قرار الجمعية العامة|قرارها|قراره) (?P<n>\d{3,4})(?=[ ،؛.]|$)(?! ?[(/])(?! [ء-ي]{2,4} ?\()"
    ),
}
SYMBOL_HEAD = re.compile(r"(?:resolutions?|résolutions?|القرار|قرارها|decisions?|décisions?) $", re.IGNORECASE)


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    for p in resolution.paragraphs:
        if p.kind not in ("preambular", "operative", "sub", "other", "note"):
            continue
        for c in p.citations:
            yield from _of_citation(p, c, context)
        if (pattern := HEAD.get(context.language.code)) and any(ch.isdigit() for ch in p.text):
            for m in pattern.finditer(p.text):
                yield from _bare(p, m, context)


def _of_citation(p: Paragraph, c: Citation, context: Context) -> Iterator[Hit]:
    start, end = p.span(c.start, c.end)
    written = p.text[c.start : c.end]
    if c.kind == "document":
        own = symbols.parse(c.symbol)
        if own and own.kind == "resolution" and SYMBOL_HEAD.search(p.text[max(0, c.start - 14) : c.start]):
            display = symbols.display(c.symbol, context.language.code)
            yield Hit(
                start, end, p.index, "symbol", {"written": written, "display": display}, _write(start, end, display)
            )
        return
    if c.kind not in ("resolution", "decision"):
        return
    if GLUED_PART.search(written):
        display = written[:-1] + " " + written[-1]
        yield Hit(start, end, p.index, "part", {"written": written, "display": display}, _write(start, end, display))
    elif m := GLUED_SESSION.match(written):
        display = f"{m[1]} {written[m.end() - 1 :]}"
        yield Hit(
            start,
            end,
            p.index,
            "space",
            {"written": written, "display": display},
            _write(start, end, display, safe=True),
        )
    elif m := PART_BEHIND.match(written):
        display = f"{m['n']} {m['p']} {m['s']}"
        yield Hit(start, end, p.index, "part", {"written": written, "display": display}, _write(start, end, display))
    if c.kind == "decision" and c.body == "GA" and c.named and "/" in written:
        session, _, number = written.partition("/")
        if number.isdigit() and session.isdigit() and int(session) > 40 and int(number) < 300:
            yield Hit(start, end, p.index, "decision", {"written": written})
    if c.how == "mismatch" and c.named and c.body in symbols.PREFIXES:
        yield Hit(start, end, p.index, "dates", {"written": written})


def _bare(p: Paragraph, m: re.Match[str], context: Context) -> Iterator[Hit]:
    """A number without the year or the session that tells which resolution it is."""
    start, end = p.span(*m.span(m.lastgroup or "n"))
    yield Hit(start, end, p.index, "bare", {"written": m[m.lastgroup or "n"]})


def _write(start: int, end: int, text: str, *, safe: bool = False) -> Fix:
    return Fix((Edit(start, end, text),), safe=safe, title=f"write {text}")
