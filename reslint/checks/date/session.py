"""Sessions at which something is asked for: not past, not far off, and the same for a report and its agenda item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import compiled, listed, spoken
from reslint.finding import Edit, Fix, Hit, Related
from reslint.language.russian import agreeing
from reslint.registry.sessions import session_on
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context
    from reslint.language import Language

Asked = tuple[Paragraph, int, int, int]  # paragraph, clean span of the ordinal, session


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    wording = spoken(options, "wording", context.language.code)
    horizon = options.get("horizon")
    if not wording or not isinstance(horizon, dict):
        return
    language = context.language
    organ = resolution.organ or "GA"
    yield from _figures(resolution, language, wording)
    if organ not in wording["organs"]:
        return
    reports: list[Asked] = []
    items: list[Asked] = []
    matters: list[Asked] = []
    for p in resolution.of("operative", "sub"):
        if wording["session"] not in p.text:
            continue
        matters += _asked(p, str(wording["consider"]), language)
        matters += _asked(p, str(wording.get("several", "(?!)")).replace("ORGAN", wording["organs"][organ]), language)
        items += _asked(p, str(wording["agenda"]), language)
        reports += _asked(p, str(wording["report"]).replace("ORGAN", wording["organs"][organ]), language)
    asking = listed(options, "asking")
    wanted = [r for r in reports if _asks(resolution, r[0], language, asking)]
    now, most = resolution.session, int(horizon.get(organ, 5))
    # a draft without a symbol is one of the session in progress; what is past for that one is past
    assumed = 0 if now or organ != "GA" or not resolution.is_draft else session_on(context.as_of)
    for found, key in ((items, "agenda"), (wanted, "report"), (matters, "report")):
        for asked in found:
            far = 999 if found is matters else most  # taken up again after some years, or every few
            if now and (hit := _judge(asked, now, far, key, language)):
                yield hit
            elif asked[3] < assumed and (hit := _judge(asked, assumed, most, "report", language)):
                yield hit._replace(message="over")
    future = [r for r in reports if not now or r[3] >= now]
    due = [r for r in future if r in wanted]
    if due and len({r[3] for r in future}) == 1 and len({i[3] for i in items}) == 1 and due[0][3] != items[0][3]:
        p, start, end, session = items[-1]
        q, a, b, other = due[-1]
        if not listed(options, "series") & frozenset(p.text.split()):
            values = {"item": str(session), "report": str(other), "where": q.path}
            yield Hit(
                *p.span(start, end),
                p.index,
                "disagree",
                values,
                related=(Related(q.path, *q.span(a, b)),),
                severity="note",
            )


def _asks(resolution: Resolution, p: Paragraph, language: Language, asking: frozenset[str]) -> bool:
    """Whether the paragraph, or the one that a subparagraph belongs to, asks for something: by its opening or by a verb
    behind it (Takes note of the report, and requests ...); one whose opening is not known may."""
    while p.kind == "sub" and p.parent >= 0:
        p = resolution.paragraphs[p.parent]
    concepts = language.concepts
    if p.opening is None or any(concepts[name].kind in asking for name in p.opening.concepts if name in concepts):
        return True
    text, gap = p.text.lower(), " " if language.spaced else ""
    phrases = (phrase for concept in concepts.values() if concept.kind in asking for phrase in concept.op)
    return any(gap + phrase in text for phrase in phrases)


def _asked(p: Paragraph, pattern: str, language: Language) -> list[Asked]:
    found = []
    for m in compiled(pattern).finditer(p.text):
        n, end = _ordinal(m["ordinal"], language)
        if n:
            found.append((p, m.start("ordinal"), m.start("ordinal") + end, n))
        second = m.groupdict().get("second")
        if second and (n := _ordinal(second, language)[0]):
            found.append((p, *m.span("second"), n))
    return found


def _ordinal(words: str, language: Language) -> tuple[int, int]:
    """The number that `words` begin with, and how many characters say it; (0, 0) where it is no ordinal."""
    left = words.lower().split(" ")
    for count in range(len(left), 0, -1):
        shown = " ".join(left[:count])
        n = language.ordinals.get(shown) or language.ordinals.get(shown.rstrip(",،؛;.:"))
        if n:
            return n, len(shown.rstrip(",،؛;.:"))
    return 0, 0


def _judge(asked: Asked, now: int, most: int, key: str, language: Language) -> Hit | None:
    p, start, end, session = asked
    values = {"session": str(session), "now": str(now), "written": p.text[start:end]}
    if session < now or (session == now and key == "agenda"):
        values["next"] = str(now + 1)
        return Hit(*p.span(start, end), p.index, f"{key}-past", values)
    if session > now + most:
        return Hit(*p.span(start, end), p.index, "far", values)
    return None


def _misspelt(p: Paragraph, language: Language, pattern: str) -> Iterator[Hit]:
    """An ordinal of several parts that is none, but for a slip: seventy-forth session."""
    for m in compiled(pattern).finditer(p.text):
        word = m["word"].lower()
        if word in language.ordinals:
            continue
        from rapidfuzz.distance import OSA  # late: hardly a text has such a word

        names = language.ordinals if language.code == "ru" else language.ordinal_names  # ru: in every case
        near = [name for name in names if OSA.distance(word, name, score_cutoff=2) <= 2]
        best = min(near, key=lambda name: OSA.distance(word, name), default="")
        if best:
            start, end = p.span(*m.span("word"))
            fix = Fix((Edit(start, end, best),), title=best) if end - start == len(word) else None
            yield Hit(start, end, p.index, "misspelt", {"written": m["word"], "right": best}, fix)


def _figures(resolution: Resolution, language: Language, wording: Mapping[str, str]) -> Iterator[Hit]:
    """The ordinal of a session is written out."""
    pattern = compiled(str(wording["figures"]))
    for p in resolution.of("preambular", "operative", "sub"):
        if wording["session"] not in p.text:
            continue
        yield from _misspelt(p, language, str(wording["word"]))
        for m in pattern.finditer(p.text):
            n = int(re.sub(r"\D", "", m["figure"]))
            if 0 < n <= len(language.ordinal_names):
                word = language.ordinal_names[n - 1]
                if language.code == "ru":
                    word = agreeing(word, m[0].rpartition(" ")[2])
                start, end = p.span(*m.span("figure"))
                fix = Fix((Edit(start, end, word),), safe=True, title=word) if end - start == len(m["figure"]) else None
                yield Hit(
                    start, end, p.index, "figures", {"written": m["figure"], "right": word}, fix, severity="warning"
                )
