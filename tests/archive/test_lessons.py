"""A registry built in processes, out of the cache or from the texts themselves is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from reslint.archive.lessons import read_all
from reslint.cli.main import main

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the runner of the tests has threads
ADOPTED = """Resolution adopted by the General Assembly on {day} October 2035

[without reference to a Main Committee (A/90/L.5)]

### 90/{n}. Peace at last

*The General Assembly*,

*Recalling* its resolutions 88/3 of {other} October 2033 and 89/4 of 5 October 2034,

1. *Decides* to meet again;

2. *Decides* to go.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(1, 41):
        written = ADOPTED.format(n=n, day=1 + n % 20, other=9 if n == 7 else 4)
        (folder / f"{n:03}.md").write_text(written, encoding="utf-8")
    (folder / "letter.md").write_text("A letter.\n", encoding="utf-8")
    return folder


def test_the_same_in_one_process_in_two_and_out_of_the_cache(texts: Path) -> None:
    paths = sorted(map(str, texts.iterdir()))
    alone = list(read_all(paths, 1, cached=False))
    assert sum(len(heard.readings) for heard in alone) == 40
    assert list(read_all(paths, 2)) == alone
    assert list(read_all(paths, 1)) == alone


def test_build_tells_who_disagrees(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["registry", "build", str(texts), "--output", str(tmp_path / "r.sqlite"), "--jobs", "2"]) == 0
    out, err = capsys.readouterr()
    assert "40 adopted texts read" in out
    assert (
        "the texts disagree on A/RES/88/3, adopted: 2033-10-04 (39 texts: 90/1, 90/2, 90/3 ...), "
        "2033-10-09 (1 text: 90/7)\n" in err
    )


def test_build_says_what_it_could_not_read(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (texts / "bad.md").write_bytes(b"caf\xe9 and more")
    assert main(["registry", "build", str(texts), "--output", str(tmp_path / "r.sqlite")]) == 2
    out, err = capsys.readouterr()
    assert "bad.md: not valid UTF-8" in err
    assert "40 adopted texts read" in out
