"""What one language knows: months, ordinals, opening phrases, formulas, punctuation."""

from datetime import date
from typing import NamedTuple


def day_number(written: str) -> int:
    """The number of a day as written: 1 for "1er"."""
    return int("".join(filter(str.isdecimal, written)))


class Form(NamedTuple):
    """An opening phrase in its bare form (no also/further).

    `concepts` the ids of what it expresses, the commonest first; `roles` the parts it may open ("pre", "op");
    `gender` of the organ that speaks ("f", "m", "" where the form does not show it); `n` how often it was counted.
    """

    concepts: tuple[str, ...]
    roles: tuple[str, ...]
    gender: str = ""
    n: int = 0


class Concept(NamedTuple):
    """What an opening phrase expresses.

    `kind` of statement ("concern", "directive" ...), `strength` 0 (neutral) to 8, `addressee`: the verb turns to
    somebody. `pre` and `op`: the phrases of one language for it, bare, the commonest first.
    """

    id: str
    kind: str
    strength: int
    addressee: bool
    pre: tuple[str, ...]
    op: tuple[str, ...]


class Language(NamedTuple):
    """One language. Every key is normalised as `reslint.source.clean.normalise` does it, and lower-case.

    `months`: accepted form -> 1..12; `month_names`: the twelve to write. `openings`: bare phrase -> Form;
    `opening_words`: words in the longest of them. `adverbs`: word or words -> "also" or "further";
    `adverb_place`: "pre" or "op" -> "after" or "before" the verb. `ordinals`: session ordinal in words -> number;
    `ordinal_names`: the form to write, index number - 1. `chapeaux`: enacting formula without its comma -> organ.
    `mark_before_punctuation`: where a footnote mark stands. `words`: everything else, by name: "bodies" (name as
    written -> organ code or English name), "wording" (patterns around citations and cover lines). `date_form`: how a
    date is written; `date_read`: a pattern of how it may stand, with {day}, {month} and {year}; `day`: a pattern of
    its day. `spaced`: blanks stand between words. `openings_capital`: opening phrases begin with a capital letter.
    """

    code: str
    months: dict[str, int]
    month_names: tuple[str, ...]
    openings: dict[str, Form]
    concepts: dict[str, Concept]
    opening_words: int
    adverbs: dict[str, str]
    adverb_place: dict[str, str]
    ordinals: dict[str, int]
    ordinal_names: tuple[str, ...]
    chapeaux: dict[str, str]
    comma: str
    semicolon: str
    colon: str
    stop: str
    mark_before_punctuation: bool
    words: dict[str, object]
    date_form: str = "{day} {month} {year}"
    first_day: str = "1"
    date_read: str = ""
    day: str = r"\d{1,2}"
    spaced: bool = True
    openings_capital: bool = True

    def write_date(self, day: date) -> str:
        """`day` as a resolution in this language writes it."""
        number = self.first_day if day.day == 1 else str(day.day)
        return self.date_form.format(day=number, month=self.month_names[day.month - 1], year=day.year)
