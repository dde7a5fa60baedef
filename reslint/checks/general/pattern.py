"""`pattern`: a regular expression on the clean text of each paragraph.

Options: `pattern`; `replace` (with \\1, \\2 for groups); `case`, `safe`, `in`. Every repeat must say how far it
goes (`\\w{1,40}`, not `\\w+`): so an expression takes time in proportion to the text, whatever the text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache

from reslint.checks.context import Context
from reslint.checks.general import common
from reslint.finding import Hit
from reslint.patterns import late
from reslint.resolution.model import Resolution

# Ways in which the repeats of one expression can share a text out between them, per starting point.
MOST_WAYS = 20_000
_ESCAPE = late(r"\\(?:(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|.)", re.DOTALL)
_BOUND = late(r"\{(\d*)(?:(,)(\d*))?\}")


def prepare(options: Mapping[str, object]) -> None:
    common.only(options, ("pattern", "replace", "case", "safe", "in"), ("pattern",))
    pattern, new = options["pattern"], options.get("replace")
    if not isinstance(pattern, str):
        raise ValueError("pattern: a text is wanted")
    if not isinstance(new, str | None):
        raise ValueError("replace: a text is wanted")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(pattern)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise ValueError(f"pattern: not a regular expression: {error}") from None
    try:
        compiled.sub(new or "", "")
    except (re.error, IndexError) as error:
        raise ValueError(f"replace: {error}") from None
    ensure_bounded(pattern)
    if compiled.match(""):
        raise ValueError("pattern: it matches where there is nothing")


def check(resolution: Resolution, context: Context, options: Mapping[str, object]) -> Iterator[Hit]:
    pattern = _compiled(str(options["pattern"]), bool(options.get("case")))
    new = options.get("replace")
    for paragraph in common.paragraphs(resolution, options):
        for match in pattern.finditer(paragraph.text):
            if match.end() == match.start():
                continue
            fix, instead = None, ""
            if new is not None:
                instead = match.expand(str(new))
                safe = bool(options.get("safe"))
                fix = common.replacement(paragraph, context, *match.span(), instead, safe=safe)
            yield common.hit(paragraph, *match.span(), fix, instead=instead)


@cache
def _compiled(pattern: str, case: bool) -> re.Pattern[str]:
    return re.compile(pattern, 0 if case else re.IGNORECASE)


def ensure_bounded(pattern: str) -> None:
    """`ValueError` where the expression could take longer than in proportion to the text.

    That is: an open repeat, a reference back, or more ways to match from one starting point than MOST_WAYS.
    """
    at = 0
    ways = [1]  # of each open group
    last = 1  # of the group that ends just before `at`; 1 after anything else
    while at < len(pattern):
        character = pattern[at]
        before, last = last, 1
        if character == "\\":
            if pattern[at + 1 : at + 2] in "123456789":
                raise ValueError("pattern: references back to a group (\\1) are not allowed")
            at += 2
            continue
        if character == "[":
            at = _class_end(pattern, at)
            continue
        if character == "(":
            if pattern.startswith(("(?P=", "(?("), at):
                raise ValueError("pattern: references back to a group are not allowed")
            if re.match(r"\(\?[aiLmsu]*x", pattern[at:]):
                raise ValueError("pattern: the verbose form (?x) is not allowed")
            ways.append(1)
            at += 1 if pattern[at + 1 : at + 2] == "?" else 0
        elif character == ")":
            last = ways.pop()
            ways[-1] *= last
        elif character == "|":
            ways[-1] += 1
        elif character in "*+":
            raise ValueError(
                f"pattern: {character!r} after character {at} says not how far it goes; write a bound, like \\w{{1,40}}"
            )
        elif character == "?":
            ways[-1] *= 2
        elif character == "{" and (bound := _BOUND.match(pattern, at)):
            least, most = _bounds(bound, at)
            again = before ** min(max(most, 1) - 1, 20)  # the first time round is counted already
            ways[-1] *= again * max(1, most - least + 1)
            at = bound.end() - 1
        at += 1
        if ways[-1] > MOST_WAYS:
            raise ValueError("pattern: its repeats can match in too many ways; make their bounds narrower")


def _bounds(bound: re.Match[str], at: int) -> tuple[int, int]:
    if bound[2] and not bound[3]:
        raise ValueError(f"pattern: {bound[0]!r} at character {at + 1} says not how far it goes; write a bound")
    least = int(bound[1] or 0)
    return least, int(bound[3]) if bound[2] else least


def _class_end(pattern: str, at: int) -> int:
    """The place after the character class that begins at `at`."""
    at += 2 if pattern[at + 1 : at + 2] == "^" else 1
    at += pattern[at : at + 1] == "]"
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def literals(pattern: str) -> Iterator[str]:
    """The characters that the expression asks for as such, outside classes; escapes by number count, others not."""
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "[":
            at = _class_end(pattern, at)
        elif escape := _ESCAPE.match(pattern, at):
            if escape[1]:
                yield chr(int(escape[1][1:], 16))
            at = escape.end()
        elif bound := _BOUND.match(pattern, at):
            at = bound.end()
        else:
            if character not in "().|?^$*+":
                yield character
            at += 1
