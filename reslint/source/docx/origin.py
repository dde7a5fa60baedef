"""The way from the text of a Word file back into the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reslint.finding import Edit
from reslint.source.docx.comments import Comment
from reslint.source.docx.package import Package
from reslint.source.docx.render import Piece, Rendered
from reslint.source.docx.script import Script
from reslint.source.docx.xml import Node
from reslint.source.model import Source


class Word(NamedTuple):
    """An `Origin`. `rendered`: the file as it was read; `script`: what has become of its text since. `original`:
    tracked changes were read as rejected; such a text is not written back."""

    package: Package
    rendered: Rendered
    comments: tuple[Comment, ...]
    script: Script
    original: bool = False

    @property
    def raw(self) -> str:
        return ""

    def position(self, offset: int) -> tuple[int, int]:
        found = self.where(offset)
        return found["file_paragraph"], found["character"]

    def where(self, offset: int) -> dict[str, int]:
        """Paragraph of its part (body, notes, header), run of the paragraph, character of the run."""
        offset = self.script.before(offset)
        block = self.rendered.block_at(offset)
        if block is None:
            return {"file_paragraph": 1, "run": 1, "character": 1}
        piece = self._near(offset, block.start, block.end)
        if piece is None:
            return {"file_paragraph": block.para.number, "run": 1, "character": 1}
        inside = min(max(offset - piece.start, 0), piece.end - piece.start)
        run, before = _run_of(piece)
        return {"file_paragraph": piece.para.number, "run": run, "character": before + piece.at + inside + 1}

    def _near(self, offset: int, start: int, end: int) -> Piece | None:
        """The piece that holds `offset`, else the next one in the block, else the last one."""
        found = None
        for piece in self.rendered.pieces_in(start, end):
            found = piece
            if piece.end > offset:
                break
        return found

    def label(self, offset: int) -> str:
        block = self.rendered.block_at(self.script.before(offset))
        if block is None:
            return "paragraph 1"
        part = block.para.part
        if part == self.package.main:
            return f"paragraph {block.para.number}"
        if part in (self.package.related("footnotes"), self.package.related("endnotes")):
            text = self.rendered.text
            return f"footnote {text[block.start + 2 : text.index(']', block.start)]}"
        return "header or footer"

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        return None

    def can_write(self, edit: Edit) -> bool:
        if self.original:
            return False
        from reslint.source.docx.changes import can_write  # only texts with findings need it

        after = self.script.then([edit]).edits
        return all(can_write(self.rendered, one) for one in after if one not in self.script.edits)

    def edited(self, source: Source, edits: Sequence[Edit]) -> Source:
        script = self.script.then(edits)
        origin = Word(self.package, self.rendered, self.comments, script, self.original)
        return source._replace(text=script.text, origin=origin)

    def encoded(self, source: Source) -> bytes:
        from reslint.source.docx.write import written  # only files that are written need it

        return written(self)


def _run_of(piece: Piece) -> tuple[int, int]:
    """The run's 1-based place in its paragraph, and how many characters of it stand before the piece's element."""
    run = piece.atom.node.parent
    if run is None or run.tag != "w:r":
        return 1, 0
    place = next((i for i, node in enumerate(piece.para.node.below("w:r"), 1) if node is run), 1)
    return place, sum(map(_length, run.children[: run.children.index(piece.atom.node)]))


def _length(node: Node) -> int:
    return len(node.text) if node.tag in ("w:t", "w:delText") else int(node.tag not in ("w:rPr", "w:fldChar"))
