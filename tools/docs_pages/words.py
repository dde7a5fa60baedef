"""What stands on the pages of rules for the placeholders of messages, whose names only the checks know."""

from __future__ import annotations

import re
from html import escape

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_GLUED = re.compile(r"(?<=\w)(?=\{)")

WORDS = {
    "acronym": "acronym",
    "adopted": "day of adoption",
    "adverb": "adverb expected",
    "as_of": "day of the text",
    "attested": "opening phrases and how often each was seen",
    "before": "the one before",
    "count": "how many",
    "day": "day",
    "differs": "what differs",
    "display": "resolution or decision",
    "draft": "symbol of the draft",
    "evidence": "A, B, C or N",
    "expected": "number expected",
    "fact": "kind of fact",
    "first": "the first",
    "found": "words found",
    "here": "what this version has",
    "highest": "highest number",
    "item": "number",
    "known": "what the registry knows",
    "label": "number or letter",
    "last": "the last",
    "latest": "the latest",
    "letter": "letter",
    "mark": "punctuation mark",
    "meant": "resolution that is likely meant",
    "missing": "what is missing",
    "month": "month",
    "name": "name",
    "near": "the nearest rule",
    "new": "new name",
    "now": "session of the text",
    "number": "number",
    "old": "former name",
    "other": "what stands there",
    "others": "their languages",
    "own": "this paragraph",
    "phrase": "opening phrase",
    "report": "number",
    "right": "what is right",
    "rule": "rule",
    "second": "the second",
    "session": "session",
    "shown": "part of it",
    "since": "day of the change",
    "symbol": "symbol",
    "then": "day or year told of",
    "there": "what the others have",
    "usual": "usual form",
    "votes": "how many",
    "wanted": "what is wanted",
    "where": "paragraph",
    "whole": "resolution",
    "written": "what is written",
    "year": "year",
}


def said(message: str) -> str:
    """A message as HTML, with words in italics for its placeholders."""
    apart = _GLUED.sub(" ", message)  # what is filled in there begins with a blank or a mark of its own
    return _PLACEHOLDER.sub(lambda match: f"<i>{WORDS[match[1]]}</i>", escape(apart, quote=False))
