"""Labels of subparagraphs: (a), (b), (c), within them (i), (ii); in Arabic (أ), (ب), (ج) in the abjad order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reslint.checks.paragraph.walk import HAN_NUMERALS, label_value, redressed, spoken
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.language.russian import LOOK_ALIKES
from reslint.patterns import late
from reslint.resolution.model import Paragraph, Resolution

if TYPE_CHECKING:
    from reslint.checks.context import Context

FORMS = str.maketrans(
    {"ﻫ": "ه", "ﻩ": "ه", "ھ": "ه", "ہ": "ه", "ا": "أ", "إ": "أ", "ي": "ي", "ى": "ي", "ی": "ي", "ک": "ك"}
)
ROMAN = (
    "",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)

LABEL = late(r"[(（]?(?P<value>[a-zء-ي一]|\d)[)）]")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    lists: dict[tuple[int, int], list[Paragraph]] = {}
    beside = redressed(resolution)
    for p in resolution.of("sub"):
        q = beside.get(p.index, p)
        lists.setdefault((q.parent, q.level), []).append(p)
    abjad = str(options.get("abjad", "")).split()
    brackets = str(spoken(options, "brackets", context.language.code) or "")
    shapes: dict[str, int] = {}
    for found in lists.values():
        for p in found:
            shape = _shape(p.label)
            shapes[shape] = shapes.get(shape, 0) + 1
    for (parent, _), found in lists.items():
        inside = LABEL.match(resolution.paragraphs[parent].text) if parent >= 0 else None
        yield from _labels(found, abjad, context, inside["value"] if inside else "")
    usual = max(shapes, key=lambda s: shapes[s], default="")
    for found in lists.values():
        for p in found:
            shape = _shape(p.label)
            if shape != usual and (shape in ("()", ")") or p.index in beside) and usual in ("()", ")"):
                yield _restyled(p, usual, "mixed")
    if brackets and usual in ("()", ")") and usual != brackets:
        p = next(p for found in lists.values() for p in found if _shape(p.label) == usual)
        yield Hit(
            p.label_start,
            p.label_end,
            p.index,
            "style",
            {"label": p.label, "right": _styled(p, brackets)},
            severity="note",
        )


def _shape(label: str) -> str:
    bare = label.replace("\\", "")
    return ("(" if bare.startswith("(") else "") + (")" if bare.endswith(")") else "." if bare.endswith(".") else "")


def _styled(p: Paragraph, shape: str) -> str:
    return f"({label_value(p.label)})" if shape == "()" else f"{label_value(p.label)})"


def _restyled(p: Paragraph, shape: str, key: str) -> Hit:
    right = _styled(p, shape)
    return Hit(
        p.label_start,
        p.label_end,
        p.index,
        key,
        {"label": p.label, "right": right},
        Fix((Edit(p.label_start, p.label_end, right),), safe=True),
    )


def _labels(found: list[Paragraph], abjad: list[str], context: Context, inside: str) -> Iterator[Hit]:
    """`inside`: the label with which the text of the paragraph above them begins: 3. (a) ..., (b) ..."""
    values = []
    for p in found:
        value = label_value(p.label)
        latin = value.translate(LOOK_ALIKES)
        if latin != value and latin.isascii():
            yield Hit(
                p.label_start,
                p.label_end,
                p.index,
                "alike",
                {"label": p.label, "right": latin},
                _relabel(p, value, latin),
            )
            value = latin
        values.append(value.translate(FORMS) if not value.isascii() else value)
    for start, end, scale in _stretches(values, abjad):
        begun = start == 0 and inside == scale[0]
        yield from _order(found[start:end], values[start:end], scale, int(begun))


def _stretches(values: list[str], abjad: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Spans of labels that belong to one list, with all labels of its kind; a new list begins at its first label."""
    begin = 0
    while begin < len(values):
        scale = _scale(values[begin:], abjad)
        end = begin + 1
        while end < len(values) and not (values[end] == scale[0] and end - begin > 1):
            end += 1
        yield begin, end, scale
        begin = end


def _scale(values: list[str], abjad: list[str]) -> list[str]:
    first = values[0]
    if first.isdigit():
        return [str(n) for n in range(1, 60)]
    if first[0] in HAN_NUMERALS:
        return [*HAN_NUMERALS, *(f"十{n}" for n in HAN_NUMERALS[:9])]
    if not first.isascii():
        return [*abjad, *(f"{x} {x}" for x in abjad)]
    # (i) alone, or followed by (ii), is a number; after (h) it is a letter
    if first in ROMAN and not (
        first in ("c", "d", "l", "m") or (len(values) > 1 and values[1] in ("j", "w", "y", "b"))
    ):
        return list(ROMAN[1:])
    if first.isupper():
        return [chr(65 + n) for n in range(26)]
    letters = [chr(97 + n) for n in range(26)]
    return [*letters, *(x + x for x in letters)]


def _order(found: list[Paragraph], values: list[str], scale: list[str], expected: int) -> Iterator[Hit]:
    """`expected`: index in `scale` of the first label."""
    for i, (p, value) in enumerate(zip(found, values, strict=True)):
        if value not in scale:
            if value.isascii() != scale[0].isascii() or value.isdigit() != scale[0].isdigit():
                yield _hit(
                    p, "mixed-kind", scale[expected] if expected < len(scale) else "", values[i - 1] if i else ""
                )
            expected += 1
            continue
        at = scale.index(value)
        if at == expected:
            expected += 1
            continue
        right = scale[expected] if expected < len(scale) else ""
        follows = values[i + 1] if i + 1 < len(values) else ""
        alone = follows in scale and scale.index(follows) == expected + 1
        key = "first" if i == 0 else "twice" if value == values[i - 1] else "gap" if at > expected else "back"
        if i == 0 and len(values) > 1 and not alone:
            yield _hit(p, key, right, "", severity="note")
        else:
            yield _hit(p, key, right, values[i - 1] if i else "")
        expected = (expected if alone else at) + 1


def _hit(p: Paragraph, key: str, right: str, before: str, severity: Severity | None = None) -> Hit:
    value = label_value(p.label)
    values = {"label": p.label, "right": right, "before": before}
    return Hit(
        p.label_start,
        p.label_end,
        p.index,
        key,
        values,
        _relabel(p, value, right) if right else None,
        severity=severity,
    )


def _relabel(p: Paragraph, value: str, right: str) -> Fix | None:
    at = p.label.find(value)
    if at < 0:
        return None
    start = p.label_start + at
    return Fix((Edit(start, start + len(value), right),), title=right)
