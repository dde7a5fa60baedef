#!/usr/bin/env python3
"""Counts what each rule says of published resolutions: writes docs/data/noise.tsv, which the rules' pages show.

    .venv/bin/python tools/rule_noise.py

The texts are the resolutions beside the checkout (`../shared`) in the languages that reslint reads, as Markdown drafts,
each judged as of its own date in the profile `drafter` (every rule that is not off by default). What is said of them
is noise, but for the slips that the official texts have. Takes some ten seconds.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from reslint import __version__
from reslint.engine import examine
from reslint.finding import SEVERITIES
from reslint.language import CODES
from reslint.registry.store import open_registry
from reslint.rules import shipped
from reslint.source.model import Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "docs" / "data" / "noise.tsv"
HEAD = """\
# What each rule says of published resolutions of the General Assembly (sessions 75 to 78, official XML as Markdown),
# each judged as of its own date, in the profile drafter. Made by tools/rule_noise.py with reslint {version} on {day}.
# texts: how many were checked; with: in how many of them it speaks; error, warning, note: how often.
"""


def main() -> None:
    sys.dont_write_bytecode = True  # the corpus is not ours to write into
    sys.path.insert(0, str(SHARED / "bench"))
    try:
        import akn  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        sys.exit(f"rule_noise: there is no corpus at {SHARED}")
    rules, registry = shipped(), open_registry()
    rows = []
    for language in CODES:
        texts, speaks, levels = 0, Counter[str](), Counter[tuple[str, str]]()
        for file in sorted((SHARED / "corpus" / "akn" / language).glob("*.xml")):
            draft = akn.read(file, language, "md")
            if draft is None:
                continue
            report = examine(Source(file.name, draft.render()), rules, registry, language=language)
            if report.resolution is None or report.failures:
                sys.exit(f"rule_noise: {file.name} ({language}) was not checked: {report.failures}")
            texts += 1
            speaks.update({finding.rule for finding in report.findings})
            levels.update((finding.rule, finding.severity) for finding in report.findings)
        for rule in rules:
            if language in rule.languages:
                counts = (texts, speaks[rule.id], *(levels[rule.id, level] for level in SEVERITIES))
                rows.append("\t".join([rule.id, language, *map(str, counts)]))
        print(f"{language}: {texts} texts, {sum(levels.values())} findings")
    columns = "\t".join(["rule", "language", "texts", "with", *SEVERITIES])
    head = HEAD.format(version=__version__, day=date.today().isoformat())
    TARGET.write_text(f"{head}{columns}\n" + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
