"""JUnit and Checkstyle, read by programs that others wrote for them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from reslint.cli.main import main
from reslint.report.markup import attributes, content

BAD = "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022, <b> & \u0007 “é”,\n"
SILENCED = BAD.replace("“é”,", "<!-- reslint: ignore citation/date -- as & “printed” -->")
GOOD = "*The General Assembly*,\n\n*Noting* the report,\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    for name, text in (("bad & <1>.md", BAD), ("silenced.md", SILENCED), ("good.md", GOOD)):
        (tmp_path / name).write_text(text)

    def reported(form: str, *arguments: str) -> str:
        main(["check", "--format", form, "--select", "citation/date", *arguments])
        return capsys.readouterr().out

    return reported


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_held(text: str) -> None:
    found = ET.fromstring(f"<a{attributes({'b': text})}>{content(text)}</a>")
    held = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    assert found.get("b") == held
    assert (found.text or "").replace("\r", "\n") == held.replace("\r\n", "\n").replace("\r", "\n")


def test_junit(report: Any) -> None:
    suites = {s.name: s for s in JUnitXml.fromfile(io.BytesIO(report("junit", ".", "nowhere.md").encode()))}
    assert set(suites) == {"bad & <1>.md", "good.md", "silenced.md", "reslint"}
    bad, good, silenced, own = (suites[name] for name in ("bad & <1>.md", "good.md", "silenced.md", "reslint"))
    assert (bad.tests, bad.failures, bad.errors, bad.skipped) == (1, 1, 0, 0)
    (case,) = bad
    assert case.name == "citation/date 3:37"
    assert case.classname == "bad & <1>.md"
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert failure.type == "error"
    assert failure.message.startswith("PP 1: 77/18 was adopted on 21 November 2022")
    assert failure.text.startswith("bad & <1>.md:3:37: error citation/date")
    assert [(c.name, c.is_passed) for c in good] == [("reslint", True)]
    passed, skipped = silenced
    assert passed.is_passed
    assert isinstance(skipped.result[0], Skipped)
    assert skipped.result[0].message == "silenced in the text: as & “printed”"
    (case,) = own
    assert isinstance(case.result[0], Error)
    assert case.result[0].message == "nowhere.md: no such file or folder"


def test_junit_fails_where_the_command_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(BAD)
    (tmp_path / "new.md").write_text(BAD + "\n*Noting* its resolution 75/311 of 24 July 2021,\n")

    def results(*arguments: str) -> tuple[int, list[list[str]]]:
        code = main(["check", "--format", "junit", "--select", "citation/date", *arguments, "new.md"])
        (suite,) = JUnitXml.fromfile(io.BytesIO(capsys.readouterr().out.encode()))
        assert suite.failures == sum(isinstance(r, Failure) for c in suite for r in c.result)
        return code, [[type(r).__name__ for r in case.result] for case in suite]

    assert results() == (1, [["Failure"], ["Failure"]])
    assert results("--predecessor", "old.md", "--fail-on-introduced") == (1, [[], ["Failure"]])
    (tmp_path / "reslint.toml").write_text('[severity]\n"citation/date" = "warning"\n')
    assert results("--fail-on", "warning") == (1, [["Failure"], ["Failure"]])
    assert results() == (0, [[], []])
    assert main(["check", "--format", "junit", "--select", "citation/date", "new.md"]) == 0
    said = capsys.readouterr().out
    assert "<system-out>new.md:3:37: warning citation/date\nPP 1: 77/18 was adopted on 21 November 2022" in said


def test_junit_without_a_text(report: Any) -> None:
    (suite,) = JUnitXml.fromfile(io.BytesIO(report("junit", "nowhere.md").encode()))
    assert suite.errors == 1


def test_checkstyle(report: Any) -> None:
    text = report("checkstyle", ".")
    found = CheckstyleXmlDriver().parse_reports([text.partition("\n")[2]])
    (violation,) = found["bad & <1>.md"]
    assert violation.line == 3
    assert "77/18 was adopted on 21 November 2022" in violation.message
    assert [file.get("name") for file in ET.fromstring(text.encode())] == ["bad & <1>.md", "good.md", "silenced.md"]
    (error,) = ET.fromstring(text.encode()).iter("error")
    assert error.attrib | {"message": ""} == {
        "line": "3", "column": "37", "severity": "error", "message": "", "source": "reslint.citation.date",
    }  # fmt: skip
