"""Word files on the command line: check, fix, review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reslint.cli.main import main
from reslint.source.docx import read
from tests.source.docx.build import docx, part

# As the templates of the United Nations have it: header of the first page, cover in a table, typed numbers, tabs.
HEADER = "<w:p><w:r><w:t>A/C.3/80/L.34</w:t></w:r></w:p>"
BODY = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>General Assembly</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Distr.: Limited"
    "</w:t><w:br/><w:t>5 November 2025</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:t>Eightieth session</w:t></w:r></w:p><w:p><w:r><w:t>Agenda item 71 (b)</w:t></w:r></w:p>"
    "<w:p><w:r><w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>The General Assembly</w:t></w:r><w:r><w:t>,</w:t></w:r>"
    "</w:p>"
    "<w:p><w:r><w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space='preserve'> its "
    "resolution 77/18 of 20 November 2022,</w:t></w:r></w:p>"
    "<w:p><w:r><w:tab/><w:t>1.</w:t><w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Welcomes</w:t></w:r><w:r><w:t "
    "xml:space='preserve'> the report</w:t></w:r></w:p>"
    "<w:p><w:r><w:tab/><w:t>2.</w:t><w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Decides</w:t></w:r><w:r><w:t "
    "xml:space='preserve'> to remain seized of the matter.</w:t></w:r></w:p>"
    "<w:sectPr><w:headerReference w:type='first' r:id='header'/><w:titlePg/></w:sectPr>"
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "draft.docx"
    file.write_bytes(docx(BODY, header=HEADER))
    return file


def test_check_tells_paragraph_and_words(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "draft.docx"]) == 1
    out = capsys.readouterr().out
    assert "draft.docx: paragraph 6: error[citation/date] PP 1: 77/18 was adopted on 21 November 2022" in out
    assert "draft.docx: paragraph 7: warning[operative/punctuation] OP 1" in out


def test_json_tells_the_paragraph_of_the_resolution_and_that_of_the_file(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "draft.docx", "--format", "json"])
    first = json.loads(capsys.readouterr().out)["files"][0]["findings"][0]
    assert (first["paragraph"], first["file_paragraph"], first["run"], first["character"]) == ("PP 1", 6, 3, 26)


def test_a_review_can_go_to_standard_output(draft: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["review", "draft.docx", "--output", "-"]) == 1
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"PK")
    assert err.startswith(b"draft.docx: ")
    assert [file.name for file in draft.parent.iterdir()] == ["draft.docx"]


def test_a_review_without_a_rule_writes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "draft.docx", "--select", "citation", "--ignore", "citation"]) == 2
    assert capsys.readouterr().err.startswith("reslint: draft.docx: no rule was left to run")
    assert [file.name for file in draft.parent.iterdir()] == ["draft.docx"]


def test_changes_can_be_left_out_of_account(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = "77/18 of 20 November 2022,", "<w:r><w:t>77/18 of 21 November 2022,</w:t></w:r>"
    deleted = f"<w:r><w:delText>{old}</w:delText></w:r>"
    tracked = f"</w:t></w:r><w:del w:id='1' w:author='A'>{deleted}</w:del><w:ins w:id='2' w:author='A'>{new}</w:ins>"
    draft.write_bytes(docx(BODY.replace(f"{old}</w:t></w:r>", tracked), header=HEADER))
    assert main(["check", "draft.docx"]) == 0
    assert main(["check", "draft.docx", "--original"]) == 1
    out = capsys.readouterr().out
    assert "not on 20 November 2022" in out
    assert "`reslint fix --unsafe` puts" not in out  # what was read as before is not written


def test_dump_reads_cover_and_header(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dump", "draft.docx"]) == 0
    out = capsys.readouterr().out
    for fact in ("A/C.3/80/L.34", "GA", "2025-11-05", "71 (b)", "PP 1", "OP 2"):
        assert fact in out


def test_review_leaves_the_draft_alone_and_can_be_done_again(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = draft.read_bytes()
    assert main(["review", "draft.docx"]) == 1
    assert "draft.reviewed.docx: 2 comments, 1 fix as a tracked change" in capsys.readouterr().err
    assert draft.read_bytes() == before
    reviewed = draft.with_name("draft.reviewed.docx")
    comments = part(reviewed.read_bytes(), "word/comments.xml")
    assert comments.count("<w:comment ") == 2
    for said in ("citation/date (error), PP 1", "Why: ", "Authority: Registry of adopted", "Suggested: write 21 Nov"):
        assert said in comments
    body = part(reviewed.read_bytes(), "word/document.xml")
    assert body.count("<w:ins ") == 1
    assert "<w:del " not in body
    assert main(["review", "draft.docx", "--exit-zero"]) == 0  # the same again
    assert main(["review", "draft.reviewed.docx", "--output", "again.docx"]) == 1
    assert "again.docx: 0 comments, 0 fixes as tracked changes, 1 finding told" in capsys.readouterr().err
    assert Path("again.docx").read_bytes() == reviewed.read_bytes()


def test_review_unsafe(draft: Path) -> None:
    assert main(["review", "draft.docx", "--unsafe", "--output", "r.docx", "--exit-zero"]) == 0
    assert "of 21 November 2022," in read(Path("r.docx").read_bytes(), "r").text
    assert "of 20 November 2022," in read(Path("r.docx").read_bytes(), "r", original=True).text


def test_a_reviewed_file_that_was_worked_on_is_kept(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = draft.with_name("draft.reviewed.docx")
    other.write_bytes(docx(BODY, header=HEADER, settings=""))
    before = other.read_bytes()
    assert main(["review", "draft.docx"]) == 2
    assert "draft.reviewed.docx: has been worked on since it was reviewed" in capsys.readouterr().err
    assert other.read_bytes() == before
    assert main(["review", "draft.docx", "--output", "draft.reviewed.docx", "--exit-zero"]) == 0
    assert other.read_bytes() != before


def test_fix_writes_into_the_file(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "draft.docx", "--diff", "--exit-zero"]) == 0
    assert "+\t1.\t*Welcomes* the report;" in capsys.readouterr().out
    assert main(["fix", "draft.docx", "--unsafe"]) == 0
    assert main(["check", "draft.docx"]) == 0
    assert "<w:ins" not in part(draft.read_bytes(), "word/document.xml")


def test_a_comment_silences(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked = BODY.replace(
        "<w:t xml:space='preserve'> its ", "<w:commentReference w:id='0'/><w:t xml:space='preserve'> its "
    )
    words = "<w:p><w:r><w:t>reslint: ignore citation/date -- {}</w:t></w:r></w:p>"
    said = f"<w:comment w:id='0' w:author='A'>{words}</w:comment>"
    draft.write_bytes(docx(marked, header=HEADER, comments=said.format("as in the letter")))
    assert main(["check", "draft.docx"]) == 0
    assert "1 suppressed" in capsys.readouterr().out
    draft.write_bytes(docx(marked, header=HEADER, comments=said.format("")))
    assert main(["check", "draft.docx"]) == 0
    assert "suppression/reason" in capsys.readouterr().out


def test_review_is_for_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "d.md"
    file.write_text("*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n")
    assert main(["review", str(file)]) == 2
    assert "no .docx file" in capsys.readouterr().err
    assert main(["review", str(file), "--output", "a", "b"]) == 2


def test_a_plain_text_is_checked_without_any_of_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    file = tmp_path / "d.md"
    file.write_text("*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 21 November 2022,\n")
    code = (
        "import sys; from reslint.cli.main import main; main(['check', sys.argv[1]]); "
        "print(sorted(m for m in sys.modules if 'docx' in m or m in ('zipfile', 'pyexpat')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
