#!/usr/bin/env python3
"""How fast PDF and Word files are read, beside pdftotext and LibreOffice on the same files; and how well PDFs are.

    .venv/bin/python bench/formats.py [--drafts 60] [--word 24] [--office 6]

Prints pages a second of processor time (other work on the machine does not count), each file in a process of its own
as on the command line ("alone") and all files in one process ("together"), and the most memory of any process. The PDFs are the drafts in `../shared`; the Word files are
made by LibreOffice from official XML. Then, over the same PDFs: how many of the citations of the raw text that was
issued with them are found with the same dates, and the errors that are left. What is not installed is left out. Unix.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from reslint import rules
from reslint.engine import Report, examine
from reslint.registry.store import open_registry
from reslint.source.read import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
READ = "import sys; from reslint.source.read import read; [read(file) for file in sys.argv[1:]]"


class Cost(NamedTuple):
    """Seconds of processor time, descendants included, and the most memory of any process in MB."""

    seconds: float
    memory: float


def run(*command: str, cwd: Path | None = None) -> Cost:
    """Runs a command, output thrown away; a failure ends the benchmark."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"formats: `{' '.join(command)[:200]}` ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def each(files: Sequence[Path], *command: str) -> Cost:
    """The command on one file after the other ("FILE" stands for it)."""
    costs = [run(*(str(file) if word == "FILE" else word for word in command)) for file in files]
    return Cost(sum(cost.seconds for cost in costs), max(cost.memory for cost in costs))


def row(name: str, pages: int, cost: Cost) -> None:
    print(f"  {name:34} {pages / cost.seconds:8.1f} pages/s  {cost.memory:6.0f} MB   {cost.seconds:.1f} s", flush=True)


def office(folder: Path, form: str, files: Sequence[Path], infilter: str = "") -> Cost:
    """LibreOffice on all files at once."""
    program = shutil.which("soffice") or ""
    options = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    wanted = [f"--infilter={infilter}"] if infilter else []
    return run(program, *options, *wanted, "--convert-to", form, "--outdir", str(folder), *map(str, files))


def pages_of(file: Path) -> int:
    """The pages of a PDF."""
    return len(import_module("pypdfium2").PdfDocument(file))


def pdfs(files: Sequence[Path], folder: Path, few: int) -> None:
    counts = {file: pages_of(file) for file in files}
    pages = sum(counts.values())
    print(f"PDF: {len(files)} drafts, {pages} pages")
    row("reslint, together", pages, run(sys.executable, "-c", READ, *map(str, files)))
    row("reslint, alone", pages, each(files, sys.executable, "-c", READ, "FILE"))
    if program := shutil.which("pdftotext"):
        row("pdftotext -layout, alone", pages, each(files, program, "-layout", "FILE", "-"))
    if shutil.which("soffice"):
        some = sorted(files, key=lambda file: counts[file])[:: max(1, len(files) // few)][:few]
        part = sum(counts[file] for file in some)
        row("reslint, together, on a few", part, run(sys.executable, "-c", READ, *map(str, some)))
        row("LibreOffice to text, the same few", part, office(folder, "txt:Text", some, "writer_pdf_import"))


def words(folder: Path, count: int) -> None:
    """Word files, as LibreOffice makes them of HTML pages of official XML."""
    sys.path.insert(0, str(Path(__file__).parent))
    from fuzz import page

    papers = [path for lang in ("en", "fr", "ar") for path in sorted((SHARED / "corpus" / "akn" / lang).glob("*.xml"))]
    papers = papers[:: max(1, len(papers) // count)]
    for n, path in enumerate(papers):
        (folder / f"{n}.html").write_text(page(read(path).text), encoding="utf-8")
    office(folder, "docx", [folder / f"{n}.html" for n in range(len(papers))], "HTML (StarWriter)")
    files = [folder / f"{n}.docx" for n in range(len(papers))]
    printing = office(folder, "pdf", files)
    pages = sum(pages_of(file.with_suffix(".pdf")) for file in files)
    print(f"Word: {len(files)} files, {pages} pages")
    row("reslint, together", pages, run(sys.executable, "-c", READ, *map(str, files)))
    row("reslint, alone", pages, each(files, sys.executable, "-c", READ, "FILE"))
    row("LibreOffice to text, together", pages, office(folder, "txt:Text", files))
    row("LibreOffice to PDF, together", pages, printing)


def cited(report: Report) -> Counter[tuple[str, str]]:
    """Citations with their dates."""
    if report.resolution is None:
        return Counter()
    found = (c for p in report.resolution.paragraphs for c in p.citations)
    return Counter((c.symbol, str(c.date.iso) if c.date else "") for c in found)


def quality(files: Sequence[Path]) -> None:
    """The PDFs against the raw text beside them."""
    everything = rules.load()
    total: Counter[str] = Counter()
    with closing(open_registry()) as registry:
        for file in files:
            raw, printed = (examine(read(f), everything, registry) for f in (file.with_suffix(".txt"), file))
            theirs, ours = cited(raw), cited(printed)
            total["cited"] += theirs.total()
            total["found"] += (theirs & ours).total()
            for symbol, day in sorted((theirs - ours).elements()):
                print(f"  {file.name}: {symbol} {day} of the raw text is not in the PDF as read")
            for finding in printed.findings:
                total[finding.severity] += 1
                if finding.severity == "error":
                    place = printed.source.label(finding.start)
                    print(f"  {file.name}: {place}: {finding.rule} {finding.path}: {finding.message}")
    share = total["found"] / max(1, total["cited"])
    print(f"  {total['found']} of {total['cited']} citations of the raw text with the same dates ({share:.2%});")
    print(f"  {total['error']} errors, {total['warning']} warnings, {total['note']} notes")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=60, metavar="N", help="PDFs to read")
    parser.add_argument("--word", type=int, default=24, metavar="N", help="Word files to make and read")
    parser.add_argument(
        "--office", type=int, default=6, metavar="N", help="PDFs for LibreOffice, which is slow at them"
    )
    args = parser.parse_args()
    files = sorted((SHARED / "corpus" / "drafts").glob("*.pdf"))[: args.drafts]
    if not files:
        print(f"formats: {SHARED} holds no drafts", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pdfs(files, Path(folder), args.office)
        if shutil.which("soffice"):
            words(Path(folder), args.word)
    print("PDFs against their raw text")
    quality(files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
