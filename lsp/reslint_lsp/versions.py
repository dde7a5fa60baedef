"""Language versions among the open documents: what is found when they are held against each other.

It is told beside what is said of each alone, once nobody has typed for a moment, and until the text changes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from reslint.finding import Finding
from reslint.rules import CONCORDANCE_CHECK
from reslint_lsp.desk import Desk, View

LOG = logging.getLogger("reslint.lsp")
PAUSE = 0.5  # seconds without a check


class Beside(NamedTuple):
    """What the other versions say of a text. `others`: the texts they were, by their names; `number` tells it from
    what was said before."""

    findings: tuple[Finding, ...] = ()
    others: Mapping[str, View] = {}
    number: int = 0


NOTHING = Beside()


class Versions:
    """Compares the open documents. `told` is called on the loop with the texts of which something else is said now."""

    def __init__(self, desk: Desk, told: Callable[[list[View]], None]) -> None:
        self._desk, self._told = desk, told
        self._said: dict[str, tuple[View, Beside]] = {}
        self._task: asyncio.Task[None] | None = None
        self._numbers = count(1)

    def of(self, view: View) -> Beside:
        """What the other versions say of this very text."""
        said = self._said.get(view.uri)
        return said[1] if said is not None and said[0].lines is view.lines else NOTHING

    def look(self) -> None:
        """A document has been checked or closed: in a moment those that are open are compared."""
        if self._task is not None:
            self._task.cancel()
        if len(self._desk.all()) < 2 and not self._said:
            return
        self._task = asyncio.get_running_loop().create_task(self._compare())

    async def _compare(self) -> None:
        await asyncio.sleep(PAUSE)
        known = (self._desk.known(document.uri) for document in self._desk.all())
        views = [view for view in known if view is not None and view.report.judged]
        found: Mapping[str, tuple[Finding, ...]] = {}
        if len(views) > 1:
            try:
                found = await asyncio.to_thread(_compared, views)
            except Exception:  # a fault of ours must not end what is said of each text alone
                LOG.exception("the language versions could not be compared")
        self._said = {view.uri: self._said[view.uri] for view in views if view.uri in self._said}
        others = {view.report.source.name: view for view in views}
        changed = []
        for view in views:
            findings, before = found.get(view.report.source.name, ()), self.of(view)
            if findings or before.findings:
                self._said[view.uri] = view, Beside(findings, others, next(self._numbers))
                changed.append(view)
        now = ((view, self._desk.known(view.uri)) for view in changed)
        self._told([new for old, new in now if new is not None and new.lines is old.lines])


def _compared(views: Sequence[View]) -> dict[str, tuple[Finding, ...]]:
    """By the name of each text what is found in it where versions of one resolution are among the texts."""
    from reslint.concordance.reports import Text, concorded
    from reslint.concordance.versions import group

    texts = [Text(view.report, view.terms.settings) for view in views]
    paired = [some for some in group(version for text in texts for version in text.versions) if len(some) > 1]
    if not paired:
        return {}
    rules = {rule.id for view in views for rule in view.terms.settings.rules if rule.check == CONCORDANCE_CHECK}
    _, reports = concorded(texts, paired, views[0].terms.registry)
    return {r.source.name: tuple(f for f in r.findings if f.rule in rules) for r in reports}
