"""Settings: the nearest file, the one that the editor names, changes that nobody announces, and what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reslint_lsp.settings import Settings, configuration_of

from reslint.cli.main import main
from reslint.errors import UserError

# A rule of a house's own, in a pack.
RULE = """\
summary: the Chair is called Chair
why: A name for all.
authority: house style
severity: {drafter: warning, gate: off, archive: note}
languages: [en]
check: term
options: {terms: {Chairman: Chair}}
messages: {found: {en: "write {instead}, not {found}"}}
examples:
  - {lang: en, text: "Noting the Chairman,", finds: [found]}
counter-examples:
  - {lang: en, text: "Noting the Chair,"}
"""


def write(path: Path, text: str, later: int = 0) -> Path:
    """Writes a file; `later`: seconds by which it is younger than one written now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    now = path.stat().st_mtime + later
    os.utime(path, (now, now))
    return path


def profile(settings: Settings, path: Path | str) -> str:
    return settings.terms(str(path)).settings.profile


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    write(tmp_path / "reslint.toml", 'profile = "gate"\n')
    write(tmp_path / "archive" / "pyproject.toml", '[tool.reslint]\nprofile = "archive"\n')
    settings = Settings()
    assert profile(settings, tmp_path / "draft.md") == "gate"
    assert profile(settings, tmp_path / "archive" / "old" / "draft.md") == "archive"
    assert settings.terms(str(tmp_path / "draft.md")) is settings.terms(str(tmp_path / "draft.md"))


def test_the_file_that_is_named_holds_everywhere(tmp_path: Path) -> None:
    write(tmp_path / "reslint.toml", 'profile = "gate"\n')
    other = write(tmp_path / "other.toml", 'profile = "archive"\n')
    settings = Settings()
    draft = tmp_path / "draft.md"
    assert profile(settings, draft) == "gate"
    assert settings.use(str(other))
    assert not settings.use(str(other))
    assert profile(settings, draft) == profile(settings, "") == "archive"
    assert settings.concerns(str(other))
    assert settings.use(None)
    assert profile(settings, draft) == "gate"


@pytest.mark.parametrize("named", [False, True], ids=["nearest", "named"])
def test_changes_are_seen_without_being_told(named: bool, tmp_path: Path) -> None:
    file, draft = tmp_path / ("my.toml" if named else "reslint.toml"), tmp_path / "draft.md"
    write(file, 'profile = "gate"\n')
    settings = Settings(str(file) if named else None)
    assert profile(settings, draft) == "gate"
    write(file, 'profile = "archive"\n', later=2)
    assert profile(settings, draft) == "archive"
    if not named:
        file.unlink()
        assert profile(settings, draft) == "drafter"


def test_a_file_that_comes_nearer(tmp_path: Path) -> None:
    draft = tmp_path / "in" / "draft.md"
    write(tmp_path / "reslint.toml", 'profile = "gate"\n')
    settings = Settings()
    assert profile(settings, draft) == "gate"
    write(tmp_path / "in" / "reslint.toml", 'profile = "archive"\n')
    assert profile(settings, draft) == "archive"


def test_a_document_that_is_no_file_goes_by_the_folder_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert profile(settings, "") == "drafter"
    write(tmp_path / "reslint.toml", 'profile = "gate"\n')
    assert profile(settings, "") == "gate"
    write(tmp_path / "reslint.toml", 'profile = "archive"\n', later=2)
    assert profile(settings, "") == "archive"


def test_what_is_wrong_is_said_and_can_be_put_right(tmp_path: Path) -> None:
    file, draft = write(tmp_path / "reslint.toml", "profile = \n"), str(tmp_path / "draft.md")
    settings = Settings()
    for _ in range(2):  # not only the first time
        with pytest.raises(UserError, match=r"reslint\.toml:1: not valid TOML"):
            settings.terms(draft)
    write(file, 'profile = "cellar"\n', later=2)
    with pytest.raises(UserError, match="cellar"):
        settings.terms(draft)
    write(file, 'profile = "gate"\n', later=4)
    assert profile(settings, draft) == "gate"
    settings.use(str(tmp_path / "nowhere.toml"))
    with pytest.raises(UserError, match=r"nowhere\.toml: no such settings file"):
        settings.terms(draft)


def test_excluded(tmp_path: Path) -> None:
    write(tmp_path / "reslint.toml", 'exclude = ["old/**"]\n')
    settings = Settings()
    for path, out in ((tmp_path / "old" / "draft.md", True), (tmp_path / "draft.md", False)):
        write(path, "x")
        assert settings.terms(str(path)).excluded is out


def test_which_files_matter(tmp_path: Path) -> None:
    rule = write(tmp_path / "house" / "family" / "rule.yaml", RULE)
    file = write(tmp_path / "reslint.toml", 'packs = ["house"]\n')
    settings = Settings()
    settings.terms(str(tmp_path / "draft.md"))
    assert settings.concerns(str(file))
    assert settings.concerns(str(tmp_path / "anywhere" / "pyproject.toml"))
    assert settings.concerns(str(rule))
    assert not settings.concerns(str(tmp_path / "draft.md"))
    assert not settings.concerns(str(tmp_path / "household" / "rule.yaml"))


def test_terms_stay_with_a_registry_of_ones_own(tmp_path: Path) -> None:
    """Else every keystroke would read everything anew."""
    table = write(tmp_path / "own.csv", "symbol,date\nA/RES/78/900,2024-03-01\n")
    own = tmp_path / "own.sqlite"
    assert main(["registry", "import", str(table), "--registry", str(own)]) == 0
    write(tmp_path / "reslint.toml", 'registry = "own.sqlite"\n')
    settings = Settings()
    drafts = [str(tmp_path / f"{n}.md") for n in (1, 2)]
    first = [settings.terms(draft) for draft in drafts]
    assert first[0].registry.find("A/RES/78/900") is not None
    for _ in range(3):
        assert all(a is b for a, b in zip([settings.terms(draft) for draft in drafts], first, strict=True))
    write(table, "symbol,date\nA/RES/78/901,2024-03-02\n")
    assert main(["registry", "import", str(table), "--registry", str(own)]) == 0
    assert settings.terms(drafts[0]).registry.find("A/RES/78/901") is not None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"configuration": "/a/r.toml"}, "/a/r.toml"),
        ({"reslint": {"configuration": " /a/r.toml "}}, "/a/r.toml"),
        ({"configuration": "~/r.toml"}, os.path.expanduser("~/r.toml")),
        ({"configuration": ""}, None),
        ({"configuration": 5}, None),
        ({"reslint": []}, None),
        ({}, None),
        (None, None),
        ([], None),
    ],
)
def test_what_editors_say(options: object, expected: str | None) -> None:
    assert configuration_of(options) == expected


@pytest.mark.parametrize(
    ("locale", "code"),
    [("fr", "fr"), ("zh-cn", "zh"), ("es_ES.UTF-8", "es"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_messages_speak_the_locale_of_the_editor(locale: str | None, code: str) -> None:
    settings = Settings()
    settings.speak(locale)
    assert settings.terms("").settings.ui == code
