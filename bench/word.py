#!/usr/bin/env python3
"""How fast Word files are read, checked and reviewed, beside LibreOffice on the same files; and a longer fuzzing.

    .venv/bin/python bench/word.py [--files N] [--fuzz N]

Makes Word files of the resolutions below `../shared` (python-docx, real numbers and footnotes). A page is 3,000
characters. `--fuzz`: so many damaged files are read and, where they can be, written; a traceback ends the run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT.parent / "shared" / "bench")]

from bench.speed import Cost, run  # noqa: E402

PAGE = 3000
LANGUAGES = ("en", "fr", "ar")


def make(folder: Path, count: int) -> tuple[list[Path], float]:
    """`count` Word files in `folder`, and how many pages they have."""
    import akn  # type: ignore[import-not-found, unused-ignore]

    from tests.source.docx.writers import by_hand, draft_of

    files: list[Path] = []
    characters = 0
    corpus = ROOT.parent / "shared" / "corpus" / "akn"
    for file in sorted((corpus / "en").glob("*.xml")):
        for lang in LANGUAGES:
            draft = akn.read(corpus / lang / file.name, lang) if len(files) < count else None
            if draft is None:
                continue
            text = draft.render()
            files.append(folder / f"{file.stem}.{lang}.docx")
            files[-1].write_bytes(by_hand(draft_of(text, right_to_left=lang == "ar")))
            characters += len(text)
    return files, characters / PAGE


def office(files: list[Path], folder: Path) -> Cost | None:
    """LibreOffice makes plain text of the files, in one process; None where it is not installed."""
    from tests.source.docx.writers import soffice

    program = soffice()
    if program is None:
        return None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    start = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], stdout=-3, stderr=-3).returncode)"
    command = [program, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(folder)]
    run("-c", start, *command, str(files[0]))  # makes the profile
    return run("-c", start, *command, *map(str, files))


def rows(folder: Path, count: int) -> Iterator[tuple[str, str]]:
    """(what, figure) of one run over `count` files made in `folder`."""
    from reslint.source.docx import read

    files, pages = make(folder, count)
    datas = [file.read_bytes() for file in files]
    yield "files", f"{len(files)} Word files, {pages:.0f} pages"
    begun = time.process_time()
    for file, data in zip(files, datas, strict=True):
        read(data, file.name)
    yield "reading alone", f"{pages / (time.process_time() - begun):,.0f} pages a second of processor time"
    checked = run("-m", "reslint", "check", "--no-config", *map(str, files))
    yield "reslint check", f"{pages / checked.clock:,.0f} pages a second, {checked.memory:.0f} MB"
    reviewed = run("-m", "reslint", "review", "--no-config", "--unsafe", *map(str, files))
    yield "reslint review", f"{pages / reviewed.clock:,.0f} pages a second, {reviewed.memory:.0f} MB"
    other = office(files, folder)
    if other is None:
        yield "LibreOffice", "not installed"
        return
    yield "LibreOffice to text", f"{pages / other.clock:,.0f} pages a second, {other.memory:.0f} MB"
    yield "reslint check / LibreOffice", f"{other.clock / checked.clock:.1f} times as fast"


def fuzz(count: int) -> str:
    """Reads and writes `count` damaged files; how long the slowest took."""
    from tests.source.docx.build import docx
    from tests.source.docx.test_hostile import DRAFT, mutate
    from tests.source.docx.test_writing import NOTES, RICH
    from tests.source.docx.writers import by_hand, draft_of

    whole, slowest = [by_hand(draft_of(DRAFT)), docx(RICH, footnotes=NOTES)], 0.0
    for seed in range(count):
        begun = time.perf_counter()
        mutate(whole[seed % 8 > 0], random.Random(f"bench{seed}"))
        slowest = max(slowest, time.perf_counter() - begun)
    return f"{count:,} damaged files, no traceback, the slowest {slowest:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--fuzz", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for what, figure in rows(Path(folder), options.files):
            print(f"{what:28} {figure}", flush=True)
    if options.fuzz:
        print(f"{'fuzzing':28} {fuzz(options.fuzz)}")


if __name__ == "__main__":
    main()
