"""rules/entities/ -> _data/entities-<code>.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reslint.entities.words import form, tokens
from reslint.language import CODES
from reslint.source.clean import normalise

Row = list[Any]


def compile_entities(rules_dir: Path, out_dir: Path) -> None:
    """Writes one file for each language."""
    folder = rules_dir / "entities"
    renames, bodies, context = (_yaml(folder / f"{name}.yaml") for name in ("renames", "bodies", "context"))
    out_dir.mkdir(parents=True, exist_ok=True)
    for code in CODES:
        names: dict[str, Row] = {}
        entities = [_entity(key, entry, code, names) for key, entry in renames.items() if code in entry]
        for key, entry in bodies.items():
            if code in entry:
                facts = entry[code]
                _name(names, code, facts["name"], key, "known", facts.get("casings", []), facts["n"])
        lines = (folder / f"words-{code}.txt").read_text(encoding="utf-8").splitlines()
        facts = {
            "entities": entities,
            "names": list(names.values()),
            "context": {purpose: [normalise(w) for w in words] for purpose, words in context[code].items()},
            "strict": context.get("strict", {}).get(code, []),
            "ordinary": [form(line, code) for line in lines if line and not line.startswith("#")],
        }
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        (out_dir / f"entities-{code}.json").write_text(text, encoding="utf-8")


def _entity(key: str, entry: dict[str, Any], code: str, names: dict[str, Row]) -> Row:
    facts = entry[code]
    (new, count), *_ = facts["new"].items()
    for guard in facts.get("guards", []):
        _name(names, code, guard, key, "guard", [], 0)
    casings = facts.get("casings", [])
    for old, n in facts.get("old", {}).items():
        _name(names, code, old, key, "old", [c for c in casings if c.lower() == old.lower()], n)
    kind = "new" if facts.get("old") else "known"
    _name(names, code, new, key, kind, [c for c in casings if c.lower() == new.lower()], count)
    since = str(facts.get("since") or entry.get("since") or "")
    old_names = [normalise(old) for old in facts.get("old", {})]
    return [
        key, entry["kind"], entry["change"], entry["level"], normalise(new), old_names, since,
        str(entry.get("from") or ""), bool(entry.get("sure")), facts.get("gender", ""), facts.get("article", False),
    ]  # fmt: skip


def _name(names: dict[str, Row], code: str, text: str, entity: str, kind: str, casings: list[str], n: int) -> None:
    """Adds a name; of two with the same words the first stands, and other capitals of it are accepted forms."""
    text = normalise(text)
    words = " ".join(tokens(text, code)[1])
    known = names.setdefault(words, [text, words, entity, kind, [], n])
    if known[0] != text and text not in known[4]:
        known[4].append(text)
    known[4] += [c for c in casings if c not in known[4] and c != known[0]]


def _yaml(path: Path) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path)
