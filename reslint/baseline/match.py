"""Findings against the entries of a baseline. Pure.

A finding is known where an entry has its rule, its paragraph and its words; one entry never stands for more findings
than its `times`. Where a paragraph was changed after the baseline was written, the paragraph most like it takes its
place, so that an edit elsewhere in a sentence brings no old finding back, and a fault that moves to another paragraph
is new all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from reslint.baseline.model import Entry, Marked
from reslint.engine import Report
from reslint.identity import Identity, digest, identify, paragraphs_of, wording, words_of
from reslint.rules import LEVELS, Rule

EXCERPT = 160
# How much of its beginning a changed paragraph must share (0 to 100), and by how much more than any other one.
ALIKE = 75
CLEARLY = 3


class _Match(NamedTuple):
    """`owners`: place of its entry for each finding, or -1; `left`: what no finding uses of each entry's `times`."""

    identities: list[Identity]
    owners: list[int]
    left: list[int]


def mark(report: Report, entries: Sequence[Entry], day: date, rules: Sequence[Rule], profile: str) -> Marked:
    """The report with its known findings set apart, and what of `entries` (those for this text) is stale or ended.

    `day` is today: an entry past its last day is not used. `rules` and `profile`: what the report was made with;
    entries that they cannot bear out are not called stale, for nobody looked.
    """
    match = _match(report, entries)
    kept, known = [], []
    ended: dict[int, None] = {}
    for finding, owner in zip(report.findings, match.owners, strict=True):
        if owner < 0:
            kept.append(finding)
        elif entries[owner].ended(day):
            ended[owner] = None
            kept.append(finding)
        else:
            known.append(finding._replace(known=entries[owner].reason))
    judged = _judges(report, rules, profile)
    stale = [
        entry._replace(times=left) for entry, left in zip(entries, match.left, strict=True) if left and judged(entry)
    ]
    marked = report._replace(findings=tuple(kept), known=tuple(known))
    return Marked(marked, tuple(stale), tuple(entries[n] for n in ended))


def renew(
    report: Report, entries: Sequence[Entry], rules: Sequence[Rule], profile: str, *, add: bool, reason: str = "",
    until: date | None = None,
) -> tuple[Entry, ...]:  # fmt: skip
    """The entries that the next baseline should hold for this text, in the order of the file.

    Entries whose finding is gone are left out, `times` goes down with them, reasons and last days stay; entries that
    these `rules` and this `profile` cannot bear out stay as they are. `add`: new findings come in, with `reason`
    and `until`.
    """
    match = _match(report, entries)
    judged = _judges(report, rules, profile)
    renewed = [
        entry._replace(times=left)
        for entry, left in zip(entries, match.left, strict=True)
        if left and not judged(entry)
    ]
    for finding, identity, owner in zip(report.findings, match.identities, match.owners, strict=True):
        if owner >= 0 or add:
            old = entries[owner] if owner >= 0 else None
            renewed.append(
                Entry(
                    rule=identity.rule, severity=finding.severity, text=identity.text,
                    paragraph=_excerpt(words_of(report, finding)), digest=identity.paragraph,
                    reason=old.reason if old else reason, until=old.until if old else until,
                )
            )  # fmt: skip
    return tuple(sorted(_merged(renewed), key=_order))


def _judges(report: Report, rules: Sequence[Rule], profile: str) -> Callable[[Entry], bool]:
    """Whether an entry's finding, were it there, would have been found.

    The gate leaves out what a check is less sure of than its rule, and an entry does not tell why it is weaker.
    """
    spoken = {judged.resolution.language for judged in report.judged}
    levels = {rule.id: rule.severity[profile] for rule in rules if not spoken.isdisjoint(rule.languages)}

    def judged(entry: Entry) -> bool:
        level = levels.get(entry.rule, "off")
        return level != "off" and (profile != "gate" or LEVELS.index(entry.severity) <= LEVELS.index(level))

    return judged


def _match(report: Report, entries: Sequence[Entry]) -> _Match:
    identities = [identify(report, finding) for finding in report.findings]
    match = _Match(identities, [-1] * len(identities), [entry.times for entry in entries])
    _assign(match, entries, {n: entry.identity for n, entry in enumerate(entries)})
    wanting = {n for n, left in enumerate(match.left) if left and entries[n].digest}
    if wanting and -1 in match.owners:
        successors = _successors(report, entries, {entries[n].digest for n in wanting})
        changed = {n: entries[n].identity for n in wanting if entries[n].digest in successors}
        _assign(match, entries, {n: i._replace(paragraph=successors[i.paragraph]) for n, i in changed.items()})
    return match


def _assign(match: _Match, entries: Sequence[Entry], wanted: dict[int, Identity]) -> None:
    """Gives each finding without an owner the first entry that is `wanted` under its identity and is not used up."""
    places: dict[Identity, list[int]] = {}
    for n in sorted(wanted, key=lambda n: entries[n].until or date.max, reverse=True):  # what lasts longest goes first
        places.setdefault(wanted[n], []).append(n)
    for i, identity in enumerate(match.identities):
        if match.owners[i] < 0:
            owner = next((n for n in places.get(identity, ()) if match.left[n]), -1)
            if owner >= 0:
                match.owners[i] = owner
                match.left[owner] -= 1


def _successors(report: Report, entries: Sequence[Entry], digests: set[str]) -> dict[str, str]:
    """For those of `digests` that no paragraph has any more: the digest of the paragraph it was changed into.

    A paragraph that the baseline knows as it stands is no other's successor, none is that of two, and where two are
    equally like the one that is gone, neither is.
    """
    known = {entry.digest for entry in entries}
    words = {digest(text): text for p in paragraphs_of(report) if (text := wording(p))}
    gone = {entry.digest: entry.paragraph for entry in entries if entry.digest in digests and entry.digest not in words}
    choices = {name: _excerpt(text) for name, text in words.items() if name not in known}
    if not gone or not choices:
        return {}
    from rapidfuzz import fuzz, process  # only a text that was changed pays for it

    likely = []
    for name, excerpt in gone.items():
        best = process.extract(excerpt, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
        if best and (len(best) == 1 or best[0][1] >= best[1][1] + CLEARLY):
            likely.append((best[0][1], name, best[0][2]))
    found: dict[str, str] = {}
    for _, name, successor in sorted(likely, reverse=True):
        if successor not in found.values():
            found[name] = successor
    return found


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for those that differ in nothing but `times`."""
    counts: Counter[Entry] = Counter()
    for entry in entries:
        counts[entry._replace(times=0)] += entry.times
    return [entry._replace(times=times) for entry, times in counts.items()]


def _order(entry: Entry) -> tuple[str, str, str, str, str]:
    """By what is in the entry, not by where in the text it stands: what moves there does not move here."""
    return entry.rule, entry.paragraph, entry.digest, entry.text, entry.reason


def _excerpt(words: str) -> str:
    return words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"
