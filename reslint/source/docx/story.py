"""A story (body, header, footnote) in reading order: its paragraphs and their pieces, as Word shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reslint.source.docx.atoms import Atom, Para
from reslint.source.docx.notes import Labels
from reslint.source.docx.numbering import Numbering
from reslint.source.docx.styles import Look, Styles
from reslint.source.docx.xml import Node, shown_span

# Elements that only wrap what is to be read.
_WRAPPERS = frozenset({"w:hyperlink", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo"})
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_INSERTED = frozenset({"w:ins", "w:moveTo"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
_CHANGED = _INSERTED | _DELETED
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_DEEPEST_FIELD = 50  # fields within one another: Word allows twenty
_BLANK = str.maketrans("\n\r\t", "   ")  # how Word shows line ends that stand in a w:t
# Characters of the font Symbol, which lie in the private area, as Unicode has them.
_SYMBOLS = {0xF0B7: "•", 0xF02D: "−", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0D7: "⋅", 0xF0A3: "≤", 0xF0B3: "≥"}


class Field:
    """A field that has begun. `shown`: its separator is passed, what follows is its result."""

    def __init__(self) -> None:
        self.code = ""
        self.shown = False

    @property
    def hidden(self) -> bool:
        """Nothing of it is text: its code, or the number of a page, which belongs to the layout."""
        return not self.shown or _PAGE.match(self.code) is not None

    @property
    def fixed(self) -> bool:
        """Word writes the result anew when it likes."""
        return _LINK.match(self.code) is None


class Story:
    """Reads one story. `original`: tracked changes are rejected; else accepted."""

    def __init__(
        self, part: str, styles: Styles, numbering: Numbering, notes: Labels, ignores: Mapping[str, str], *,
        original: bool,
    ) -> None:  # fmt: skip
        """`ignores`: the comments addressed to reslint, by id."""
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._ignores = ignores
        self._original = original
        self._gone = _INSERTED if original else _DELETED
        self._fields: list[Field] = []
        self._count = 0
        self._fixed = 0  # depth of what cannot be edited
        self._placed: set[str] = set()  # comments that have begun
        self.imported = False  # another file is taken in when Word opens this one

    def read(self, node: Node) -> Iterator[Para]:
        """The paragraphs below `node`, a story's root or a cell."""
        for child in node.children:
            tag = child.tag
            if tag == "w:p":
                yield self._paragraph(child)
            elif tag == "w:tbl":
                yield from self._table(child)
            elif tag == "w:sdt":
                yield from self._control(child)
            elif tag == "mc:AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    yield from self.read(chosen)
            elif tag == "w:altChunk":
                self.imported = True
            elif (tag in _CHANGED or tag in ("w:customXml", "w:sdtContent")) and tag not in self._gone:
                yield from self.read(child)

    def _table(self, table: Node) -> Iterator[Para]:
        for row in table.children:
            if row.tag in ("w:sdt", "w:customXml", "w:sdtContent"):
                yield from self._table(row)
            elif row.tag == "w:tr" and not self._row_gone(row):
                yield from self._cells(row)

    def _cells(self, row: Node) -> Iterator[Para]:
        for cell in row.children:
            if cell.tag in ("w:sdt", "w:customXml", "w:sdtContent"):
                yield from self._cells(cell)
            elif cell.tag == "w:tc":
                yield from self.read(cell)

    def _row_gone(self, row: Node) -> bool:
        return row.child("w:trPr", "w:ins" if self._original else "w:del") is not None

    def _control(self, control: Node) -> Iterator[Para]:
        content = control.child("w:sdtContent")
        if content is not None:
            locked = _locked(control)
            self._fixed += locked
            yield from self.read(content)
            self._fixed -= locked

    def _paragraph(self, node: Node) -> Para:
        self._count += 1
        count = self._count
        properties = node.child("w:pPr")
        if self._original and properties is not None and (old := properties.child("w:pPrChange", "w:pPr")) is not None:
            properties = old
        style = (properties.value("w:pStyle") if properties is not None else None) or self._styles.paragraph_default
        atoms: list[Atom] = []
        boxes: list[Node] = []
        self._inline(node, style, atoms, boxes)
        self._fields = [field for field in self._fields if not field.hidden]  # codes and page numbers end here at last
        end = node.child("w:pPr", "w:rPr")
        # Its end is deleted, or the next one follows on the same line (a run-in heading).
        joined = end is not None and any(c.tag in self._gone or c.tag == "w:specVanish" for c in end.children)
        # What is joined takes number and style from where it ends; a number may have been inserted, too.
        fresh = self._original and properties is not None and properties.child("w:numPr", "w:ins") is not None
        label = "" if joined or fresh else self._numbering.label(properties, style)
        heading = not joined and self._styles.is_heading(style)
        inner = tuple(para for box in boxes for para in self._box(box))
        return Para(self._part, count, node, label, heading, tuple(atoms), joined, inner)

    def _box(self, box: Node) -> Iterator[Para]:
        """The paragraphs of a text box. Word keeps many a box twice: an edit of one would leave the other."""
        count, fields = self._count, self._fields
        self._fields = []
        self._fixed += 1
        for para in self.read(box):
            yield para._replace(number=count)  # that of the paragraph that holds the box
        self._fixed -= 1
        self._count, self._fields = count, fields

    def _inline(self, node: Node, style: str, atoms: list[Atom], boxes: list[Node]) -> None:
        for child in node.children:
            tag = child.tag
            if tag == "w:r":
                self._run(child, style, atoms, boxes)
            elif tag in _WRAPPERS:
                self._inline(child, style, atoms, boxes)
            elif tag in _CHANGED:
                if tag not in self._gone:
                    self._inline(child, style, atoms, boxes)
            elif tag == "w:sdt":
                locked = _locked(child)
                self._fixed += locked
                self._inline(child, style, atoms, boxes)
                self._fixed -= locked
            elif tag == "w:fldSimple":
                self._simple_field(child, style, atoms, boxes)
            elif tag == "mc:AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    self._inline(chosen, style, atoms, boxes)
            elif tag in ("w:commentRangeStart", "w:commentRangeEnd"):
                self._range(child, atoms)
            elif tag == "w:subDoc":
                self.imported = True
            elif tag == "m:t":
                atoms.append(Atom("text", child.text.translate(_BLANK), child, fixed=True))
            elif tag.startswith("m:"):
                self._inline(child, style, atoms, boxes)

    def _simple_field(self, node: Node, style: str, atoms: list[Atom], boxes: list[Node]) -> None:
        field = Field()
        field.code, field.shown = node.attributes.get("w:instr", ""), True
        self._fields.append(field)
        self._inline(node, style, atoms, boxes)
        self._fields.pop()

    def _range(self, node: Node, atoms: list[Atom]) -> None:
        id_ = node.attributes.get("w:id", "")
        opened = node.tag == "w:commentRangeStart"
        atoms.append(Atom("opened" if opened else "closed", id_, node))
        if opened and id_ in self._ignores:
            self._placed.add(id_)
            atoms.append(Atom("ignore", self._ignores[id_], node))

    def _run(self, run: Node, style: str, atoms: list[Atom], boxes: list[Node]) -> None:
        properties = run.child("w:rPr")
        if self._original and properties is not None and (old := properties.child("w:rPrChange", "w:rPr")) is not None:
            properties = old
        look = self._styles.look(properties, style)
        marked = False  # a note's own mark follows its reference in the same run
        for child in run.children:
            tag = child.tag
            if tag == "w:fldChar":
                self._field(child)
            elif tag == "w:instrText":
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].code += child.text
            elif tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
                boxes.extend(_boxes(child))
            elif tag == "w:commentReference":
                id_ = child.attributes.get("w:id", "")
                if id_ in self._ignores and id_ not in self._placed:
                    atoms.append(Atom("ignore", self._ignores[id_], child))
            elif any(field.hidden for field in self._fields):
                continue
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                marked = child.attributes.get("w:customMarkFollows", "0") not in ("0", "false", "off")
                atoms.append(self._note(child, _text_of(run) if marked else ""))
            elif not look.hidden and not marked:
                self._character(child, look, atoms, style, boxes)

    def _character(self, node: Node, look: Look, atoms: list[Atom], style: str, boxes: list[Node]) -> None:
        tag = node.tag
        fixed = bool(self._fixed) or any(field.fixed for field in self._fields)
        if tag == "w:t" or (tag == "w:delText" and self._original):
            text, skipped = _shown(node)
            if text:
                atoms.append(Atom("text", text, node, look, fixed, skipped))
        elif tag in _MARKS:
            atoms.append(Atom("mark", _MARKS[tag], node, look, fixed))
        elif tag == "w:br":
            if node.attributes.get("w:type", "textWrapping") == "textWrapping":
                atoms.append(Atom("mark", "\n", node, look, fixed))
        elif tag == "w:sym":
            atoms.append(Atom("mark", _symbol(node), node, look, fixed))
        elif tag == "w:ruby":
            self._fixed += 1
            for base in node.children:
                if base.tag == "w:rubyBase":
                    self._inline(base, style, atoms, boxes)
            self._fixed -= 1

    def _note(self, node: Node, own: str) -> Atom:
        kind = node.tag[2:].removesuffix("Reference")
        return Atom("note", self._notes.add(kind, node.attributes.get("w:id", ""), own), node)

    def _field(self, node: Node) -> None:
        kind = node.attributes.get("w:fldCharType")
        if kind == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._fields[-1].shown = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _locked(control: Node) -> bool:
    """Whether Word would not let the content of the control be edited, or fills it in from elsewhere."""
    properties = control.child("w:sdtPr")
    if properties is None:
        return False
    lock = properties.value("w:lock") or ""
    return lock in ("contentLocked", "sdtContentLocked") or properties.child("w:dataBinding") is not None


def _chosen(node: Node) -> Node | None:
    """The alternative that Word shows: the first choice, else what is there for older programs."""
    return node.child("mc:Choice") or node.child("mc:Fallback")


def _boxes(node: Node) -> Iterator[Node]:
    """The contents of the text boxes below `node`, each once."""
    if node.tag == "mc:AlternateContent":
        for alternative in node.children:
            found = list(_boxes(alternative))
            if found:
                yield from found
                return
        return
    for child in node.children:
        if child.tag == "w:txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _shown(node: Node) -> tuple[str, int]:
    """The text as it is shown, and how many characters are left out before it."""
    start, end = shown_span(node)
    return node.text[start:end].translate(_BLANK), start


def _text_of(run: Node) -> str:
    return "".join(child.text for child in run.children if child.tag == "w:t").strip()[:20].replace("]", "")


def _symbol(node: Node) -> str:
    code = node.attributes.get("w:char", "")
    try:
        value = int(code, 16)
        return _SYMBOLS.get(value) or chr(value)
    except (ValueError, OverflowError):
        return "\ufffd"
