"""The title: the same as the sub-item that the last paragraph includes in an agenda; organs and instruments in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.header.values import span
from reslint.checks.paragraph.walk import compiled, listed, spoken
from reslint.finding import Edit, Fix, Hit, Related
from reslint.patterns import late
from reslint.resolution.model import Heading, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

HAN = late("[\u2e80-\u9fff]")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    titles = resolution.facts.get("title", ())
    if not titles:
        return
    title = titles[0]
    start, end = span(resolution, title)
    text = resolution.paragraphs[title.paragraph].text[title.start : title.end]
    if text[-1:] in (".", ",", ";", "،", "。", "，", "；") and text[-3:-2] != "." and not text.endswith(".."):
        a, b = resolution.paragraphs[title.paragraph].span(title.end - 1, title.end)
        yield Hit(a, b, title.paragraph, "stop", {"written": text[-1]}, Fix((Edit(a, b, ""),), safe=True))
    known = listed(options, "acronyms")
    for m in compiled(r"(?<![\w/(-])[A-ZА-ЯЁ]{2,7}(?![\w/)-])").finditer(text):
        if m[0] in known:
            a, b = resolution.paragraphs[title.paragraph].span(title.start + m.start(), title.start + m.end())
            yield Hit(a, b, title.paragraph, "acronym", {"acronym": m[0]})
    for other in titles[1:]:
        if _plain(other.value) != _plain(text) and _alike(_plain(other.value), _plain(text)):
            a, b = span(resolution, other)
            yield Hit(
                a,
                b,
                other.paragraph,
                "differs",
                {"written": other.value, "other": text},
                related=(Related(text, start, end),),
            )
    yield from _items(resolution, context, options, title, text)


def _items(
    resolution: Resolution, context: Context, options: Mapping[str, object], title: Heading, text: str
) -> Iterator[Hit]:
    """Agenda items named in the operative part and on the cover that are nearly, but not quite, the title."""
    start, end = span(resolution, title)
    related = (Related(text, start, end),)
    plain = _plain(text)
    cover = {
        _plain(part) for h in resolution.facts.get("item-title", ()) for part in (h.value, h.value.rpartition(": ")[2])
    }
    pattern = spoken(options, "entitled", context.language.code)
    if not pattern:
        return
    trigger = str(spoken(options, "trigger", context.language.code))
    for p in resolution.of("operative", "sub"):
        if trigger not in p.text:
            continue
        for m in compiled(str(pattern)).finditer(p.text):
            named = m["title"]
            shown = _plain(named)
            if shown != plain and shown not in cover and _alike(shown, plain):
                a, b = p.span(m.start("title"), m.end("title"))
                yield Hit(
                    a,
                    b,
                    p.index,
                    "item",
                    {"written": named, "title": text, "differs": _difference(shown, plain)},
                    related=related,
                )


def _plain(title: str) -> str:
    """`title` for comparison: lower case, one kind of quotation mark and blank, no final stop."""
    for mark in "“”«»\"'‘’*_":
        title = title.replace(mark, "")
    return " ".join(title.lower().replace(" :", ":").strip(" .,;،。，；").split())


def _alike(a: str, b: str) -> bool:
    """Nearly the same words: all but a few, in about the same order."""
    first, second = _words(a), _words(b)
    if not first or not second or abs(len(first) - len(second)) > max(1, min(len(first), len(second)) // 5):
        return False
    from difflib import SequenceMatcher  # only where two titles differ

    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.8


def _difference(a: str, b: str) -> str:
    """The words of `a` that `b` does not have at their place, for the message."""
    left, right = _words(a), _words(b)
    while left and right and left[0] == right[0]:
        del left[0], right[0]
    while left and right and left[-1] == right[-1]:
        del left[-1], right[-1]
    blank = "" if HAN.search(a) else " "
    return f"“{blank.join(left)}” / “{blank.join(right)}”"


def _words(text: str) -> list[str]:
    """The words of `text`; Chinese character by character."""
    return list(text) if HAN.search(text) else text.split()
