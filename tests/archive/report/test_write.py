"""The folder of a report: escaped, whole or not at all, and never in the place of what is not ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reslint import data
from reslint.archive.report.collect import Part
from reslint.archive.report.write import script, why_not, write
from reslint.errors import UserError
from tests.archive.report.texts import report


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("</script><!--", None),
        ("line\u2028and\u2029paragraph", None),
        ("\u202eright to left\u2066\u200f", None),
        ('"quoted" \\ and\n\t\x00', None),
        ("lone \ud800 surrogate \udfff", "lone \ufffd surrogate \ufffd"),
        ("😀", None),
    ],
)
def test_texts_stay_texts(text: str, shown: str | None) -> None:
    line = script(Part("words-0", [text]))
    assert line.startswith('reslint("words-0",[')
    assert line.endswith("]);\n")
    assert not set("<>\u2028\u2029") & set(line)
    assert line.count("\n") == 1
    line.encode()
    assert json.loads(line[line.index(",") + 1 : -3]) == [shown or text]


PAGE = '<meta name="generator" content="reslint archive report 0.1.0">'


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, ""),
        ({"index.html": PAGE, "report.js": "", "data/texts.js": "", "data/words-12.js": ""}, ""),
        ({"notes.txt": ""}, "holds something else"),
        ({"index.html": "<title>mine</title>"}, "holds something else"),
        ({"index.html": PAGE, "notes.txt": ""}, "notes.txt lies, too"),
        ({"index.html": PAGE, "data/mine.csv": ""}, "data/mine.csv lies, too"),
    ],
)
def test_only_our_own_is_replaced(files: dict[str, str], why: str, tmp_path: Path, bundle: None) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    said = why_not(str(folder))
    assert why in said
    assert bool(why) == bool(said)
    if why:
        with pytest.raises(UserError, match=why):
            write(str(folder), [])
        assert {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()} == files
    else:
        write(str(folder), [Part("texts", [1])])
        assert sorted(os.listdir(folder / "data")) == ["texts.js"]
    assert sorted(os.listdir(tmp_path)) == ["bundle", "report"]


def test_a_file_is_no_folder(tmp_path: Path, bundle: None) -> None:
    (tmp_path / "report").write_text("mine")
    with pytest.raises(UserError, match="a file, where a folder is wanted"):
        write(str(tmp_path / "report"), [])
    assert (tmp_path / "report").read_text() == "mine"


def test_what_fails_leaves_the_old_report(tmp_path: Path, bundle: None, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "report"
    write(str(folder), [Part("texts", ["old"])])

    def failing() -> Iterator[Part]:
        yield Part("texts", ["new"])
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match="cannot be written: No space left on device"):
        write(str(folder), failing())
    rename = os.rename

    def refused(old: str, new: str) -> None:
        if old.endswith(".new"):
            raise OSError(13, "Permission denied")
        rename(old, new)

    monkeypatch.setattr(os, "rename", refused)
    with pytest.raises(UserError, match="cannot be written: Permission denied"):
        write(str(folder), [Part("texts", ["new"])])
    assert "old" in (folder / "data" / "texts.js").read_text()
    assert sorted(os.listdir(tmp_path)) == ["bundle", "report"]


def test_through_a_link(tmp_path: Path, bundle: None) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "report").symlink_to("real")
    write(str(tmp_path / "report"), [])
    assert (tmp_path / "report").is_symlink()
    assert (tmp_path / "real" / "index.html").exists()


def test_where_the_page_is_not_built(
    database: Path, tmp_path: Path, bundle: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(data.place("report.js")).unlink()
    code, out, err = report(database, tmp_path / "report")
    assert (code, out) == (2, "")
    assert "`make page` does it" in err
    assert not (tmp_path / "report").exists()


def test_the_command(database: Path, tmp_path: Path, bundle: None) -> None:
    folder = tmp_path / "report"
    code, out, err = report(database, folder)
    assert (code, err) == (0, "")
    assert out.startswith(f"{folder}/index.html: 8 findings, ")
    written = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    assert written == [
        "data/citations.js", "data/files.js", "data/findings.js", "data/overview.js", "data/series-0.js",
        "data/series.js", "data/texts.js", "data/words-0.js", "index.html", "licences.txt", "report.css", "report.js",
    ]  # fmt: skip
    assert f" {len(written)} files, " in out
    assert report(database, folder)[0] == 0  # an old one is replaced
    code, _, err = report(database, folder, "--run", "7")
    assert (code, err) == (2, "reslint: no run 7 in it; `reslint archive query runs` lists them\n")
    assert (folder / "index.html").exists()
