"""What is kept is what would be found; what is damaged, old or judged otherwise is not taken; the cache stays small."""

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reslint import cache, edition
from reslint.cache import Cache
from reslint.cli.main import main
from reslint.engine import Report, Settings, report_on
from reslint.registry.store import Registry
from reslint.rules import shipped
from reslint.source.model import Source

TEXT = """### 80/1. Cooperation

*The General Assembly*,

*Recalling* its resolution 77/18 of 22 November 2022,

1. *Decides* to meet.<!-- reslint: ignore operative/numbering -- on purpose -->

Adopted on {day}
"""
SETTINGS = Settings(shipped(), as_of=date(2026, 1, 1))


def source(n: int = 0) -> Source:
    return Source("a.md", f"{TEXT}\nNote {n}\n")


def examined(registry: Registry, kept: Cache, settings: Settings = SETTINGS, text: Source | None = None) -> Report:
    return cache.examine(text or source(), registry, settings, edition.judgement(settings), kept)


def test_what_is_kept_is_what_was_found(tmp_path: Path, shipped_registry: Registry) -> None:
    path = str(tmp_path / "c.sqlite")
    found = report_on(source(), shipped_registry, SETTINGS)
    assert found.findings
    assert found.suppressed
    kept = Cache(path)
    assert examined(shipped_registry, kept) == found
    assert examined(shipped_registry, kept) == found  # out of what waits
    kept.close()
    kept = Cache(path)
    taken = kept.get(source(), edition.judgement(SETTINGS), SETTINGS.rules)
    assert taken == found
    assert kept.size().reports == 1
    kept.close()


@pytest.mark.parametrize(
    "other",
    [
        SETTINGS._replace(as_of=None),
        SETTINGS._replace(language="fr"),
        SETTINGS._replace(profile="gate"),
        SETTINGS._replace(rules=SETTINGS.rules[1:]),
        SETTINGS._replace(rules=(SETTINGS.rules[0]._replace(severity={"drafter": "note"}), *SETTINGS.rules[1:])),
        SETTINGS._replace(known=frozenset({"a/b"})),
    ],
)
def test_another_judgement_is_another_answer(other: Settings) -> None:
    assert edition.judgement(other) != edition.judgement(SETTINGS)


def test_the_users_own_registry_is_part_of_the_judgement(tmp_path: Path) -> None:
    overlay = tmp_path / "own.sqlite"
    before = edition.judgement(SETTINGS, str(overlay))
    overlay.write_bytes(b"one")
    one = edition.judgement(SETTINGS, str(overlay))
    overlay.write_bytes(b"two")
    assert len({before, one, edition.judgement(SETTINGS, str(overlay))}) == 3


def test_the_same_judgement_has_the_same_digest_in_every_process() -> None:
    settings = Settings(shipped(), known=frozenset(rule.id for rule in shipped()))
    code = (
        "from reslint import edition; from reslint.engine import Settings; from reslint.rules import shipped;"
        "print(edition.judgement(Settings(shipped(), known=frozenset(r.id for r in shipped()))))"
    )
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, stdout=-1, check=True)
        assert done.stdout.decode().strip() == edition.judgement(settings)


def test_checks_from_elsewhere_are_not_kept() -> None:
    assert edition.is_ours(SETTINGS)
    foreign = SETTINGS.rules[0]._replace(check="acme_check")
    assert not edition.is_ours(SETTINGS._replace(rules=(foreign,)))


