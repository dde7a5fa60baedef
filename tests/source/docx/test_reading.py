"""What is read of a Word file: one case an entry of `cases/reading.yaml`. `paragraphs` stands for a body of paragraphs
"x", each with the number and level of its list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reslint.source.docx import read
from reslint.source.docx.numerals import numeral
from reslint.source.docx.origin import Word
from tests.source.docx.build import ROOTS, docx

CASES = YAML(typ="safe").load(Path(__file__).parent / "cases" / "reading.yaml")


def body_of(case: dict[str, Any]) -> str:
    if "body" in case:
        return "".join(line for line in case["body"].split("\n"))
    return "".join(
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{place[1]}'/><w:numId w:val='{place[0]}'/></w:numPr></w:pPr>"
        "<w:r><w:t>x</w:t></w:r></w:p>"
        if place
        else "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
        for place in case["paragraphs"]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "body", "paragraphs", "text", "original", *ROOTS}
    others = {name: case[name] for name in ROOTS if name in case}
    data = docx(body_of(case), **others)
    source = read(data, "d.docx")
    assert source.text == case["text"] + "\n\n"
    if "original" in case:
        assert read(data, "d.docx", original=True).text == case["original"] + "\n\n"
    assert isinstance(source.origin, Word)
    for piece in source.origin.rendered.pieces:
        if piece.atom.kind == "text":  # every character of the text is that character of the file
            shown = piece.atom.node.text.translate({10: " ", 13: " ", 9: " "})
            assert source.text[piece.start : piece.end] == shown[piece.at : piece.at + piece.end - piece.start]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (26, "lowerLetter", "z"), (28, "lowerLetter", "bb"),
        (3, "arabicAbjad", "ج"), (3, "arabicAlpha", "ت"), (22, "ordinal", "22nd"), (112, "ordinal", "112th"),
        (7, "decimalZero", "07"), (5, "none", ""), (5, "noSuchForm", "5"), (2, "chicago", "†"), (0, "lowerLetter", "0"),
        (9_999_999, "lowerRoman", "9999999"),
    ],
)  # fmt: skip
def test_numerals(number: int, form: str, shown: str) -> None:
    assert numeral(number, form) == shown


def test_places() -> None:
    data = docx(
        "<w:p/><w:p><w:r><w:t>ab</w:t></w:r><w:r><w:t>cd</w:t><w:tab/><w:t>ef</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
        footnotes="<w:footnote w:id='1'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>",
    )
    source = read(data, "d.docx")
    at = source.text.index
    assert source.where(at("b")) == {"file_paragraph": 2, "run": 1, "character": 2}
    assert source.where(at("f")) == {"file_paragraph": 2, "run": 2, "character": 5}
    assert source.label(at("f")) == "paragraph 2"
    assert source.label(at("note")) == "footnote 1"
