"""The parsed draft: what a resolution is made of.

Offsets inside a paragraph (`start`, `end` of openings, citations, dates, marks) are code points in
`Paragraph.text`, the clean text; `Paragraph.span` turns them into offsets of the source.
"""

from datetime import date
from typing import NamedTuple

from reslint.source.clean import Clean


class Mark(NamedTuple):
    """A footnote mark: `label` as people say it ("1"), `at` the clean offset it stands before,
    `start`/`end` its SOURCE span (the mark is no part of the clean text)."""

    label: str
    at: int
    start: int
    end: int


class Emphasis(NamedTuple):
    """Clean span set in italics or bold."""

    start: int
    end: int


class Opening(NamedTuple):
    """What opens a paragraph.

    `text` as it stands, `bare` the normalised form without its adverb ("noting with concern"),
    `adverb` "", "also" or "further" (the concept, whatever the language),
    `concepts` the ids of opening-phrases data, `roles` the parts it may open ("pre", "op"); both are
    empty where the phrase is unknown. `adverb_start`/`adverb_end`: clean span of the adverb.
    """

    start: int
    end: int
    text: str
    bare: str
    adverb: str = ""
    concepts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    adverb_start: int = -1
    adverb_end: int = -1


class DateMention(NamedTuple):
    """A day as written. `day` None: month and year alone. `iso` None: no such day.

    `month_start`/`month_end` clean span of the month's name; `second_month` is what the second
    member of an Arabic month pair names (0 where there is none)."""

    start: int
    end: int
    day: int | None
    month: int
    year: int
    month_start: int
    month_end: int
    second_month: int = 0

    @property
    def iso(self) -> date | None:
        try:
            return date(self.year, self.month, self.day) if self.day else None
        except ValueError:
            return None


class Citation(NamedTuple):
    """A mention of a resolution, decision or document.

    `symbol` canonical, as the registry has it ("A/RES/77/18", "S/RES/1624(2005)"), `display` as a
    list prints it ("77/18"), `body` "GA", "SC", "HRC", "ECOSOC" or the name of another body,
    `kind` "resolution", "decision", "draft" or "document"; `start`/`end` the number in the clean text.
    `named` is true where the text says whose it is (a body's name, "its resolution", a form that no
    other body uses); where it is false the number may belong to another body.
    `how`: "own" date beside the number, "shared" with other numbers, "respectively", "" no date.
    `group`: citations that one list recalls together share the number (unique in the resolution).
    `own`: "its resolution", "sa résolution", قرارها: an act of the organ that speaks.
    """

    symbol: str
    display: str
    body: str
    kind: str
    start: int
    end: int
    date: DateMention | None = None
    how: str = ""
    group: int = 0
    named: bool = True
    own: bool = False


class Paragraph(NamedTuple):
    """One block of the draft.

    `kind`: header, title, chapeau, preambular, operative, sub (subparagraph), heading, closing, note,
    annex (left unchecked), other. `path` names it for people ("PP 3", "OP 14 (b)", "footnote 2",
    "title"). `number`: ordinal of a preambular paragraph, printed number of an operative one or note.
    `label` as printed ("3.", "(a)", "٦ -"), `label_start`/`label_end` its source span.
    `level`: 0 paragraph, 1 "(a)", 2 "(i)"; `parent`: index in `Resolution.paragraphs`, or -1.
    `part` counts from 0 where a file holds several resolutions or parts.
    `start`/`end`: source span of the whole block, label included, line end excluded.
    """

    index: int  # type: ignore[assignment]  # hides the method that a tuple has and nobody needs here
    kind: str
    path: str
    clean: Clean
    start: int
    end: int
    number: int | None = None
    label: str = ""
    label_start: int = 0
    label_end: int = 0
    level: int = 0
    parent: int = -1
    part: int = 0
    marks: tuple[Mark, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    opening: Opening | None = None
    citations: tuple[Citation, ...] = ()
    dates: tuple[DateMention, ...] = ()

    @property
    def text(self) -> str:
        return self.clean.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source span of a clean span."""
        return self.clean.span(start, end)


class Heading(NamedTuple):
    """A fact of the header or closing lines, with the paragraph and clean span that state it."""

    value: str
    paragraph: int
    start: int
    end: int


class Resolution(NamedTuple):
    """The parsed draft.

    `organ` "GA", "SC", "HRC", "ECOSOC" or "" (unknown). `symbol` canonical or "" ("A/RES/67/264",
    "A/C.3/80/L.34"), `session` 0 where unknown. `adopted` and `issued` are the dates that the text
    itself states. `facts` holds every statement of the header and closing lines by name: "symbol",
    "session" (number), "adopted" (ISO), "issued" (ISO), "closing" (ISO), "meeting", "agenda-item",
    "title", "item-title", "draft", "committee"; several statements of one fact stand in text order.
    `is_draft`: no adoption is stated. `marked`: opening phrases are set in italics or bold as a rule.
    `unchecked`: source span of annexes left out, or None.
    """

    language: str
    organ: str
    symbol: str
    session: int
    adopted: date | None
    issued: date | None
    is_draft: bool
    marked: bool
    paragraphs: tuple[Paragraph, ...]
    facts: dict[str, tuple[Heading, ...]]
    unchecked: tuple[int, int] | None = None

    def of(self, *kinds: str) -> tuple[Paragraph, ...]:
        """The paragraphs of the given kinds, in text order."""
        return tuple(p for p in self.paragraphs if p.kind in kinds)
