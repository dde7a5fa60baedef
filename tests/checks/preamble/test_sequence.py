"""How a run of one opening is read, where the rule's examples would be too many."""

from __future__ import annotations

import pytest

from reslint.engine import lint
from reslint.registry.store import Registry
from reslint.rules import Rule, shipped
from reslint.source.model import Source

ADVERBS = {"b": "Noting", "a": "Noting also", "f": "Noting further"}


def rule(name: str) -> Rule:
    return next(r for r in shipped() if r.id == name)


def preamble(shape: str) -> str:
    """A text whose preamble opens as `shape` says: b bare, a also, f further, | another opening."""
    openings = [ADVERBS.get(c, "Recalling") for c in shape]
    return (
        "The General Assembly,\n\n"
        + "\n\n".join(f"{o} matter {i}," for i, o in enumerate(openings))
        + "\n\n1. Decides to act."
    )


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        ("bafbaf", []),
        ("bb", ["PP 2"]),
        ("bbb", ["PP 2", "PP 3"]),
        ("bbaf", ["PP 2"]),  # the second begins a run of its own: one fault, not three
        ("bbf", ["PP 2"]),
        ("baa", ["PP 3"]),
        ("bafa", ["PP 4"]),
        ("|a", ["PP 2"]),
        ("ba|f", ["PP 4"]),
        ("|b|b", []),
        ("bafbb", ["PP 5"]),
    ],
)
def test_the_reading_with_fewest_faults_is_taken(shape: str, found: list[str], shipped_registry: Registry) -> None:
    findings = lint(Source("d", preamble(shape)), [rule("preamble/sequence")], shipped_registry)
    assert [f.path for f in findings] == found


def test_a_heading_between_lets_a_run_begin_again(shipped_registry: Registry) -> None:
    text = (
        "# Draft\n\nThe General Assembly,\n\nNoting the report,\n\n1. Welcomes the report;\n\n"
        "## Second part\n\n2. Welcomes the study;\n\n3. Also welcomes the note."
    )
    assert lint(Source("d", text), [rule("operative/sequence")], shipped_registry) == ()


def test_french_that_keeps_the_rule_elsewhere_is_warned(shipped_registry: Registry) -> None:
    kept = "Rappelant un,\n\nRappelant également deux,\n\nRappelant en outre trois,\n\n"
    kept += "Sachant un,\n\nSachant également deux,\n\nSachant en outre trois,\n\n"
    broken = "Notant un,\n\nNotant deux,\n\n1. Décide d’agir."
    for text, severity in ((kept + broken, "warning"), (broken, "note")):
        source = Source("d", "L’Assemblée générale,\n\n" + text)
        findings = lint(source, [rule("preamble/sequence")], shipped_registry, language="fr")
        assert [f.severity for f in findings] == [severity]
