#!/usr/bin/env python3
"""How well disagreements of language versions are found, and what it costs, on published resolutions in six languages.

    .venv/bin/python bench/concordance.py                 all resolutions, one fault of each kind in each
    .venv/bin/python bench/concordance.py --sample 30     some of them
    .venv/bin/python bench/concordance.py --list          what is said of the texts as published

Plants one fault at a time in one version (a date, a number, a dropped citation, a dropped paragraph, a dropped footnote, an
opening phrase of another strength, a session taken for another) and counts the faults that a finding in that version
tells of which was not there before. Then the time to compare six versions beside the time to check the six, in one run.
Texts come from the corpus beside the checkout (`../shared`).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from reslint.concordance import Version, concord
from reslint.concordance.facts import Fact, facts
from reslint.engine import examine
from reslint.finding import Finding
from reslint.language import CODES
from reslint.language import get as get_language
from reslint.registry.store import Registry, open_registry
from reslint.resolution.model import Paragraph, Resolution
from reslint.resolution.parse import parse
from reslint.rules import Rule, shipped
from reslint.source.model import Source

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXT = ("preambular", "operative", "sub")
GOAL = 97.0
STRONGER = 4  # steps of strength between the phrase that stands there and the one that is planted
# Source spans and what takes their place; None: there is nothing to plant in.
Edits = list[tuple[int, int, str]] | None
Plant = Callable[[Resolution, random.Random], Edits]


def versions_of(stem: str) -> tuple[Version, ...]:
    akn = import_module("akn")
    found = []
    for code in CODES:
        draft = akn.read(SHARED / "corpus/akn" / code / f"{stem}.xml", code)
        source = Source(f"{stem}.{code}.md", draft.render()) if draft else None
        resolution = parse(source, code) if source else None
        if source and resolution:
            found.append(Version(source, resolution))
    return tuple(found)


def stated(resolution: Resolution, kind: str, kinds: Sequence[str] = TEXT) -> list[tuple[Paragraph, Fact]]:
    return [(p, f) for p in resolution.of(*kinds) for f in facts(p, resolution.language) if f.kind == kind]


def a_date(resolution: Resolution, chance: random.Random) -> Edits:
    """The day of a date, one to nine days off."""
    days = [(p, d) for p in resolution.of(*TEXT) for d in p.dates if d.day and d.iso]
    if not days:
        return None
    p, day = chance.choice(days)
    assert day.day is not None
    digits = re.search(rf"(?<!\d){day.day}(?!\d)", p.text[day.start : day.end].replace(str(day.year), "####"))
    if digits is None:
        return None
    other = day.day + chance.randint(1, 9) if day.day < 15 else day.day - chance.randint(1, 9)
    return [(*p.span(day.start + digits.start(), day.start + digits.end()), str(other))]


def a_number(resolution: Resolution, chance: random.Random) -> Edits:
    """One digit of an amount."""
    numbers = stated(resolution, "number")
    if not numbers:
        return None
    p, number = chance.choice(numbers)
    at = chance.choice([i for i in range(number.start, number.end) if p.text[i].isdigit()])
    digit = chance.choice([d for d in "123456789" if d != p.text[at]])
    return [(*p.span(at, at + 1), digit)]


def a_citation(resolution: Resolution, chance: random.Random) -> Edits:
    """A citation taken out, with its date where it has one of its own."""
    cited = [(p, c) for p in resolution.of(*TEXT) for c in p.citations]
    cited = [(p, c) for p, c in cited if sum(c.display == other.display for other in p.citations) == 1]
    if not cited:
        return None
    p, citation = chance.choice(cited)
    spans = [p.span(citation.start, citation.end)]
    if citation.date is not None and citation.how == "own":
        spans.append(p.span(citation.date.start, citation.date.end))
    return [(a, b, "") for a, b in spans]


def a_paragraph(resolution: Resolution, chance: random.Random) -> Edits:
    """A paragraph taken out; those behind it keep their numbers, or get new ones."""
    blocks = [p for p in resolution.of("preambular", "operative") if not _has_points(resolution, p)]
    if len(blocks) < 4:
        return None
    gone = chance.choice(blocks)
    edits = [(gone.start, gone.end, "")]
    if gone.kind == "operative" and chance.random() < 0.5:
        behind = [
            p for p in resolution.of("operative") if p.number and gone.number and p.number > gone.number and p.label
        ]
        for p in behind:
            printed = re.search(r"\d+", p.label)
            if printed and p.number:
                start = p.label_start + printed.start()
                edits.append((start, start + len(printed[0]), str(p.number - 1)))
    return edits


def _has_points(resolution: Resolution, p: Paragraph) -> bool:
    behind = resolution.paragraphs[p.index + 1 : p.index + 2]
    return bool(behind) and behind[0].kind == "sub"


def a_footnote(resolution: Resolution, chance: random.Random) -> Edits:
    """A footnote taken out with its mark."""
    marks = [(p, m) for p in resolution.of(*TEXT) for m in p.marks]
    notes = {n.number: n for n in resolution.of("note")}
    marks = [(p, m) for p, m in marks if m.label.isdigit() and int(m.label) in notes]
    if not marks:
        return None
    _, mark = chance.choice(marks)
    note = notes[int(mark.label)]
    return [(mark.start, mark.end, ""), (note.start, note.end, "")]


def an_opening(resolution: Resolution, chance: random.Random) -> Edits:
    """An opening phrase of another strength: condemns, where the others note."""
    language = get_language(resolution.language)
    opened = [
        p for p in resolution.of("preambular", "operative") if p.opening and p.opening.concepts and not p.opening.adverb
    ]
    chance.shuffle(opened)
    for p in opened:
        assert p.opening is not None
        own = [language.concepts[c] for c in p.opening.concepts if c in language.concepts]
        phrases = []
        for phrase, form in language.openings.items():
            theirs = [language.concepts[c] for c in form.concepts]
            right = ("pre" if p.kind == "preambular" else "op") in form.roles and form.n > 20
            if right and theirs and all(abs(a.strength - b.strength) >= STRONGER for a in own for b in theirs):
                phrases.append(phrase)
        if phrases:
            phrase = chance.choice(sorted(phrases))
            written = phrase[0].upper() + phrase[1:] if p.text[p.opening.start].isupper() else phrase
            return [(*p.span(p.opening.start, p.opening.end), written)]
    return None


def a_session(resolution: Resolution, chance: random.Random) -> Edits:
    """A session taken for the one before or behind it."""
    language = get_language(resolution.language)
    sessions = [(p, s) for p, s in stated(resolution, "session") if 25 <= int(s.key) <= 95]
    if not sessions:
        return None
    p, session = chance.choice(sessions)
    other = int(session.key) + chance.choice((-1, 1))
    forms = [form for form, n in language.ordinals.items() if n == other]
    same = [form for form, n in language.ordinals.items() if n == int(session.key)]
    place = same.index(p.text[session.start : session.end].lower()) if len(same) == len(forms) else 0
    return [(*p.span(session.start, session.end), forms[place])]


PLANTS: dict[str, Plant] = {
    "a date": a_date, "a number": a_number, "a dropped citation": a_citation, "a dropped paragraph": a_paragraph,
    "a dropped footnote": a_footnote, "an opening of another strength": an_opening, "a session": a_session,
}  # fmt: skip


def planted(version: Version, edits: Sequence[tuple[int, int, str]]) -> Version | None:
    text = version.source.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    source = version.source._replace(text=text)
    resolution = parse(source, version.code)
    return Version(source, resolution) if resolution else None


def said(found: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((f.rule, f.message) for f in found)


def measure(
    stems: Sequence[str], registry: Registry, rules: Sequence[Rule], *, verbose: bool
) -> Iterator[tuple[str, str, bool]]:
    """(kind of fault, language, whether it was caught) for each fault."""
    for i, stem in enumerate(stems):
        versions = versions_of(stem)
        if len(versions) < len(CODES):
            continue
        before = [said(found) for found in concord(versions, registry, rules)]
        for k, (kind, plant) in enumerate(PLANTS.items()):
            chance = random.Random(f"{stem} {kind}")
            for turn in range(len(versions)):  # the first version that has something to plant in
                n = (i + k + turn) % len(versions)
                edits = plant(versions[n].resolution, chance)
                changed = planted(versions[n], edits) if edits else None
                if changed:
                    break
            else:
                continue
            after = concord([changed if m == n else v for m, v in enumerate(versions)], registry, rules)
            caught = bool(said(after[n]) - before[n])
            if verbose and not caught and edits:
                start, end, new = edits[0]
                text = versions[n].source.text
                print(
                    f"missed: {stem} {versions[n].code} {kind}: {text[max(0, start - 60) : start]}[{text[start:end]} -> {new}]{text[end : end + 60]!r}"
                )
            yield kind, versions[n].code, caught


def times(stems: Sequence[str], registry: Registry, rules: Sequence[Rule]) -> tuple[float, float]:
    """Seconds to check all versions one by one, and to compare them once they are read."""
    others = [rule for rule in rules if rule.check != "concordance"]
    checking = comparing = 0.0
    for stem in stems:
        versions = versions_of(stem)
        start = time.process_time()
        for version in versions:
            examine(version.source, others, registry)
        middle = time.process_time()
        concord(versions, registry, rules)
        checking, comparing = checking + middle - start, comparing + time.process_time() - middle
    return checking, comparing


def show(stems: Sequence[str], registry: Registry, rules: Sequence[Rule]) -> None:
    """What is said of the texts as published."""
    levels: Counter[tuple[str, str]] = Counter()
    for stem in stems:
        versions = versions_of(stem)
        for version, found in zip(versions, concord(versions, registry, rules), strict=True):
            for f in found:
                levels[f.severity, f.rule] += 1
                print(f"{stem} {version.code} {f.severity} {f.rule} {f.path}: {f.message}")
    for (severity, rule), n in sorted(levels.items()):
        print(f"{n:5}  {severity:7}  {rule}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="every so many resolutions that N are left")
    parser.add_argument("--list", action="store_true", help="print what is said of the texts as published")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was missed")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to measure", file=sys.stderr)
        return 2
    sys.path.insert(0, str(SHARED / "bench"))
    stems = sorted(p.stem for p in (SHARED / "corpus/akn/en").glob("*.xml"))
    if args.sample:
        stems = stems[:: max(1, len(stems) // args.sample)][: args.sample]
    registry, rules = open_registry(), shipped()
    if args.list:
        show(stems, registry, rules)
        return 0
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for kind, code, found in measure(stems, registry, rules, verbose=args.verbose):
        for key in (kind, code, "all"):
            tried[key] += 1
            caught[key] += found
    for key in (*PLANTS, *CODES, "all"):
        if tried[key]:
            print(f"{key:32} {caught[key]:5} of {tried[key]:5}   {100 * caught[key] / tried[key]:5.1f} %")
    checking, comparing = times(stems[:: max(1, len(stems) // 20)], registry, rules)
    print(f"comparing six versions takes {comparing / checking:.2f} of the time of checking the six")
    return 0 if tried["all"] and 100 * caught["all"] / tried["all"] >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
