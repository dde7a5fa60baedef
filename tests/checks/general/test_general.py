"""The checks that packs use without Python."""

from __future__ import annotations

import re
import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.checks.general.pattern import ensure_bounded, prepare
from reslint.engine import lint
from reslint.fix import fix
from reslint.registry.store import Registry
from reslint.rules import Rule
from reslint.source.model import Source

TEXT = (
    "*The General Assembly*,\n\n"
    "*Recalling* the statement of the Chairman of the Group[^1] and AU,\n\n"
    "*Noting* the **African** Union (AU) and the AU;\n\n"
    "1. *Decides* to act on 3% of it.\n\n"
    "[^1]: The chairman’s note.\n"
)


def rule(check: str, **options: object) -> Rule:
    module = import_module(f"reslint.checks.general.{check}")
    given = {name.rstrip("_"): value for name, value in options.items()}
    module.prepare(given)
    levels = dict.fromkeys(("drafter", "gate", "archive"), "warning")
    messages = {"found": {"en": "{found}"}}
    return Rule("house/rule", "s", "w", "a", levels, ("en",), check, messages, options=given)


def said(registry: Registry, check: str, **options: object) -> list[str]:
    return [f"{f.path}: {f.message}" for f in lint(Source("d", TEXT), [rule(check, **options)], registry)]


def fixed(registry: Registry, check: str, **options: object) -> str:
    one = rule(check, **options)
    return fix(Source("d", TEXT), lambda s: lint(s, [one], registry), unsafe=True).source.text


def test_term(shipped_registry: Registry) -> None:
    terms = {"chairman": "chair", "Union": ""}
    assert said(shipped_registry, "term", terms=terms) == ["PP 1: Chairman", "PP 2: Union", "footnote 1: chairman"]
    assert said(shipped_registry, "term", terms=terms, case=True) == ["PP 2: Union", "footnote 1: chairman"]
    assert said(shipped_registry, "term", terms=terms, in_=["note"]) == ["footnote 1: chairman"]
    assert said(shipped_registry, "term", terms={"chair": "x", "man": "y"}) == []
    assert said(shipped_registry, "term", terms={"chairman’s": "chair’s"}) == ["footnote 1: chairman's"]
    assert fixed(shipped_registry, "term", terms=terms) == TEXT.replace("Chairman", "Chair").replace(
        "chairman", "chair"
    )


def test_chinese_terms_need_no_blank_beside_them(shipped_registry: Registry) -> None:
    source = Source("d", "大会，\n\n注意到该中心主席的报告，\n\n1. 决定采取行动。\n", "text")
    one = rule("term", terms={"主席": "主持人"})._replace(languages=("zh",))
    assert [f.message for f in lint(source, [one], shipped_registry)] == ["主席"]


def test_term_over_markup_has_no_fix(shipped_registry: Registry) -> None:
    found = lint(Source("d", TEXT), [rule("term", terms={"the African Union": "it"})], shipped_registry)
    assert [f.message for f in found] == ["the African Union"]
    assert found[0].fix is None


def test_pattern(shipped_registry: Registry) -> None:
    assert said(shipped_registry, "pattern", pattern=r"(\d{1,3})%", replace=r"\1 per cent") == ["OP 1: 3%"]
    assert "on 3 per cent of" in fixed(shipped_registry, "pattern", pattern=r"(\d{1,3})%", replace=r"\1 per cent")
    assert said(shipped_registry, "pattern", pattern="chairman", case=True) == ["footnote 1: chairman"]


def test_sequence(shipped_registry: Registry) -> None:
    options = {"first": "African Union (AU)", "then": ["AU"]}
    assert said(shipped_registry, "sequence", **options) == ["PP 1: AU"]
    assert said(shipped_registry, "sequence", first="OAU", then="AU") == ["PP 1: AU", "PP 2: AU", "PP 2: AU"]


def test_opening(shipped_registry: Registry) -> None:
    assert said(shipped_registry, "opening", forbidden="noting") == ["PP 2: Noting"]
    assert said(shipped_registry, "opening", allowed=["Recalling", "decides"]) == ["PP 2: Noting"]
    assert said(shipped_registry, "opening", allowed="Recalling", in_="preambular") == ["PP 2: Noting"]


def test_ending(shipped_registry: Registry) -> None:
    assert said(shipped_registry, "ending", marks=",", in_="preambular") == ["PP 2: ;"]
    assert "and the AU,\n" in fixed(shipped_registry, "ending", marks=",", in_="preambular")
    assert said(shipped_registry, "ending", marks=[",", ";"], in_="preambular") == []


@pytest.mark.parametrize(
    ("check", "options", "says"),
    [
        ("term", {}, "'terms' is missing"),
        ("term", {"terms": {"a": "b"}, "in": ["paragraph"]}, "'paragraph' is none of"),
        ("pattern", {"pattern": 3}, "a text is wanted"),
        ("pattern", {"pattern": "a{0,3}"}, "matches where there is nothing"),
        ("pattern", {"pattern": "a", "replace": r"\1"}, "replace: invalid group reference"),
        ("pattern", {"pattern": "a", "replace": r"\g<x>"}, "replace: unknown group"),
        ("sequence", {"first": "a"}, "'then' is missing"),
        ("opening", {}, "'allowed' and 'forbidden'"),
        ("opening", {"allowed": "a", "forbidden": "b"}, "'allowed' and 'forbidden'"),
        ("ending", {"marks": [1]}, "a list of texts is wanted"),
    ],
)
def test_wrong_options(check: str, options: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        import_module(f"reslint.checks.general.{check}").prepare(options)


@pytest.mark.parametrize(
    "pattern",
    [r"\d{1,3}%", r"[*+]{2}", r"\*", r"(?:of|in) the", r"\(a\)", r"(a{2}){3}", r"[]+]x", r"colou?r", r"a{,",
     r"(?:\w{1,9} ){1,3}", "|".join("abcdefghijklmnopqrstuvwxyz")],
)  # fmt: skip
def test_bounded(pattern: str) -> None:
    ensure_bounded(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\w+", "a*", "a{2,}", "(a{1,9}){1,9}", "(a?){30}a{30}", "(?:a|a){1,30}", "((a{1,90})b){3}", r"(a)\1"),
        *("(?P<n>a)(?P=n)", "(?x) a", r"\w{0,200}\w{0,200}", "((a{1,9})?){1,9}", "(?:(?:x{0,9}y{0,9})){5}"),
    ],
)
def test_not_bounded(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern: "):
        ensure_bounded(pattern)


@given(st.text(st.sampled_from("ab(|){123},?[]\\\\"), max_size=14), st.sampled_from(["a", "ab", "aab"]))
def test_what_is_bounded_is_quick_on_any_text(pattern: str, piece: str) -> None:
    try:
        prepare({"pattern": pattern})
    except ValueError:
        return
    started = time.perf_counter()
    re.findall(pattern, piece * 200)
    assert time.perf_counter() - started < 2
