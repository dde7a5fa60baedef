"""How Russian ordinals agree with the session that they count, and letters that are taken for Latin ones."""

from __future__ import annotations

LOOK_ALIKES = str.maketrans("асеорхіуАВСЕНКМОРТХ", "aceopxiyABCEHKMOPTX")
_ENDINGS = {"сессия": ("ая", "я"), "сессию": ("ую", "ю")}


def agreeing(ordinal: str, noun: str) -> str:
    """The feminine `ordinal` of "семьдесят седьмой сессии" in the case of `noun`: сессия, сессию or сессии."""
    hard, soft = _ENDINGS.get(noun, ("ой", "ей"))
    return ordinal[:-2] + (soft if ordinal.endswith("ей") else hard)
