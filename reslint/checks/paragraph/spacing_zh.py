"""Chinese punctuation: as wide as a character, without blanks around it, each mark once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reslint.finding import Edit, Fix, Hit
from reslint.patterns import late
from reslint.resolution.model import Paragraph

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
WIDE = {",": "，", ";": "；", ":": "：", ".": "。", "?": "？", "!": "！"}
# beside a Chinese character; a point only behind one, as in 决定.并
HALF = late(rf"[,;:?!](?:(?<=[{HAN}”》）)].)(?=[{HAN}“《（ ])|(?=[{HAN}“《]))|\.(?<=[{HAN}”》].)(?=[{HAN}“《 ])")
BLANK = late(r" (?:(?=[，；。：、！？”》）])|(?<=[，；。：、！？“《（] ))")
BETWEEN = late(rf" (?<=[{HAN}] )(?=[{HAN}])")
TWICE = late("[，；。：、,;][，；。：、,;.]")


def spacing(paragraphs: Sequence[Paragraph]) -> Iterator[Hit]:
    """Marks of half a character's width, marks set twice, blanks around marks and between characters."""
    for p in paragraphs:
        text = p.text
        marks = {m.at for m in p.marks}
        for m in TWICE.finditer(text):
            if m.start() + 1 not in marks:
                yield _hit(p, m, "twice", m[0][-1], {"written": m[0], "kept": m[0][-1]}, safe=False)
        for m in HALF.finditer(text):
            wide = WIDE[m[0]]
            yield _hit(p, m, "half", wide, {"written": m[0], "right": wide}, safe=True)
        if " " not in text:
            continue
        for key, pattern in (("blank", BLANK), ("between", BETWEEN)):
            for m in pattern.finditer(text):
                if not marks.intersection((m.start(), m.end())):  # a footnote mark may have a blank behind it
                    beside = text[m.end() : m.end() + 1] if key == "blank" else ""
                    yield _hit(p, m, key, "", {"mark": beside}, safe=True)


def _hit(p: Paragraph, m: re.Match[str], key: str, right: str, values: dict[str, str], *, safe: bool) -> Hit:
    start, end = p.span(*m.span())
    return Hit(start, end, p.index, key, dict(values), Fix((Edit(start, end, right),), safe=safe, title=right))
