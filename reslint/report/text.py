"""Findings for people: the line, what is meant in it, the rule, the authority, the fix."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reslint.engine import Report
from reslint.finding import Finding
from reslint.report import Fails, Summary, Write, addressed, place, place_in
from reslint.rules import Rule
from reslint.source.model import Source

_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))
_COLOURS = {"error": "31", "warning": "33", "note": "36", "bold": "1", "faint": "2"}
BLANKS = {
    " ": "a space", "\u00a0": "a no-break space (U+00A0)", "\u202f": "a narrow no-break space (U+202F)",
    "\n": "a line end", "\t": "a tab", "\u3000": "a wide space (U+3000)",
}  # fmt: skip
_LONGEST_QUOTE = 60
_GUTTER = 8


class Text:
    """One block a finding. `width`: columns of the terminal."""

    def __init__(self, write: Write, *, colour: bool = False, width: int = 100) -> None:
        self._write, self._colour, self._width = write, colour, max(width, 40)

    def begin(self) -> None: ...

    def add(self, report: Report, rules: Sequence[Rule], fails: Fails) -> None:
        for finding in report.findings:
            self._write(self.block(report, finding))

    def end(self, summary: Summary) -> None:
        if sentence := summary.sentence():
            self._write(f"{sentence}\n")

    def block(self, report: Report, finding: Finding) -> str:
        """The finding with its line, as printed."""
        source = report.source
        level = self._paint(f"{finding.severity}[{finding.rule}]", finding.severity)
        lines = [f"{self._paint(place(report, finding), 'bold')}: {level} {addressed(finding)}"]
        lines += self._excerpt(source, finding)
        for related in finding.related:
            where = f"{source.label(related.start)}: " if related.start is not None else ""
            if related.elsewhere is not None and related.start is not None:
                where = f"{place_in(related.elsewhere, related.start)}: "
            lines.append(self._note("see", where + related.message))
        if finding.authority:
            lines.append(self._note("authority", finding.authority))
        if finding.fix:
            safety = "fix" if finding.fix.safe else "fix (unsafe)"
            lines.append(self._note(safety, preview(source, finding)))
        return "\n".join(lines) + "\n\n"

    def _excerpt(self, source: Source, finding: Finding) -> list[str]:
        row, _ = source.position(finding.start)
        line, start = source.line_at(finding.start)
        end = min(len(line), max(start + finding.end - finding.start, start))
        shown, start, end = window(line, start, end, self._width - _GUTTER)
        lines = [f"{row:5} | {shown}"]
        if right_to_left(shown):
            # A terminal shows such a line from the right, or not: a caret below it points anywhere.
            quoted = _short(source.text[finding.start : finding.end])
            if quoted:
                lines.append(f"      | {self._paint(f'«{quoted}»', finding.severity)}")
        else:
            carets = "^" * max(1, columns(shown[start:end]))
            lines.append(f"      | {' ' * columns(shown[:start])}{self._paint(carets, finding.severity)}")
        return lines

    def _note(self, name: str, text: str) -> str:
        return f"      {self._paint(f'= {name}:', 'faint')} {text}"

    def _paint(self, text: str, style: str) -> str:
        return f"\033[{_COLOURS[style]}m{text}\033[0m" if self._colour else text


def window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """At most `width` characters of `line` around the span, and the span within them.

    What is cut off is shown as "…"; every character stands for one column or for none (see `columns`).
    """
    cut, end = max(0, start - 2 * width), min(end, start + width)  # a line may be as long as a book
    start, end, line = start - cut, end - cut, line[cut : end + width]
    line = "".join(c if c.isprintable() or unicodedata.category(c) == "Cf" else " " for c in line)
    if len(line) <= width and end <= width:
        return line, start, end
    end = min(end, start + width - 2)
    left = max(0, start - (width - (end - start)) // 2)
    if left:
        blank = line.find(" ", left, start)
        left = blank + 1 if blank >= 0 else left
    right = min(len(line), left + width - (1 if left else 0) - 1)
    if right < len(line):
        blank = line.rfind(" ", end, right)
        right = blank if blank >= 0 else right
    head, tail = ("…" if left else ""), ("…" if right < len(line) else "")
    return head + line[left:right] + tail, start - left + len(head), end - left + len(head)


def right_to_left(text: str) -> bool:
    """Whether any of it is written from the right."""
    return not text.isascii() and any(first <= c <= last for c in text for first, last in _RIGHT_TO_LEFT)


def columns(text: str) -> int:
    """Columns that `text` takes on a terminal: none for marks and invisible characters, two for wide ones."""
    if text.isascii():
        return len(text)
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def preview(source: Source, finding: Finding, longest: int = _LONGEST_QUOTE) -> str:
    """What the fix does, in words: its title, or each edit as old → new, quoted with at most `longest` characters."""
    if finding.fix is None:
        return ""
    changes = [
        _change(_shown(source.text[edit.start : edit.end], longest), _shown(edit.text, longest))
        for edit in finding.fix.edits
    ]
    different = list(dict.fromkeys(changes))
    if len(different) == 1 and len(changes) > 1:
        text = f"{changes[0]}, in {len(changes)} places"
    else:
        more = len(changes) - 3
        text = ", ".join(changes[:3]) + (f" and {more} more" if more > 0 else "")
    return f"{finding.fix.title}: {text}" if finding.fix.title else text


def _change(old: str, new: str) -> str:
    if not old:
        return f"insert {new}"
    return f"{old} → {new}" if new else f"remove {old}"


def _shown(text: str, longest: int) -> str:
    """The text in quotation marks; one that nobody would see, by its name."""
    if text and not text.strip():
        names = [BLANKS.get(character, f"U+{ord(character):04X}") for character in text]
        return " and ".join(names) if len(names) < 3 else f"{len(names)} blanks"
    return f"“{_short(text, longest)}”" if text else ""


def _short(text: str, longest: int = _LONGEST_QUOTE) -> str:
    shown = text.replace("\r\n", "\n").replace("\n", "⏎")
    if len(shown) <= longest:
        return shown
    half = longest // 2 - 1
    return f"{shown[:half]}…{shown[-half:]}"
