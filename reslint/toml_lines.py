"""Where each key of a TOML file stands, for messages; `tomllib` gives values without places."""

from __future__ import annotations

import re
import tomllib

Key = tuple[str | int, ...]  # ("per-path", 0, "ignore", 2): names of keys, places in lists from 0

_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_NAME = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"{3}(?:\\[\s\S]|"{1,2}(?!")|[^"\\])*"{3,5}'
    r"|'{3}(?:'{1,2}(?!')|[^'])*'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'"
)
_BARE = re.compile(r"[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?")  # a date and its time may have a blank between them


def toml_lines(text: str) -> dict[Key, int]:
    """1-based line on which each key, table and list item of the valid TOML `text` begins, the first of several."""
    return _Scanner(text).all()


class _Scanner:
    """Goes through the text once; `at` is the offset of what comes next, which is known to be valid TOML."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: dict[Key, int] = {}
        self.tables: dict[Key, int] = {}  # how many tables each [[list of tables]] has so far
        self._row, self._counted = 1, 0

    def all(self) -> dict[Key, int]:
        table: Key = ()
        self.skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_SPACE)
        return self.lines

    def skip(self, what: re.Pattern[str]) -> None:
        self.at = self.take(what).end()

    def take(self, what: re.Pattern[str]) -> re.Match[str]:
        match = what.match(self.text, self.at)
        assert match is not None, f"not TOML at character {self.at}"
        return match

    def note(self, key: Key) -> None:
        self._row += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        for length in range(1, len(key) + 1):
            self.lines.setdefault(key[:length], self._row)

    def names(self) -> list[str]:
        found = []
        while True:
            self.skip(_BLANK)
            match = self.take(_NAME)
            self.at = match.end()
            found.append(tomllib.loads(f"x = {match[0]}")["x"] if match[0][0] in "\"'" else match[0])
            self.skip(_BLANK)
            if self.text[self.at] != ".":
                return found
            self.at += 1

    def header(self) -> Key:
        """A [table], or the next of a [[list of tables]]; afterwards `at` is behind it."""
        is_list = self.text.startswith("[[", self.at)
        start, self.at = self.at, self.at + (2 if is_list else 1)
        key: Key = ()
        names = self.names()
        for n, name in enumerate(names):
            key = (*key, name)
            if is_list and n == len(names) - 1:
                self.tables[key] = self.tables.get(key, 0) + 1
            if key in self.tables:
                key = (*key, self.tables[key] - 1)
        end, self.at = self.at + (2 if is_list else 1), start
        self.note(key)
        self.at = end
        return key

    def pair(self, table: Key) -> None:
        start = self.at
        key = (*table, *self.names())
        end, self.at = self.at + 1, start
        self.note(key)
        self.at = end
        self.skip(_BLANK)
        self.value(key)

    def value(self, key: Key) -> None:
        opens = self.text[self.at]
        if opens not in "[{":
            self.skip(_STRING if opens in "\"'" else _BARE)
            return
        closes = "]" if opens == "[" else "}"
        self.at += 1
        n = 0
        self.skip(_SPACE)
        while self.text[self.at] != closes:
            if opens == "[":
                self.note((*key, n))
                self.value((*key, n))
            else:
                self.pair(key)
            n += 1
            self.skip(_SPACE)
            if self.text[self.at] == ",":
                self.at += 1
                self.skip(_SPACE)
        self.at += 1
