"""Numbers and labels: one fault, one finding."""

from __future__ import annotations

import pytest

from reslint.engine import lint
from reslint.fix import fix
from reslint.registry.store import Registry
from reslint.rules import Rule, shipped
from reslint.source.model import Source

VERBS = ("Welcomes", "Stresses", "Recalls", "Notes", "Urges", "Invites", "Condemns", "Decides")


def rule(name: str) -> Rule:
    return next(r for r in shipped() if r.id == name)


def numbered(numbers: list[int]) -> str:
    lines = [f"{n}. {verb} the matter;" for n, verb in zip(numbers, VERBS, strict=False)]
    return "The General Assembly,\n\nNoting the report,\n\n" + "\n\n".join(lines)[:-1] + "."


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 5, 6, 7], ["OP 5"]),  # two left out: the rest is right in itself
        ([1, 2, 33, 4, 5], ["OP 33"]),
        ([1, 2, 2, 4, 5], ["OP 2"]),
        ([1, 2, 2, 3, 4], ["OP 2"]),
        ([2, 3, 4, 5], ["OP 2"]),
        ([1, 3, 2, 4, 5], ["OP 3", "OP 2", "OP 4"]),
    ],
)
def test_a_fault_does_not_spread(numbers: list[int], found: list[str], shipped_registry: Registry) -> None:
    findings = lint(Source("d", numbered(numbers)), [rule("operative/numbering")], shipped_registry)
    assert [f.path for f in findings] == found


def test_numbers_begin_again_under_a_heading(shipped_registry: Registry) -> None:
    text = numbered([1, 2, 3])[:-1] + ".\n\n## II\n\n1. Requests a report;\n\n2. Requests a study."
    assert lint(Source("d", text), [rule("operative/numbering")], shipped_registry) == ()


def test_renumbering_goes_on_to_the_end(shipped_registry: Registry) -> None:
    source = Source("d", numbered([1, 2, 5, 6, 7]))
    done = fix(source, lambda text: lint(text, [rule("operative/numbering")], shipped_registry), unsafe=True)
    assert done.source.text == numbered([1, 2, 3, 4, 5])


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("a b c d e f g h i j", 0),
        ("a b i ii iii c", 0),
        ("a b d e", 1),
        ("a b b c", 1),
        ("a c b d", 3),
        ("a b с d", 1),  # the third is Cyrillic
    ],
)
def test_labels(labels: str, found: int, shipped_registry: Registry) -> None:
    lines = [f"({label}) To act;" for label in labels.split()]
    text = (
        "The General Assembly,\n\nNoting the report,\n\n1. Decides:\n\n"
        + "\n\n".join(lines)
        + "\n\n2. Requests a report."
    )
    findings = lint(Source("d", text), [rule("operative/subparagraph")], shipped_registry)
    assert len(findings) == found


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("paragraphs 1 and 2 above", 0),
        ("paragraphs 1, 2 and 8 above", 1),
        ("paragraphs 1 to 9 of the present resolution", 1),
        ("paragraph 9 of its resolution 77/18", 0),
        ("paragraph 4 below", 0),
        ("paragraph 2 (a) above", 0),
        ("paragraph 2 (c) above", 1),
        ("paragraph 1 (a) above", 1),
        ("“paragraph 9 above”", 0),  # quoted: another text's
    ],
)
def test_references(reference: str, found: int, shipped_registry: Registry) -> None:
    text = (
        "The General Assembly,\n\nNoting the report,\n\n1. Welcomes the report;\n\n"
        "2. Decides:\n\n(a) To act;\n\n(b) To think;\n\n"
        f"3. Requests the Secretary-General to apply {reference};\n\n4. Requests a report."
    )
    assert len(lint(Source("d", text), [rule("operative/reference")], shipped_registry)) == found
