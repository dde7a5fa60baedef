"""Commands, what they print, and how they end: one case an entry of `cases/*.yaml`.

A case has `name` and `command`, and may have `files` (name: text), `bytes` (name: hexadecimal), `stdin`, `env`,
`before` (commands that run first and must succeed), `then` (files as they are written after those, null: taken away);
it expects `code` (default 0), `stdout` and `stderr` (the whole of it), `says` and `complains` (parts of them, in
order), `silent-on` (parts that must not be in either), `after` (files as they are then).
"""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reslint.cli.main import main

HERE = Path(__file__).parent
KEYS = {
    "name", "command", "files", "bytes", "stdin", "env", "code", "stdout", "stderr", "says", "complains", "silent-on",
    "after", "before", "then",
}  # fmt: skip
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((HERE / "cases").glob("*.yaml"))
    for case in YAML(typ="safe").load(file)
]


@pytest.mark.parametrize("case", CASES)
def test_case(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(case) <= KEYS
    place = tmp_path / "work"
    place.mkdir()
    write(place, case.get("files", {}))
    for name, digits in case.get("bytes", {}).items():
        (place / name).write_bytes(bytes.fromhex(digits))
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(case.get("stdin", "").encode()), encoding="utf-8"))
    for command in case.get("before", []):
        assert main(shlex.split(command)) == 0
    write(place, case.get("then", {}))
    capsys.readouterr()
    code = main(shlex.split(case["command"]))
    out, err = capsys.readouterr()
    assert code == case.get("code", 0), (out, err)
    assert "Traceback" not in err
    if "stdout" in case:
        assert out == case["stdout"]
    if "stderr" in case:
        assert err == case["stderr"]
    in_order(out, case.get("says", []))
    in_order(err, case.get("complains", []))
    for part in case.get("silent-on", []):
        assert part not in out + err
    for name, text in case.get("after", {}).items():
        assert (place / name).read_bytes().decode() == text


def write(place: Path, files: dict[str, str | None]) -> None:
    """Writes the texts by name; a name without a text is a file to be taken away."""
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (place / name).unlink()
        else:
            (place / name).write_bytes(text.encode())


def in_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} not in {text[at:]!r}"
        at = found + len(part)
