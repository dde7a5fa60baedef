"""PDF in: printed lines become paragraphs, and what is no part of the text is left out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reslint.cli.main import main
from reslint.finding import Edit
from reslint.resolution.parse import parse
from reslint.source.model import Source, SourceError
from reslint.source.pdf import process
from reslint.source.pdf.bidi import logical
from reslint.source.pdf.lines import Run
from reslint.source.read import load, read
from tests.source.paper import Words, pdf

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

SHARED = Path(__file__).resolve().parents[3] / "shared"
NO_DRAFTS = "" if (SHARED / "corpus" / "drafts").is_dir() else f"{SHARED} holds no draft PDFs"
NO_OFFICE = "" if shutil.which("soffice") else "LibreOffice is not installed"

FIRST = [
    Words(500, 740, "A/99/L.1"),
    Words(60, 28, "*9900001*"),
    Words(60, 700, "General Assembly", "bold", 20),
    Words(120, 640, "Tea and bread", "bold", 12),
    Words(147, 600, "The General Assembly", "italic"),
    Words(238, 600, ","),
    Words(147, 582, "Recalling", "italic"),
    Words(187, 582, " its resolution 77/18 of 21 November 2022 on the inter-"),
    Words(123, 570, "national trade in tea, which all of the international community drinks at every"),
    Words(123, 558, "meal,"),
    Words(146, 562, "1", size=6),
    Words(150, 558, "and its decision 78/505, in which it spoke of gender-"),
    Words(123, 546, "balanced"),
    Words(160, 546, " and twenty- "),
    Words(123, 534, "first"),
    Words(123, 90, "__________________"),
    Words(117, 79, "1", size=5.5),
    Words(123, 76, "See A/77/1 and its", size=8.5),
    Words(123, 66, "addenda.", size=8.5),
    Words(60, 40, "99-00001 (E)    010199"),
]
SECOND = [
    Words(60, 740, "A/99/L.1"),
    Words(123, 700, "delegations, of the kind that drinks no tea at all,"),
    Words(147, 680, "1."),
    Words(165, 680, "Requests", "italic"),
    Words(203, 680, " tea;"),
    Words(147, 662, "2."),
    Words(165, 662, "Decides", "italic"),
    Words(200, 662, " to drink it ;"),
    Words(60, 40, "2/2"),
]
READ = """A/99/L.1

General Assembly

Tea and bread

*The General Assembly*,

*Recalling* its resolution 77/18 of 21 November 2022 on the international trade in tea, which all of the \
international community drinks at every meal,[^1] and its decision 78/505, in which it spoke of gender-balanced \
and twenty-first delegations, of the kind that drinks no tea at all,

1. *Requests* tea;

2. *Decides* to drink it\u00a0;

[^1]: See A/77/1 and its addenda.

