"""Whatever stands in a text and wherever the cursor is: every feature answers, and within the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.lsp.editor import lines
from tests.lsp.unit.test_features import FEATURES, Desk

PIECES = [
    "*The General Assembly*,", "*L’Assemblée générale*,", "إن الجمعية العامة،", "A/RES/77/18", "A/RES/77/19",
    "*Recalling* its resolutions 75/16 of 23 November 2020, 77/18 and 77/18 of 20 November 2022,[^1]",
    "*Rappelant* sa résolution 77/18 du 20 novembre 2022,¹",
    "إذ تشير إلى قرارها 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،",
    "*Noting* the Organization of the Islamic Conference and the Human Rights Co",
    "*Recall", "1. *Requests* the", "2. ",
    "1 - تطلب إلى الأمين العام أن يقدم تقريرا؛", "(a) To act on paragraph 9 above;",
    "(أ) أن يعمل؛", "a) D’agir ;", "I", "**Peace**",
    "[^1]: See paragraph 2.", "[^2]:", "¹ A/78/300.", "Annex", "<!-- reslint: ignore citation/date -->",
    "resolution 162", "77/",
    "😀", "e\u0301", "\u00a0", "\u2028", "\f", "\ud83d", "*", "**", "[^", "|", "```", "    ", "> ", "#", "\u200f",
]  # fmt: skip
# The day on which the features play is set for all examples at once, as it should be.
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture)
ENDS = ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r", "\r\r", " ", ""]
drafts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(ENDS)), min_size=1, max_size=14).map(
    lambda parts: "".join(piece + end for piece, end in parts)
)


@pytest.mark.parametrize("feature", [name for name in FEATURES if name != "commands"])
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(drafts, st.floats(0, 1), st.floats(0, 1), st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.booleans())
def test_every_feature_answers(
    feature: str, text: str, cursor: float, width: float, encoding: str, plain: bool
) -> None:
    assume(text.strip())
    at = round(cursor * len(text))
    end = at + round(width * (len(text) - at))
    marked = f"{text[:at]}‸‹{text[at:end]}›{text[end:]}" if feature != "folding" else text
    case = {
        "draft": marked, "encoding": encoding, "new-name": "x", "action": "", "plain": plain,
        "file": "draft.txt" if plain else "draft.md",
    }  # fmt: skip
    desk = Desk(case)
    # Of these nothing is asked where no resolution is.
    assume(desk.piece is not None or feature not in ("completion", "navigation", "rename", "selection"))
    found = FEATURES[feature](desk, case)
    assert found
    if feature == "folding":
        last = len(lines(text))
        for fold in found["folds"]:
            first, _, end_line = fold.partition(" ")[0].partition("-")
            assert 1 <= int(first) < int(end_line) <= last
