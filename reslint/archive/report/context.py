"""What is read when a finding is opened: its words in the text, its fix as words out and in, places that explain it."""

from __future__ import annotations

import json
from sqlite3 import Row
from typing import Any, NamedTuple

_AROUND = 60  # code points that are shown on each side of a change


class Window(NamedTuple):
    """The part of a document that the database keeps of a finding: `text`, which begins at code point `start`."""

    start: int
    text: str

    def words(self, start: int | None, end: int | None) -> str | None:
        """What stands between two places; None where there are none, or they reach out of what is kept."""
        if start is None or end is None:
            return None
        a, b = start - self.start, end - self.start
        return self.text[a:b] if 0 <= a <= b <= len(self.text) else None


def window(finding: Row) -> Window:
    """What is kept around the finding. A long quote is kept in part: what follows it is then of no use for places."""
    before, quote, after = finding["before"], finding["quote"], finding["after"]
    whole = len(quote) == finding["end"] - finding["start"]
    return Window(finding["start"] - len(before), before + quote + (after if whole else ""))


def of(finding: Row) -> list[Any]:
    """[row, column, last row, last column, before, quote, 1 where it is cut, after, fix, related, why it is silenced].

    `fix` is None or [title, safe, pieces, edits that cannot be shown], a piece (kind, words) with the kind "" for what
    stays, "-" for what goes and "+" for what comes; `related` are (message, words or "").
    """
    kept = window(finding)
    whole = len(finding["quote"]) == finding["end"] - finding["start"]
    related = [(r["message"], kept.words(r["start"], r["end"]) or "") for r in _loaded(finding["related"]) or ()]
    return [
        finding["row"], finding["col"], finding["end_row"], finding["end_col"],
        finding["before"], finding["quote"], int(not whole), finding["after"],
        _fix(_loaded(finding["fix"]), kept), related, finding["suppressed"],
    ]  # fmt: skip


def _loaded(value: str | None) -> Any:
    return json.loads(value) if value else None


def _fix(fix: Any, kept: Window) -> list[Any] | None:
    if fix is None:
        return None
    edits = sorted(fix["edits"], key=lambda e: (e["start"], e["end"]))
    shown = [e for e in edits if kept.words(e["start"], e["end"]) is not None]
    return [fix["title"], int(fix["safe"]), _pieces(shown, kept), len(edits) - len(shown)]


def _pieces(edits: list[Any], kept: Window) -> list[tuple[str, str]]:
    """The text around the changes; what lies far from all of them is "…"."""
    pieces: list[tuple[str, str]] = []
    at = kept.start
    for n, edit in enumerate(edits):
        between = kept.words(at, edit["start"]) or ""
        pieces.append(("", _shortened(between, first=n == 0)))
        pieces.append(("-", kept.words(edit["start"], edit["end"]) or ""))
        pieces.append(("+", edit["text"]))
        at = edit["end"]
    if edits:
        rest = kept.text[at - kept.start :]
        pieces.append(("", rest if len(rest) <= _AROUND else f"{_at_blank(rest[:_AROUND])}…"))
    return [piece for piece in pieces if piece[1]]


def _shortened(text: str, *, first: bool) -> str:
    head = "" if first else text[:_AROUND]
    if len(text) <= len(head) + _AROUND:
        return text
    tail = text[-_AROUND:]
    return f"{_at_blank(head)}…{tail[tail.find(' ') + 1 :]}"


def _at_blank(text: str) -> str:
    return text[: text.rfind(" ")] if " " in text else text
