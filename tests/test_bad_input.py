"""Whatever comes in: one clear sentence, the right exit code, no traceback, no hang."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reslint.cli import check as check_command
from reslint.cli.main import main
from reslint.language import CODES
from reslint.source import read as reading

PIECES = [
    "*Recalling* ",
    "its resolution ",
    "77/18 ",
    "of 21 November 2022",
    ", ",
    ";\n\n",
    "\n",
    "(a) ",
    "1. ",
    "[^1]",
    "\n\n[^1]: ",
    "*The General Assembly*,\n\n",
    "Rappelant ",
    "sa résolution ",
    "du 1er ",
    "إذ تشير ",
    "قرارها ",
    "٤/٣٧ ",
    "المؤرخ ",
    "(",
    ")",
    "[",
    "]",
    "*",
    "**",
    "_",
    "<sup>",
    "</sup>",
    "\\",
    "<!--",
    "-->",
    "reslint: ignore ",
    "\t",
    "\f",
    "\r",
    "\u2028",
    "\u0640",
    "\u200f",
    "\u00a0",
    "Annex",
    "# ",
    "---\n",
    "9" * 30,
    "/",
    "-",
    "–",
    "“",
    "”",
    "«",
    "»",
    "\ud7ff",
    "\U0001f600",
    "La Asamblea General,\n",
    "Recordando ",
    "sus resoluciones 77/18, de 21 de noviembre de 2022, ",
    "Генеральная Ассамблея,\n",
    "ссылаясь ",
    "на свои резолюции 77/18 от 21 ноября 2022 года ",
    "大会，\n",
    "回顾",
    "2022年11月21日第77/18号决议",
    "1. 决定；\n",
]


def ends(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    code = main(["check", *arguments])
    return code, capsys.readouterr().err.splitlines()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=60),
    suffix=st.sampled_from([".md", ".txt"]),
    lang=st.sampled_from(CODES),
)
def test_any_text_is_checked_or_refused(pieces: list[str], suffix: str, lang: str, tmp_path: Path) -> None:
    file = tmp_path / f"draft{suffix}"
    file.write_bytes("".join(pieces).encode())
    with pytest.MonkeyPatch.context() as patch:
        out, err = io.StringIO(), io.StringIO()
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(["check", "--no-config", "--lang", lang, str(file)])
    assert code in (0, 1, 2)
    assert "internal error" not in err.getvalue()
    assert " broke (" not in err.getvalue(), err.getvalue()
    if code == 2:
        assert len(err.getvalue().splitlines()) == 1


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_are_checked_or_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        err = io.StringIO()
        patch.setattr(sys, "stdout", io.StringIO())
        patch.setattr(sys, "stderr", err)
        code = main(["check", "--no-config", str(file)])
    assert code in (0, 1, 2)
    assert "internal error" not in err.getvalue()


def test_fifty_megabytes_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "long.md"
    file.write_bytes(b"Recalling its resolution 77/18 " * 1_600_000)
    started = time.perf_counter()
    code, said = ends(capsys, str(file))
    assert code == 2
    assert said == [f"reslint: {file}: line 1 is longer than 2 million characters, which no paragraph is"]
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("nest", ["(", "[", "*", "<sup>", "((", "“", "<!--"])
def test_ten_thousand_nested(nest: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nested.md"
    file.write_text(f"*The General Assembly*,\n\n*Recalling* its resolution {nest * 10_000}77/18{')' * 10_000},\n")
    started = time.perf_counter()
    code, said = ends(capsys, str(file))
    assert code in (0, 1)
    assert said == []
    assert time.perf_counter() - started < 10


def test_a_file_that_vanishes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("*Recalling* its resolution 77/18 of 21 November 2022,\n")
    (tmp_path / "b.md").write_text("*Recalling* its resolution 77/18 of 21 November 2022,\n")
    read = reading.read

    def vanishing(path: str, *rest: object, **more: object) -> object:
        (tmp_path / "b.md").unlink(missing_ok=True)
        return read(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(check_command, "read", vanishing)
    code, said = ends(capsys, "--select", "citation/date", str(tmp_path))
    assert code == 2
    assert said == [f"reslint: {tmp_path / 'b.md'}: no such file"]


def test_an_unreadable_folder_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "draft.md").write_text("*Recalling* its resolution 77/18 of 20 November 2022,\n")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    code = main(["check", "--select", "citation/date", "--format", "concise", str(tmp_path)])
    out, err = capsys.readouterr()
    assert code == 2
    assert "draft.md:1:37: error citation/date" in out
    assert err == f"reslint: {closed}: the folder cannot be read: Permission denied\n"


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/draft-\xe9.md")
    Path(file).write_text("*Recalling* its resolution 77/18 of 20 November 2022,\n")
    for form in ("text", "concise", "json", "sarif"):
        done = subprocess.run(
            [sys.executable, "-m", "reslint", "check", "--select", "citation/date", "--format", form, str(tmp_path)],
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        assert done.stderr == b""
        assert b"citation/date" in done.stdout


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"{n}.md").write_text("*Recalling* its resolution 77/18 of 20 November 2022,\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "reslint", "check", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) in (141, 1)
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said
