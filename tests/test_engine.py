"""The pure entry: order, profiles, dates, organs, broken checks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType

import pytest

from reslint import engine
from reslint.checks.context import Context
from reslint.errors import UserError
from reslint.finding import Edit, Fix, Hit, Severity
from reslint.registry.store import Registry
from reslint.resolution.model import Resolution
from reslint.rules import Rule, RuleError, select, shipped
from reslint.source.model import Source

TEXT = "*The General Assembly*,\n\n*Recalling* one thing,\n\n*Noting* another,\n\n1. *Decides* to act.\n"


def rule(name: str = "house/word", check: str = "house.word", **values: object) -> Rule:
    given: dict[str, object] = {
        "id": name, "summary": "s", "why": "w", "authority": "a", "check": check, "languages": ("en",),
        "severity": {"drafter": "warning", "gate": "warning", "archive": "note"},
        "messages": {"found": {"en": "found {word}"}},
    }  # fmt: skip
    return Rule(**(given | values))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks of this test's own, where the engine looks for checks."""

    def word(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
        severity: Severity | None = options.get("severity")  # type: ignore[assignment]
        for p in reversed(resolution.paragraphs):
            for wanted in ("another", "one"):
                at = p.text.find(wanted)
                if at >= 0:
                    start, end = p.span(at, at + len(wanted))
                    fix = Fix((Edit(start, end, "x"),))
                    yield from [Hit(start, end, p.index, "found", {"word": wanted}, fix, severity=severity)] * 2

    def broken(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
        yield Hit(0, 3, -1, "found", {"word": "before"})
        raise ZeroDivisionError("no such thing")

    def dates(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
        yield Hit(0, 3, -1, "found", {"word": f"{context.as_of} {context.text_date}"})

    def nameless(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
        yield Hit(0, 3, -1, "fond")

    for name, function in (("word", word), ("broken", broken), ("dates", dates), ("nameless", nameless)):
        module = ModuleType(f"reslint.checks.house.{name}")
        module.check = function  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "reslint.checks.house", ModuleType("reslint.checks.house"))
        monkeypatch.setitem(sys.modules, f"reslint.checks.house.{name}", module)
    engine._load_check.cache_clear()


def test_sorted_without_repeats(shipped_registry: Registry) -> None:
    found = engine.lint(Source("d", TEXT), [rule()], shipped_registry)
    assert [(f.message, f.path, TEXT[f.start : f.end]) for f in found] == [
        ("found one", "PP 1", "one"),
        ("found another", "PP 2", "another"),
    ]


def test_same_input_same_output(shipped_registry: Registry) -> None:
    rules = [*shipped(), rule()]
    first = engine.lint(Source("d", TEXT), rules, shipped_registry, date(2024, 1, 1))
    assert engine.lint(Source("d", TEXT), rules, shipped_registry, date(2024, 1, 1)) == first


def test_severity_by_profile(shipped_registry: Registry) -> None:
    def levels(profile: str, given: Rule) -> set[str]:
        return {f.severity for f in engine.lint(Source("d", TEXT), [given], shipped_registry, profile=profile)}

    assert levels("drafter", rule()) == {"warning"}
    assert levels("archive", rule()) == {"note"}
    assert levels("drafter", rule(severity={"drafter": "off", "gate": "error", "archive": "off"})) == set()
    unsure = rule(options={"severity": "note"})
    assert levels("drafter", unsure) == {"note"}
    assert levels("gate", unsure) == set(), "a gate stops nobody on a guess"


def test_languages_and_organs(shipped_registry: Registry) -> None:
    def count(text: str, given: Rule, organ: str | None = None) -> int:
        return len(engine.lint(Source("d", text), [given], shipped_registry, organ=organ))

    assert count(TEXT, rule(languages=("fr",))) == 0
    assert count(TEXT, rule(organs=("SC",))) == 0
    assert count(TEXT, rule(organs=("SC",)), organ="SC") == 2
    assert count("*Noting* another,", rule(organs=("SC",))) == 1, "an unknown organ may be that one"


def test_as_of_is_the_options_then_the_texts_then_today(shipped_registry: Registry) -> None:
    dated = "Resolution adopted by the General Assembly on 21 November 2022\n\n" + TEXT
    asked = rule(check="house.dates")

    def said(text: str, as_of: date | None = None) -> str:
        return engine.lint(Source("d", text), [asked], shipped_registry, as_of)[0].message

    assert said(dated) == "found 2022-11-21 2022-11-21"
    assert said(dated, date(2024, 2, 3)) == "found 2024-02-03 2022-11-21"
    assert said(TEXT) == f"found {date.today()} None"


def test_conventions_have_their_time(shipped_registry: Registry) -> None:
    dated = Source("d", "Resolution adopted by the General Assembly on 21 November 2022\n\n" + TEXT)
    old = rule(valid_until=date(2023, 1, 1))
    assert engine.lint(dated, [old], shipped_registry)
    assert engine.lint(dated, [old], shipped_registry, date(2023, 1, 1))
    assert not engine.lint(dated, [old], shipped_registry, date(2023, 1, 2))
    assert engine.lint(dated, [old], shipped_registry, date(2023, 1, 2), profile="archive")
    assert not engine.lint(dated, [rule(valid_from=date(2022, 11, 22))], shipped_registry)


def test_a_broken_check_is_named_and_the_others_run(shipped_registry: Registry) -> None:
    report = engine.examine(Source("d.md", TEXT), [rule("house/broken", "house.broken"), rule()], shipped_registry)
    assert [f.message for f in report.findings] == ["found before", "found one", "found another"]
    assert len(report.failures) == 1
    assert report.failures[0].startswith("d.md: the check of house/broken broke (ZeroDivisionError no such thing at")
    with pytest.raises(engine.CheckError, match="house/broken"):
        engine.lint(Source("d.md", TEXT), [rule("house/broken", "house.broken")], shipped_registry)


def test_a_check_without_its_message(shipped_registry: Registry) -> None:
    with pytest.raises(RuleError, match="house/word has no message 'fond'"):
        engine.lint(Source("d", TEXT), [rule(check="house.nameless")], shipped_registry)


def test_a_check_that_is_not_there(shipped_registry: Registry) -> None:
    with pytest.raises(UserError, match=r"house/word wants the check 'house\.nowhere'"):
        engine.lint(Source("d", TEXT), [rule(check="house.nowhere")], shipped_registry)


def test_no_resolution() -> None:
    report = engine.examine(Source("d", "Milk and bread.\n"), [], None)  # type: ignore[arg-type]
    assert report.resolution is None
    assert report.findings == ()


def test_values_that_look_like_placeholders_are_left_alone() -> None:
    given = rule(messages={"found": {"en": "{word}, {other}, {word.upper} {}"}})
    assert engine.message(given, Hit(0, 1, -1, "found", {"word": "{other}"})) == "{other}, {other}, {word.upper} {}"


@pytest.mark.parametrize(
    ("wanted", "unwanted", "chosen"),
    [
        ((), (), {"a/x", "a/y", "b/x"}),
        (("a",), (), {"a/x", "a/y"}),
        (("a/*",), ("a/y",), {"a/x"}),
        (("all",), ("a",), {"b/x"}),
        (("a/x",), ("a",), {"a/x"}),
        ((), ("a/x", "b"), {"a/y"}),
        (("a/x",), ("a/x",), set()),
    ],
)
def test_select(wanted: tuple[str, ...], unwanted: tuple[str, ...], chosen: set[str]) -> None:
    rules = [rule(name) for name in ("a/x", "a/y", "b/x")]
    assert {r.id for r in select(rules, wanted, unwanted)} == chosen
