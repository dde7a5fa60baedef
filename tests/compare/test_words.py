"""Word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.compare.words import changes

WORDS = st.lists(st.sampled_from(["the", "of", "77/18", "report,", "of", "a", "Geneva", "(2012)", "المؤرخ", "l’eau"]))


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[c.old_start : c.old_end], new[c.new_start : c.new_end]) for c in changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Recalls it", "Recalls it", []),
        ("Recalls  it", "Recalls it", []),
        ("condemns the attacks", "expresses concern about the attacks", [("condemns", "expresses concern about")]),
        ("of 12 December 2018", "of 13 December 2018", [("12", "13")]),
        (
            "72/74 of 6 May 2017 and 73/135 of 13 May 2018,",
            "72/74 of 6 May 2017, 73/135 of 13 May 2018 and 75/16 of 23 May 2020,",
            [("and", ","), ("", "and 75/16 of 23 May 2020")],
        ),
        ("to report in the year", "to report", [("in the year", "")]),
        ("the Chair of the first body", "the Chairs of a second body", [("Chair of the first", "Chairs of a second")]),
        ("Rappelant sa résolution", "Rappelant ses résolutions", [("sa résolution", "ses résolutions")]),
        ("قرارها 77/18 المؤرخ", "قرارها 79/9 المؤرخ", [("77/18", "79/9")]),
        ("", "new", [("", "new")]),
        ("old", "", [("old", "")]),
    ],
)
def test_changes(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert shown(old, new) == expected


@given(WORDS, WORDS)
def test_the_changes_make_the_new_of_the_old(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    made, at = [], 0
    for c in changes(old, new):
        assert at <= c.old_start <= c.old_end <= len(old)
        made += [old[at : c.old_start], " ", new[c.new_start : c.new_end], " "]
        at = c.old_end
    assert "".join([*made, old[at:]]).replace(" ", "") == new.replace(" ", "")


def test_a_paragraph_of_a_hundred_thousand_words() -> None:
    words = [f"word{n}" for n in range(100_000)]
    old, new = " ".join(words), " ".join([*words[:5], "another", *words[6:90_000], "more", *words[90_000:]])
    (change,) = changes(old, new)
    assert old[change.old_start : change.old_end].split()[::89_994] == ["word5", "word89999"]
    assert new[change.new_start : change.new_end].split()[0] == "another"
