"""rules/language/ -> _data/language-<code>.json and formulas.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reslint.language import CODES
from reslint.source.clean import normalise


def compile_language(rules_dir: Path, out_dir: Path) -> None:
    """Writes one file for each language that has a `<code>.yaml`."""
    folder = rules_dir / "language"
    openings = _yaml(folder / "openings.yaml")["concepts"]
    ordinals = _yaml(folder / "ordinals.yaml")
    wording = _yaml(folder / "wording.yaml")
    figures = _yaml(folder / "figures.yaml")
    out_dir.mkdir(parents=True, exist_ok=True)
    formulas: list[str] = []  # of all languages together, so that one need not load each of them
    for code in CODES:
        facts = _language(_yaml(folder / f"{code}.yaml"), ordinals[code])
        facts["openings"], facts["concepts"] = _openings(openings, code)
        facts["opening_words"] = max(len(phrase.split() if facts["spaced"] else phrase) for phrase in facts["openings"])
        facts["words"]["wording"] = wording[code]
        facts["words"]["figures"] = figures[code]
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        (out_dir / f"language-{code}.json").write_text(text, encoding="utf-8")
        formulas += facts["chapeaux"]
    covers = [_key(wording[code]["cover"]) for code in CODES]
    text = json.dumps({"chapeaux": formulas, "covers": covers}, ensure_ascii=False, separators=(",", ":"))
    (out_dir / "formulas.json").write_text(text, encoding="utf-8")


def _key(text: str) -> str:
    return normalise(text).lower()


def _language(facts: dict[str, Any], ordinals: dict[int, dict[str, int]]) -> dict[str, Any]:
    names = facts["months"]
    months = {_key(part): n for n, name in enumerate(names, 1) for part in {name, *name.split("/")}}
    months |= {_key(form): n for form, n in facts["month-variants"].items()}
    return {
        "months": months,
        "month_names": names,
        "date": facts["date"],
        "first_day": facts.get("first-day", "1"),
        "date_read": facts["date-read"],
        "day": facts.get("day", r"\d{1,2}"),
        "spaced": facts.get("spaced", True),
        "openings_capital": facts.get("openings-capital", True),
        "adverbs": {_key(word): concept for word, concept in facts["adverbs"].items()},
        "adverb_place": facts["adverb-place"],
        "ordinals": {_key(form): n for n, forms in ordinals.items() for form in forms},
        "ordinal_names": [next(iter(forms)) for _, forms in sorted(ordinals.items())],
        "chapeaux": {_key(form): organ for organ, forms in facts["chapeaux"].items() for form in forms},
        **facts["punctuation"],
        "mark_before_punctuation": facts["mark-before-punctuation"],
        "words": {
            "bodies": {_key(name): body for body, forms in facts["bodies"].items() for name in forms},
        },
    }


def _openings(concepts: dict[str, dict[str, Any]], code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """phrase -> [concepts, roles, gender, count]; concept -> [kind, strength, addressee, pre, op]."""
    counts: dict[str, dict[str, int]] = {}
    roles: dict[str, dict[str, None]] = {}
    genders: dict[str, str] = {}
    facts: dict[str, Any] = {}
    for name, concept in concepts.items():
        found: dict[str, list[str]] = {}
        for role in ("pre", "op"):
            forms = concept.get(f"{code}-{role}", {})
            for phrase, value in forms.items():
                number = int(str(value).rstrip("fm"))
                counts.setdefault(phrase, {}).setdefault(name, 0)
                counts[phrase][name] += number
                roles.setdefault(phrase, {})[role] = None
                gender = str(value)[-1]
                genders[phrase] = gender if gender in "fm" else genders.get(phrase, "")
            found[role] = list(forms)
        if found["pre"] or found["op"]:
            about = concept["is"]
            addressee = about.get("addressee", False)
            facts[name] = [about["class"], about["strength"], addressee, found["pre"], found["op"]]
    openings = {
        phrase: [sorted(by, key=lambda name: -by[name]), " ".join(roles[phrase]), genders[phrase], sum(by.values())]
        for phrase, by in counts.items()
    }
    return openings, facts


def _yaml(path: Path) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path)
