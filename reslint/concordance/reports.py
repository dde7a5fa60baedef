"""Reports of the engine, language versions of each other, with what is found when they are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reslint.concordance import Said, compare, order
from reslint.concordance.align import Row
from reslint.concordance.versions import Version
from reslint.engine import Report, Settings, assemble
from reslint.finding import Finding
from reslint.registry.store import Registry
from reslint.rules import CONCORDANCE_CHECK, Rule


class Text(NamedTuple):
    """A report, and the settings by which it was made."""

    report: Report
    settings: Settings

    @property
    def versions(self) -> tuple[Version, ...]:
        """The resolutions in it (one, but in a compilation), as versions of what other texts hold."""
        return tuple(Version(self.report.source, j.resolution, j.start) for j in self.report.judged)


class Compared(NamedTuple):
    """The versions of one resolution, their paragraphs side by side, and what is said of each version."""

    versions: tuple[Version, ...]
    rows: list[Row]
    said: tuple[tuple[Said, ...], ...]


def concorded(
    texts: Sequence[Text], groups: Sequence[tuple[Version, ...]], registry: Registry
) -> tuple[list[Compared], list[Report]]:
    """What each group of versions comes to, and the reports of all texts with it, comments in the texts obeyed."""
    settings = {text.report.source.name: text.settings for text in texts}
    found: dict[tuple[str, int], list[Finding]] = {}
    compared = []
    for versions in groups:
        own = settings[versions[0].source.name]
        rows, said = compare(versions, registry, own.rules, own.profile, own.ui)
        compared.append(Compared(versions, rows, said))
        for version, some in zip(versions, said, strict=True):
            found.setdefault((version.source.name, version.start), []).extend(s.finding for s in some)
    return compared, [_with(text, found) for text in texts]


def _with(text: Text, found: dict[tuple[str, int], list[Finding]]) -> Report:
    """The report with the findings at the places of its resolutions; comments that silence them count as used."""
    rules = {rule.id: rule for rule in text.settings.rules if rule.check == CONCORDANCE_CHECK}
    name, judged = text.report.source.name, []
    for j in text.report.judged:
        if (name, j.start) not in found:
            judged.append(j)
            continue
        own = [f for f in found[name, j.start] if f.rule in rules]
        ran: tuple[Rule, ...] = (*j.ran, *rules.values())
        judged.append(j._replace(findings=tuple(sorted((*j.findings, *own), key=order)), ran=ran))
    return assemble(text.report.source, judged, text.settings)
