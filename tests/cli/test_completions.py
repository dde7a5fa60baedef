"""The completions, asked in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reslint.cli.completions import SHELLS
from reslint.cli.main import main
from reslint.rules import shipped

BASH = """
source reslint.completion
ask() {
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
  _shtab_reslint reslint "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
  printf '%s\\n' "${COMPREPLY[@]}"
}
ask "$@"
"""
# Words of a command line of which the last is to be completed, and what the answers must be or hold.
CASES = [
    (["reslint", "che"], {"check"}),
    (["reslint", "check", "--prof"], {"--profile"}),
    (["reslint", "check", "--profile", ""], {"drafter", "gate", "archive"}),
    (["reslint", "explain", "citation/da"], {"citation/date"}),
    (["reslint", "check", "--select", "citation/da"], {"citation/date"}),
    (["reslint", "registry", "sh"], {"show"}),
    (["reslint", "new-rule", "--check", "p"], {"pattern"}),
    (["reslint", "completions", ""], set(SHELLS)),
    (["reslint", "check", "dra"], {"draft.md"}),
]


def needs(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{shell} is not installed")
        pytest.skip(f"{shell} is not installed: its completions are not tried")
    return found


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completions", request.param]) == 0
    (tmp_path / "reslint.completion").write_text(capsys.readouterr().out)
    (tmp_path / "_reslint").write_text((tmp_path / "reslint.completion").read_text())
    (tmp_path / "draft.md").write_text("x\n")
    return tmp_path


@pytest.mark.parametrize("place", ["bash"], indirect=True)
def test_bash(place: Path) -> None:
    shell = needs("bash")
    for line, expected in CASES:
        done = subprocess.run(
            [shell, "--norc", "-c", BASH, "bash", *line], cwd=place, capture_output=True, text=True, check=True
        )
        assert set(done.stdout.split()) == expected, line


@pytest.mark.parametrize("place", ["fish"], indirect=True)
def test_fish(place: Path) -> None:
    shell = needs("fish")
    for line, expected in CASES:
        command = f"source reslint.completion; complete -C '{' '.join(line)}'"
        done = subprocess.run(
            [shell, "--no-config", "-c", command], cwd=place, capture_output=True, text=True, check=True,
            env={**os.environ, "HOME": str(place)},
        )  # fmt: skip
        assert {answer.partition("\t")[0] for answer in done.stdout.splitlines() if answer} == expected, line


ZSH = """
zmodload zsh/zpty
zpty asked "$1 -f -i"
zpty -w asked "PS1=; fpath=($PWD \\$fpath); autoload -Uz compinit; compinit -u -D; cd $PWD; print rea''dy"
zpty -r asked seen "*ready*"
zpty -w -n asked "$2"$'\\t'
sleep 1
zpty -w asked $'\\C-a'"print -r -- '<'"$'\\C-e'"'>'"
zpty -r asked seen "*<*>*"
print -r -- "$seen"
"""


@pytest.mark.parametrize("place", ["zsh"], indirect=True)
def test_zsh(place: Path) -> None:
    shell = needs("zsh")
    for line, expected in CASES:
        if len(expected) == 1:
            done = subprocess.run(
                [shell, "-f", "-c", ZSH, "zsh", shell, " ".join(line)],
                cwd=place, capture_output=True, text=True, check=True, timeout=60,
            )  # fmt: skip
            (answer,) = expected
            assert " ".join([*line[:-1], answer]) in done.stdout, done.stdout


def test_every_rule_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", "bash"]) == 0
    script = capsys.readouterr().out
    assert all(rule.id in script for rule in shipped())


def test_a_shell_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", "cmd"]) == 2
    assert "invalid choice: 'cmd'" in capsys.readouterr().err
