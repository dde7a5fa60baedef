"""One text, one verdict: ten resolutions in three languages as Word files by two writers give the findings that they
give as Markdown; and LibreOffice agrees on what a review has put into them."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reslint.engine import examine
from reslint.finding import Edit, Finding
from reslint.fix import encoded, fix
from reslint.registry.store import Registry
from reslint.report.advice import advised
from reslint.review import review
from reslint.rules import Rule
from reslint.rules import load as load_rules
from reslint.source.docx import read
from reslint.source.docx.origin import Word
from reslint.source.docx.write import Remark, written
from reslint.source.model import Source
from reslint.source.read import decode, load
from tests.source.docx.build import docx
from tests.source.docx.test_writing import NOTES, RICH
from tests.source.docx.writers import by_hand, converted, draft_of, flat_odt, soffice

SHARED = Path(__file__).parents[4] / "shared"
OFFICE_PYTHON = Path("/usr/bin/python3")
NAMES = ("75_102", "75_194", "75_281", "76_114", "76_2", "76_265", "77_115", "77_222", "77_297", "78_138")
LANGUAGES = ("en", "fr", "ar")
TODAY = date(2026, 1, 1)  # lists have gone on since

needs_shared = pytest.mark.skipif(not (SHARED / "bench" / "akn.py").exists(), reason="../shared is not there")
needs_office = pytest.mark.skipif(
    soffice() is None, reason="LibreOffice is not installed (Debian: libreoffice-writer, python3-uno)"
)
TEXTS = [pytest.param(name, lang, id=f"{name} {lang}") for name in NAMES for lang in LANGUAGES]


def markdown(name: str, lang: str) -> str:
    """The resolution in Markdown, with faults planted in it."""
    sys.path.insert(0, str(SHARED / "bench"))
    try:
        import akn  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    draft = akn.read(SHARED / "corpus" / "akn" / lang / f"A_RES_{name}.xml", lang)
    return faulty(draft.render())


def faulty(text: str) -> str:
    """Wrong days, marks left out, plain opening phrases, doubled blanks: every few lines one."""
    lines = text.split("\n")
    for i in range(32, len(lines)):
        line = lines[i]
        if line.startswith("[^"):
            continue
        if i % 6 == 0:
            line = re.sub(r"(?<![\d/])(?:[1-9]|1\d)(?= \w{3,}[ /])", lambda m: str(int(m[0]) + 7), line, count=2)
        if i % 10 == 2 and line[-1:] in ",;،؛":
            line = line[:-1]
        if i % 14 == 4:
            line = re.sub(r"\*([^*]+)\*", r"\1", line, count=1)
        if i % 16 == 8:
            line = line.replace(" the ", " the  ", 1).replace(" de ", " de  ", 1)
        lines[i] = line
    return "\n".join(lines)


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules(())}


def lint(source: Source, rules: dict[str, Rule], registry: Registry) -> tuple[Finding, ...]:
    return advised(examine(source, tuple(rules.values()), registry, TODAY)).findings


def told(source: Source, rules: dict[str, Rule], registry: Registry) -> list[tuple[str, ...]]:
    """The findings with the words that they are about, without markup."""
    found = examine(source, tuple(rules.values()), registry, TODAY).findings
    return sorted(
        (f.rule, f.severity, f.path, f.message, re.sub(r"[*\\]", "", source.text[f.start : f.end])) for f in found
    )


@needs_shared
@pytest.mark.parametrize(("name", "lang"), TEXTS)
def test_python_docx(name: str, lang: str, rules: dict[str, Rule], shipped_registry: Registry) -> None:
    text = markdown(name, lang)
    data = by_hand(draft_of(text, right_to_left=lang == "ar"))
    expected = told(decode(text.encode(), "d.md"), rules, shipped_registry)
    assert told(load(data, "d.docx"), rules, shipped_registry) == expected


@pytest.fixture(scope="module")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all texts as Word files by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name in NAMES:
        for lang in LANGUAGES:
            file = folder / f"{name}.{lang}.fodt"
            file.write_text(flat_odt(draft_of(markdown(name, lang), right_to_left=lang == "ar")), encoding="utf-8")
            files.append(file)
    converted(files, "docx", folder, folder / "profile")
    return folder


@needs_shared
@needs_office
def test_libreoffice(office_files: Path, rules: dict[str, Rule], shipped_registry: Registry) -> None:
    found = 0
    for name in NAMES:
        for lang in LANGUAGES:
            expected = told(decode(markdown(name, lang).encode(), "d.md"), rules, shipped_registry)
            source = load((office_files / f"{name}.{lang}.docx").read_bytes(), "d.docx")
            assert told(source, rules, shipped_registry) == expected, (name, lang)
            found += len(expected)
    assert found > 150


def words(source: Source, finding: Finding) -> str:
    """The words of the file at which its comment stands: those that it is about, or the mark of the note they are in."""
    if finding.path.startswith("footnote "):
        return finding.path.removeprefix("footnote ")
    return re.sub(r"[*\\]|\[\^\w+\]", "", source.text[finding.start : finding.end])


class Case(NamedTuple):
    """A file as it was, reviewed and fixed; `changed`: the text after all fixes."""

    name: str
    before: Source
    reviewed: Path
    fixed: Path
    original: Path
    words: list[str]  # those of the findings


@pytest.fixture(scope="module")
def cases(
    office_files: Path, rules: dict[str, Rule], shipped_registry: Registry, tmp_path_factory: pytest.TempPathFactory
) -> list[Case]:
    """Six files, two a language, one by each writer, with all fixes."""
    folder, look = tmp_path_factory.mktemp("reviewed"), partial(lint, rules=rules, registry=shipped_registry)
    made: list[Case] = []
    for name, lang in [("75_194", "ar"), ("77_222", "ar"), ("78_138", "en"), ("76_114", "en"), ("76_265", "fr"), ("75_281", "fr")]:  # fmt: skip
        hand = len(made) % 2 == 0
        data = (
            by_hand(draft_of(markdown(name, lang), right_to_left=lang == "ar"))
            if hand
            else (office_files / f"{name}.{lang}.docx").read_bytes()
        )
        source = load(data, "d.docx")
        done = review(source, look, rules, unsafe=True)
        paths = [folder / f"{name}-{what}.docx" for what in ("reviewed", "fixed", "original")]
        for path, content in zip(paths, (done.data, encoded(fix(source, look, unsafe=True).source), data), strict=True):
            path.write_bytes(content)
        made.append(Case(name, source, paths[0], paths[1], paths[2], [words(source, f) for f in look(source)]))
    return made


@pytest.fixture(scope="module")
def seen(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, dict[str, Any]]:
    """What LibreOffice sees in the files."""
    return looked_at(
        [path for case in cases for path in (case.reviewed, case.fixed, case.original)],
        tmp_path_factory.mktemp("profile"),
    )


def looked_at(files: list[Path], profile: Path) -> dict[Path, dict[str, Any]]:
    """What `office.py` says of the files."""
    script = Path(__file__).parent / "office.py"
    result = subprocess.run(
        [str(OFFICE_PYTHON), str(script), str(profile), *map(str, files)],
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    return dict(zip(files, json.loads(result.stdout), strict=True))


can_show_comments = pytest.mark.skipif(
    not any(Path("/usr/lib/libreoffice/share/config/soffice.cfg").glob("modules/swriter/ui/annotation.ui")),
    reason="this LibreOffice cannot show comments (Debian: libreoffice-writer in the place of -nogui)",
)


@needs_shared
@needs_office
@can_show_comments
def test_libreoffice_agrees(cases: list[Case], seen: dict[Path, dict[str, Any]]) -> None:
    for case in cases:
        reviewed, fixed, original = seen[case.reviewed], seen[case.fixed], seen[case.original]
        assert reviewed["changes"] > 0
        assert reviewed["accepted"] == fixed["shown"], case.name
        assert reviewed["rejected"] == original["shown"], case.name
        # Italics and numbers, too: what LibreOffice writes after accepting all is read as what it makes of the fixed.
        for what, other in (("accepted", fixed), ("rejected", original)):
            text = load(Path(reviewed[f"{what}-file"]).read_bytes(), "d.docx").text
            assert text == load(Path(other["shown-file"]).read_bytes(), "d.docx").text, case.name
        assert reviewed["accepted-left"] == reviewed["rejected-left"] == 0
        assert {comment["author"] for comment in reviewed["comments"]} == {"reslint"}
        assert sorted(comment["words"] for comment in reviewed["comments"]) == sorted(case.words), case.name


@needs_shared
def test_a_review_is_undone_and_done_by_the_reader_alike(rules: dict[str, Rule], shipped_registry: Registry) -> None:
    look = partial(lint, rules=rules, registry=shipped_registry)
    for name, lang in (("75_194", "ar"), ("78_138", "en"), ("76_265", "fr")):
        source = load(by_hand(draft_of(markdown(name, lang), right_to_left=lang == "ar")), "d.docx")
        done = review(source, look, rules)
        assert done.comments
        assert load(done.data, "r.docx").text == fix(source, look).source.text
        assert load(done.data, "r.docx", original=True).text == source.text
        again = review(load(done.data, "r.docx"), look, rules)
        assert (again.comments, again.data) == (0, done.data)


@needs_office
@can_show_comments
def test_libreoffice_agrees_on_any_edits(tmp_path: Path) -> None:
    """Beside another's changes, in links and notes, over several runs; the field is left out, which it works out anew."""
    body, dice = re.sub("</?w:fldSimple[^>]*>", "", RICH), random.Random(5)
    first = tmp_path / "original-reviewed.docx"
    first.write_bytes(docx(body, footnotes=NOTES))
    pairs = []
    for n in range(6):
        source = read(first.read_bytes(), "d")
        for _ in range(2):
            source = edited_anyhow(source, dice)
        assert isinstance(source.origin, Word)
        pairs.append((tmp_path / f"{n}-tracked-reviewed.docx", tmp_path / f"{n}-outright-reviewed.docx"))
        remarks = [Remark(3, 12, ("one",)), Remark(60, 70, ("two",))]
        pairs[n][0].write_bytes(written(source.origin, tracked=True, remarks=remarks))
        pairs[n][1].write_bytes(written(source.origin))
    seen = looked_at([first, *(path for pair in pairs for path in pair)], tmp_path / "profile")
    for tracked, outright in pairs:
        assert seen[tracked]["changes"] > seen[first]["changes"]
        assert seen[tracked]["accepted"] == seen[outright]["accepted"]
        assert seen[tracked]["rejected"] == seen[first]["rejected"]


def edited_anyhow(source: Source, dice: random.Random) -> Source:
    """The Word source with up to five edits at any places that take them."""
    assert isinstance(source.origin, Word)
    edits: list[Edit] = []
    at = 0
    for _ in range(5):
        start = dice.randint(at, len(source.text))
        end = dice.randint(start, min(len(source.text), start + 9))
        edit = Edit(start, end, dice.choice(["", "word", " also", "،", "a & b", "٧٧", "two words"]))
        if source.origin.can_write(edit) and (not edits or start > edits[-1].end):
            edits.append(edit)
            at = end
    return source.origin.edited(source, edits)
