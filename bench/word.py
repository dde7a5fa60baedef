#!/usr/bin/env python3
"""What a review of Word files costs, beside checking them; and a longer fuzzing of what is written.

    .venv/bin/python bench/word.py [--files N] [--fuzz N]

Makes Word files of the resolutions below `../shared` (python-docx, real numbers and footnotes); a page is 3,000
characters. `--fuzz`: so many damaged files are read and, where they can be, written and read again; a traceback ends
the run. How fast Word files are read, beside LibreOffice: `bench/formats.py`.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT.parent / "shared" / "bench")]

from speed import run  # noqa: E402

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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=60, metavar="N", help="Word files to make")
    parser.add_argument("--fuzz", type=int, default=0, metavar="N", help="damaged files to read and write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files, pages = make(Path(folder), options.files)
        print(f"{len(files)} Word files, {pages:.0f} pages")
        for command in (["check"], ["review", "--unsafe"]):
            cost = run("-m", "reslint", *command, "--no-config", *map(str, files))
            print(f"  reslint {command[0]:8} {pages / cost.clock:8.1f} pages/s  {cost.memory:6.0f} MB", flush=True)
    if options.fuzz:
        print(f"  {fuzz(options.fuzz)}")


if __name__ == "__main__":
    main()
