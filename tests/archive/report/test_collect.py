"""What the page is given: the same as the common questions answer, and nothing that the database does not hold."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reslint.archive.questions import QUESTIONS
from reslint.archive.report import collect, context
from reslint.archive.report.columns import Column, natural
from reslint.archive.store import opened_for_reading
from reslint.registry.store import Registry


@pytest.fixture
def parts(
    database: Path, shipped_registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """The parts by name, the words of two findings a file."""
    monkeypatch.setattr(collect, "IN_A_FILE", 2)
    with closing(opened_for_reading(str(database))) as opened:
        collector = collect.Collector(opened, 1, shipped_registry, str(database), str(tmp_path / "report"))
        return {part.name: part.data for part in collector.parts()}


def word(part: Mapping[str, Any], name: str, n: int) -> str:
    return str(part[name]["words"][part[name]["codes"][n]])


def of(parts: Mapping[str, Any], rule: str, path: str) -> int:
    """The number of the finding of that rule in that file."""
    findings, texts = parts["findings"], parts["texts"]
    (found,) = (
        n for n, text in enumerate(findings["text"])
        if word(findings, "rule", n) == rule and word(texts, "path", text).endswith(path)
    )  # fmt: skip
    return found


def test_every_finding_is_there_once(parts: dict[str, Any], database: Path) -> None:
    findings = parts["findings"]
    with closing(opened_for_reading(str(database))) as opened:
        rows = opened.execute("SELECT path, rule, severity, message, paragraph, place, suppressed FROM findings "
                              "WHERE run = 1 ORDER BY path, start, id").fetchall()  # fmt: skip
    told = [
        (
            word(parts["texts"], "path", findings["text"][n]), word(findings, "rule", n),
            ("error", "warning", "note")[findings["severity"][n]], word(findings, "message", n),
            word(findings, "paragraph", n), word(findings, "place", n), bool(findings["suppressed"][n]),
        )
        for n in range(len(findings["id"]))
    ]  # fmt: skip
    assert told == [(*row[:-1], row[-1] is not None) for row in rows]
    assert parts["overview"]["findings"] == sum(row[-1] is None for row in rows) == len(rows) - 1
    assert parts["overview"]["suppressed"] == 1


def test_counts_are_those_of_the_questions(parts: dict[str, Any], database: Path) -> None:
    texts, answers = parts["texts"], parts["overview"]["answers"]
    with closing(opened_for_reading(str(database))) as opened:
        for question, answer in answers.items():
            rows = opened.execute(QUESTIONS[question].sql, {"run": 1, "limit": -1}).fetchall()
            assert answer["rows"] == [list(row) for row in rows]
    columns = answers["languages"]["columns"]
    for level in ("error", "warning", "note"):
        assert sum(texts[level]) == sum(row[columns.index(f"{level}s")] for row in answers["languages"]["rows"])
    assert parts["overview"]["texts"] == len(texts["year"]) == 8
    assert parts["overview"]["outcomes"] == {"checked": 8, "passed over": 1, "unreadable": 1}
    assert [(Path(path).name, outcome) for path, outcome, _ in parts["files"]] == [
        ("latin.md", "unreadable"), ("list.md", "passed over")
    ]  # fmt: skip


def test_words_of_a_finding(parts: dict[str, Any]) -> None:
    n = of(parts, "citation/date", "fr/79_9.md")
    row, col, _, _, before, quote, cut, after, fix, related, suppressed = parts[f"words-{n // 2}"][n % 2]
    assert (row, col, cut, suppressed) == (11, 36, 0, None)
    assert (before, quote, after) == ("*Rappelant* sa résolution 77/18 du ", "20 novembre 2022", ",")
    assert fix[1:] == [0, [("", before), ("-", "20"), ("+", "21"), ("", " novembre 2022,")], 0]
    silenced = of(parts, "citation/date", "silenced.md")
    assert parts[f"words-{silenced // 2}"][silenced % 2][-1] == "as in the letter"
    assert related == []


def test_citations(parts: dict[str, Any]) -> None:
    citations = parts["citations"]
    dates = {(symbol, adopted, written): some for symbol, adopted, written, some in citations["dates"]}
    expected = {
        "2022-11-20": ["ar/79_9.md", "en/79_9.md", "fr/79_9.md"], "2022-11-22": ["odd.md"], "2022-11-24": ["draft.md"]
    }  # fmt: skip
    assert dates == {
        ("A/RES/77/18", "2022-11-21", written): [of(parts, "citation/date", path) for path in paths]
        for written, paths in expected.items()
    }
    assert citations["lists"] == [of(parts, "citation/incomplete", path) for path in ("en/79_9.md", "en/other.md")]
    assert citations["unknown"] == []
    assert citations["cited"][0][:2] == ["A/RES/77/18", 7]


def test_series(parts: dict[str, Any]) -> None:
    (row,) = parts["series"]
    (graph,) = parts["series-0"]
    assert row[1] == graph["title"]
    nodes = {node[1]: node for node in graph["nodes"]}
    names = list(nodes)
    assert row[2:4] == [4, len(nodes)]
    assert names.index("73/135") < names.index("75/16") < names.index("77/18") < names.index("79/9")
    assert nodes["73/135"][3:] == ["2018-12-13", [], 1, parts["citations"]["lists"]]
    assert [node[1] for node in graph["nodes"] if node[6]] == ["73/135"]
    assert len(nodes["79/9"][4]) == 3
    assert nodes["79/9"][5] == 0
    edges = {(names[a], names[b]): (times, wrong) for a, b, times, wrong in graph["edges"]}
    assert edges["79/9", "77/18"] == (3, parts["citations"]["dates"][0][3])
    assert edges["77/18", "73/135"] == (1, [])
    assert ("79/9", "73/135") not in edges
    assert row[4:] == [3, sum(not node[5] for node in graph["nodes"]), 1]


def test_where_the_texts_lie(parts: dict[str, Any], database: Path, tmp_path: Path) -> None:
    path = word(parts["texts"], "path", 0)
    assert (tmp_path / "report" / parts["overview"]["base"] / path).resolve() == database.parent / path


def test_a_run_that_goes_on_meanwhile(database: Path, shipped_registry: Registry, tmp_path: Path) -> None:
    copy = tmp_path / "a.sqlite"
    shutil.copy(database, copy)
    with closing(opened_for_reading(str(copy))) as opened, closing(sqlite3.connect(copy)) as other:
        collector = collect.Collector(opened, 1, shipped_registry, str(copy), str(tmp_path / "report"))
        parts = collector.parts()
        next(parts)
        other.execute("INSERT INTO file SELECT run, 'later.md', outcome, message, document, stamp FROM file "
                      "WHERE path LIKE '%draft.md'")  # fmt: skip
        other.commit()
        later = {part.name: part.data for part in parts}
    assert later["overview"]["texts"] == later["overview"]["outcomes"]["checked"] == 8
    assert later["overview"]["findings"] == 8


@pytest.mark.parametrize(
    ("finding", "fix"),
    [
        ({"edits": []}, ["t", 1, [], 0]),
        # put in, taken out, and one that lies elsewhere
        ({"edits": [(20, 20, "new ")]}, ["t", 1, [("", "before "), ("+", "new "), ("", "quote after")], 0]),
        ({"edits": [(20, 26, "")]}, ["t", 1, [("", "before "), ("-", "quote "), ("", "after")], 0]),
        ({"edits": [(20, 25, "q"), (900, 901, "x")]},
         ["t", 1, [("", "before "), ("-", "quote"), ("+", "q"), ("", " after")], 1]),
        ({"edits": [(900, 901, "x")]}, ["t", 1, [], 1]),
        # of a quote that is kept in part, what follows has no place
        ({"end": 99, "edits": [(26, 27, "x")]}, ["t", 1, [], 1]),
        # what lies far from a change is left out at a blank
        ({"after": " after" + " word" * 40, "edits": [(20, 25, "q")]},
         ["t", 1, [("", "before "), ("-", "quote"), ("+", "q"), ("", " after" + " word" * 10 + "…")], 0]),
    ],
)  # fmt: skip
def test_a_fix_as_words(finding: dict[str, Any], fix: list[Any]) -> None:
    edits = [dict(zip(("start", "end", "text"), edit, strict=True)) for edit in finding.pop("edits")]
    row: Any = {
        "row": 1, "col": 1, "end_row": 1, "end_col": 2, "start": 20, "end": 25, "before": "before ", "quote": "quote",
        "after": " after", "related": None, "suppressed": None,
        "fix": f'{{"title": "t", "safe": true, "edits": {edits}}}'.replace("'", '"'), **finding,
    }  # fmt: skip
    assert context.of(row)[8] == fix


def test_codes_sort_as_words_do() -> None:
    column = Column()
    rows = ["PP 10", "", "PP 2", "OP 1 (b)", "PP 10", "²", "OP 1 (a)"]
    for row in rows:
        column.add(row)
    coded = column.coded()
    assert coded["words"] == ["", "OP 1 (a)", "OP 1 (b)", "PP 2", "PP 10", "²"]
    assert [coded["words"][code] for code in coded["codes"]] == rows
    assert natural("A/RES/9/1") < natural("A/RES/10/1") < natural("A/RES/10/2")
