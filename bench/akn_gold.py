#!/usr/bin/env python3
"""What is read of official XML, held against the XML's own marking.

    .venv/bin/python bench/akn_gold.py [--every N] [--show N]

For every file below `../shared/corpus/akn`: every paragraph of the XML stands in the text, in order, with its number;
italics at its beginning are the container's name. In the languages that are checked also: the opening phrase that the
parser finds is the one marked (container name or italic run); each resolution that the XML links is cited; findings
equal those on the Markdown that `../shared/bench/akn.py` makes. The gold is read by another XML library
(ElementTree). `--show`: so many differences of each kind.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from reslint import rules
from reslint.engine import examine
from reslint.registry.store import Registry, open_registry
from reslint.resolution.model import Paragraph, Resolution
from reslint.resolution.parse import parse
from reslint.rules import Rule
from reslint.source.clean import normalise
from reslint.source.model import Source
from reslint.source.read import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
CHECKED = ("en", "fr", "ar")
LANGUAGES = (*CHECKED, "es", "ru", "zh")
PARAGRAPHS = frozenset({"p", "listIntroduction", "subheading", "heading", "preface", "tr"})
_LINK = re.compile(r"/([AE]/RES/[^/]+/\d+|S/RES/\d+\(\d{4}\)|A/RES/\d+\s?\([IVX]+\))$")
_LABEL = re.compile(r"^(?:\d{1,3}\s?[.–-][\s-]*|\(?\w{1,4} ?\)\s+)")  # in some files the text holds what <num> should
_MARK = re.compile(r"\(?\[\^[^\]]+\]\)?")


class Gold(NamedTuple):
    """One paragraph as the XML has it. `name`: of its container, `italic` the run at its beginning."""

    role: str
    text: str
    number: str
    name: str
    italic: str
    links: tuple[tuple[str, str], ...]


class Tally:
    """Counts by name: how often it was so, out of how many; and the differences."""

    def __init__(self) -> None:
        self.right: Counter[tuple[str, str]] = Counter()
        self.all: Counter[tuple[str, str]] = Counter()
        self.wrong: dict[str, list[str]] = {}

    def note(self, what: str, lang: str, right: bool, place: str = "") -> None:
        self.all[what, lang] += 1
        self.right[what, lang] += right
        if not right:
            self.wrong.setdefault(what, []).append(f"{lang} {place}")

    def share(self, what: str) -> float:
        """The part of `what` that was right, over all languages."""
        total = sum(n for (w, _), n in self.all.items() if w == what)
        return sum(n for (w, _), n in self.right.items() if w == what) / total if total else 1.0


def tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def bare(text: str) -> str:
    """`text` in the form in which it is compared: no markup, blanks of one kind and single."""
    return normalise(text.replace("*", "").replace("\\", "").replace("()", ""))


def words(element: ET.Element) -> str:
    """The text of a paragraph without its notes and their brackets."""
    parts: list[str] = []

    def walk(node: ET.Element) -> None:
        if tag(node) == "authorialNote":
            parts.append("\0")
            return
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")

    walk(element)
    return re.sub(r"\s*\(\s*\0\s*\)|\s*\0", "", "".join(parts))


def italic(element: ET.Element, style: str) -> str:
    """The run of that style with which the paragraph begins ("" where it begins otherwise)."""
    if (element.text or "").strip():
        return ""
    run = ""
    for child in element:
        inner = "".join(child.itertext())
        if inner.strip() and style not in (child.get("class") or "").split():
            break
        run += inner
        if (child.tail or "").strip():
            break
        run += child.tail or ""
    return run


def links(element: ET.Element) -> Iterator[tuple[str, str]]:
    notes = {id(a) for note in element.iter() if tag(note) == "authorialNote" for a in note.iter()}
    for a in element.iter():
        if tag(a) == "a" and id(a) not in notes and (m := _LINK.search(a.get("href") or "")):
            label = " ".join("".join(a.itertext()).split())
            if label and re.search(r"\d", label):
                yield m[1], label


def joined(elements: Iterable[ET.Element]) -> str:
    return " ".join(filter(None, (words(p).strip() for p in elements)))


def gold(path: Path) -> Iterator[Gold]:
    """The paragraphs of a file in the order in which the text should have them."""
    root = ET.parse(path).getroot()
    number = ""
    name, role = "", ""
    style = "bold" if path.parent.name == "zh" else "italic"
    whole = {"authorialNote", "preface", "tr"}  # one line each
    inside = {id(p) for holder in root.iter() if tag(holder) in whole for p in holder.iter() if p is not holder}
    for node in root.iter():
        kind = tag(node)
        if kind in ("coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments"):
            role = kind
        if kind in ("container", "formula"):
            name = node.get("name") or ""
        if kind == "num":
            number = " ".join("".join(node.itertext()).split())
        if kind in PARAGRAPHS and id(node) not in inside and role != "conclusions":
            text = joined(node) if kind in ("preface", "tr") else words(node)
            if text.strip():
                shown = name if role == "preamble" and not number else ""
                yield Gold(role, text, number, shown, italic(node, style), tuple(links(node)))
            number, name = "", ""
    for node in root.iter():
        if tag(node) == "authorialNote":
            yield Gold("note", joined(node), "", "", "", ())


def compare(path: Path, lang: str, source: Source, tally: Tally) -> None:
    """The text of the source against the gold, line by line."""
    at, lines = 0, [line for line in source.text.split("\n") if line]
    for one in gold(path):
        wanted = " ".join(filter(None, (one.number, bare(one.text))))
        place = f"{path.name}: {wanted[:150]}"
        for n in range(at, len(lines)):
            line = re.sub(r"^(?:#+ |\[\^[^\]]+\]: ?)", "", lines[n])
            if bare(_MARK.sub("", line)) == bare(wanted):
                tally.note("paragraphs in order", lang, True)
                if one.name and one.italic.strip() and one.role == "preamble":
                    shown = re.match(r"\*([^*]+)\*", lines[n])
                    wants = bare(one.italic)
                    tally.note("italics", lang, shown is not None and bare(shown[1]) == wants, f"{place} {wants!r}")
                at = n + 1
                break
        else:
            tally.note("paragraphs in order", lang, False, place)


def openings(path: Path, lang: str, resolution: Resolution, tally: Tally) -> None:
    by_text: dict[str, list[Paragraph]] = {}
    for p in reversed(resolution.paragraphs):
        by_text.setdefault(bare(p.text), []).append(p)
    for one in gold(path):
        if one.role not in ("preamble", "mainBody"):
            continue
        text = bare(one.text) if one.number else _LABEL.sub("", bare(one.text))
        same = by_text.get(text)
        found = same.pop() if same else None
        tally.note("paragraphs understood", lang, found is not None, f"{path.name}: {text[:100]}")
        if found is None:
            continue
        if one.role == "preamble" and one.name and one.name != "enactingFormula":
            shown = bare(found.opening.text).strip(" ,،") if found.opening else ""
            marked = {bare(one.name).strip(" ,،*"), bare(one.italic).strip(" ,،")}
            # Some Arabic marks begin behind the conjunction that is written with the phrase, and is part of it.
            right = shown in marked or (lang == "ar" and shown.removeprefix("و") in marked)
            tally.note("opening phrases", lang, right, f"{path.name} {found.path}: {shown!r}, marked {marked}")
        cited = [(c.symbol, bare(c.display)) for c in found.citations]
        for symbol, label in one.links:
            # The XML links 74/254 where the text cites 74/254 A.
            right = any(s.startswith(symbol.replace(" ", "")) or d.endswith(bare(label)) for s, d in cited)
            tally.note("links cited", lang, right, f"{path.name} {found.path}: {symbol} ({label}), cited {cited}")


def findings(source: Source, registry: Registry, everything: tuple[Rule, ...]) -> Counter[tuple[str, str, str]]:
    report = examine(source, everything, registry)
    return Counter((f.rule, f.path, re.sub(r"line \d+", "line", f.message)) for f in report.findings)


def reference() -> ModuleType:
    """The reader of the measure, which is not ours."""
    sys.path.insert(0, str(SHARED / "bench"))
    return import_module("akn")


def run(every: int = 1) -> Tally:
    """The comparison of every `every`-th file in each language."""
    tally, akn, everything = Tally(), reference(), rules.load()
    with closing(open_registry()) as registry:
        for lang in LANGUAGES:
            for path in sorted((SHARED / "corpus" / "akn" / lang).glob("*.xml"))[::every]:
                source = read(path)
                tally.note("files read", lang, True)
                compare(path, lang, source, tally)
                if lang not in CHECKED:
                    continue
                resolution = parse(source)
                assert resolution is not None, path
                openings(path, lang, resolution, tally)
                draft: Any = akn.read(path, lang)
                if draft is None:
                    continue
                theirs = findings(Source(path.name, draft.render()), registry, everything)
                ours = findings(source, registry, everything)
                differing = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
                tally.note(
                    "files with equal findings", lang, ours == theirs, f"{path.name}: +{differing[0]} -{differing[1]}"
                )
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth file")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="differences to show of each kind")
    args = parser.parse_args()
    if not (SHARED / "corpus" / "akn").is_dir():
        print(f"akn_gold: {SHARED} holds no official XML", file=sys.stderr)
        return 2
    tally = run(args.every)
    for what in dict.fromkeys(what for what, _ in tally.all):
        each = ", ".join(
            f"{lang} {tally.right[what, lang]}/{tally.all[what, lang]}" for lang in LANGUAGES if tally.all[what, lang]
        )
        print(f"{what:26} {tally.share(what):8.3%}  {each}")
        for line in tally.wrong.get(what, [])[: args.show]:
            print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
