"""Counts what stands beside what in the language versions of published resolutions.

    .venv/bin/python tools/count_beside.py ../shared

Reads the official XML of resolutions in six languages (`corpus/akn`, with the reader in `bench/akn.py`) and writes
`rules/concordance/openings.tsv`: phrases that stand beside a concept other than their own in several resolutions, and
`rules/concordance/names.tsv`: in how many paragraphs of each language a known name was found where English has it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from reslint.concordance.align import Row, align
from reslint.concordance.openings import common, opened
from reslint.concordance.versions import Version
from reslint.language import CODES
from reslint.resolution.parse import parse
from reslint.source.model import Source

LEAST_RESOLUTIONS = 2
LEAST_PARAGRAPHS = 5
SOURCE = """# Counted by tools/count_beside.py in {n} resolutions of the General Assembly, sessions 75 to 78, in six
# languages (United Nations, official XML; gratefully acknowledged).
"""


def main(shared: Path) -> None:
    sys.path.insert(0, str(shared / "bench"))
    beside: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    texts = 0
    for name, rows in _resolutions(shared):
        texts += 1
        for row in rows:
            if len(row.present) < len(CODES):
                continue
            for code, phrase, concept in _beside(row):
                beside[code, phrase, concept].add(name)
            for entity, codes in _names(row):
                names[entity].update(codes)
    folder = Path(__file__).parent.parent / "rules" / "concordance"
    kept = sorted((key, len(found)) for key, found in beside.items() if len(found) >= LEAST_RESOLUTIONS)
    lines = [f"{code}\t{phrase}\t{concept}\t{n}\n" for (code, phrase, concept), n in kept]
    head = (
        SOURCE.format(n=texts) + "# Opening phrases (bare) beside a concept of openings.yaml not theirs; resolutions.\n"
    )
    head += "language\tphrase\tconcept\tresolutions\n"
    (folder / "openings.tsv").write_text(head + "".join(lines), encoding="utf-8")
    found = sorted((e, c) for e, c in names.items() if c["en"] >= LEAST_PARAGRAPHS)
    lines = ["\t".join([entity, *(str(c[code]) for code in CODES)]) + "\n" for entity, c in found]
    head = SOURCE.format(n=texts) + "# Paragraphs in which a name was found, of those in which English has it.\n"
    (folder / "names.tsv").write_text(head + "\t".join(["entity", *CODES]) + "\n" + "".join(lines), encoding="utf-8")


def _resolutions(shared: Path) -> Iterator[tuple[str, list[Row]]]:
    akn = import_module("akn")
    for file in sorted((shared / "corpus/akn/en").glob("*.xml")):
        versions = []
        for code in CODES:
            draft = akn.read(shared / "corpus/akn" / code / file.name, code)
            source = Source(file.name, draft.render()) if draft else None
            resolution = parse(source, code) if source else None
            if source and resolution:
                versions.append(Version(source, resolution))
        if len(versions) == len(CODES):
            yield file.stem, align(versions)


def _beside(row: Row) -> Iterator[tuple[str, str, str]]:
    found = opened(row)
    for n, unit in found.items():
        own = unit.paragraph.opening
        assert own is not None
        others = common([u for k, u in found.items() if k != n])
        if others.isdisjoint(own.concepts):
            for concept in others:
                yield unit.code, own.bare, concept


def _names(row: Row) -> Iterator[tuple[str, list[str]]]:
    found = {unit.code: {f.key for f in unit.facts if f.kind == "name"} for unit in row.units if unit is not None}
    for entity in found["en"]:
        yield entity, [code for code, keys in found.items() if entity in keys]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
