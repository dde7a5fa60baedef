"""The baseline's file: what is written is read again, is sorted, and whatever else is there gives one sentence."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.baseline import Baseline, BaselineError, Entry, dumps, loads, read

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ENTRIES = st.builds(
    Entry,
    rule=st.sampled_from(["citation/date", "date/range"]),
    severity=st.sampled_from(["error", "warning", "note"]),
    text=TEXTS,
    paragraph=TEXTS,
    digest=st.sampled_from(["", "0123456789ab"]),
    times=st.integers(1, 9),
    reason=TEXTS,
    until=st.none() | st.dates(),
)
ENTRY = {"rule": "citation/date", "severity": "error", "text": "1 May", "paragraph": "Noting", "digest": "0123456789ab"}


@given(st.dictionaries(TEXTS, st.lists(ENTRIES, min_size=1, max_size=3).map(tuple), max_size=3))
def test_what_is_written_is_read(files: dict[str, tuple[Entry, ...]]) -> None:
    baseline = Baseline("b.json", files)
    assert loads(dumps(baseline), "b.json") == baseline


def test_the_form() -> None:
    entry = Entry("citation/date", "error", "1 مايو", "Noting", "0123456789ab", 2, "as agreed", date(2027, 1, 31))
    other = Entry("date/range", "note", "", "", "")
    assert dumps(Baseline("b.json", {"b/é.md": (entry,), "a.md": (other,), "c.md": ()})) == (
        '{\n  "version": 1,\n  "findings": {\n'
        '    "a.md": [\n      {\n        "rule": "date/range",\n        "severity": "note",\n        "text": "",\n'
        '        "paragraph": "",\n        "digest": ""\n      }\n    ],\n'
        '    "b/é.md": [\n      {\n        "rule": "citation/date",\n        "severity": "error",\n'
        '        "text": "1 مايو",\n        "paragraph": "Noting",\n        "digest": "0123456789ab",\n'
        '        "times": 2,\n        "reason": "as agreed",\n        "until": "2027-01-31"\n      }\n    ]\n  }\n}\n'
    )


def test_names_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    baseline = Baseline(os.path.join("ci", "b.json"), {"../drafts/a.md": (Entry("a/b", "note", "", "", ""),)})
    assert baseline.name_of(os.path.join("drafts", "a.md")) == "../drafts/a.md"
    assert len(baseline.of(str(tmp_path / "drafts" / "a.md"))) == 1
    assert os.path.normpath(baseline.path_of("../drafts/a.md")) == os.path.join("drafts", "a.md")


def with_entry(**changes: Any) -> str:
    entry = {key: value for key, value in (ENTRY | changes).items() if value is not ...}
    return json.dumps({"version": 1, "findings": {"a.md": [entry]}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "b.json: the baseline is empty; `reslint baseline write --force` makes one anew"),
        (" \n", "b.json: the baseline is empty; `reslint baseline write --force` makes one anew"),
        ('{\n"version": 1,,}', "b.json:2: the baseline is not valid JSON: "),
        ("[" * 100_000, "b.json: not a baseline of reslint"),
        ("[]", "b.json: not a baseline of reslint: version or findings are missing"),
        ('{"findings": {}}', "b.json: not a baseline of reslint: version or findings are missing"),
        ('{"version": 2, "findings": {}}', "b.json: the baseline's version is 2, and this reslint reads 1; "),
        ('{"version": 1, "findings": {}, "extra": 1}', "b.json: the baseline has an unknown key 'extra'"),
        ('{"version": 1, "findings": []}', "b.json: findings: a list of findings by file is wanted"),
        ('{"version": 1, "findings": {"a.md": {}}}', "b.json: findings: a list of findings by file is wanted"),
        ('{"version": 1, "findings": {"a.md": [], "a.md": []}}', "b.json: the baseline has 'a.md' twice; "),
        ('{"version": 1, "findings": {"a.md": [1]}}', "b.json: a.md, finding 1: an object with rule, severity, "),
        (with_entry(text=...), "b.json: a.md, finding 1: text: a text is wanted"),
        (with_entry(rule=3), "b.json: a.md, finding 1: rule: a text is wanted"),
        (with_entry(severity="fatal"), "b.json: a.md, finding 1: severity: 'fatal' is none of error, warning, note"),
        (with_entry(times=0), "b.json: a.md, finding 1: times: a number from 1 on is wanted"),
        (with_entry(times=True), "b.json: a.md, finding 1: times: a number from 1 on is wanted"),
        (with_entry(reason=None), "b.json: a.md, finding 1: reason: a text is wanted"),
        (with_entry(until="soon"), "b.json: a.md, finding 1: until: 'soon' is no date like 2027-01-31"),
        (with_entry(until=20270131.5), "b.json: a.md, finding 1: until: 20270131.5 is no date like 2027-01-31"),
        (with_entry(untill="2027-01-31"), "b.json: a.md, finding 1: unknown key 'untill'; known are rule, "),
    ],
)
def test_bad_files(text: str, said: str) -> None:
    with pytest.raises(BaselineError) as caught:
        loads(text, "b.json")
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


VALUES = st.none() | st.booleans() | st.integers() | TEXTS


@given(st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))
def test_any_json_is_read_or_refused(value: Any) -> None:
    for record in (value, {"version": 1, "findings": value}, {"version": 1, "findings": {"a.md": [value]}}):
        with suppress(BaselineError):
            assert loads(json.dumps(record), "b.json").place == "b.json"


def test_no_file_no_text_no_permission(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="no such baseline; `reslint baseline write` makes one"):
        read(str(tmp_path / "b.json"))
    with pytest.raises(BaselineError, match="the baseline cannot be read: Is a directory"):
        read(str(tmp_path))
    (tmp_path / "b.json").write_bytes(b'{"version": \xff}')
    with pytest.raises(BaselineError, match="not valid UTF-8 at byte 12"):
        read(str(tmp_path / "b.json"))
