"""A difference for programs. `version` changes when the form does."""

from __future__ import annotations

import json
from typing import Any

from reslint.compare.difference import Difference, Step, Text
from reslint.resolution.model import Paragraph
from reslint.source.model import Source

VERSION = 1


def dumps(difference: Difference) -> str:
    """One object; one paragraph a line. Offsets are code points of the sources, half-open; rows are 1-based."""
    head = {
        "version": VERSION,
        "language": difference.new.resolution.language,
        "old": _about(difference.old),
        "new": _about(difference.new),
    }
    summary = {
        name: [{"old": f.old, "new": f.new, "paragraph": f.path, **({"how": f.how} if f.how else {})} for f in found]
        for name, found in difference.facts._asdict().items()
    }
    parts = [f"{_dumps(name)}: {_dumps(value)}" for name, value in head.items()]
    parts.append(f'"summary": {_dumps(summary)}')
    steps = ",\n".join(_dumps(_step(step, difference)) for step in difference.steps)
    return "{" + ",\n".join([*parts, f'"paragraphs": [\n{steps}\n]']) + "}\n"


def _about(text: Text) -> dict[str, Any]:
    return {"file": text.source.name, "symbol": text.resolution.symbol}


def _step(step: Step, difference: Difference) -> dict[str, Any]:
    found: dict[str, Any] = {"change": step.change}
    if step.old:
        found["old"] = _paragraph(step.old, difference.old.source)
    if step.new:
        found["new"] = _paragraph(step.new, difference.new.source)
    if step.moved:
        found["moved"] = True
    if step.old and step.new and step.words:
        found["words"] = [
            {
                "old": {**_span(step.old, c.old_start, c.old_end), "text": step.old.text[c.old_start : c.old_end]},
                "new": {**_span(step.new, c.new_start, c.new_end), "text": step.new.text[c.new_start : c.new_end]},
            }
            for c in step.words
        ]
    return found


def _paragraph(p: Paragraph, source: Source) -> dict[str, Any]:
    return {"paragraph": p.path, "kind": p.kind, "start": p.start, "end": p.end, "row": source.position(p.start)[0]}


def _span(p: Paragraph, start: int, end: int) -> dict[str, int]:
    first, last = p.span(start, end)
    return {"start": first, "end": last}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
