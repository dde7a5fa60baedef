"""Facts have one form in all languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reslint.concordance.facts import facts
from reslint.concordance.figures import amounts, key, read
from reslint.language import CODES
from reslint.language import get as get_language
from reslint.resolution.parse import parse
from reslint.source.model import Source

CASES = YAML(typ="safe").load(Path(__file__).with_name("cases") / "facts.yaml")
TRIED = [pytest.param(case, code, id=f"{case['name']}: {code}") for case in CASES for code in case["texts"]]


@pytest.mark.parametrize(("case", "code"), TRIED)
def test_facts(case: dict[str, Any], code: str) -> None:
    resolution = parse(Source("case", case["texts"][code]), code)
    assert resolution is not None
    found = [[f.kind, f.key] for p in resolution.of("preambular") for f in facts(p, code)]
    expected = case["facts"]
    assert found == (expected[code] if isinstance(expected, dict) else expected)


def test_spans_are_those_of_what_is_stated() -> None:
    resolution = parse(Source("case", "Recalling its resolution 77/18 of 21 November 2022 and the 1,500 texts,"), "en")
    assert resolution is not None
    (p,) = resolution.of("preambular")
    assert [p.text[f.start : f.end] for f in facts(p, "en")] == ["77/18", "21 November 2022", "1,500"]


@given(st.integers(min_value=13, max_value=10**11), st.sampled_from(CODES))
def test_an_amount_has_one_key_however_it_is_grouped(value: int, code: str) -> None:
    groups = f"{value:,}".split(",")
    mark = {"en": ",", "es": "."}.get(code, " ")
    if code == "ar":
        groups.reverse()
    written = mark.join(groups)
    assert [a.key for a in amounts(f"x {written} y", code)] == [key(value)]


@given(st.text(alphabet="0123456789., /-٠年", max_size=40), st.sampled_from(CODES))
def test_any_figures_can_be_read(text: str, code: str) -> None:
    for amount in amounts(text, code):
        assert text[amount.start : amount.end][0].isdigit()
        assert amount.value >= 0


def test_decimals_of_each_language() -> None:
    values = {code: get_language(code).words["figures"] for code in CODES}
    assert all(isinstance(v, dict) for v in values.values())
    assert read("0.125", {"decimal": "."}) == read("0,125", {"decimal": ","}) == 0.125
    assert read("1.125", {"decimal": ","}) == read("1,125", {"decimal": "."}) == 1125
