"""Every rule's examples and counter-examples, as their files state them."""

from __future__ import annotations

from functools import cache

import pytest

from reslint import data
from reslint.examples import try_example
from reslint.packs import Example, read_pack
from reslint.registry.store import Registry
from reslint.rules import Rule, shipped

PACK = list(read_pack(data.rules_folder()))
CASES = [
    pytest.param(rule, example, id=f"{rule.id}:{example.line}")
    for rule, page in PACK
    for example in (*page.examples, *page.counter_examples)
]


@cache
def known() -> dict[str, Rule]:
    return {rule.id: rule for rule, _ in PACK}


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example, shipped_registry: Registry) -> None:
    assert try_example(rule, example, shipped_registry, known()) == []


def test_compiled_rules_are_those_of_the_files() -> None:
    assert {rule.id for rule in shipped()} == set(known()), "run `python -m reslint.compile`"


@pytest.mark.parametrize("rule", [rule for rule, _ in PACK], ids=lambda rule: rule.id)
def test_authority_and_summary_are_short(rule: Rule) -> None:
    assert len(rule.summary) <= 110
    assert not rule.summary.endswith(".")
    assert rule.authority
