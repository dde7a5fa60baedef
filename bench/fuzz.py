#!/usr/bin/env python3
"""Real files with something wrong in them: every reader must give a source or one sentence, in bounded time and memory.

    .venv/bin/python bench/fuzz.py [--runs 2000] [--seed 0] [--formats xml,html,pdf,docx,text] [--keep FOLDER]

Mutates official XML, draft PDFs and what LibreOffice makes of the XML (HTML, Word) from `../shared`, `--runs` times a
format: bytes, elements, members of the archive, unpacked streams. What is read is also parsed, and every place asked
for. Prints how many were read and refused, the slowest, and the most memory. A traceback, a sentence that is not one,
a file that takes more than `SECONDS`, or a process that dies counts as a failure (a PDF's process may die: in use,
that is one sentence) and is kept in `--keep`. Unix.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from reslint.resolution.parse import parse
from reslint.source.model import Source, SourceError
from reslint.source.read import load

SHARED = Path(__file__).resolve().parents[2] / "shared"
BATCH = 100  # files a process
SECONDS = 30  # for one file
MEMORY = 3 * 2**30
FORMATS = ("xml", "html", "pdf", "docx", "text")
NASTY = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&#x110000;", b"&lol;", b"<!DOCTYPE a [", b"<p>" * 300, b"\0", b"\xff\xfe",
    b"[^1]", b"***", b"\\", b"\xd9\x88", b"\xe2\x80\xae", b"<table>" * 50, b"</akomaNtoso>", b"9" * 400, b" obj", b"endstream",
)  # fmt: skip

ODD = (
    "", " ", "\u00a0", "\n\n", "\r", "1", "12.", "(a)", "(iv) ", "*", "**", "_", "\\", "[^1]", "[^1]: ", "#", "1 -", "77/18", " of 31 June 2022",
    "S-1/2", "\u0661\u0669", "\u0640", "\u064b", "\u0301", "\u202e", "\u00ad", "\u2028", "\f", "\U0001f600", "«", ";", ",", ".", "The General Assembly,",
)  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or replaced by what readers stumble over; or the end missing."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        if not changed:
            break
        at, what = dice.randrange(len(changed)), dice.random()
        if what < 0.45:
            changed[at] = dice.randrange(256)
        elif what < 0.65:
            del changed[at : at + dice.randint(1, 60)]
        elif what < 0.85:
            changed[at:at] = dice.choice(NASTY)
        elif what < 0.97:
            start = dice.randrange(len(changed))
            changed[at:at] = changed[start : start + dice.randint(1, 3000)]
        else:
            del changed[at:]
    return bytes(changed)


def shuffled(data: bytes, dice: random.Random) -> bytes:
    """Elements left out, doubled, or put elsewhere: often still well formed."""
    pieces = data.split(b"<")
    for _ in range(dice.randint(1, 8)):
        if len(pieces) < 3:
            break
        at, there = dice.randrange(1, len(pieces)), dice.randrange(1, len(pieces))
        what = dice.random()
        if what < 0.4:
            del pieces[at : at + 2]
        elif what < 0.7:
            pieces[there:there] = pieces[at : at + dice.randint(1, 40)]
        else:
            pieces[at], pieces[there] = pieces[there], pieces[at]
    return b"<".join(pieces)


def reworded(data: bytes, dice: random.Random) -> bytes:
    """Characters between the tags changed, so that the file stays whole."""
    text = data.decode("utf-8", "replace")
    for _ in range(dice.randint(1, 30)):
        at = dice.randrange(len(text))
        if text.rfind("<", 0, at) > text.rfind(">", 0, at) or text.rfind("&", 0, at) > text.rfind(";", 0, at):
            continue  # in a tag or an entity
        end = at + dice.randint(0, 12)
        if not set("<>&;") & set(text[at:end]):
            text = text[:at] + dice.choice(ODD) + text[end:]
    return text.encode("utf-8")


def markup(data: bytes, dice: random.Random) -> bytes:
    return dice.choice((shuffled, damaged, reworded, reworded))(data, dice)


def printed(data: bytes, dice: random.Random) -> bytes:
    """A PDF with a damaged stream (unpacked, and packed again), or damaged as it is."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)) if dice.random() < 0.6 else []
    if not streams:
        return damaged(data, dice)
    chosen = dice.choice(streams)
    try:
        content = zlib.compress(damaged(zlib.decompress(chosen[1]), dice))
    except zlib.error:
        content = damaged(chosen[1], dice)
    return data[: chosen.start(1)] + content + data[chosen.end(1) :]


def packed(data: bytes, dice: random.Random) -> bytes:
    """An archive with one member damaged, or damaged as it is."""
    if dice.random() < 0.25:
        return damaged(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(name for name in members if name.endswith((".xml", ".rels"))))
    members[name] = markup(members[name], dice)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


MUTATE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "xml": markup, "html": markup, "pdf": printed, "docx": packed, "text": markup,
}  # fmt: skip


