"""What the cover and the closing lines state: symbol, session, agenda item, meeting, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reslint.concordance.align import Unit
from reslint.concordance.difference import Difference, Spot
from reslint.concordance.versions import Version
from reslint.finding import Severity

# fact of the header -> how messages call it
FACTS = {
    "symbol": "symbol", "session": "session", "agenda-item": "agenda item", "item letter": "letter of the agenda item",
    "draft": "draft", "meeting": "meeting", "adopted": "day of adoption", "closing": "day of the meeting",
}  # fmt: skip
_ITEM = re.compile(r"(\d+) ?\(?([a-z])?\)?")


def differences(versions: Sequence[Version]) -> Iterator[Difference]:
    """Facts of the header that one version states otherwise than the others."""
    for name, called in FACTS.items():
        stated = {n: found for n, version in enumerate(versions) if (found := _stated(version, name))}
        holders: dict[str, list[int]] = {}
        for n, (value, _) in stated.items():
            holders.setdefault(value, []).append(n)
        if len(holders) < 2:
            continue
        usual = max(holders, key=lambda value: (len(holders[value]), -holders[value][0]))
        agreed = holders.pop(usual)
        for value, odd in holders.items():
            others = tuple(_spot(n, versions[n], stated[n][1]) for n in agreed)
            here, there = value, usual
            if name in ("adopted", "closing"):
                here, there = _spot(odd[0], versions[odd[0]], stated[odd[0]][1]).text, others[0].text
            values = {
                "fact": called, "here": here, "there": there, "votes": str(len(agreed)),
                "others": ", ".join(versions[n].code for n in agreed),
            }  # fmt: skip
            for n in odd:
                sure: Severity | None = None if len(agreed) > len(odd) else "note"
                yield Difference("header", _spot(n, versions[n], stated[n][1]), "other", values, others, sure)


def _stated(version: Version, name: str) -> tuple[str, tuple[int, int, int]] | None:
    """The value in a form that all languages share, and where it stands: paragraph, clean span."""
    found = version.resolution.facts.get("agenda-item" if name == "item letter" else name)
    if not found:
        return None
    heading = found[0]
    value, place = heading.value, (heading.paragraph, heading.start, heading.end)
    if name == "symbol":
        value = version.resolution.symbol or value
    elif name in ("agenda-item", "item letter"):
        m = _ITEM.search(value)
        value = (m[1] if name == "agenda-item" else m[2] or "") if m else ""
    elif name == "draft":
        value = (
            value.encode("ascii", "replace").decode().partition("?")[0]
        )  # in Chinese the next word goes on without a blank
    elif name == "meeting":
        value = "".join(filter(str.isdigit, value))
    return (value, place) if value else None


def _spot(n: int, version: Version, place: tuple[int, int, int]) -> Spot:
    paragraph, start, end = place
    return Spot(n, Unit(version.resolution.paragraphs[paragraph], version.code, 1.0), start, end)
