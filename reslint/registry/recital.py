"""Writes citations of resolutions as a published text prints them: one member, a list, a whole recital."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reslint.registry.model import Entry
from reslint.registry.symbols import display, forms, is_old, parse

if TYPE_CHECKING:
    from reslint.language.model import Language

_INDIC = {ord(str(n)): chr(0x660 + n) for n in range(10)}


def write_member(entry: Entry, language: Language, indic: bool = False) -> str:
    """One dated citation: "77/18 of 21 November 2022", "77/18 du 21 novembre 2022".

    `indic`: the form of Arabic texts before 2019, Arabic-Indic digits with swapped members ("١٨/٧٧").
    The number stands alone where the day of adoption is not known.
    """
    form = forms(language.code)
    number = write_number(entry.symbol, language.code, indic)
    if entry.adopted is None:
        return str(form["undated"]).format(number=number)
    date = language.write_date(entry.adopted)
    text = str(form["member"]).format(number=number, date=date)
    return text.translate(_INDIC) if indic else text


def write_number(symbol: str, code: str, indic: bool = False) -> str:
    """The number alone in that language; see `write_member` for `indic`."""
    text = display(symbol, code)
    parsed = parse(symbol)
    if not indic or parsed is None:
        return text
    if not is_old(parsed):
        session, _, number = text.partition("/")
        figure, space, part = number.partition(" ")
        text = f"{figure}/{session}{space}{part}"
    return text.replace("-", " - ").translate(_INDIC)


def join(members: Sequence[str], language: Language, indic: bool = False) -> str:
    """Members as a list: "a, b and c", "a, b et c", "a، و b، و c" (older Arabic: "a و b و c")."""
    form = forms(language.code)
    marks = form.get("list-old", form["list"]) if indic else form["list"]
    if len(members) < 2:
        return "".join(members)
    return str(marks["comma"]).join(members[:-1]) + str(marks["last"]) + members[-1]


def write_list(entries: Sequence[Entry], language: Language, indic: bool = False) -> str:
    """The dated citations of `entries` as one list, in the order given."""
    return join([write_member(e, language, indic) for e in entries], language, indic)


def write_recital(entries: Sequence[Entry], language: Language, indic: bool = False) -> str:
    """The whole paragraph: "Recalling its resolutions 37/4 of 22 October 1982, ... and 79/9 of ...,"."""
    pattern = forms(language.code)["recital"]["one" if len(entries) == 1 else "many"]
    return str(pattern).format(members=write_list(entries, language, indic))
