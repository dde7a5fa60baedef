"""Finds known names in a clean text: one pass over its words, a dictionary look-up a word."""

from __future__ import annotations

from collections.abc import Iterable

from reslint.entities.model import Name, NameMention
from reslint.entities.words import spans, tokens

_GLUED = ("و", "ف", "ب", "ك", "ل", "ول", "فل", "وب", "فب")

Index = dict[str, dict[str, dict[str, list[Name]]]]


def index(names: Iterable[Name]) -> Index:
    """first word -> second -> third ("" where the name has no such word) -> names, the longest first."""
    table: Index = {}
    for name in sorted(names, key=lambda n: -len(n.words)):
        first, second, third = (*name.words[:3], "", "")[:3]
        table.setdefault(first, {}).setdefault(second, {}).setdefault(third, []).append(name)
    return table


def glued(first: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Arabic: the first word of a name with what may be glued to it -> (the word itself, the prefix)."""
    table: dict[str, list[tuple[str, str]]] = {}
    for word in first:
        for prefix in _GLUED:
            joined = join(prefix, word)
            table.setdefault(joined, []).append((word, prefix))
    return table


def join(prefix: str, word: str) -> str:
    """An Arabic prefix and a word as they are written together (ل + الجمعية = للجمعية)."""
    if prefix.endswith("ل") and word.startswith("ال"):
        rest = word[2:]
        return prefix + (rest if rest.startswith("ل") else "ل" + rest)
    return prefix + word


def find(
    text: str, code: str, table: Index, variants: dict[str, list[tuple[str, str]]], first: frozenset[str]
) -> tuple[NameMention, ...]:
    """Every known name in the clean `text`, leftmost and longest, none inside another.

    `first`: the keys of `table` and of `variants`, the words with which a name may begin.
    """
    lowered, words = tokens(text, code)
    hits: list[tuple[int, Name, str]] = []
    until = 0
    for i in [i for i, word in enumerate(words) if word in first]:
        if i < until:
            continue
        word = words[i]
        if word not in variants:
            seconds = table[word]
            if "" not in seconds and (i + 1 == len(words) or words[i + 1] not in seconds):
                continue  # most words that open a name open none here
        bases = [(word, "")] if word in table else []
        for base, glue in (*bases, *variants.get(word, ())):
            if (name := _longest(words, i, table[base])) is not None:
                hits.append((i, name, glue))
                until = i + len(name.words)
                break
    if not hits:
        return ()
    places = spans(lowered, words[:until], code)
    return tuple(
        mention for i, name, prefix in hits if (mention := _mention(text, places, i, name, prefix)) is not None
    )


def _longest(words: list[str], i: int, seconds: dict[str, dict[str, list[Name]]]) -> Name | None:
    thirds = seconds.get(words[i + 1]) if i + 1 < len(words) else None
    if thirds is not None:
        for name in thirds.get(words[i + 2], ()) if i + 2 < len(words) else ():
            size = len(name.words)
            if size == 3 or words[i + 3 : i + size] == list(name.words[3:]):
                return name
        if "" in thirds:
            return thirds[""][0]
    return seconds[""][""][0] if "" in seconds else None


def _mention(text: str, places: list[tuple[int, int]], i: int, name: Name, prefix: str) -> NameMention | None:
    start, end = places[i][0], places[i + len(name.words) - 1][1]
    shown = text[start:end]
    if prefix:
        shown = name.text
    closing = name.text[-1]
    if closing in ")'" and text[end : end + 1] == closing:
        end += 1
        shown += closing if not prefix else ""
    if len(name.words) == 1 and name.text[0].isupper() and not shown[:1].isupper():
        return None
    return NameMention(name, start, end, shown, prefix)
