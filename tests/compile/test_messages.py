"""Messages in other languages than English: complete, and with the same placeholders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reslint.compile.messages import compile_messages
from reslint.data import rules_folder
from reslint.errors import UserError
from reslint.language import CODES

RULES = [{"id": "a/b", "messages": {"found": {"en": "{written} is wrong"}, "lost": {"en": "it is lost"}}}]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "messages").mkdir()
    (tmp_path / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    return tmp_path


def test_every_language_is_there() -> None:
    assert {file.stem for file in (rules_folder() / "messages").iterdir()} == {*CODES} - {"en"}


def test_what_is_written(place: Path) -> None:
    (place / "messages" / "fr.yaml").write_text('a/b: {found: "{written} : erreur", lost: "perdu"}\n', encoding="utf-8")
    compile_messages(place, place)
    written = json.loads((place / "messages-fr.json").read_text(encoding="utf-8"))
    assert written == {"a/b": {"found": "{written} : erreur", "lost": "perdu"}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('a/b: {found: "{written}"}', "a/b: lost: not translated"),
        ('a/b: {found: "{written}", lost: x, more: x}', "a/b: more: there is no such message"),
        ('a/b: {found: "{writen}", lost: x}', "a/b: found: other placeholders"),
    ],
)
def test_faults(place: Path, text: str, fault: str) -> None:
    (place / "messages" / "fr.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=f"fr.yaml: {fault}"):
        compile_messages(place, place)
