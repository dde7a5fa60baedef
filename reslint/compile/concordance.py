"""rules/concordance/*.tsv and the counts of opening phrases -> _data/concordance.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# A name is looked for in a version where published ones have it in at least this share of the paragraphs.
LEAST_SHARE = 0.985


def compile_concordance(rules_dir: Path, out_dir: Path) -> None:
    """Writes what was counted beside what: phrases by concept, phrases beside other concepts, names by language."""
    folder = rules_dir / "concordance"
    beside: dict[str, dict[str, dict[str, int]]] = {}
    for code, phrase, concept, number in _rows(folder / "openings.tsv"):
        beside.setdefault(code, {}).setdefault(phrase, {})[concept] = int(number)
    names: dict[str, list[str]] = {}
    codes, *rows = _rows(folder / "names.tsv", head=True)
    for entity, *found in rows:
        most = max(map(int, found))
        names[entity] = [code for code, n in zip(codes[1:], found, strict=True) if int(n) >= LEAST_SHARE * most]
    facts = {
        "concepts": _counted(_yaml(rules_dir / "language" / "openings.yaml")["concepts"]),
        "beside": beside,
        "names": names,
    }
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    (out_dir / "concordance.json").write_text(text, encoding="utf-8")


def _rows(path: Path, *, head: bool = False) -> Iterator[list[str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return (line.split("\t") for line in lines[0 if head else 1 :])


def _counted(concepts: dict[str, dict[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    """concept -> language -> phrase -> how often it was counted for it, those never counted left out."""
    table: dict[str, dict[str, dict[str, int]]] = {}
    for name, concept in concepts.items():
        for key, forms in concept.items():
            code, _, role = key.partition("-")
            if role in ("pre", "op"):
                counts = table.setdefault(name, {}).setdefault(code, {})
                for phrase, value in forms.items():
                    if number := int(str(value).rstrip("fm")):
                        counts[phrase] = counts.get(phrase, 0) + number
    return table


def _yaml(path: Path) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path)
