"""What in a rule can never find anything.

A term or a phrase is put where an example has one that is found: if the rule then finds nothing there, it never
will, for the text that checks see has no markup, no invisible characters, one kind of blank and of apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reslint.checks.general import common
from reslint.checks.general.pattern import literals
from reslint.engine import examine
from reslint.finding import Finding
from reslint.language import get as get_language
from reslint.packs import GENERAL, Example, Page
from reslint.registry.store import Registry
from reslint.rules import PROFILES, Rule
from reslint.source.clean import DROPPED, flatten, normalise
from reslint.source.model import Source

Reason = tuple[str, str]  # the key of the rule's file that it is about, and a sentence


def out_of_reach(
    rule: Rule, page: Page, registry: Registry, known: Mapping[str, Rule], *, sound: bool
) -> Iterator[Reason]:
    """What can never be found. `sound`: the rule does what its examples say, so that they tell something."""
    if all(rule.severity[profile] == "off" for profile in PROFILES):
        yield "severity", "it can say nothing: it is off in every profile"
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        yield "valid-until", f"it can say nothing: it ends on {rule.valid_until}, before it begins"
    for key in rule.messages if rule.check in GENERAL else ():
        if key != "found":
            yield "messages", f"the message {key!r} is never said: the check {rule.check!r} says 'found' alone"
    probe = _Probe(rule, page, registry, known)
    if rule.check == "pattern":
        yield from _pattern(str(rule.options["pattern"]))
    elif rule.check == "ending":
        yield from _endings(rule)
    elif rule.check == "term":
        yield from _clashes(rule)
        if sound:
            yield from _lost(term for term in _terms(rule) if not probe.finds(term, terms={term: ""}))
    elif rule.check == "sequence" and sound:
        terms = common.strings(rule.options, "then")
        yield from _lost(term for term in terms if not probe.finds(term, then=term))
    elif rule.check == "opening" and sound:
        yield from _openings(probe, rule)


class _Probe:
    """The examples of a rule in which it finds something, tried with other words in that place."""

    def __init__(self, rule: Rule, page: Page, registry: Registry, known: Mapping[str, Rule]) -> None:
        self.rule, self.registry, self.known = rule, registry, known
        self.examples = list(page.examples)

    def finds(self, words: str, **only: object) -> bool:
        """Whether `words` are found where an example has what the rule finds. `only`: options that ask for nothing
        else."""
        narrow = self.rule._replace(options={**self.rule.options, **only})
        for example in self.examples:
            for finding in self._found(self.rule, example, example.text):
                text = example.text[: finding.start] + words + example.text[finding.end :]
                end = finding.start + len(words)
                if any(other.start < end and finding.start < other.end for other in self._found(narrow, example, text)):
                    return True
        return False

    def _found(self, rule: Rule, example: Example, text: str) -> Sequence[Finding]:
        return examine(
            Source("example", text, example.format), [rule], self.registry, example.as_of,
            language=example.language, organ=example.organ, symbol=example.symbol, session=example.session,
            profile=example.profile, known=self.known,
        ).findings  # fmt: skip


def _terms(rule: Rule) -> Mapping[str, str]:
    terms = rule.options["terms"]
    assert isinstance(terms, dict)
    return terms


def _lost(terms: Iterable[str]) -> Iterator[Reason]:
    for term in terms:
        yield "options", f"the term {term!r} can never be found: put where the examples have one, it is not"


def _clashes(rule: Rule) -> Iterator[Reason]:
    """Terms that are the same to the check, and replacements that would be found again."""
    case = bool(rule.options.get("case"))
    seen: dict[str, str] = {}
    for term, instead in _terms(rule).items():
        key = normalise(term) if case else normalise(term).lower()
        if key in seen:
            yield "options", f"the term {seen[key]!r} is never asked: {term!r}, which is the same, comes later"
        seen[key] = term
        if instead and common.words((term,), case).search(normalise(instead)):
            yield "options", f"the term {term!r} would be found again in what should stand there, {instead!r}"


def _pattern(pattern: str) -> Iterator[Reason]:
    for character in literals(pattern):
        seen = _seen(character)
        if seen != character:
            name = f"{character!r} (U+{ord(character):04X})"
            instead = f"it has {seen!r} there" if seen else "it has nothing there"
            yield "options", f"the pattern asks for {name}, which a text as checks see it never has: {instead}"


def _seen(text: str) -> str:
    """What checks see of `text`."""
    return DROPPED.sub("", flatten(text))


def _endings(rule: Rule) -> Iterator[Reason]:
    for mark in common.strings(rule.options, "marks"):
        if mark != mark.rstrip() or mark != _seen(mark):
            yield "options", f"no paragraph can end with {mark!r}: a text as checks see it has none of that"


def _openings(probe: _Probe, rule: Rule) -> Iterator[Reason]:
    for phrase in common.strings(rule.options, "forbidden"):
        concepts = {name for code in rule.languages for name in get_language(code).concepts}
        written = (phrase, f"*{phrase}*")  # in italics, a phrase that reslint does not know is one, too
        if phrase not in concepts and not any(probe.finds(words, forbidden=phrase) for words in written):
            yield "options", f"the opening {phrase!r} can never be found: reslint knows no such phrase"
