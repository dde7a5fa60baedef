"""Comments in the text that silence a rule: `<!-- reslint: ignore citation/date -- reason -->`.

`ignore` holds for the paragraph in which the comment stands, or for the next one where it has a line of
its own before it; `ignore-file` for the whole text. Several rules are separated by commas; `citation/*`
is a family. What is wrong with the comments themselves is reported by the rules `suppression/*`.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reslint.finding import Finding, Hit
from reslint.source.model import Source

FAMILY = "suppression"
_WORDS = ("ignore", "ignore-file")
# Longer than any comment that a person writes: what comes after is not looked at.
_LONGEST = 2000


class Directive(NamedTuple):
    """A comment addressed to reslint, `start`..`end` its source span.

    `spans`: source spans for which it holds, empty for the whole text. `valid` is false where the comment
    was not understood.
    """

    start: int
    end: int
    rules: tuple[str, ...]
    reason: str
    whole: bool = False
    valid: bool = True
    spans: tuple[tuple[int, int], ...] = ()


def find(source: Source, paragraphs: Iterable[tuple[int, int]]) -> tuple[Directive, ...]:
    """The comments addressed to reslint, in text order. `paragraphs`: source spans of the paragraphs, in order."""
    text = source.text
    if "reslint:" not in text:
        return ()
    found = []
    spans = [(start, end) for start, end in paragraphs if end > start]
    starts = [start for start, _ in spans]
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at, at + _LONGEST)
        if end >= 0:
            words = text[at + 4 : end].strip()
            if words.startswith("reslint:"):
                directive = _read(words[8:], at, end + 3)
                found.append(directive._replace(spans=_spans(directive, text, spans, starts)))
        at = text.find("<!--", at + 4 if end < 0 else end + 3)
    return tuple(found)


def _read(words: str, start: int, end: int) -> Directive:
    what, _, reason = words.replace("—", "--").partition("--")
    verb, _, names = " ".join(what.split()).partition(" ")
    rules = tuple(dict.fromkeys(name for name in names.replace(",", " ").split()))
    return Directive(start, end, rules, reason.strip(), verb == "ignore-file", verb in _WORDS and bool(rules))


def _spans(
    directive: Directive, text: str, paragraphs: Sequence[tuple[int, int]], starts: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """`starts`: where each of the paragraphs begins, in order."""
    if directive.whole or not directive.valid:
        return ()
    after = bisect_right(starts, directive.start)
    line_start = text.rfind("\n", 0, directive.start) + 1
    line_end = text.find("\n", directive.end)
    line_end = len(text) if line_end < 0 else line_end
    alone = not text[line_start : directive.start].strip() and not text[directive.end : line_end].strip()
    if after:
        start, end = paragraphs[after - 1]
        goes_on = end > directive.end and text[directive.end : end].strip()
        same_line = not alone and end >= line_start
        if goes_on if alone else end >= directive.start or same_line:
            return ((start, end),)
    return (paragraphs[after],) if after < len(paragraphs) else ()


class _Covering:
    """Which directives hold at a place. Their spans are looked up, not gone through: there may be thousands."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self._whole = [n for n, d in enumerate(directives) if d.whole and d.valid]
        spans = sorted((a, b, n) for n, d in enumerate(directives) if d.valid for a, b in d.spans)
        self._starts = [a for a, _, _ in spans]
        self._spans = [(b, n) for _, b, n in spans]
        self._furthest = list(accumulate((b for _, b, _ in spans), max))  # end of any span up to this one

    def __call__(self, at: int) -> list[int]:
        """Places in `directives`, in order."""
        found = list(self._whole)
        i = bisect_right(self._starts, at) - 1
        while i >= 0 and self._furthest[i] >= at:
            end, n = self._spans[i]
            if end >= at:
                found.append(n)
            i -= 1
        return sorted(found)


def apply(
    findings: Sequence[Finding], directives: Sequence[Directive]
) -> tuple[list[Finding], list[Finding], set[tuple[int, str]]]:
    """Findings that stay, findings that are silenced (with the reason), and what was used.

    What was used: the directive's place in `directives` and the rule as it names it.
    """
    if not directives:
        return list(findings), [], set()
    kept, silenced, used = [], [], set()
    covering = _Covering(directives)
    for finding in findings:
        reasons = []
        for n in covering(finding.start):
            for pattern in directives[n].rules:
                if _means(pattern, finding.rule):
                    used.add((n, pattern))
                    reasons.append(directives[n].reason)
        if reasons:
            silenced.append(finding._replace(suppressed=next(filter(None, reasons), "")))
        else:
            kept.append(finding)
    return kept, silenced, used


def faults(
    directives: Sequence[Directive], used: set[tuple[int, str]], active: Collection[str], known: Collection[str]
) -> Iterator[tuple[str, Hit]]:
    """What is wrong with the comments, as (rule id, hit).

    `active` are the rules that ran on this text, `known` all that there are. A rule that did not run here is
    not called unused: nobody looked.
    """
    for n, directive in enumerate(directives):
        if not directive.valid:
            yield f"{FAMILY}/syntax", _hit(directive, "syntax")
            continue
        if not directive.reason:
            yield f"{FAMILY}/reason", _hit(directive, "missing", ", ".join(directive.rules))
        for pattern in directive.rules:
            if not any(_means(pattern, rule) for rule in known):
                yield f"{FAMILY}/unknown", _unknown(directive, pattern, known)
            elif (n, pattern) not in used and any(_means(pattern, rule) for rule in active):
                yield f"{FAMILY}/unused", _hit(directive, "file" if directive.whole else "paragraph", pattern)


def _unknown(directive: Directive, name: str, known: Collection[str]) -> Hit:
    """A name that means no rule: of a family, of nothing, or of something that was nearly written."""
    family = name.rstrip("/")
    if any(rule.startswith(f"{family}/") for rule in known):
        return _hit(directive, "family", family)
    from difflib import get_close_matches  # few comments are wrong

    names = {*known, *(f"{rule.partition('/')[0]}/*" for rule in known)}
    near = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    hit = _hit(directive, "near" if near else "unknown", name)
    return hit._replace(values={**hit.values, "near": near[0]}) if near else hit


def _hit(directive: Directive, key: str, rule: str = "") -> Hit:
    return Hit(directive.start, directive.end, -1, key, {"rule": rule})


def _means(pattern: str, rule: str) -> bool:
    return pattern == rule or (pattern.endswith("/*") and rule.startswith(pattern[:-1]))
