"""The baseline: findings that are known, so that only new ones count.

`read` gives a `Baseline` from its file, `Baseline.of` the entries for one text, and `mark` sorts the findings of a
report into new and known; `renew` makes the entries that the next baseline should hold.
"""

from reslint.baseline.file import dumps, loads, read
from reslint.baseline.match import mark, renew
from reslint.baseline.model import Baseline, BaselineError, Entry, Marked

__all__ = ["Baseline", "BaselineError", "Entry", "Marked", "dumps", "loads", "mark", "read", "renew"]
