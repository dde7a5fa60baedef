"""Numbers as Word's number formats print them (ECMA-376, part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABETS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "russian": "абвгдежзиклмнопрстуфхцчшщыэюя",
}
_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_MOST_LETTERS = 30  # Word prints no more, either
_LARGEST_ROMAN = 3999


def numeral(number: int, form: str) -> str:
    """`number` in the format of that name; in Arabic digits where Word's own name for it is unknown here."""
    if form in _FORMS and number > 0:
        return _FORMS[form](number)
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form in ("none", "bullet") else str(number)


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def _letter(number: int, alphabet: str) -> str:
    """a ... z, aa, bb ...: the letter again for every round."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * min(times + 1, _MOST_LETTERS)


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 14
    return f"{number}{'th' if teen else _ORDINAL_ENDS.get(number % 10, 'th')}"


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": lambda n: _letter(n, _ALPHABETS["Letter"]),
    "upperLetter": lambda n: _letter(n, _ALPHABETS["Letter"]).upper(),
    "arabicAlpha": lambda n: _letter(n, _ALPHABETS["arabicAlpha"]),
    "arabicAbjad": lambda n: _letter(n, _ALPHABETS["arabicAbjad"]),
    "russianLower": lambda n: _letter(n, _ALPHABETS["russian"]),
    "russianUpper": lambda n: _letter(n, _ALPHABETS["russian"]).upper(),
    "ordinal": _ordinal,
    "chicago": lambda n: _letter(n, "*†‡§"),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
}