def test_a_text_without_a_date_holds_for_its_day(
    tmp_path: Path, shipped_registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SETTINGS._replace(as_of=None)
    judgement = edition.judgement(settings)
    kept = Cache(str(tmp_path / "c.sqlite"))
    examined(shipped_registry, kept, settings)
    kept.close()
    kept = Cache(str(tmp_path / "c.sqlite"))
    assert kept.get(source(), judgement, settings.rules) is not None
    monkeypatch.setattr(kept, "_today", date(2030, 1, 1))
    assert kept.get(source(), judgement, settings.rules) is None
    kept.close()


@pytest.mark.parametrize("damage", ["flip", "cut", "foreign", "empty"])
def test_damaged_entries_are_worked_out_anew(tmp_path: Path, shipped_registry: Registry, damage: str) -> None:
    path = tmp_path / "c.sqlite"
    kept = Cache(str(path))
    found = examined(shipped_registry, kept)
    kept.close()
    with closing(sqlite3.connect(path)) as opened, opened:
        value = opened.execute("SELECT value FROM report").fetchone()[0]
        middle = len(value) // 2
        bad = {
            "flip": value[:middle] + bytes([value[middle] ^ 255]) + value[middle + 1 :],
            "cut": value[:-3],
            "foreign": zlib.compress(pickle.dumps(Path("/"))),
            "empty": b"",
        }[damage]
        opened.execute("UPDATE report SET value = ?", (bad,))
    kept = Cache(str(path))
    assert examined(shipped_registry, kept) == found
    kept.close()
    kept = Cache(str(path))
    assert kept.get(source(), edition.judgement(SETTINGS), SETTINGS.rules) == found
    kept.close()


@pytest.mark.parametrize("at", [0, 20, 4096])
def test_a_damaged_file_is_thrown_away(tmp_path: Path, shipped_registry: Registry, at: int) -> None:
    path = tmp_path / "c.sqlite"
    kept = Cache(str(path))
    for n in range(8):
        examined(shipped_registry, kept, text=source(n))
    kept.close()
    data = path.read_bytes()
    path.write_bytes(data[:at] + b"\xff" * 4096 + data[at + 4096 :])
    kept = Cache(str(path))
    found = examined(shipped_registry, kept)
    assert found.findings
    kept.close()
    kept = Cache(str(path))
    assert examined(shipped_registry, kept) == found
    assert kept.size().reports >= 1
    kept.close()


def test_what_cannot_be_written_is_no_error(tmp_path: Path, shipped_registry: Registry) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    kept = Cache(str(tmp_path / "file" / "c.sqlite"))
    assert examined(shipped_registry, kept).findings
    assert kept.size().reports == 0
    kept.close()


def test_the_oldest_go_first_where_it_is_full(tmp_path: Path, shipped_registry: Registry) -> None:
    path, largest = str(tmp_path / "c.sqlite"), 200_000
    for n in range(300):
        if n % 50 == 0:
            kept = Cache(path, largest)
        examined(shipped_registry, kept, text=source(n))
        if n % 50 == 49:
            kept.close()
    kept = Cache(path, largest)
    assert kept.size().bytes <= 2 * largest
    assert kept.get(source(299), edition.judgement(SETTINGS), SETTINGS.rules) is not None
    assert kept.get(source(0), edition.judgement(SETTINGS), SETTINGS.rules) is None
    kept.close()


def test_several_runs_at_once(tmp_path: Path, shipped_registry: Registry) -> None:
    """Processes that write the same and others at the same time; all of it is there in the end."""
    script = (
        "import sys; from tests.test_cache import *; from reslint.registry.store import open_registry\n"
        "kept = Cache(sys.argv[1]); registry = open_registry(); n = int(sys.argv[2])\n"
        "for i in range(n, n + 12):\n    examined(registry, kept, text=source(i)); kept.write()\n"
        "kept.close()\n"
    )
    path = str(tmp_path / "c.sqlite")
    root = Path(__file__).parent.parent
    going = [subprocess.Popen([sys.executable, "-c", script, path, str(n)], cwd=root) for n in (0, 6, 12)]
    assert [process.wait() for process in going] == [0, 0, 0]
    kept = Cache(path)
    assert kept.size().reports == 24
    for n in range(24):
        assert kept.get(source(n), edition.judgement(SETTINGS), SETTINGS.rules) is not None
    kept.close()


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif"])
def test_check_says_the_same_with_and_without(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for n in range(4):
        (tmp_path / f"{n}.md").write_text(source(n).text, encoding="utf-8")
    outputs = []
    for options in ([], [], ["--no-cache"]):
        assert main(["check", ".", "--no-config", "--format", form, *options]) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2]
    assert Cache().size().reports == 3  # the first text of a run is not worth the opening


def test_info_and_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "info"]) == 0
    assert "0 reports" in capsys.readouterr().out
    assert main(["cache", "clean"]) == 0
    assert not Path(cache.place()).exists()
