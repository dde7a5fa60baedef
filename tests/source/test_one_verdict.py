"""One text, one verdict: the same draft in every format gets the same findings."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reslint import rules
from reslint.engine import examine
from reslint.registry.store import Registry
from reslint.source.model import Source
from reslint.source.read import load, read

CASES: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "cases" / "verdict.yaml").read_text(encoding="utf-8")
)
NO_OFFICE = "" if shutil.which("soffice") else "LibreOffice is not installed (Debian: libreoffice-writer)"
# What LibreOffice makes of the HTML, and in which languages: each takes seconds.
OFFICE = [
    ("pdf", "en"), ("pdf", "fr"), ("pdf", "ar"), ("docx", "en"), ("docx", "ar"),
    ("odt", "ar"), ("doc", "fr"), ("rtf", "en"),
]  # fmt: skip
AKN_ITALICS = '<span class="italic">{}</span>'


def lines(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a case with their kinds: title, note (label and text), paragraph."""
    for line in filter(None, text.split("\n")):
        if line.startswith("### "):
            yield "title", line[4:]
        else:
            yield ("note" if line.startswith("[^") else "paragraph"), line


def marked_up(text: str, italics: str, note: Callable[[str], str]) -> str:
    """Inline Markdown in other markup. `italics`: with {} for the words."""
    shown = re.sub(r"\*([^*]+)\*", lambda m: italics.format(m[1]), html.escape(text, quote=False))
    return re.sub(r"\[\^(\d+)\]", lambda m: note(m[1]), shown)


def as_html(case: dict[str, Any]) -> str:
    def mark(n: str) -> str:
        return f'<a class="sdfootnoteanc" name="sdfootnote{n}anc" href="#sdfootnote{n}sym"><sup>{n}</sup></a>'

    turned, edge = ("rtl", "right") if case["lang"] == "ar" else ("ltr", "left")
    body = []
    for kind, text in lines(case["text"]):
        if kind == "note":
            label, words = re.fullmatch(r"\[\^(\d+)\]: (.*)", text).groups()  # type: ignore[union-attr]
            back = f'<a class="sdfootnotesym" name="sdfootnote{label}sym" href="#sdfootnote{label}anc">{label}</a> '
            body.append(f'<div id="sdfootnote{label}"><p>{back}{marked_up(words, "<i>{}</i>", mark)}</p></div>')
        else:
            tag = "h3" if kind == "title" else "p"
            body.append(f'<{tag} align="{edge}">{marked_up(text, "<i>{}</i>", mark)}</{tag}>')
    head = f'<html lang="{case["lang"]}" dir="{turned}"><head><meta charset="utf-8"></head>'
    return f'{head}<body lang="{case["lang"]}" dir="{turned}">' + "\n".join(body) + "</body></html>"


def as_akn(case: dict[str, Any]) -> str:
    notes = dict(re.findall(r"(?m)^\[\^(\d+)\]: (.*)", case["text"]))

    def note(n: str) -> str:
        words = marked_up(notes[n], AKN_ITALICS, note)
        return f'<authorialNote marker="{n}"><p>{words}</p></authorialNote>'

    parts: dict[str, list[str]] = {"preface": [], "preamble": [], "mainBody": []}
    for kind, text in lines(case["text"]):
        label, words = re.fullmatch(r"((?:\d+(?:\.| -)|\([a-z]\)) )?(.*)", text).groups()  # type: ignore[union-attr]
        shown = f"<p>{marked_up(words, AKN_ITALICS, note)}</p>"
        if kind == "title":
            parts["preface"].append(f"<p>{html.escape(text)}</p>")
        elif kind == "paragraph" and label:
            parts["mainBody"].append(f"<paragraph><num>{label}</num><content>{shown}</content></paragraph>")
        elif kind == "paragraph":
            parts["preamble"].append(f"<container>{shown}</container>")
    inside = "".join(f"<{name}>{''.join(found)}</{name}>" for name, found in parts.items())
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return f'<akomaNtoso xmlns="{space}"><statement>{inside}</statement></akomaNtoso>'


def verdict(source: Source, registry: Registry) -> list[tuple[str, str, str]]:
    """Rule, paragraph and message of each finding."""
    report = examine(source, rules.load(), registry)
    assert report.resolution is not None
    return [(f.rule, f.path, re.sub(r"line \d+", "", f.message)) for f in report.findings]


def expected(lang: str, registry: Registry) -> list[tuple[str, str, str]]:
    case = next(case for case in CASES if case["lang"] == lang)
    return verdict(Source("d.md", case["text"]), registry)


def with_marks(findings: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What is left of the findings in a format that knows no note without a mark."""
    return [finding for finding in findings if finding[0] != "footnote/unreferenced"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["lang"]))
def test_markdown_finds_what_the_case_says(case: dict[str, Any], shipped_registry: Registry) -> None:
    assert [rule for rule, _, _ in expected(case["lang"], shipped_registry)] == case["finds"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["lang"]))
def test_html(case: dict[str, Any], shipped_registry: Registry) -> None:
    """A note without a mark is no note there, but a paragraph: what links to it makes it one."""
    source = load(as_html(case).encode(), "d.html")
    assert verdict(source, shipped_registry) == with_marks(expected(case["lang"], shipped_registry))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["lang"]))
def test_akoma_ntoso(case: dict[str, Any], shipped_registry: Registry) -> None:
    """A note without a mark cannot be written there: notes stand where their marks are."""
    source = load(as_akn(case).encode(), "d.xml")
    assert verdict(source, shipped_registry) == with_marks(expected(case["lang"], shipped_registry))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cases as LibreOffice writes them."""
    folder = tmp_path_factory.mktemp("office")
    for case in CASES:
        (folder / f"{case['lang']}.html").write_text(as_html(case), encoding="utf-8")
    program = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    for form in dict.fromkeys(form for form, _ in OFFICE):
        files = [f"{lang}.html" for other, lang in OFFICE if other == form]
        command = [*program, "--infilter=HTML (StarWriter)", "--convert-to", form, *files]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.skipif(bool(NO_OFFICE), reason=NO_OFFICE)
@pytest.mark.parametrize(("form", "lang"), OFFICE)
def test_as_libreoffice_writes_it(form: str, lang: str, printed: Path, shipped_registry: Registry) -> None:
    """A note without a mark is no note there, either: LibreOffice leaves it out."""
    if form == "pdf" and find_spec("pypdfium2") is None:
        pytest.skip("the extra pdf is not installed")
    found = verdict(read(printed / f"{lang}.{form}"), shipped_registry)
    assert found == with_marks(expected(lang, shipped_registry))