def judged(data: bytes, form: str, *, apart: bool = True) -> str:
    """ "read" or "refused"; an exception for anything else. `apart`: PDFs are taken apart in a process of their own."""
    try:
        source = load(data, "d", "markdown" if form == "text" else form) if apart or form != "pdf" else inside(data)
    except SourceError as error:
        said = str(error)
        assert "\n" not in said, said
        assert said.startswith("d: "), said
        return "refused"
    for at in range(0, len(source.text) + 1, max(1, len(source.text) // 300)):
        assert all(isinstance(n, int) and n > 0 for n in source.where(at).values()), (at, source.where(at))
        assert source.label(at)
        span = source.raw_span(at, min(at + 5, len(source.text)))
        assert span is None or 0 <= span[0] <= span[1], span
    parse(source)
    return "read"


def inside(data: bytes) -> Source:
    """A PDF read without its process apart: each batch has one here."""
    from reslint.source.pdf import process, worker

    def told(content: bytes, name: str) -> dict[str, Any]:
        return json.loads(json.dumps(worker.read(content)))  # type: ignore[no-any-return]

    process.__dict__["_told"] = told
    return load(data, "d", "pdf")


def corpus(form: str, folder: Path, count: int = 12) -> list[bytes]:
    """Real files of the format; nothing where they cannot be had."""
    if form == "pdf":
        return [path.read_bytes() for path in sorted((SHARED / "corpus" / "drafts").glob("*.pdf"))[:: 60 // count]]
    papers = [
        path for lang in ("en", "fr", "ar") for path in sorted((SHARED / "corpus" / "akn" / lang).glob("*.xml"))[::40]
    ]
    papers = [path for path in papers if path.stat().st_size < 90_000][:count]
    if form == "xml":
        return [path.read_bytes() for path in papers]
    texts = [load(path.read_bytes(), path.name).text for path in papers]
    if form == "text":
        return [text.encode() for text in texts]
    pages = [page(text) for text in texts]
    if form == "html":
        return [text.encode() for text in pages]
    program = shutil.which("soffice")
    if program is None:
        return []
    for n, text in enumerate(pages):
        (folder / f"{n}.html").write_text(text, encoding="utf-8")
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=HTML (StarWriter)",
         "--convert-to", "docx", *(f"{n}.html" for n in range(len(pages)))],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return [path.read_bytes() for path in sorted(folder.glob("*.docx"))]


def page(text: str) -> str:
    """An HTML page of a text in Markdown, with linked notes."""
    body = []
    for line in filter(None, text.split("\n")):
        shown = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", html.escape(line.removeprefix("### ")))
        if note := re.match(r"\[\^(\w+)\]: ?", shown):
            back = f'<a name="n{note[1]}sym" href="#n{note[1]}anc" class="sdfootnotesym">{note[1]}</a>'
            body.append(f'<div id="sdfootnote{note[1]}"><p>{back}{shown[note.end() :]}</p></div>')
            continue
        mark = r'<a class="sdfootnoteanc" name="n\1anc" href="#n\1sym"><sup>\1</sup></a>'
        shown = re.sub(r"\[\^(\w+)\]", mark, shown)
        body.append(f"<p>{shown}</p>")
    return '<html><head><meta charset="utf-8"></head><body>' + "\n".join(body) + "</body></html>"


def batch(form: str, files: list[bytes], seeds: Iterable[int], keep: Path) -> dict[str, Any]:
    """The counts of one batch, run in a process of its own; what fails is kept."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        counts: dict[str, Any] = {"read": 0, "refused": 0, "failed": 0, "slowest": 0.0, "last": -1}
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for seed in seeds:
            dice = random.Random(f"{form} {seed}")
            data = MUTATE[form](dice.choice(files), dice)
            (keep / f"{form}-running").write_bytes(data)
            signal.alarm(SECONDS)
            start = time.perf_counter()
            try:
                counts[judged(data, form, apart=False)] += 1
            except BaseException:
                counts["failed"] += 1
                (keep / f"{form}-{seed}").write_bytes(data)
                (keep / f"{form}-{seed}.txt").write_text(traceback.format_exc())
            counts["slowest"] = max(counts["slowest"], time.perf_counter() - start)
        signal.alarm(0)
        counts["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writing, json.dumps(counts).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if told:
        return json.loads(told)  # type: ignore[no-any-return]
    os.replace(keep / f"{form}-running", keep / f"{form}-died-{next(iter(seeds))}-{os.WTERMSIG(status)}")
    return {"read": 0, "refused": 0, "failed": 0, "slowest": 0.0, "memory": 0.0, "died": 1}


def fuzz(form: str, runs: int, seed: int, keep: Path) -> bool:
    """Fuzzes one format and prints what came of it; whether nothing failed."""
    with tempfile.TemporaryDirectory() as folder:
        files = corpus(form, Path(folder))
    if not files:
        print(f"{form:5} left out: no real files to be had")
        return True
    total = {"read": 0, "refused": 0, "failed": 0, "slowest": 0.0, "memory": 0.0, "died": 0}
    start = time.perf_counter()
    for first in range(seed, seed + runs, BATCH):
        found = batch(form, files, range(first, min(first + BATCH, seed + runs)), keep)
        for name in ("read", "refused", "failed", "died"):
            total[name] += found.get(name, 0)
        for name in ("slowest", "memory"):
            total[name] = max(total[name], found[name])
    for left in keep.glob(f"{form}-running"):
        left.unlink()
    print(
        f"{form:5} {total['read']} read, {total['refused']} refused, {total['failed']} failed, {total['died']} processes died; "
        f"slowest {total['slowest']:.1f} s, most memory {total['memory']:.0f} MB; {time.perf_counter() - start:.0f} s in all",
        flush=True,
    )
    return not total["failed"] and not (total["died"] and form != "pdf")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000, metavar="N", help="files a format (default: 2000)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="number of the first file")
    parser.add_argument("--formats", default=",".join(FORMATS), help="by comma")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), metavar="FOLDER", help="where failures go")
    args = parser.parse_args()
    if not (SHARED / "corpus").is_dir():
        print(f"fuzz: {SHARED} holds no corpus", file=sys.stderr)
        return 2
    args.keep.mkdir(exist_ok=True)
    good = [fuzz(form, args.runs, args.seed, args.keep) for form in args.formats.split(",")]
    if not any(args.keep.iterdir()):
        args.keep.rmdir()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
