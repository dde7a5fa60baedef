"""The documentation: built strictly, without the network, with a page for every rule; what it shows is true."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from reslint import config, data, packs
from reslint.cli.main import COMMANDS, main, whole_parser
from reslint.packs import read_pack
from reslint.report import Summary, make
from reslint.rules import DOCS_URL, page_url, shipped
from reslint.source.kinds import SUFFIXES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", target],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return target


class Links(HTMLParser):
    """What a page fetches by itself, and the blocks that show drafts: language, direction, text."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.drafts: list[tuple[str, str, str]] = []
        self._depth = 0
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "embed", "audio", "video"):
            self.fetched += filter(None, [values.get("src")])
        if tag == "link" and values.get("rel") in ("stylesheet", "preconnect", "preload", "icon", "modulepreload"):
            self.fetched += filter(None, [values.get("href")])
        if tag == "div" and "draft" in (values.get("class") or "").split():
            self.drafts.append((values.get("lang") or "", values.get("dir") or "", ""))
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, text: str) -> None:
        if self._depth:
            language, direction, before = self.drafts[-1]
            self.drafts[-1] = language, direction, before + text


def test_nothing_is_asked_of_the_network(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        for address in Links(page).fetched:
            assert not re.match(r"(?:https?:)?//", address), f"{page}: {address}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


def test_every_rule_has_its_page_where_its_address_says(site: Path) -> None:
    for rule, page in read_pack(data.rules_folder()):
        address = page_url(rule._replace(pack=""))
        assert address == f"{DOCS_URL}rules/{rule.id}/"
        file = site / address.removeprefix(DOCS_URL) / "index.html"
        links = Links(file)
        shown = [(language, text.rstrip("\n")) for language, _, text in links.drafts]
        for example in (*page.examples, *page.counter_examples):
            assert (example.language, example.text.rstrip("\n")) in shown, (rule.id, example)
        assert all((direction == "rtl") == (language == "ar") for language, direction, _ in links.drafts)
        html = file.read_text(encoding="utf-8")
        assert html.count("<mark>") >= len(page.examples)
        assert f"reslint config --why {rule.id}" in html


def test_the_pages_of_editors_are_found_by_themselves(site: Path) -> None:
    for page in (DOCS / "editors").glob("*.md"):
        name = "" if page.stem == "index" else f"{page.stem}/"
        assert (site / "editors" / name / "index.html").is_file()
        assert f"editors/{name}" in (site / "index.html").read_text(encoding="utf-8")


def test_the_reference_has_every_setting_key_and_command(site: Path) -> None:
    def page(name: str) -> str:
        return (site / "reference" / name / "index.html").read_text(encoding="utf-8")

    assert all(f'id="{key}"' in page("settings") for key in config.KEYS)
    assert all(f"<code>{key}</code>" in page("rule-file") for key in (*packs.REQUIRED, *packs.OPTIONAL))
    assert all(f'id="reslint-{name}"' in page("commands") for name in COMMANDS)


def test_one_address_for_the_documentation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["urls"]["Documentation"] == DOCS_URL
    assert YAML(typ="safe").load(ROOT / "mkdocs.yml")["site_url"] == DOCS_URL
    written: list[str] = []
    report = make("sarif", written.append)
    report.begin()
    report.end(Summary())
    assert json.loads("".join(written))["runs"][0]["tool"]["driver"]["informationUri"] == DOCS_URL


def test_messages_are_shown_in_words(site: Path) -> None:
    """No code name of a placeholder stands on a rule's page."""
    html = (site / "rules" / "citation" / "date" / "index.html").read_text(encoding="utf-8")
    assert "<i>resolution or decision</i> was adopted on <i>day of adoption</i>" in html
    assert '<span class="error">error</span> in every profile' in html
    messages = [texts["en"] for rule in shipped() for texts in rule.messages.values()]
    words = runpy.run_path(str(ROOT / "tools" / "docs_pages" / "words.py"))["WORDS"]
    assert {name for message in messages for name in PLACEHOLDER.findall(message)} == set(words)


def test_every_format_is_told(site: Path) -> None:
    """On the page of formats, and on the secretariat's what the hooks take and what they leave."""
    formats = (site / "formats" / "index.html").read_text(encoding="utf-8")
    gate = (DOCS / "secretariat.md").read_text(encoding="utf-8")
    hooks = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    for suffix, kind in SUFFIXES.items():
        assert f"<code>{suffix}</code>" in formats, suffix
        assert f"`{suffix}`" in gate, suffix
        for hook in hooks:
            assert bool(re.search(hook["files"], f"draft{suffix}")) == (kind not in ("pdf", "doc", "odt", "rtf"))


def test_the_demo_installs_reslint_alone() -> None:
    """Of the tools of developers, a newcomer waits for none."""

    def asked(goal: str) -> str:
        command = ["make", "--dry-run", "VENV=nowhere", "PYTHON=python3", goal]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "-e .\n" in asked("demo")
    assert "dev_requirements" not in asked("demo")
    assert "dev_requirements" in asked("test")


def test_a_rule_of_ones_own_has_no_page() -> None:
    assert page_url(shipped()[0]._replace(pack="house-rules")) == ""


def test_the_measure_of_noise_speaks_of_rules_that_there_are() -> None:
    lines = (DOCS / "data" / "noise.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert len(rows) > 100
    assert {row[0] for row in rows} <= {rule.id for rule in shipped()}


FENCE = re.compile(r'^( *)```(\w*)(?: title="([^"]+)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)


def fences(page: Path) -> Iterator[tuple[str, str, str]]:
    """Language, title and text of the page's blocks of code."""
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        indent = match[1]
        yield match[2], match[3] or "", re.sub(f"^{indent}", "", match[4], flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_what_is_shown_is_what_is_printed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Blocks with a title are files, `$` begins a command, `…` stands for lines or an end of line that are left out."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shutil.copytree(ROOT / "examples" / "submission", tmp_path / "submission")
    shutil.copytree(ROOT / "examples" / "submission", tmp_path / "published")
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    (tmp_path / "drafts" / "old" / "a.md").write_text("x\n")
    for language, title, text in fences(page):
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text, encoding="utf-8")
        if language != "console":
            continue
        for shown in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, expected = shown.partition("\n")
            words = shlex.split(command)
            if words[0] == "rm":
                for name in words[1:]:
                    (tmp_path / name).unlink()
                continue
            assert words[0] == "reslint", command
            main(words[1:])
            printed = capsys.readouterr()
            pattern = ".*?".join(map(re.escape, expected.rstrip("\n").split("…")))
            whole = "\n".join(filter(None, (printed.out.rstrip("\n"), printed.err.rstrip("\n"))))
            assert re.fullmatch(pattern, whole, re.DOTALL), f"{command}\n{whole}"


def test_the_configuration_of_pre_commit_that_is_shown(tmp_path: Path) -> None:
    (shown,) = [text for _, title, text in fences(DOCS / "secretariat.md") if title == ".pre-commit-config.yaml"]
    (tmp_path / "config.yaml").write_text(shown)
    command = [str(Path(sys.executable).parent / "pre-commit"), "validate-config", str(tmp_path / "config.yaml")]
    assert subprocess.run(command, check=False).returncode == 0


def helps(parser: ArgumentParser, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The help of every command by its words."""
    yield name, parser.format_help()
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for word, inner in action.choices.items():
                yield from helps(inner, (*name, word))


HELPS = dict(helps(whole_parser()))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_options_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lines = re.findall(r"`reslint ([^`]+)`", FENCE.sub("", text))
    for _, _, block in fences(page):
        lines += re.findall(r"^(?:\$ )?reslint (.+)", block, re.MULTILINE)
    for line in lines:
        words = re.split(r"[ |]+", line)
        name = tuple(words[:2]) if tuple(words[:2]) in HELPS else tuple(words[:1])
        assert name in HELPS, line
        for option in re.findall(r"(?<=\s)--[a-z-]+", line):
            assert option in HELPS[name], line
