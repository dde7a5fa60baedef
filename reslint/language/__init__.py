"""The languages that resolutions are written in; facts only, from compiled data."""

from __future__ import annotations

from functools import cache

from reslint import data
from reslint.language.model import Concept, Form, Language, day_number

__all__ = ["CODES", "Concept", "Form", "Language", "day_number", "get"]

CODES = ("en", "fr", "es", "ar", "ru", "zh")


@cache
def get(code: str) -> Language:
    """The language `code` ("en", "fr", "es", "ar", "ru", "zh"). KeyError: not a language reslint knows."""
    if code not in CODES:
        raise KeyError(code)
    facts = data.load(f"language-{code}")
    openings = {
        phrase: Form(tuple(concepts), tuple(roles.split()), gender, n)
        for phrase, (concepts, roles, gender, n) in facts["openings"].items()
    }
    concepts = {
        name: Concept(name, kind, strength, addressee, tuple(pre), tuple(op))
        for name, (kind, strength, addressee, pre, op) in facts["concepts"].items()
    }
    return Language(
        code=code,
        months=facts["months"],
        month_names=tuple(facts["month_names"]),
        openings=openings,
        concepts=concepts,
        opening_words=facts["opening_words"],
        adverbs=facts["adverbs"],
        adverb_place=facts["adverb_place"],
        ordinals=facts["ordinals"],
        ordinal_names=tuple(facts["ordinal_names"]),
        chapeaux=facts["chapeaux"],
        comma=facts["comma"],
        semicolon=facts["semicolon"],
        colon=facts["colon"],
        stop=facts["stop"],
        mark_before_punctuation=facts["mark_before_punctuation"],
        words=facts["words"],
        date_form=facts["date"],
        first_day=facts["first_day"],
        date_read=facts["date_read"],
        day=facts["day"],
        spaced=facts["spaced"],
        openings_capital=facts["openings_capital"],
    )
