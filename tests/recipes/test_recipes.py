"""The recipes for build servers: valid by the hosts' schemas, and their shell parts run as the hosts run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # as GitHub runs `shell: bash`
RESOLUTION = {"en": "cooperation.en.md", "fr": "cooperation.fr.md", "ar": "cooperation.ar.md"}


def load(name: str) -> Any:
    return YAML(typ="safe").load(ROOT / name)


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", "recipes/github-workflow.yml"),
        ("gitlab-ci", "recipes/gitlab.yml"),
    ],
)
def test_valid_by_the_hosts_schema(schema: str, name: str) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(ROOT / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """A folder with one resolution in three languages, as it should be."""
    shutil.copytree(ROOT / "examples" / "submission", tmp_path / "submission")
    return tmp_path


def spoil(submission: Path, language: str) -> None:
    """Another day in the date of 77/18, whose year no other date of the text has."""
    file = submission / "submission" / RESOLUTION[language]
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"\b2022\b", "2012", text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def run(folder: Path, shell: tuple[str, ...], script: str, **variables: str) -> tuple[int, str]:
    """Exit code and output of a script with the reslint of these tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GITLAB_", "CI"))}
    done = subprocess.run(
        [*shell, "-c", script], cwd=folder, capture_output=True, text=True, check=False,
        env={**kept, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **variables},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def steps(given: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The scripts of the action with their variables, `given` inputs in the place of what stands for them."""
    action = load("action.yml")
    inputs = {name: entry.get("default", "") for name, entry in action["inputs"].items()} | dict(given)

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], text)

    found = []
    for step in action["runs"]["steps"]:
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "an input in a script is code that its author runs"
            found.append((step["run"], {name: filled(value) for name, value in step.get("env", {}).items()}))
    return found


def check_step(submission: Path, **given: str) -> tuple[int, str]:
    script, variables = steps(given)[-1]
    return run(submission, BASH, script, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(submission), **variables)


def test_github_passes_what_is_right(submission: Path) -> None:
    code, said = check_step(submission, paths="submission/*.md")
    assert (code, said) == (0, "nothing found in 3 files\n")


@pytest.mark.parametrize("language", RESOLUTION)
def test_github_refuses_all_versions_for_a_fault_in_one(submission: Path, language: str) -> None:
    spoil(submission, language)
    code, said = check_step(submission, paths="submission/*.md", sarif="out.sarif")
    assert code == 1
    assert f"::error file=submission/{RESOLUTION[language]},line=" in said
    assert "title=reslint citation/date::" in said
    log = json.loads((submission / "out.sarif").read_text(encoding="utf-8"))
    assert "citation/date" in {result["ruleId"] for result in log["runs"][0]["results"]}


def test_github_fails_where_a_pattern_matches_nothing(submission: Path) -> None:
    code, said = check_step(submission, paths="submission/*.md\nsubmision/*.txt", sarif="out.sarif")
    assert code == 2
    assert "submision/*.txt: no file matches" in said
    assert not (submission / "out.sarif").exists()


def test_github_installs_what_lies_beside_the_action(submission: Path, checkout: Path) -> None:
    """The whole action in an environment of its own, from the checkout."""
    place = submission / "runner"
    venv.create(place / "python", with_pip=True)
    (install, _), (check, variables) = steps({"paths": "submission"})
    path = f"{place / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    code, said = run(place, BASH, install, GITHUB_ACTION_PATH=str(checkout), PATH=path)
    assert code == 0, said
    code, said = run(submission, BASH, f"command -v reslint\n{check}", PATH=path, **variables)
    assert (code, said) == (0, f"{place / 'python' / 'bin' / 'reslint'}\nnothing found in 3 files\n")
    # What is installed is whole: schemas, templates and the rules' own files are with it.
    more = "reslint config --schema >/dev/null; reslint new-rule our/own >/dev/null; reslint test-rules house-rules &&"
    code, said = run(place, BASH, f"{more} reslint explain citation/date >page; head -1 page", PATH=path)
    assert (code, said) == (0, "2 examples of 1 rule tried, 0 faults found\ncitation/date\n")


def gitlab(submission: Path, shell: tuple[str, ...], **given: str) -> tuple[int, str]:
    job = load("recipes/gitlab.yml")["reslint"]
    script = "\n".join(job["script"])
    return run(submission, shell, script, GITLAB_CI="true", **{**job["variables"], **given})


@pytest.mark.parametrize("shell", [BASH, ("sh", "-e")], ids=["bash", "sh"])
def test_gitlab(submission: Path, shell: tuple[str, ...]) -> None:
    assert gitlab(submission, shell, RESLINT_PATHS="submission/*.md") == (0, "nothing found in 3 files\n")
    report = submission / load("recipes/gitlab.yml")["reslint"]["artifacts"]["reports"]["codequality"]
    assert json.loads(report.read_text(encoding="utf-8")) == []
    spoil(submission, "fr")
    code, said = gitlab(submission, shell)
    assert code == 1
    assert "submission/cooperation.fr.md:11:146: error[citation/date]" in said
    assert {issue["check_name"] for issue in json.loads(report.read_text(encoding="utf-8"))} == {"citation/date"}
    report.unlink()
    code, said = gitlab(submission, shell, RESLINT_PATHS="nowhere/*.md")
    assert code == 2
    assert "nowhere/*.md: no file matches" in said
    assert not report.exists()


def test_gitlab_installs_what_it_is_told() -> None:
    (line,) = load("recipes/gitlab.yml")["reslint"]["before_script"]
    code, said = run(ROOT, BASH, f"pip() {{ printf '%s\\n' \"$@\"; }}\n{line}", RESLINT_PACKAGE="reslint==0.1.0")
    assert code == 0
    assert said.splitlines()[-1] == "reslint==0.1.0"


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_plain_shell(submission: Path, shell: str) -> None:
    gate = f"{ROOT / 'recipes' / 'gate.sh'}"
    assert run(submission, (shell,), f"{shell} {gate} submission/*.md") == (0, "nothing found in 3 files\n")
    spoil(submission, "ar")
    code, said = run(submission, (shell,), f"{shell} {gate} submission/*.md")
    assert code == 1
    assert "submission/cooperation.ar.md:11:" in said
    assert "citation/date" in (submission / "reslint.xml").read_text(encoding="utf-8")
    (submission / "submission" / RESOLUTION["en"]).write_text("Milk and bread.\n")
    code, said = run(submission, (shell,), f"{shell} {gate} submission/*.md")
    assert code == 2
    assert "cooperation.en.md: no resolution in it" in said
    assert run(submission, (shell,), f"{shell} {gate}") == (2, "usage: gate.sh FILE...\n")
