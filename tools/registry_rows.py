"""Raw lists of adopted resolutions, read and put into canonical form, for tools/registry_facts.py."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reslint.registry import sessions, symbols
from reslint.registry.symbols import Symbol

RANK = {"A": 0, "B": 1, "C": 2, "": 3}
DECISIONS = {"ECOSOC": 200, "HRC": 100}  # from this number on, the symbol is a decision's


@dataclass(frozen=True)
class Row:
    symbol: str
    adopted: str
    title: str
    agenda_item: str
    draft: str
    meeting: str
    evidence: str
    cited_only: bool
    listed: bool

    @property
    def parsed(self) -> Symbol:
        symbol = symbols.parse(self.symbol)
        assert symbol is not None
        return symbol


class Facts:
    """The rows as they stand, with a note of everything that was changed."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.notes: list[tuple[str, str, str, str, str]] = []

    def note(self, symbol: str, field: str, old: str, new: str, reason: str) -> None:
        self.notes.append((symbol, field, old, new, reason))

    def drop(self, symbol: str, reason: str) -> None:
        row = self.rows.pop(symbol)
        self.note(symbol, "entry", row.adopted or "no date", "dropped", reason)

    def redate(self, symbol: str, day: str, evidence: str, reason: str) -> None:
        row = self.rows[symbol]
        self.note(symbol, "adopted", row.adopted, day, reason)
        self.rows[symbol] = replace(row, adopted=day, evidence=evidence)

    def add(self, row: Row) -> None:
        twin = self.rows.get(row.symbol)
        if twin is None:
            self.rows[row.symbol] = row
            return
        best, other = sorted((twin, row), key=lambda r: (RANK[r.evidence], not r.title))
        if other.adopted and best.adopted and other.adopted != best.adopted:
            self.note(
                row.symbol,
                "adopted",
                other.adopted,
                best.adopted,
                "listed twice, the better evidence is kept",
            )
        self.rows[row.symbol] = replace(
            best,
            title=best.title or other.title,
            draft=best.draft or other.draft,
            agenda_item=best.agenda_item or other.agenda_item,
            meeting=best.meeting or other.meeting,
            listed=best.listed or other.listed,
            cited_only=best.cited_only and other.cited_only,
        )


def read_rows(path: Path) -> Facts:
    facts = Facts()
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    sections = {r["symbol"].split("[")[0] for r in raw if r["symbol"].endswith("[II]") and "(" not in r["symbol"]}
    for r in raw:
        written = re.sub(r"/(?=\(|/)", "", r["symbol"])
        single = re.fullmatch(r"(.*/\d+)([IVX])", written)
        if single and single[1] in sections:
            written = f"{single[1]}[{single[2]}]"
        symbol = symbols.read(written.replace("(S-1)", "(S-I)").replace("(S-2)", "(S-II)"))
        if symbol is None or "CORR" in written:
            facts.note(r["symbol"], "entry", r["adopted"] or "no date", "dropped", "no symbol of a resolution")
            continue
        if symbol.number >= DECISIONS.get(symbol.body, 9999) and symbol.session.isdigit():
            symbol = replace(symbol, kind="decision")
        name = symbols.canonical(symbol)
        if name != r["symbol"]:
            reason = "decisions have numbers of their own" if symbol.kind == "decision" else "the form of the symbol"
            facts.note(r["symbol"], "symbol", r["symbol"], name, reason)
        sources = r["sources"].split()
        title = clean_title(r["title"])
        if title != r["title"]:
            facts.note(name, "title", r["title"], title, "words that are no part of the title")
        facts.add(
            Row(
                name,
                r["adopted"],
                title,
                r["agenda_item"],
                r["draft"],
                r["meeting"],
                r["evidence"],
                sources == ["citations"],
                not sources,
            )
        )
    return facts


def add_known(facts: Facts, path: Path) -> None:
    """Facts read in the published texts themselves, one field a line."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            row = facts.rows.get(r["symbol"]) or Row(r["symbol"], "", "", "", "", "", "B", False, True)
            facts.rows[r["symbol"]] = replace(row, **{r["field"]: r["value"]})  # type: ignore[arg-type]


def clean_title(title: str) -> str:
    """The title without what cataloguing and file reading left in it."""
    title = re.sub(r"^(?:\d+ )?(?:[A-Z] )?\([IVXL]+\)\.\s*", "", title)
    title = re.sub(r"\s\d+ (?:[A-Z] )?\([IVXL]+\)\. .*$", "", title)  # the French title after the English one
    title = re.sub(r"\s+[A-Z] ?\[\^1\].*$", "", title)
    title = re.sub(r"\s*:\s*(?:\[?revised\]?|\[?(?:revised)?\]? ?draft (?:resolution|decision).*)$", "", title)
    title = re.sub(r"\s+:#?\s*", ": ", title).strip()
    title = re.sub(r"(?<=[a-z])\d{1,2}$", "", title)
    title = title.replace("Article 73eof", "Article 73 e of")
    return "" if re.fullmatch(r"[\d/.]*", title) else title


def outside(row: Row) -> bool:
    """Whether the date lies outside the session."""
    if not row.adopted:
        return False
    symbol = row.parsed
    return sessions.fits(symbol.body, symbol.session, date.fromisoformat(row.adopted)) is False
