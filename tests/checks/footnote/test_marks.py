"""Texts without notes, or without marks, and texts that begin in the middle."""

from __future__ import annotations

from reslint.engine import lint
from reslint.finding import Finding
from reslint.registry.store import Registry
from reslint.rules import shipped
from reslint.source.model import Source


def said(text: str, registry: Registry) -> list[tuple[str, str]]:
    rules = [r for r in shipped() if r.family == "footnote"]
    findings: tuple[Finding, ...] = lint(Source("d", text), rules, registry)
    return [(f.rule, f.severity) for f in findings]


BODY = "The General Assembly,\n\nRecalling the Charter,[^1]\n\nNoting the report,[^2]\n\n1. Decides to act."


def test_an_extract_with_marks_alone_is_a_note(shipped_registry: Registry) -> None:
    assert said(BODY, shipped_registry) == [("footnote/undefined", "note")]


def test_a_whole_text_with_marks_alone_is_an_error(shipped_registry: Registry) -> None:
    text = BODY + "\n\n82nd plenary meeting\n\n17 May 2013"
    assert said(text, shipped_registry) == [("footnote/undefined", "error")]


def test_notes_without_any_mark_are_said_once(shipped_registry: Registry) -> None:
    text = BODY.replace("[^1]", "").replace("[^2]", "") + "\n\n[^1]: A/67/280.\n\n[^2]: A/67/281."
    assert [rule for rule, _ in said(text, shipped_registry)] == ["footnote/unreferenced"]


def test_a_part_goes_on_with_the_numbers_of_another(shipped_registry: Registry) -> None:
    text = BODY.replace("[^2]", "[^8]").replace("[^1]", "[^7]") + "\n\n[^7]: A/67/280.\n\n[^8]: A/67/281."
    assert said(text, shipped_registry) == []


def test_a_number_used_again_is_no_fault(shipped_registry: Registry) -> None:
    text = BODY.replace("act.", "act.[^1]") + "\n\n[^1]: A/67/280.\n\n[^2]: A/67/281."
    assert said(text, shipped_registry) == []
