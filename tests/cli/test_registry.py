from __future__ import annotations

import json
from pathlib import Path

import pytest

from reslint.cli.main import main


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("written", "symbol"),
    [("77/18", "A/RES/77/18"), ("3369 (XXX)", "A/RES/3369(XXX)"), ("1624 (2005)", "S/RES/1624(2005)"),
     ("2005/11", "E/RES/2005/11"), ("S-30/1", "A/RES/S-30/1"), ("16/18", "A/HRC/RES/16/18"),
     ("A/HRC/RES/16/18", "A/HRC/RES/16/18")],
)  # fmt: skip
def test_show_takes_any_written_form(capsys: pytest.CaptureFixture[str], written: str, symbol: str) -> None:
    code, out, _ = said(capsys, "registry", "show", written)
    assert code == 0
    assert f"symbol    {symbol}\n" in out


def test_show_tells_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "registry", "show", "77/18")
    assert "adopted   21 November 2022 (evidence A" in out
    assert "previous  75/16 of 23 November 2020" in out
    assert "next      79/9 of 18 November 2024" in out
    assert "draft     A/77/L.18" in out


def test_show_as_of(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "registry", "show", "77/18", "--as-of", "2021-01-01")
    assert "not yet adopted on 1 January 2021" in out
    assert "37/4 to 75/16" in out


def test_show_another_body(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "registry", "show", "48/25", "--body", "HRC")
    assert "A/HRC/RES/48/25" in out
    _, out, _ = said(capsys, "registry", "show", "48/25")
    assert "A/HRC/RES/48/25 also exists" in out


def test_show_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "registry", "show", "77/18", "77/999", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["version"], answer["unknown"]) == (1, 1, ["77/999"])
    assert answer["resolutions"][0]["adopted"] == "2022-11-21"
    assert answer["resolutions"][0]["series"][0]["next"] == "A/RES/79/9"


@pytest.mark.parametrize(
    ("written", "why"),
    [("77/999", "the last number of that session is 77/338"), ("2005/190", "does not hold all resolutions")],
)
def test_show_says_why_it_is_unknown(capsys: pytest.CaptureFixture[str], written: str, why: str) -> None:
    code, _, err = said(capsys, "registry", "show", written)
    assert code == 1
    assert why in err


def test_search_and_series(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "registry", "search", "islamic", "cooperation", "--limit", "2")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()] == ["79/9", "77/18"]
    for topic in ("Organization of Islamic Cooperation", "77/18"):
        code, out, _ = said(capsys, "registry", "series", topic)
        assert code == 0
        assert out.splitlines()[0].endswith("Organization of Islamic Cooperation: 32 resolutions")
        assert len(out.splitlines()) == 33
    code, _, err = said(capsys, "registry", "series", "no such thing")
    assert (code, err) == (1, "reslint: no series is known for 'no such thing'\n")


def test_import_reports_conflicts_and_replaces_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.csv"
    file.write_text("symbol,adopted\n77/18,2022-11-20\n90/1,2035-10-01\n", "utf-8")
    code, out, err = said(capsys, "registry", "import", str(file))
    assert code == 1
    assert "'2022-11-21' kept, against '2022-11-20'" in err
    assert "1 added" in out
    assert "21 November 2022" in said(capsys, "registry", "show", "77/18")[1]
    assert "1 October 2035" in said(capsys, "registry", "show", "90/1")[1]
    code, _, err = said(capsys, "registry", "import", str(file), "--replace")
    assert code == 0
    assert "'2022-11-21' replaced by '2022-11-20'" in err
    assert "20 November 2022" in said(capsys, "registry", "show", "77/18")[1]


def test_build_learns_from_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "90-7.md").write_text(
        "A/RES/90/7\n\nResolution adopted by the General Assembly on 1 October 2035\n\n### 90/7. Peace at last\n\n"
        "*The General Assembly*,\n\n*Recalling* its resolution 89/4 of 5 October 2034,\n\n1. *Decides* so.\n",
        "utf-8",
    )
    (folder / "readme.txt").write_text("Nothing here.\n", "utf-8")
    target = tmp_path / "learnt.sqlite"
    code, out, _ = said(capsys, "registry", "build", str(folder), "--output", str(target))
    assert code == 0
    assert out.startswith("1 adopted text read")
    shown = said(capsys, "registry", "show", "90/7", "89/4", "--registry", str(target))[1]
    assert "Peace at last" in shown
    assert "5 October 2034 (evidence C" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["registry", "show", "foo"], "is no symbol of a resolution"),
        (["registry", "import", "{tmp}/none.csv"], "no such file"),
        (["registry", "import", "{tmp}"], "cannot be read"),
        (["registry", "import", "{tmp}/damaged"], "cannot be read"),
        (["registry", "build", "{tmp}/none"], "no such folder"),
        (["registry", "build", "{tmp}/empty"], "no adopted text"),
        (["registry", "show", "77/18", "--registry", "{tmp}/damaged"], "is no registry that can be read"),
        (["recall", "x", "--lang", "tlh"], "--lang tlh"),
    ],
)
def test_bad_input_is_one_sentence_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    (tmp_path / "damaged").write_bytes(b"\xff\xfedamaged")
    (tmp_path / "empty").mkdir()
    code, out, err = said(capsys, *(a.format(tmp=tmp_path) for a in arguments))
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Recalling its resolutions 37/4 of 22 October 1982, 38/4", " 2022 and 79/9 of 18 November 2024,\n"),
        ("fr", "Rappelant ses résolutions 37/4 du 22 octobre 1982, 38/4", " 2022 et 79/9 du 18 novembre 2024,\n"),
        ("ar", "إذ تشير إلى قراراتها 37/4 المؤرخ 22 تشرين", " 2022، و 79/9 المؤرخ 18 تشرين الثاني/نوفمبر 2024،\n"),
    ],
)  # fmt: skip
def test_recall(capsys: pytest.CaptureFixture[str], language: str, first: str, last: str) -> None:
    code, out, _ = said(capsys, "recall", "Cooperation … Islamic Cooperation", "--lang", language)
    assert code == 0
    assert out.startswith(first)
    assert out.endswith(last)


def test_recall_as_of(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "recall", "67/264", "--as-of", "2013-05-17")
    assert out.endswith(" and 65/140 of 16 December 2010,\n")


def test_recall_asks_which(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "recall", "Islamic")
    assert (code, out) == (1, "")
    assert "names 3 series" in err
