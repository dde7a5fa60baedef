from __future__ import annotations

from collections.abc import Iterator

import pytest

from reslint.archive.learn import Lesson, learn
from reslint.registry.store import Registry, open_registry
from reslint.resolution.model import Resolution
from reslint.resolution.parse import parse
from reslint.source.model import Source

TEXT = """Resolution adopted by the General Assembly on {day}

[without reference to a Main Committee (A/{session}/L.5)]

### {session}/{number}. {title}

*The General Assembly*,

*Recalling* its resolutions {recalled},

*Recalling also* Security Council resolution 1624 (2005) of 14 September 2005,

1. *Decides* to meet again.
"""


def text(
    number: int, recalled: str, day: str = "1 October 2035", title: str = "Peace at last", session: int = 90
) -> Resolution:
    written = TEXT.format(number=number, recalled=recalled, day=day, title=title, session=session)
    resolution = parse(Source(f"{session}-{number}.md", written), symbol=f"A/RES/{session}/{number}")
    assert resolution is not None
    return resolution


def lesson(*resolutions: Resolution) -> Lesson:
    learnt, passed = learn(resolutions)
    assert passed == 0
    return learnt


def test_a_text_tells_of_itself_and_of_what_it_cites() -> None:
    learnt = lesson(text(7, "88/3 of 4 October 2033 and 89/4 of 5 October 2034"))
    facts = {f.symbol: f for f in learnt.facts()}
    own = facts["A/RES/90/7"]
    assert (str(own.adopted), own.title, own.draft, own.evidence) == ("2035-10-01", "Peace at last", "A/90/L.5", "B")
    assert (str(facts["A/RES/88/3"].adopted), facts["A/RES/88/3"].evidence) == ("2033-10-04", "C")
    assert str(facts["S/RES/1624(2005)"].adopted) == "2005-09-14"
    assert learnt.recitals == {"A/RES/90/7": ("A/RES/88/3", "A/RES/89/4")}


def test_texts_that_disagree_are_counted_and_the_majority_is_taken() -> None:
    learnt = lesson(
        text(7, "88/3 of 4 October 2033 and 89/4 of 5 October 2034"),
        text(8, "88/3 of 4 October 2033 and 89/4 of 5 October 2034"),
        text(9, "88/3 of 9 October 2033 and 89/4 of 5 October 2034"),
    )
    (only,) = learnt.disagreements()
    assert (only.symbol, only.field) == ("A/RES/88/3", "adopted")
    assert only.values == (
        ("2033-10-04", 2, ("A/RES/90/7", "A/RES/90/8")),
        ("2033-10-09", 1, ("A/RES/90/9",)),
    )
    fact = next(f for f in learnt.facts() if f.symbol == "A/RES/88/3")
    assert (str(fact.adopted), fact.evidence, fact.place) == ("2033-10-04", "B", "2 citing texts")


def test_the_versions_of_one_text_are_one_witness() -> None:
    twice = text(7, "88/3 of 4 October 2033 and 89/4 of 5 October 2034")
    fact = next(f for f in lesson(twice, twice).facts() if f.symbol == "A/RES/88/3")
    assert fact.evidence == "C"


@pytest.fixture(scope="module")
def registry() -> Iterator[Registry]:
    opened = open_registry()
    yield opened
    opened.close()


def test_a_text_that_recalls_a_series_continues_it(registry: Registry) -> None:
    recalled = "73/135 of 13 December 2018, 75/16 of 23 November 2020 and 77/18 of 21 November 2022"
    assert lesson(text(7, recalled)).series(registry) == [
        ("G0029", registry.series_title("G0029"), ["A/RES/90/7"]),
    ]


def test_equal_titles_begin_a_series(registry: Registry) -> None:
    recalled = "88/3 of 4 October 2033 and 89/4 of 5 October 2034"
    (series,) = lesson(text(7, recalled), text(9, recalled, title="Peace, at last")).series(registry)
    assert series == ("own:peace last", "Peace, at last", ["A/RES/90/7", "A/RES/90/9"])


def test_a_draft_teaches_nothing() -> None:
    draft = parse(
        Source("draft.md", "*The General Assembly*,\n\n*Recalling* its resolution 77/18,\n\n1. *Decides* so.\n")
    )
    assert draft is not None
    learnt, passed = learn([draft])
    assert (learnt.facts(), passed) == ([], 1)
