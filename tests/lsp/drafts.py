"""Short drafts of our own that several tests of the language server share."""

from __future__ import annotations

# One certain fault each (the date of 77/18, which is 21 November 2022), in three languages.
ENGLISH = "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n"
FRENCH = "*L’Assemblée générale*,\n\n*Rappelant* sa résolution 77/18 du 20 novembre 2022,\n"
ARABIC = "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،\n"
WRONG_DATE = "citation/date"


def compilation(size: int) -> str:
    """A text of at least `size` characters that holds many resolutions, one fault in each."""
    parts = []
    written = n = 0
    while written < size:
        n += 1
        part = f"A/RES/77/{n}\n\n{ENGLISH}\n1. *Requests* the Secretary-General to report to it;\n\n" + "".join(
            f"{k}. *Decides* to consider the matter number {k} of the item number {n} again.\n\n" for k in range(2, 40)
        )
        parts.append(part)
        written += len(part)
    return "".join(parts)
