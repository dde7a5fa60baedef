"""What came from the predecessor and what came in with the draft."""

from __future__ import annotations

from datetime import date

import pytest

from reslint.compare.inherit import mark
from reslint.engine import Report, examine
from reslint.registry.store import Registry
from reslint.rules import shipped
from reslint.source.model import Source

RULES = shipped()
HEAD = "*The General Assembly*,"
WRONG = "*Recalling* its resolution 77/18 of 20 November 2022 on cooperation between the two organizations,"
OTHER = "*Noting* the report of the Secretary-General on the work that was done,"
IMPOSSIBLE = "*Welcoming* the meeting that was held in Geneva on 30 February 2012,"


@pytest.fixture
def judge(shipped_registry: Registry) -> object:
    def judged(*paragraphs: str, as_of: date | None = date(2024, 1, 1)) -> Report:
        return examine(Source("d.md", "\n\n".join([HEAD, *paragraphs])), RULES, shipped_registry, as_of)

    return judged


def origins(judge: object, old: list[str], new: list[str]) -> list[tuple[str, str, str]]:
    assert callable(judge)
    report = mark(judge(*new), judge(*old))
    return [(f.rule, f.path, f.origin) for f in report.findings if f.rule in ("citation/date", "date/impossible")]


def test_what_stood_there_is_inherited(judge: object) -> None:
    assert origins(judge, [WRONG, OTHER], [WRONG, OTHER]) == [("citation/date", "PP 1", "inherited")]


def test_moved_and_changed_paragraphs_are_followed(judge: object) -> None:
    changed = WRONG.replace("two organizations", "parties")
    assert origins(judge, [WRONG, OTHER], [OTHER, changed]) == [("citation/date", "PP 2", "inherited")]


def test_what_is_added_is_introduced(judge: object) -> None:
    assert origins(judge, [OTHER], [WRONG, OTHER, IMPOSSIBLE]) == [
        ("citation/date", "PP 1", "introduced"),
        ("date/impossible", "PP 3", "introduced"),
    ]


def test_the_same_fault_made_in_another_paragraph_is_introduced(judge: object) -> None:
    copied = OTHER.replace("the report", "resolution 77/18 of 20 November 2022 and the report")
    right = WRONG.replace("20 November", "21 November")
    assert origins(judge, [WRONG, OTHER], [right, copied]) == [("citation/date", "PP 2", "introduced")]


def test_one_is_inherited_once(judge: object) -> None:
    assert origins(judge, [WRONG, OTHER], [WRONG, OTHER, WRONG]) == [
        ("citation/date", "PP 1", "inherited"),
        ("citation/date", "PP 3", "introduced"),
    ]


def test_a_second_one_in_its_paragraph_is_introduced(judge: object) -> None:
    twice = WRONG.replace(" on cooperation", ", and again its resolution 77/18 of 20 November 2022, on cooperation")
    assert sorted(origin for _, _, origin in origins(judge, [WRONG, OTHER], [twice, OTHER])) == [
        "inherited",
        "introduced",
    ]


def test_what_a_comment_silenced_there_is_inherited_all_the_same(judge: object) -> None:
    silenced = f"{WRONG} <!-- reslint: ignore citation/date -- as printed -->"
    assert origins(judge, [silenced], [WRONG]) == [("citation/date", "PP 1", "inherited")]


def test_a_list_that_nobody_brought_up_to_date_is_the_drafts_own(judge: object) -> None:
    """The predecessor, judged as of its day, was right; what has become wrong since is introduced."""
    assert callable(judge)
    listing = "*Recalling* its resolutions 73/135 of 13 December 2018 and 75/16 of 23 November 2020,"
    old = judge(listing, as_of=date(2022, 11, 21))
    assert "citation/stale" not in {f.rule for f in old.findings}
    report = mark(judge(listing, as_of=date(2024, 11, 18)), old)
    assert [(f.rule, f.origin) for f in report.findings if f.rule == "citation/stale"] == [
        ("citation/stale", "introduced")
    ]
