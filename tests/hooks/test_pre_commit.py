"""The hooks as people use them: the real pre-commit, in scratch repositories, with this checkout as the source."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

from tests.source.docx.build import docx

ROOT = Path(__file__).resolve().parents[2]
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
GOOD = "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 21 November 2022,\n"
BAD = "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 20 November 2022,\n"
# "Nations unies" is a wrong capital: an error with a safe fix.
FIXABLE = "*L’Assemblée générale*,\n\n*Rappelant* la Charte des Nations unies,\n"
FIXED = "*L’Assemblée générale*,\n\n*Rappelant* la Charte des Nations Unies,\n"

pytestmark = pytest.mark.skipif(not which("git"), reason="pre-commit needs git")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
        cwd=folder, check=True, capture_output=True, text=True, env=clean_environment(),
    ).stdout  # fmt: skip


def clean_environment() -> dict[str, str]:
    """Without what git sets for its own hooks, in which these tests may run."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "SKIP"}


@pytest.fixture(scope="session")
def source(checkout: Path) -> tuple[Path, str]:
    """This checkout as it stands, committed in a repository of its own, and the commit."""
    git(checkout, "init", "--quiet")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--no-verify", "--message", "as it stands")
    return checkout, git(checkout, "rev-parse", "HEAD").strip()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it has installed."""
    return tmp_path_factory.mktemp("pre-commit")


class Repository:
    """A scratch repository with the hooks switched on."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home

    def write(self, files: dict[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        git(self.folder, "add", "--all")

    def run(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Exit code and output of `pre-commit run` on what is staged."""
        done = subprocess.run(
            [PRE_COMMIT, "run", "--color", "never", *arguments],
            cwd=self.folder, capture_output=True, text=True, check=False,
            env={**clean_environment(), "PRE_COMMIT_HOME": str(self.home), **more},
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr


Make = Callable[..., Repository]


@pytest.fixture
def repository(source: tuple[Path, str], home: Path, tmp_path: Path) -> Make:
    def make(*hooks: str, settings: str = "", more: str = "") -> Repository:
        git(tmp_path, "init", "--quiet")
        made = Repository(tmp_path, home)
        listed = "".join(f"      - id: {hook}\n{more}" for hook in hooks or ("reslint",))
        config = f"repos:\n  - repo: {source[0]}\n    rev: {source[1]}\n    hooks:\n{listed}"
        made.write({".pre-commit-config.yaml": config, "reslint.toml": settings})
        return made

    return make


def word_file(day: str) -> bytes:
    """A Word file whose draft cites 77/18 with that day."""
    paragraphs = ("The General Assembly,", f"Recalling its resolution 77/18 of {day},", "Decides to act.")
    return docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs))


def test_a_bad_draft_is_refused(repository: Make) -> None:
    scratch = repository()
    scratch.write({"drafts/l.1.md": BAD})
    code, said = scratch.run()
    assert code == 1
    assert "drafts/l.1.md:3:37: error[citation/date] PP 1: 77/18 was adopted on 21 November 2022" in said


def test_a_commit_is_refused(repository: Make) -> None:
    """Through git itself, as pre-commit installs it."""
    scratch = repository()
    environment = {**clean_environment(), "PRE_COMMIT_HOME": str(scratch.home)}
    subprocess.run([PRE_COMMIT, "install"], cwd=scratch.folder, env=environment, check=True, capture_output=True)
    scratch.write({"l.1.md": BAD})
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-m", "a draft"]
    done = subprocess.run(command, cwd=scratch.folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "citation/date" in done.stderr
    scratch.write({"l.1.md": GOOD})
    done = subprocess.run(command, cwd=scratch.folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_good_draft_passes(repository: Make) -> None:
    scratch = repository()
    scratch.write({"l.1.md": GOOD, "l.2.TXT": GOOD.replace("*", "")})
    code, said = scratch.run()
    assert code == 0, said
    assert "nothing found in 2 files" in said


def test_an_excluded_draft_is_left_alone(repository: Make) -> None:
    scratch = repository(settings='exclude = ["old/"]\n')
    scratch.write({"old/l.1.md": BAD})
    code, said = scratch.run()
    assert code == 0
    assert "every file is excluded; nothing was checked" in said


def test_a_word_file_is_seen(repository: Make) -> None:
    scratch = repository()
    scratch.write({"l.1.docx": word_file("21 November 2022"), "README.md": "Milk and bread.\n"})
    code, said = scratch.run()
    assert code == 0
    assert "README.md: passed over: no resolution in it" in said
    scratch.write({"l.1.docx": word_file("20 November 2022")})
    code, said = scratch.run()
    assert code == 1
    assert "citation/date" in said


def test_xml_and_html_are_seen(repository: Make) -> None:
    """Other XML, as projects hold it, stops no commit."""
    scratch = repository()
    html = "".join(f"<p>{line}</p>" for line in BAD.replace("*", "").splitlines() if line)
    scratch.write({"pom.xml": "<project><name>x</name></project>\n", "index.htm": "<p>Milk and bread.</p>\n"})
    code, said = scratch.run()
    assert code == 0, said
    assert "pom.xml: passed over: " in said
    assert "index.htm: passed over: " in said
    scratch.write({"l.1.html": html})
    code, said = scratch.run()
    assert code == 1
    assert "citation/date" in said


def test_a_broken_file_is_refused(repository: Make) -> None:
    scratch = repository()
    scratch.write({"l.1.md": b"\xff\x00\xff"})
    code, said = scratch.run()
    assert code == 1
    assert "l.1.md: " in said


def test_skip(repository: Make) -> None:
    scratch = repository()
    scratch.write({"l.1.md": BAD})
    code, said = scratch.run(SKIP="reslint")
    assert code == 0
    assert "Skipped" in said


def test_other_files_are_not_asked(repository: Make) -> None:
    scratch = repository()
    scratch.write({"make.py": BAD})
    code, said = scratch.run()
    assert code == 0
    assert "no files to check" in said


def test_fixes_are_made_and_shown_as_changes(repository: Make) -> None:
    scratch = repository("reslint-fix")
    scratch.write({"l.1.md": FIXABLE, "README.md": "Nations unies.\n"})
    code, said = scratch.run()
    assert code == 1
    assert "files were modified by this hook" in said
    assert (scratch.folder / "l.1.md").read_text(encoding="utf-8") == FIXED
    assert (scratch.folder / "README.md").read_text() == "Nations unies.\n"
    git(scratch.folder, "add", "--all")
    code, said = scratch.run()
    assert code == 0, said


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit asks git for the files, and this is no checkout")
def test_our_own_hooks() -> None:
    """Those of this checkout that run reslint itself."""
    for hook in ("reslint", "reslint-fix"):
        done = subprocess.run(
            [PRE_COMMIT, "run", hook, "--all-files", "--color", "never"],
            cwd=ROOT, capture_output=True, text=True, check=False, env=clean_environment(),
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Passed" in done.stdout
