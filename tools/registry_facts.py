"""Makes rules/registry/*.tsv from raw lists of adopted resolutions. Run once for each edition.

    python -m tools.registry_facts FOLDER

FOLDER holds data/registry.csv, data/series.csv and corpus/akn/ (published texts as official XML). What was
changed on the way, and why, goes to corrections.tsv; nothing is dropped or changed without a line there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reslint.registry import symbols
from tools.registry_rows import add_known, read_rows
from tools.registry_series import recitals, series
from tools.registry_settle import STEPS

RULES = Path(__file__).resolve().parent.parent / "rules" / "registry"


def write(path: Path, header: str, comment: str, lines: list[str]) -> None:
    path.write_text(
        "".join(f"# {c}\n" for c in comment.splitlines()) + header + "\n" + "\n".join(lines) + "\n", "utf-8"
    )


def main(folder: Path) -> None:
    facts = read_rows(folder / "data" / "registry.csv")
    add_known(facts, RULES / "additions.tsv")
    for step in STEPS:
        step(facts)
    rows = sorted(facts.rows.values(), key=lambda r: symbols.sort_key(r.symbol))
    write(
        RULES / "resolutions.tsv",
        "symbol\tadopted\tevidence\ttitle\tagenda_item\tdraft\tmeeting",
        "Adopted resolutions and decisions. Source: United Nations. See README.md.",
        [
            "\t".join((r.symbol, r.adopted, r.evidence, r.title, r.agenda_item, r.draft, r.meeting)).rstrip()
            for r in rows
        ],
    )
    write(
        RULES / "corrections.tsv",
        "symbol\tfield\told\tnew\treason",
        "What was changed in the raw lists, and why.",
        ["\t".join(n) for n in sorted(facts.notes)],
    )
    cited = recitals(folder / "corpus" / "akn")
    write(
        RULES / "recitals.tsv",
        "citing\tcited",
        "Which resolutions the list of earlier resolutions in a published text cites, in its order.",
        [
            f"{citing}\t{' '.join(list_)}"
            for citing, list_ in sorted(cited.items(), key=lambda c: symbols.sort_key(c[0]))
        ],
    )
    write(
        RULES / "series.tsv",
        "series\tevidence\ttitle\tmembers",
        "Series of recurring resolutions. evidence: title (one title), recital (one cites the other), both.",
        ["\t".join(s) for s in series(folder / "data" / "series.csv", RULES, rows, cited)],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
