"""Tries the rules of a pack: on their own examples, and on whether they can ever find anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reslint import data
from reslint.engine import check_of
from reslint.errors import UserError
from reslint.examples import try_example
from reslint.house.reach import out_of_reach
from reslint.packs import Example, Page, pack_files, read_rule
from reslint.registry.store import Registry
from reslint.rules import CONCORDANCE_CHECK, ENGINE_CHECK, Rule, RuleError, shipped


class Fault(NamedTuple):
    """What is wrong with a rule: a sentence, and the 1-based line that it is about."""

    file: Path
    line: int
    rule: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.why}"


class Trial(NamedTuple):
    """What came of it. A fault that kept a file from being read is a text that names file and line itself."""

    rules: int
    examples: int
    faults: tuple[Fault | str, ...]


def try_pack(folder: str, registry: Registry) -> Trial:
    """Tries every rule below `folder`. A `RuleError` where there is no rule in it."""
    faults: list[Fault | str] = []
    read: list[tuple[Rule, Page]] = []
    for file in pack_files(folder):
        try:
            read.append(read_rule(file, folder))
        except RuleError as error:
            faults.append(str(error))
    ours = {rule.id: rule for rule in shipped()}
    known = ours | {rule.id: rule for rule, _ in read}
    is_ours = Path(folder).resolve() == data.rules_folder().resolve()
    examples = 0
    for rule, page in read:
        if rule.id in ours and not is_ours:
            faults.append(Fault(page.file, 1, rule.id, "reslint has a rule of that name itself; give yours another"))
        examples += len(page.examples) + len(page.counter_examples)
        faults += sorted(_faults(rule, page, registry, known))
    return Trial(len(read), examples, tuple(faults))


def _faults(rule: Rule, page: Page, registry: Registry, known: Mapping[str, Rule]) -> Iterator[Fault]:
    if rule.check not in (ENGINE_CHECK, CONCORDANCE_CHECK):
        try:
            check_of(rule)
        except RuleError as error:
            yield Fault(page.file, page.line("check"), rule.id, str(error))
            return
    sound = True
    for example in (*page.examples, *page.counter_examples):
        try:
            wrong = try_example(rule, example, registry, known)
        except (UserError, ValueError) as error:
            wrong = [str(error)]
        for fault in wrong:
            sound = False
            yield Fault(page.file, example.line, rule.id, fault + _asleep(rule, example))
    for key, why in out_of_reach(rule, page, registry, known, sound=sound):
        yield Fault(page.file, page.line(key), rule.id, why)


def _asleep(rule: Rule, example: Example) -> str:
    """Why the rule does not run on the example, as the end of a sentence; "" where it does."""
    if rule.severity[example.profile] == "off":
        return f"; the rule is off in the profile {example.profile}, in which the example is judged"
    if example.as_of and not rule.holds_on(example.as_of):
        return f"; the rule does not hold on {example.as_of}, the day on which the example is judged"
    if not example.as_of and not rule.holds_on(date.today()):
        return "; the rule does not hold today, and the example has no as-of"
    return ""
