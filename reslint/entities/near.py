"""Near misses of known names: every word of the name stands there but one, and that one is a letter or two off.

A word is only looked at where its neighbours are the neighbours it would have in the name, so the work is a few
dictionary look-ups a word; the distance is measured for the handful that remain.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import combining, normalize

from reslint.entities import Entities, get
from reslint.entities.model import Name, Near
from reslint.entities.words import flat, form, spans, tokens
from reslint.remember import by_text

Slot = tuple[Name, int]
SHORTEST = {"ar": 4, "ru": 4}
ACCENTED = ("fr", "es")
LONG = 8
FARTHEST = 3  # letters between the lengths of a word and of its misspelt form, an Arabic prefix included
_PREFIXES = ("و", "ف", "ب", "ك", "ل", "ول", "لل", "وال", "ال", "بال", "كال", "فال")


@cache
def slots(code: str) -> dict[tuple[str, ...], list[Slot]]:
    """Neighbours of a word in a name -> the names and the place of the word in them."""
    table: dict[tuple[str, ...], list[Slot]] = {}
    shortest = SHORTEST.get(code, 5)
    for name in get(code).names:
        words = name.words
        for k, word in enumerate(words):
            if len(word) < shortest or len(words) < 2:
                continue
            key: tuple[str, ...]
            if len(words) == 2:
                key = ("", words[1]) if k == 0 else (words[0], "")
            elif k == 0:
                key = ("", words[1], words[2])
            elif k == len(words) - 1:
                key = (words[k - 2], words[k - 1], "")
            else:
                key = (words[k - 1], words[k + 1])
            table.setdefault(key, []).append((name, k))
    return table


def find(text: str, known: Entities) -> tuple[Near, ...]:
    """The near misses of known names in the clean `text`."""
    return _find(text, known.code)


@by_text
def _find(text: str, code: str) -> tuple[Near, ...]:
    if code == "zh":
        from reslint.entities import near_zh  # late: Chinese only

        return near_zh.find(text)
    return tuple(_misses(text, get(code)))


def _misses(text: str, known: Entities) -> Iterator[Near]:
    lowered, raw = tokens(text, known.code)
    table, beside = slots(known.code), known.vocabulary
    variants = known.variants
    words = [variants[w][0][0] if w in variants else w for w in raw] if variants else raw
    shortest = SHORTEST.get(known.code, 5) - 1
    last = len(words) - 1
    ordinary = known.ordinary
    places: list[tuple[int, int]] = []
    for i in [i for i, word in enumerate(raw) if word not in ordinary and len(word) >= shortest]:
        before = words[i - 1] if i else ""
        after = words[i + 1] if i < last else ""
        keys: list[tuple[str, ...]] = []  # the longer names first
        if before in beside:
            if after in beside:
                keys.append((before, after))
            if i > 1 and words[i - 2] in beside:
                keys.append((words[i - 2], before, ""))
            keys.append((before, ""))
        if after in beside:
            if i + 2 <= last and words[i + 2] in beside:
                keys.append(("", after, words[i + 2]))
            keys.append(("", after))
        for key in keys:
            if (found := table.get(key)) is not None:
                slot = _best(raw[i], words, i, found, known)
                if slot is None:
                    continue
                places = places or spans(lowered, raw, known.code)
                if (near := _near(text, known.code, places, i, *slot)) is not None:
                    yield near
                    break


def _best(word: str, words: list[str], i: int, found: list[Slot], known: Entities) -> Slot | None:
    for name, k in found:
        wanted = name.words[k]
        if abs(len(word) - len(wanted)) > FARTHEST or not (word[0] == wanted[0] or word[-1] == wanted[-1] or k == 0):
            continue
        first, size = i - k, len(name.words)
        if first < 0 or (*words[first:i], wanted, *words[i + 1 : first + size]) != name.words:
            continue
        if words[i] not in known.vocabulary and misspelt(word, wanted, size, known.code, glued=k == 0):
            return name, k
    return None


def _near(text: str, code: str, places: list[tuple[int, int]], i: int, name: Name, k: int) -> Near | None:
    """The near miss, unless the word stands in lower case where the name has a capital."""
    at, to = places[i]
    shape = flat(name.text).split()[k]
    if shape[0].isupper() and not text[at].isupper():
        return None
    word = text[at:to].lower()
    if (bare := form(word, code)) != word:  # the misspelt word keeps its ending
        shape = shape[0] + name.words[k][1:] + word[len(bare) :]
    end = places[i - k + len(name.words) - 1][1]
    return Near(name, places[i - k][0], end, at, to, text[at:to], shape)


def misspelt(word: str, wanted: str, size: int, code: str, *, glued: bool = False) -> bool:
    """Whether `word` is `wanted` with a slip of the keyboard, and no inflected form of it.

    `size`: words of the name (a long name allows two slips in a long word). `glued`: an Arabic prefix may stand
    before the word.
    """
    limit = 2 if len(wanted) >= LONG and size > 2 else 1
    if abs(len(word) - len(wanted)) > limit + (2 if glued and code == "ar" else 0):
        return False
    if code == "ru" and wanted == word + word[-1:]:
        return True  # сельскохозяйствен(н)ый: behind the stem stands no ending, so the letter is lost
    forms = [word]
    if code == "ar":
        if _skeleton(word) == _skeleton(wanted) or word.removesuffix(wanted) in _PREFIXES:
            return False
        if glued:
            forms += [word[len(p) :] for p in ("و", "ف", "ب", "ك", "ل", "ول") if word.startswith(p)]
    elif code in ACCENTED and word[0] == wanted[0] and word.isascii() and bare(wanted) == word:
        return True  # securite: the accents alone are lost
    elif word.startswith(wanted) or wanted.startswith(word) or _stem(word) == _stem(wanted):
        return False
    return any(_within(form, wanted, limit) for form in forms)


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in normalize("NFD", word) if not combining(c))


def _within(word: str, wanted: str, limit: int) -> bool:
    """Whether the distance (letters added, lost, changed, or two swapped) is at most `limit`, 1 or 2."""
    short = min(len(word), len(wanted))
    head = 0
    while head < short and word[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < short - head and word[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    a, b = word[head : len(word) - tail], wanted[head : len(wanted) - tail]
    if max(len(a), len(b)) <= 1 or (len(a) == 2 and a == b[::-1]):
        return True
    if limit == 1 or head + tail < len(wanted) // 2:
        return False
    from rapidfuzz.distance import OSA  # costs 10 ms: only a text with such a suspect pays for it

    return OSA.distance(word, wanted, score_cutoff=limit) <= limit


def _stem(word: str) -> str:
    """The word without its endings of number and gender, and -ise for -ize: such pairs are no slips."""
    word = word.replace("isation", "ization")
    for ending in ("ies", "es", "s", "y", "e", "x"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word[: -len(ending)]
            break
    for ending in ("aux", "al", "ée", "é", "au"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _skeleton(word: str) -> str:
    """Arabic without the marks that writers vary: hamza on alif, final ya and ta marbuta."""
    for old, new in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ة", "ه")):
        word = word.replace(old, new)
    return word
