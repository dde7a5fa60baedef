"""What survives a change of the text, and what does not; what is stale, what has ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.baseline import Entry, mark, renew
from reslint.engine import Report, examine
from reslint.registry.store import Registry, open_registry
from reslint.rules import select, shipped
from reslint.source.model import Source

TODAY = date(2026, 6, 1)
RULES = select(shipped(), ("citation/date", "date/impossible", "operative/numbering"), ())


@cache
def registry() -> Registry:
    return open_registry()


FAULT = "its resolution 77/18 of 20 November 2022"
PREAMBLE = [
    f"*Recalling* {FAULT} on cooperation between the two organizations,",
    "*Noting* the report of the Secretary-General and the recommendations that are contained in it,",
    "*Welcoming* the second general meeting of the organizations, which was held in Geneva on 30 February 2012,",
]
OPERATIVE = [
    "*Decides* to keep the matter under review;",
    f"*Requests* the Secretary-General to bring {FAULT} to the attention of all;",
    "*Decides* to remain seized of the matter.",
]


def judge(preamble: list[str], operative: list[str], join: str = "\n\n") -> Report:
    numbered = [f"{n}. {text}" for n, text in enumerate(operative, 1)]
    return examine(Source("d.md", join.join(["*The General Assembly*,", *preamble, *numbered])), RULES, registry())


def known(report: Report, *changes: Callable[[Entry], Entry]) -> tuple[Entry, ...]:
    entries = renew(report, (), RULES, "drafter", add=True)
    for change in changes:
        entries = tuple(map(change, entries))
    return entries


BASE = known(judge(PREAMBLE, OPERATIVE))


def new(preamble: list[str], operative: list[str], join: str = "\n\n") -> list[tuple[str, str]]:
    found = mark(judge(preamble, operative, join), BASE, TODAY, RULES, "drafter")
    return [(f.rule, f.path) for f in found.report.findings]


def test_the_baseline() -> None:
    assert [(e.rule, e.text, e.times) for e in BASE] == [
        ("citation/date", "20 November 2022", 1),
        ("citation/date", "20 November 2022", 1),
        ("date/impossible", "30 February 2012", 1),
    ]
    assert new(PREAMBLE, OPERATIVE) == []


@settings(deadline=None, max_examples=60)
@given(
    preamble=st.permutations(PREAMBLE),
    operative=st.permutations(OPERATIVE),
    more=st.integers(0, 3),
    join=st.sampled_from(["\n\n", "\n\n\n", "\r\n\r\n"]),
    blank=st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\n"]),
    emphasis=st.sampled_from(["*", "_", "**", ""]),
)
def test_order_numbers_lines_blanks_and_markup_are_no_matter(
    preamble: list[str], operative: list[str], more: int, join: str, blank: str, emphasis: str
) -> None:
    def other(text: str) -> str:
        return text.replace("*", emphasis).replace(" of ", f"{blank}of{blank}").replace(" the ", f"{blank}the ")

    extra = [f"*Takes note* of report {n} of the Secretary-General;" for n in range(more)]
    assert new([other(p) for p in preamble], [*extra, *(other(p) for p in operative)], join) == []


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ("on cooperation between the two organizations", "on cooperation between them"),
        ("*Recalling* its", "*Recalling also* its"),
        (" on cooperation", ", adopted without a vote, on cooperation"),
    ],
)
def test_another_change_in_its_paragraph_does_not_bring_it_back(old: str, changed: str) -> None:
    assert old in PREAMBLE[0]
    assert new([PREAMBLE[0].replace(old, changed), *PREAMBLE[1:]], OPERATIVE) == []


def test_the_same_fault_in_another_paragraph_is_new() -> None:
    added = PREAMBLE[1].replace("the report", f"{FAULT} and the report")
    assert new([PREAMBLE[0], added, PREAMBLE[2]], OPERATIVE) == [("citation/date", "PP 2")]


def test_put_right_here_and_made_there_is_new() -> None:
    right = PREAMBLE[0].replace("20 November", "21 November")
    added = PREAMBLE[1].replace("the report", f"{FAULT} and the report")
    assert new([right, added, PREAMBLE[2]], OPERATIVE) == [("citation/date", "PP 2")]


def test_a_second_one_in_the_same_paragraph_is_new() -> None:
    twice = PREAMBLE[0].replace(FAULT, f"{FAULT}, 78/1 of 1 September 2023 and 77/18 of 20 November 2022")
    found = mark(judge([twice, *PREAMBLE[1:]], OPERATIVE), BASE, TODAY, RULES, "drafter")
    about = [f for f in found.report.findings if "77/18" in f.message]
    assert len(about) == 1
    assert len(found.report.known or ()) == 3


def test_a_paragraph_in_two_copies_counts_twice() -> None:
    assert new([PREAMBLE[0], *PREAMBLE], OPERATIVE) == [("citation/date", "PP 2")]
    assert [e.times for e in known(judge([PREAMBLE[0], *PREAMBLE], OPERATIVE))] == [2, 1, 1]


def test_a_removed_paragraph_hands_its_finding_to_none() -> None:
    added = PREAMBLE[1].replace("the report", f"{FAULT} and the report")
    assert new([added, PREAMBLE[2]], OPERATIVE) == [("citation/date", "PP 1")]


def test_numbering_survives_renumbering() -> None:
    before = judge(PREAMBLE, OPERATIVE).source.text.replace("3. *Dec", "4. *Dec")
    after = before.replace("4. *Dec", "5. *Dec").replace("2. *Req", "3. *Req")
    after = after.replace("1. *Dec", "1. *Takes note* of it;\n\n2. *Dec")
    one, two = (examine(Source("d.md", text), RULES, registry()) for text in (before, after))
    assert [f.rule for f in one.findings].count("operative/numbering") == 1
    assert mark(two, known(one), TODAY, RULES, "drafter").report.findings == ()


def test_what_is_gone_is_stale() -> None:
    right = judge([PREAMBLE[0].replace("20 November", "21 November"), *PREAMBLE[1:]], OPERATIVE)
    assert [(e.rule, e.times) for e in mark(right, BASE, TODAY, RULES, "drafter").stale] == [("citation/date", 1)]
    renewed = renew(right, BASE, RULES, "drafter", add=False)
    assert [e.rule for e in renewed] == ["citation/date", "date/impossible"]


def test_a_rule_that_did_not_run_leaves_nothing_stale() -> None:
    report = judge([], OPERATIVE)
    some = select(RULES, ("citation",), ())
    assert {e.rule for e in mark(report, BASE, TODAY, some, "drafter").stale} == {"citation/date"}
    assert [e.rule for e in renew(report, BASE, some, "drafter", add=False)] == ["citation/date", "date/impossible"]


def test_the_gate_leaves_what_it_does_not_see() -> None:
    notes = known(judge(PREAMBLE, OPERATIVE), lambda entry: entry._replace(severity="note"))
    clean = judge([PREAMBLE[1]], [OPERATIVE[0]])
    assert mark(clean, notes, TODAY, RULES, "gate").stale == ()
    assert len(mark(clean, notes, TODAY, RULES, "drafter").stale) == 3


def test_after_its_last_day_it_counts_again() -> None:
    report = judge(PREAMBLE, OPERATIVE)
    last = known(report, lambda entry: entry._replace(until=TODAY, reason="agreed"))
    assert mark(report, last, TODAY, RULES, "drafter").report.findings == ()
    assert [f.known for f in mark(report, last, TODAY, RULES, "drafter").report.known or ()] == ["agreed"] * 3
    past = known(report, lambda entry: entry._replace(until=date(2026, 5, 31)))
    marked = mark(report, past, TODAY, RULES, "drafter")
    assert len(marked.report.findings) == len(marked.ended) == 3
    assert marked.stale == ()
    assert renew(report, past, RULES, "drafter", add=True) == past


def test_an_update_keeps_reasons_and_follows_the_paragraph() -> None:
    entries = known(judge(PREAMBLE, OPERATIVE), lambda entry: entry._replace(reason=entry.rule))
    changed = judge([PREAMBLE[0].replace("two", "three"), *PREAMBLE[1:]], [*OPERATIVE[:2], f"*Recalls* {FAULT}."])
    renewed = renew(changed, entries, RULES, "drafter", add=True, reason="new", until=date(2027, 1, 1))
    assert sorted((e.rule, e.reason, e.until) for e in renewed if not e.until) == [
        ("citation/date", "citation/date", None),
        ("citation/date", "citation/date", None),
        ("date/impossible", "date/impossible", None),
    ]
    assert [(e.reason, e.paragraph[:7]) for e in renewed if e.until] == [("new", "Recalls")]
    assert any("three organizations" in e.paragraph for e in renewed)
    assert mark(changed, renewed, TODAY, RULES, "drafter").report.findings == ()


def test_french_and_arabic() -> None:
    texts = [
        "*L’Assemblée générale*,\n\n*Rappelant* sa résolution 77/18 du 20 novembre 2022,\n\n*Notant* le rapport,\n",
        "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،\n\nوإذ تلاحظ التقرير،\n",
    ]
    for text in texts:
        first, one, two = text.strip().split("\n\n")
        entries = known(examine(Source("d.md", text), RULES, registry()))
        other = "\n\n".join([first, two, one.replace(" 20 ", "\u00a020\u00a0").replace("77/18", "77/18\u200f")])
        assert len(entries) == 1
        assert (
            mark(examine(Source("d.md", other), RULES, registry()), entries, TODAY, RULES, "drafter").report.findings
            == ()
        )


def test_two_paragraphs_never_become_one() -> None:
    """Two known faults, one to a paragraph; one paragraph goes, and the other takes a second fault: that one is new."""
    one = f"*Recalling* {FAULT} on cooperation between the organizations in the first region,"
    two = f"*Recalling* {FAULT} on cooperation between the organizations in the second region,"
    entries = known(judge([one, two, PREAMBLE[1]], [OPERATIVE[0]]))
    assert [e.times for e in entries if e.rule == "citation/date"] == [1, 1]
    both = one.replace("organizations", f"organizations and on {FAULT}")
    report = judge([both, PREAMBLE[1]], [OPERATIVE[0]])
    about = [f for f in report.findings if f.rule == "citation/date"]
    assert len(about) == 2
    new_ones = mark(report, entries, TODAY, RULES, "drafter").report.findings
    assert [f.rule for f in new_ones].count("citation/date") == 1


def test_where_it_cannot_be_told_which_paragraph_it_became_both_are_new() -> None:
    entries = known(judge([f"*Recalling* {FAULT} on cooperation in the region,"], OPERATIVE[:1]))
    twins = [f"*Recalling* {FAULT} on cooperation in the {which} region," for which in ("first", "third")]
    report = mark(judge(twins, OPERATIVE[:1]), entries, TODAY, RULES, "drafter").report
    assert [f.path for f in report.findings if f.rule == "citation/date"] == ["PP 1", "PP 2"]


def test_a_paragraph_that_stands_as_it_was_became_no_other() -> None:
    """The known finding is silenced where it stands; the same fault in a paragraph much like it is new."""
    silenced = f"{PREAMBLE[0]} <!-- reslint: ignore citation/date -- as printed -->"
    alike = PREAMBLE[0].replace("two", "three")
    assert new([silenced, alike, *PREAMBLE[1:]], OPERATIVE) == [("citation/date", "PP 2")]


def test_a_paragraph_that_the_baseline_knows_takes_no_other_ones_place() -> None:
    """The fault of a paragraph that is gone is no excuse for one in a paragraph known for something else."""
    impossible = "*Recalling* the meeting of 30 February 2012 and resolution 77/18 of 20 November 2022,"
    alike = impossible.replace("meeting", "summit").replace("30 February", "3 February")
    entries = known(judge([impossible, alike], OPERATIVE[:1]))
    fewer = tuple(e for e in entries if e.rule != "citation/date" or "summit" in e.paragraph)
    report = mark(judge([impossible], OPERATIVE[:1]), fewer, TODAY, RULES, "drafter").report
    assert [f.rule for f in report.findings if f.path.startswith("PP")] == ["citation/date"]
