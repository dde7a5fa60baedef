"""What the registry says of a resolution."""

from datetime import date
from typing import NamedTuple

from reslint.errors import UserError


class Entry(NamedTuple):
    """A resolution or decision that was adopted.

    `symbol` canonical; `body` "GA", "SC", "HRC" or "ECOSOC"; `adopted` None where the day is not known;
    `evidence` "A" two independent sources agree, "B" one official source or two citing documents,
    "C" one citation, "N" the numbers before and after it were adopted that day, "" known to exist;
    `series` ids of the series it belongs to.
    """

    symbol: str
    body: str
    adopted: date | None
    title: str
    agenda_item: str
    draft: str
    meeting: str
    evidence: str
    series: tuple[str, ...]


class RegistryError(UserError):
    """The registry or the overlay cannot be used."""
