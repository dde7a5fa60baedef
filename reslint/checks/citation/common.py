"""What the checks of citations share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reslint.checks.context import Context
from reslint.finding import Edit
from reslint.language import Language, get
from reslint.patterns import late
from reslint.registry import symbols
from reslint.registry.model import Entry
from reslint.resolution.model import Citation, Paragraph, Resolution
from reslint.resolution.wording import wording
from reslint.source.model import Source

SPEAKING = frozenset({"preambular", "operative", "sub", "other", "note"})
FIGURE = late(r"(?P<day>\d*)")
DAY_LAST = late(r"(?P<day>\d{1,2}) ?日$")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def judged_on(resolution: Resolution, context: Context) -> date:
    """The day on which the text is judged; its own day of adoption where the registry knows an earlier one.

    A text whose cover states a wrong day must not be told that it forgot itself.
    """
    own = context.registry.get(resolution.symbol) if context.as_of == context.text_date else None
    return min(context.as_of, own.adopted) if own is not None and own.adopted else context.as_of


class Meant:
    """Which member of a list's series was adopted on the day that stands by a number: the one that may be meant."""

    def __init__(self, context: Context) -> None:
        self.registry = context.registry
        self.series: dict[str, dict[date, Entry]] = {}  # series -> day -> member
        self.lists: dict[int, tuple[str, ...]] = {}  # list -> the series of its members, the commonest first

    def __call__(self, p: Paragraph, c: Citation) -> Entry | None:
        """The member of the same series as the other citations of its list; None where there is none."""
        written = c.date.iso if c.date else None
        if written is None:
            return None
        if c.group not in self.lists:
            fellows = [o.symbol for o in p.citations if o.group == c.group]
            counted = Counter(series for symbol in fellows for series in self.registry.series_of(symbol))
            self.lists[c.group] = tuple(series for series, n in counted.most_common(3) if n > 1 or len(fellows) == 2)
        for series in self.lists[c.group]:
            if series not in self.series:
                self.series[series] = {e.adopted: e for e in self.registry.members(series) if e.adopted}
            member = self.series[series].get(written)
            if member is not None and member.symbol != c.symbol:
                return member
        return None


def cited(resolution: Resolution, *, notes: bool = True) -> Iterator[tuple[Paragraph, Citation]]:
    """Every citation of a numbered act in the text proper, with its paragraph."""
    for p in resolution.paragraphs:
        if p.citations and p.kind in SPEAKING and (notes or p.kind != "note"):
            for c in p.citations:
                if c.kind in ("resolution", "decision"):
                    yield p, c


def lists(resolution: Resolution, *, least: int = 2) -> Iterator[tuple[Paragraph, list[Citation]]]:
    """The citation lists of the text proper: citations that one paragraph recalls together."""
    for p in resolution.paragraphs:
        if len(p.citations) < least or p.kind not in SPEAKING or p.kind == "note":
            continue
        groups: dict[int, list[Citation]] = {}
        for c in p.citations:
            if c.kind in ("resolution", "decision"):
                groups.setdefault(c.group, []).append(c)
        for members in groups.values():
            if len(members) >= least:
                yield p, members


def start_of(c: Citation) -> int:
    """Clean offset at which a member of a list begins: before its own date, where that comes first (Chinese)."""
    return min(c.start, c.date.start) if c.date is not None and c.how == "own" else c.start


def end_of(c: Citation) -> int:
    """Clean offset at which a member of a list ends: behind its own date, if it has one."""
    return max(c.end, c.date.end) if c.date is not None and c.how == "own" else c.end


def place_behind(p: Paragraph, c: Citation, code: str) -> int:
    """Clean offset at which the next member of a list goes: behind the sign that closes a Chinese number, too."""
    end = end_of(c)
    words = wording(code)
    sign = words.behind.match(p.text, end) if words.head_last else None
    return sign.end() if sign else end


def session_of(c: Citation) -> str:
    """The session that the number states ("77", "XXX", a year)."""
    parsed = symbols.parse(c.symbol)
    return parsed.session if parsed else ""


def said(day: date) -> str:
    """A date as messages give it."""
    return get("en").write_date(day)


def shown_day(day: date, language: Language, source: Source, at: int) -> str:
    """A date as this text would write it; `at` is the source offset whose digits it follows."""
    text = language.write_date(day)
    return text.translate(INDIC) if is_indic(source, at) else text


def is_indic(source: Source, at: int) -> bool:
    """Whether the text around the source offset `at` is set in Arabic-Indic digits."""
    return any("٠" <= ch <= "٩" for ch in source.text[max(0, at - 20) : at + 20])


def date_edit(p: Paragraph, c: Citation, entry: Entry, language: Language, source: Source) -> Edit | None:
    """The edit that puts the registry's date for the one written; the day alone where that is enough."""
    day = c.date
    if day is None or entry.adopted is None or day.day is None:
        return None
    start, end = p.span(day.start, day.end)
    if (day.year, day.month) == (entry.adopted.year, entry.adopted.month):
        digits = DAY_LAST.search(p.text, day.start, day.end) if language.date_form.endswith("{day}日") else None
        digits = digits or FIGURE.match(p.text, day.start)
        assert digits is not None
        first, last = p.span(*digits.span("day"))
        raw = source.text[first:last]
        if language.code != "fr" or (entry.adopted.day != 1 and day.day != 1):
            number = str(entry.adopted.day)
            return Edit(first, last, number.translate(INDIC) if not raw.isascii() else number)
    if day.end - day.start <= 3:
        return None  # a day that borrows month and year from the next one
    return Edit(start, end, shown_day(entry.adopted, language, source, start))
