"""Findings go back into the Word file that they are about: comments in the margin, fixes as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reslint.errors import UserError
from reslint.finding import Edit, Finding
from reslint.fix import Fixed, edits_of, fix
from reslint.report.text import preview
from reslint.rules import Rule
from reslint.source.docx.anchor import anchor
from reslint.source.docx.origin import Word
from reslint.source.docx.write import AUTHOR, Remark, written
from reslint.source.model import Source

_UNSEEN = re.compile(r"\*+|\\(?=[*_\\<])")  # markup of the text that was checked, which Word does not show

_LONGEST_QUOTE = 1000  # a person who reads the comment copies the words from there


class Reviewed(NamedTuple):
    """`data`: the bytes of the reviewed file. `comments` added, `known` findings that a comment of an earlier review
    already tells, `fixed` what has become of the text, with the fixes as tracked changes."""

    data: bytes
    comments: int
    known: int
    fixed: Fixed


class _Told(NamedTuple):
    """A finding of `source` with its span and its edits in the text as it was read."""

    finding: Finding
    source: Source
    start: int
    end: int
    edits: tuple[Edit, ...]


def review(
    source: Source, lint: Callable[[Source], Sequence[Finding]], rules: Mapping[str, Rule], *, unsafe: bool = False
) -> Reviewed:
    """The Word file of `source` with what `lint` finds. The safe fixes (all of them, if `unsafe`) are tracked changes;
    accepting them gives the text that `fix` makes."""
    if not isinstance(source.origin, Word):
        raise UserError(f"{source.name}: no .docx file, and no other takes comments; `reslint check` reads it")
    told: list[_Told] = []
    base = source.origin

    def look(text: Source) -> Sequence[Finding]:
        findings = lint(text)
        first = text is source
        for finding in findings:
            here = _before(text, finding)
            if first or not any(_alike(one, finding, here) for one in told):  # not one that a fix has moved
                told.append(_Told(finding, text, *here, edits_of(finding) if first else ()))
        return findings

    fixed = fix(source, look, unsafe=unsafe)
    assert isinstance(fixed.source.origin, Word)
    earlier = _earlier(base)
    left = [(finding, _before(fixed.source, finding)) for finding in fixed.left]
    remarks, known = [], 0
    for one in sorted(told, key=lambda t: (t.start, t.end)):
        if _is_known(base, one, earlier):
            known += 1
            continue
        made = not any(_alike(one, finding, here) for finding, here in left)
        lines = _lines(one, rules, made=made)
        remarks.append(Remark(one.start, max(one.start, one.end), lines, one.edits))
    return Reviewed(written(fixed.source.origin, tracked=True, remarks=remarks), len(remarks), known, fixed)


def _before(source: Source, finding: Finding) -> tuple[int, int]:
    """The span of the finding in the text as it was read."""
    assert isinstance(source.origin, Word)
    script = source.origin.script
    return script.before(finding.start), script.before(finding.end, end=True)


def _alike(told: _Told, finding: Finding, here: tuple[int, int]) -> bool:
    return told.finding.rule == finding.rule and _touch((told.start, told.end), here)


def _earlier(word: Word) -> list[tuple[str, tuple[int, int]]]:
    """(rule, span in the text) of the comments that an earlier review has left."""
    found = []
    for comment in word.comments:
        rule = comment.text.partition("\n")[0].partition(" ")[0]
        if comment.author == AUTHOR and comment.id in word.rendered.ranges:
            found.append((rule, word.rendered.ranges[comment.id]))
    return found


def _is_known(word: Word, told: _Told, earlier: Sequence[tuple[str, tuple[int, int]]]) -> bool:
    if not any(rule == told.finding.rule for rule, _ in earlier):
        return False
    place = anchor(word, told.start, told.end)
    return place is not None and any(
        rule == told.finding.rule and _touch(span, (place.start, place.end)) for rule, span in earlier
    )


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _lines(told: _Told, rules: Mapping[str, Rule], *, made: bool) -> tuple[str, ...]:
    """The comment, a paragraph each: rule, finding, what to do (`made`: what has been done), where else to look, why,
    authority."""
    finding, rule = told.finding, rules.get(told.finding.rule)
    path = f", {finding.path}" if finding.path else ""
    lines = [f"{finding.rule} ({finding.severity}){path}", _sentence(finding.message)]
    if finding.fix:
        lines.append(_sentence(f"{'Tracked change' if made else 'Suggested'}: {_advice(told)}"))
    for related in finding.related:
        where = f"See {told.source.label(related.start)}: " if related.start is not None else ""
        lines.append(_sentence(where + _UNSEEN.sub("", related.message)))
    if rule is not None and rule.why:
        lines.append(f"Why: {rule.why}")
    if finding.authority:
        lines.append(f"Authority: {_sentence(finding.authority)}")
    return tuple(lines)


def _advice(told: _Told) -> str:
    """What the fix does, in the words of Word."""
    fix = told.finding.fix
    if fix is not None and all(edit.text and not edit.text.strip("*") for edit in fix.edits):
        return "set in bold" if fix.edits[0].text == "**" else "set in italics"
    return _UNSEEN.sub("", preview(told.source, told.finding, _LONGEST_QUOTE))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
