"""Which paragraph became which."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.compare.align import Pair, align
from reslint.resolution.model import Paragraph
from reslint.resolution.parse import parse
from reslint.source.model import Source

TEXTS = [
    "Recalls the adoption of the Convention on the Rights of the Child;",
    "Welcomes the report of the Secretary-General on the work of the Organization;",
    "Requests the Secretary-General to report at the next session on the work of the Organization;",
    "Encourages Member States to take part in the meeting to be held in Geneva;",
    "Decides to include in the agenda of its next session the item on cooperation;",
    "Decides to remain seized of the matter;",
]


def paragraphs(texts: list[str]) -> tuple[Paragraph, ...]:
    text = "\n\n".join(["The General Assembly,", *(f"{n}. {text}" for n, text in enumerate(texts, 1))])
    resolution = parse(Source("d.md", text))
    assert resolution is not None
    return resolution.of("operative")


def pairs(old: list[str], new: list[str]) -> list[Pair]:
    return list(align(paragraphs(old), paragraphs(new)))


def test_nothing_changed() -> None:
    assert pairs(TEXTS, TEXTS) == [Pair(n, n) for n in range(6)]


def test_one_added_and_one_removed() -> None:
    assert pairs(TEXTS, [TEXTS[0], "Condemns all acts of piracy at sea;", *TEXTS[1:3], *TEXTS[4:]]) == [
        Pair(0, 0), Pair(-1, 1), Pair(1, 2), Pair(2, 3), Pair(3, -1), Pair(4, 4), Pair(5, 5),
    ]  # fmt: skip


def test_one_moved_and_changed() -> None:
    changed = TEXTS[4].replace("include", "place").replace("next", "eighty-first")
    assert pairs(TEXTS, [changed, *TEXTS[:4], TEXTS[5]]) == [
        Pair(4, 0, moved=True), Pair(0, 1), Pair(1, 2), Pair(2, 3), Pair(3, 4), Pair(5, 5),
    ]  # fmt: skip


def test_the_most_alike_are_a_pair() -> None:
    """Both say "the work of the Organization"; each finds its own."""
    new = [TEXTS[2].replace("next", "eighty-first"), TEXTS[1].replace("Welcomes", "Notes")]
    assert {(p.old, p.new) for p in pairs(TEXTS[1:3], new)} == {(1, 0), (0, 1)}


def test_little_in_common_but_between_the_same_neighbours() -> None:
    new = [TEXTS[0], "Welcomes the account that was given of the work of its first decade;", TEXTS[2]]
    assert pairs(TEXTS[:3], new) == [Pair(0, 0), Pair(1, 1), Pair(2, 2)]
    assert Pair(1, -1) in pairs(TEXTS[:3], [new[1], TEXTS[0], TEXTS[2]])


def test_twice_the_same() -> None:
    assert pairs([TEXTS[0]] * 2, [TEXTS[0]] * 3) == [Pair(0, 0), Pair(1, 1), Pair(-1, 2)]
    assert pairs([TEXTS[0]] * 3, [TEXTS[0]] * 2) == [Pair(0, 0), Pair(1, 1), Pair(2, -1)]


def test_footnotes_have_an_order_of_their_own() -> None:
    texts = ("The General Assembly,", "Noting the report,[^1]", "Noting also the summary,")
    note = "[^1]: See the records of the seventy-ninth session."
    sides = []
    for rows in ((*texts[:2], note, texts[2]), (*texts, note)):
        resolution = parse(Source("d.md", "\n\n".join(rows)))
        assert resolution is not None
        sides.append(resolution.paragraphs)
    assert not any(pair.moved for pair in align(*sides))


def test_nothing_at_all() -> None:
    assert align((), ()) == ()
    assert pairs([], TEXTS[:1]) == [Pair(-1, 0)]
    assert pairs(TEXTS[:1], []) == [Pair(0, -1)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(TEXTS), max_size=9), st.lists(st.sampled_from(TEXTS), max_size=9))
def test_every_paragraph_has_its_place(old: list[str], new: list[str]) -> None:
    found = pairs(old, new)
    assert [p.new for p in found if p.new >= 0] == list(range(len(new)))
    assert sorted(p.old for p in found if p.old >= 0) == list(range(len(old)))
    assert (-1, -1) not in {(p.old, p.new) for p in found}
    stayed = [p.old for p in found if p.old >= 0 and p.new >= 0 and not p.moved]
    assert stayed == sorted(stayed)
    for p in found:
        if p.old >= 0 and p.new >= 0 and old[p.old] != new[p.new]:
            assert new[p.new] not in [old[q.old] for q in found if q.old >= 0 and q.new < 0]