"""


@pytest.fixture(scope="module")
def source() -> Source:
    return load(pdf(FIRST, SECOND), "d.pdf")


def test_paragraphs_notes_and_hyphens(source: Source) -> None:
    assert source.text == READ


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("A/99/L.1", (1, 1, 1)),
        ("77/18", (1, 5, 26)),
        ("trade", (1, 6, 10)),
        ("delegations", (2, 1, 1)),
        ("2. ", (2, 3, 1)),
        ("A/77/1", (1, 11, 7)),
        ("addenda", (1, 12, 1)),
    ],
)
def test_places(source: Source, words: str, place: tuple[int, int, int]) -> None:
    at = source.text.index(words)
    assert tuple(source.where(at).values()) == place
    assert list(source.where(at)) == ["page", "line", "column"]
    assert source.label(at) == f"page {place[0]}, line {place[1]}"


def test_a_pdf_is_read_only(source: Source) -> None:
    assert source.origin is not None
    assert not source.origin.can_write(Edit(0, 1, "B"))
    assert source.raw_span(0, 1) is None


def test_findings_tell_page_and_line_and_fixes_are_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = pdf([*FIRST[:7], Words(187, 582, " its resolution 77/18 of 22 November 2022,")])
    Path("d.pdf").write_bytes(data)
    assert main(["check", "--no-config", "--select", "citation/date", "d.pdf"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("d.pdf: page 1, line 5: error[citation/date] PP 1: 77/18 was adopted on 21 November 2022")
    assert "to be put right by hand: write 21 November 2022: “22” → “21”" in out
    assert main(["fix", "--no-config", "--unsafe", "--select", "citation/date", "d.pdf"]) == 1
    assert "0 fixes made" in capsys.readouterr().err
    assert Path("d.pdf").read_bytes() == data
    assert main(["check", "--no-config", "--format", "sarif", "--select", "citation/date", "d.pdf"]) == 1
    assert '"message": {"text": "page 1, line 5"}' in capsys.readouterr().out


def test_a_table_and_columns_stay_apart() -> None:
    rows = [[Words(60, 700 - 14 * n, f"name {n}"), Words(400, 700 - 14 * n, f"value {n}")] for n in range(2)]
    text = load(pdf([words for row in rows for words in row]), "d.pdf").text
    assert text.split("\n\n") == ["name 0", "value 0", "name 1", "value 1", ""]


def test_a_page_that_is_a_picture_is_said() -> None:
    source = load(pdf(FIRST, [Words(9, 9, "scan")], [], SECOND, pictures=[0, 1]), "d.pdf")
    assert source.remarks == ("page 2: a picture without text, not read",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 and nothing else", "damaged or cut off"),
        (pdf(FIRST, SECOND)[:900], "damaged or cut off|without text"),
        (pdf([], [Words(1, 1, "p. 1")]), r"a PDF of pictures without text \(2 pages\)"),
    ],
)
def test_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=f"^d.pdf: .*({says})") as caught:
        load(data, "d.pdf")
    assert "\n" not in str(caught.value)


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIMEOUT", 0.001)
    with pytest.raises(SourceError, match="took more than"):
        load(pdf(FIRST), "d.pdf")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "find_spec", lambda name: None)
    with pytest.raises(SourceError, match=r"install the extra: pip install 'reslint\[pdf\]'"):
        load(pdf(FIRST), "d.pdf")


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("77/81 ريرقتلا", "التقرير 77/81"),  # a number keeps its direction
        (".(A/77/L.18) ريرقتلا", "التقرير (A/77/L.18)."),
        ("18 UN Women ريرقتلا", "التقرير UN Women 18"),
        (".A/77/277 ()2", "2() A/77/277."),
        ("28 November 2022", "28 November 2022"),  # no Arabic in the line
    ],
)
def test_text_from_the_right_is_put_into_reading_order(drawn: str, expected: str) -> None:
    runs = [Run(c, 6.0 * n, 6.0 * n + 6, 0, 10, 0) for n, c in enumerate(drawn) if c != " "]
    assert "".join(run.text for run in logical(runs)) == expected


@pytest.mark.skipif(bool(NO_DRAFTS), reason=NO_DRAFTS)
def test_draft_pdfs_cite_what_their_raw_text_cites() -> None:
    """A sample; `bench/formats.py` goes through all 60."""
    cited = missing = 0
    for path in sorted((SHARED / "corpus" / "drafts").glob("*.pdf"))[::6]:
        plain, printed = parse(read(path.with_suffix(".txt"))), parse(read(path))
        if plain is None or printed is None:
            continue
        ours = [(c.symbol, c.date and c.date.iso) for p in printed.paragraphs for c in p.citations]
        for found in [(c.symbol, c.date and c.date.iso) for p in plain.paragraphs for c in p.citations]:
            cited += 1
            if found in ours:
                ours.remove(found)
            else:
                missing += 1
    assert cited > 100
    assert missing <= cited * 0.01


@pytest.mark.skipif(bool(NO_OFFICE), reason=NO_OFFICE)
def test_arabic_as_libreoffice_prints_it(tmp_path: Path) -> None:
    page = (
        '<html lang="ar" dir="rtl"><meta charset="utf-8"><body dir="rtl" lang="ar">'
        "<p><i>إن الجمعية العامة</i>،</p>"
        "<p><i>إذ تشير</i> إلى قرارها 77/18 المؤرخ 21 تشرين الثاني/نوفمبر 2022 (A/77/L.18)، والأمم الأخرى،</p>"
        "<p>1 - <i>تطلب</i> إلى الأمين العام تقريرا.</p>"
    )
    (tmp_path / "d.html").write_text(page, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "d.html"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = read(tmp_path / "d.pdf").text
    assert "*إذ تشير* إلى قرارها 77/18 المؤرخ 21 تشرين الثاني/نوفمبر 2022 (A/77/L.18)، والأمم الأخرى،" in text
    assert "1 - *تطلب* إلى الأمين العام تقريرا." in text
