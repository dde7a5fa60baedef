"""What the cover, the title and the closing lines state: symbol, session, dates, agenda item, title."""

from __future__ import annotations

import re
from functools import lru_cache

from reslint.language import Language, get
from reslint.patterns import late
from reslint.registry import symbols
from reslint.resolution import dates
from reslint.resolution.model import DateMention, Heading, Paragraph
from reslint.resolution.structure import TITLE
from reslint.source.clean import ARABIC_INDIC

SYMBOL = late(
    r"(?<![\w/])(?:A/HRC|A|S|E)/(?:[A-Z]+(?:\.\d+)?/)*(?:[\w().-]+)(?:/[\w.-]+)*(?: \((?:19|20)\d\d\)| [A-Z](?![\w.]))?"
)
COUNCIL = late(r"(?:Resolution|Résolution|Resolución|Резолюция|القرار|第) ?(?P<symbol>\d{1,4} ?\((?:19|20)\d\d\))")
Facts = dict[str, list[Heading]]


@lru_cache(maxsize=8)
def patterns(code: str) -> dict[str, re.Pattern[str]]:
    words = get(code).words["wording"]
    assert isinstance(words, dict)
    return {name: late(words[name]) for name in ("adopted", "distributed", "session", "agenda-item", "plenary")}


class HeaderReader:
    """Reads the facts of the paragraphs outside the preamble and the operative part."""

    def __init__(self, language: Language, indic: str) -> None:
        """`indic`: the source text where it has Arabic-Indic digits, whose numbers print the session last."""
        self.language = language
        self.indic = indic
        self.facts: Facts = {}
        self.await_issue = False
        self.await_item = False

    def put(self, name: str, value: str, p: Paragraph, start: int, end: int) -> None:
        self.facts.setdefault(name, []).append(Heading(value, p.index, start, end))

    def read(self, paragraphs: list[Paragraph]) -> Facts:
        """What all paragraphs state."""
        for p in paragraphs:
            if p.kind == "title":
                self._title(p)
            elif p.kind == "header":
                self._cover(p)
            elif p.kind == "closing":
                self._closing(p)
        if "title" not in self.facts:
            self._untitled(paragraphs)
        return self.facts

    def _title(self, p: Paragraph) -> None:
        m = TITLE.fullmatch(p.text)
        if not m:
            return
        shown = m["symbol"]
        at = p.clean.source(m.start("symbol"))
        if ARABIC_INDIC.match(self.indic, at) and (turned := re.fullmatch(r"(\d{1,3})/(\d{1,3})", shown)):
            shown = f"{turned[2]}/{turned[1]}"
        self.put("symbol", shown, p, *m.span("symbol"))
        self.put("title", m["title"].strip(), p, *m.span("title"))

    def _cover(self, p: Paragraph) -> None:
        text, found = p.text, patterns(self.language.code)
        days = p.dates or _english(text, self.language)
        adopted = found["adopted"].search(text)
        distributed = found["distributed"].search(text)
        for m in SYMBOL.finditer(text):
            symbol = m[0].rstrip(".,)-") if "(" not in m[0] else m[0]
            if symbol.count("/") < 2 or not any(c.isdigit() for c in symbol):
                continue
            name = "draft" if text.lstrip().startswith("[") or ("/L." in symbol and adopted) else "symbol"
            self.put(name, symbol, p, m.start(), m.start() + len(symbol))
        if council := COUNCIL.search(text):
            self.put("symbol", council["symbol"], p, *council.span("symbol"))
        if adopted:
            for day in days[:1]:
                self._day("adopted", day, p)
        elif distributed or (self.await_issue and days):
            for day in days[:1]:
                self._day("issued", day, p)
        self.await_issue = (bool(distributed) and not days) or (self.await_issue and not days)
        for m in found["session"].finditer(text):
            before = text[: m.start()].rstrip()
            if before[-1:].isalpha() and not before[-1:].isupper():
                continue  # "on the work of its seventy-sixth session": another body's
            if len(text) < 160 and not adopted and not text.startswith("[") and (n := self._ordinal(m["ordinal"])):
                self.put("session", str(n), p, *m.span("ordinal"))
        if self.await_item and len(text) > 12 and not adopted and not text.startswith("["):
            self.put("item-title", text, p, 0, len(text))
        self.await_item = False
        if item := found["agenda-item"].search(text):
            self.put("agenda-item", " ".join(item["item"].split()), p, *item.span("item"))
            rest = text[item.end() :].strip()
            if len(rest) > 12:
                self.put("item-title", rest, p, len(text) - len(rest), len(text))
            self.await_item = len(rest) <= 12

    def _closing(self, p: Paragraph) -> None:
        if m := patterns(self.language.code)["plenary"].search(p.text):
            self.put("meeting", m["meeting"], p, *m.span("meeting"))
        elif "closing" in self.facts or len(p.text) > 120:
            self._cover(p)  # what a page foot or a text box of the cover left behind the notes
            return
        for day in p.dates[:1]:
            self._day("closing", day, p)

    def _day(self, name: str, day: DateMention, p: Paragraph) -> None:
        if day.day is not None:
            shown = day.iso.isoformat() if day.iso else f"{day.year:04}-{day.month:02}-{day.day:02}"
            self.put(name, shown, p, day.start, day.end)

    def _ordinal(self, words: str) -> int | None:
        words = words.lower()
        while words:
            if (n := self.language.ordinals.get(words)) is not None:
                return n
            words = words.partition(" ")[2] if self.language.code != "ar" else words.rpartition(" ")[0]
        return None

    def _untitled(self, paragraphs: list[Paragraph]) -> None:
        """A draft has no number: its title is the last thing on the cover before the chapeau."""
        last = None
        for p in paragraphs:
            if p.kind == "chapeau":
                break
            if p.kind in ("header", "heading") and p.text:
                last = p
        if (
            last is not None
            and not last.citations
            and len(last.text) > 8
            and "Distr" not in last.text
            and not last.text.startswith("[")
        ):
            self.put("title", last.text, last, 0, len(last.text))


def _english(text: str, language: Language) -> tuple[DateMention, ...]:
    """Covers of all languages carry the date of issue in English."""
    return dates.find(text, get("en")) if language.code != "en" else ()


def symbol_of(facts: Facts, organ: str) -> tuple[str, int]:
    """The text's own canonical symbol ("" where unknown) and its session (0 where unknown)."""
    session = int(facts["session"][0].value) if facts.get("session") else 0
    for heading in facts.get("symbol", []):
        shown = heading.value
        own = symbols.read(
            shown, "" if shown.startswith(("A/", "S/", "E/")) else (organ if organ in symbols.PREFIXES else "")
        )
        if own is not None:
            number = own.session.rpartition("-")[2]
            if own.body in ("GA", "HRC") and number.isdigit() and "-" not in own.session:
                session = int(number)
            return symbols.canonical(own), session
    for heading in facts.get("symbol", []):
        if m := re.match(r"A/(?:C\.\d/|HRC/)?(\d{1,3})/L\.", heading.value):
            return heading.value, session or int(m[1])
    return (facts["symbol"][0].value if facts.get("symbol") else ""), session
