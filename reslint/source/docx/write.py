"""A Word file written back: the fixes in it, as tracked changes if so wished, and comments in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from reslint.finding import Edit
from reslint.source.docx.anchor import anchor
from reslint.source.docx.archive import rewritten
from reslint.source.docx.changes import Insertion, changes
from reslint.source.docx.dialect import Dialect
from reslint.source.docx.margin import Margin
from reslint.source.docx.origin import Word
from reslint.source.docx.package import Package
from reslint.source.docx.runs import Runs, Splice, spliced
from reslint.source.docx.xml import Node, number

AUTHOR = "reslint"
_NUMBERED = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange",
                       "w:sectPrChange", "w:tblPrChange", "w:numberingChange", "w:moveFromRangeStart",
                       "w:moveToRangeStart", "w:cellIns", "w:cellDel", "w:cellMerge"})  # fmt: skip


class Remark(NamedTuple):
    """A comment for the margin: `start`..`end` its words in the text as it was read, `lines` its paragraphs.
    `edits`: the edits of that text which belong to it."""

    start: int
    end: int
    lines: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


def written(word: Word, *, tracked: bool = False, remarks: Sequence[Remark] = ()) -> bytes:
    """The bytes of the file with the edits of its script, and the remarks as comments. Where there are neither, the
    file as it is."""
    if not word.script.edits and not remarks:
        return word.package.data
    return _Writer(word, tracked).written(remarks)


class _Writer:
    def __init__(self, word: Word, tracked: bool) -> None:
        self._word = word
        self._package: Package = word.package
        self._tracked = tracked
        self._when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._runs: dict[str, Runs] = {}
        self._splices: dict[str, list[Splice]] = {}
        self._dialects: dict[str, Dialect] = {}

    def written(self, remarks: Sequence[Remark]) -> bytes:
        edits = self._word.script.edits
        for change in changes(self._word.rendered, edits):
            piece = change.place.piece if isinstance(change, Insertion) else change.piece
            self._runs_of(piece.para.part).change(change)
        parts = self._remarks(remarks) if remarks else {}
        for part, runs in self._runs.items():
            parts[part] = spliced(self._package.part(part), [*runs.splices(), *self._splices.get(part, ())])
        return rewritten(self._package, parts)

    def _dialect(self, part: str) -> Dialect:
        if part not in self._dialects:
            root = self._package.root(part)
            dialect = Dialect(root, self._package.part(part), AUTHOR, self._when, _next_id(root, _NUMBERED))
            if not dialect.prefix:
                raise self._package.error(
                    f"the part {part} gives the names of Word no prefix; open the file in Word and save it again"
                )
            self._dialects[part] = dialect
        return self._dialects[part]

    def _runs_of(self, part: str) -> Runs:
        if part not in self._runs:
            self._runs[part] = Runs(self._package.part(part), self._dialect(part), tracked=self._tracked)
        return self._runs[part]

    def _remarks(self, remarks: Sequence[Remark]) -> dict[str, bytes]:
        """The parts that hold the comments; what marks their places is noted for the body."""
        margin = Margin(self._package, AUTHOR, self._when)
        body = self._package.main
        dialect = self._dialect(body)
        for remark in remarks:
            place = anchor(self._word, remark.start, remark.end)
            if place is None:
                continue
            id_ = margin.add(remark.lines)
            about = f'{dialect.prefix}:id="{id_}"'
            opened = f"<{dialect.tag('commentRangeStart')} {about}/>"
            style = dialect.element("rPr", dialect.value("rStyle", margin.style)) if margin.style else ""
            reference = dialect.element("r", f"{style}<{dialect.tag('commentReference')} {about}/>")
            closed = f"<{dialect.tag('commentRangeEnd')} {about}/>{reference}"
            if place.first is None or place.last is None:
                self._around(place.paragraph, opened, closed)
                continue
            starts = any(edit.start == edit.end == place.start for edit in remark.edits)
            ends = any(edit.end == place.end for edit in remark.edits)
            self._runs_of(body).point(place.first, 1 if starts else 3, opened)
            self._runs_of(body).point(place.last, 2 if ends else 0, closed)
        return margin.parts()

    def _around(self, paragraph: Node | None, opened: str, closed: str) -> None:
        """A comment on a whole paragraph."""
        content = [c for c in paragraph.children if c.tag != "w:pPr"] if paragraph is not None else []
        if not content:
            return
        body, data = self._package.main, self._package.part(self._package.main)
        self._runs_of(body)
        start, end = content[0].start, content[-1].end(data)
        self._splices.setdefault(body, []).append(Splice(start, start, opened.encode()))
        self._splices[body].append(Splice(end, end, closed.encode()))


def _next_id(root: Node, tags: Iterable[str]) -> int:
    """A number above those of all elements with these names."""
    wanted, highest, waiting = frozenset(tags), 0, [root]
    while waiting:
        node = waiting.pop()
        if node.tag in wanted:
            highest = max(highest, number(node.attributes.get("w:id")))
        waiting += node.children
    return highest + 1
