"""Akoma Ntoso for the United Nations (AKN4UN), the XML of the official documents: structure from the markup."""

from __future__ import annotations

from reslint.source.flow import Comment, Flow, Node, Text, note_label
from reslint.source.markup import Markup
from reslint.source.model import OtherKindError, Source, SourceError
from reslint.source.xml import decode, parse

_HEAD = 5000  # code points in which the root element of a file begins
_UNSHOWN = frozenset({"meta", "img"})
_HEADINGS = frozenset({"heading", "subheading", "crossHeading", "subtitle"})
_ITALIC = frozenset({"i", "em"})
_LINES = frozenset({"eol", "br"})
_BLOCKS = frozenset({"p", "listIntroduction", "listWrapUp", "block", "tr"})


def read(data: bytes, name: str) -> Source:
    """The source in an AKN4UN file: one line a paragraph, notes at the end. A `SourceError` for any other XML."""
    raw, encoding, mark = decode(data, name)
    if "akomaNtoso" not in raw[:_HEAD]:
        raise OtherKindError(f"{name}: XML, but not Akoma Ntoso, which is the only XML that reslint reads")
    root = parse(raw, name)
    if root.name != "akomaNtoso":
        raise OtherKindError(f"{name}: XML, but not Akoma Ntoso (its root element is <{root.name[:40]}>)")
    document = next(root.elements, None)
    if document is None or document.name != "statement":
        held = f"<{document.name[:40]}>" if document else "nothing"
        raise OtherKindError(f"{name}: Akoma Ntoso, but no resolution: it holds {held}, where <statement> is wanted")
    text, origin = _Reader(raw, document).read()
    if not text.strip():
        raise SourceError(f"{name}: Akoma Ntoso without any text in it")
    return Source(name, text, "markdown", encoding, mark, origin)


class _Reader:
    """Walks over the document. Notes are written when all else is."""

    def __init__(self, raw: str, document: Node) -> None:
        self.flow = Flow(raw)
        self.document = document
        self.notes: list[tuple[str, Node]] = []
        self.number: Node | None = None  # goes before the next paragraph
        languages = (node.attributes.get("language") for node in document.iter() if node.name == "FRBRlanguage")
        self.bold = next(languages, "") == "zho"  # Chinese has no italics: opening phrases are set in bold

    def read(self) -> tuple[str, Markup]:
        self.block(self.document)
        for label, note in self.notes:  # a note within a note comes in behind
            self.flow.begin()
            self.flow.mark(f"[^{label}]:", note.start, note.inner - note.start)
            self.flow.blank(note.inner)
            self.inline(note)
        return self.flow.finish("xml")

    def block(self, node: Node) -> None:
        """An element that holds paragraphs, or is one."""
        if node.name in _UNSHOWN:
            for below in node.iter():
                self.comments(below)
        elif node.name == "num":
            self.unused_number()
            self.number = node
        elif node.name in _HEADINGS:
            self.paragraph(node, "#### ")
        elif node.name == "preface":
            self.paragraph(node, "### ")
        elif node.name in _BLOCKS or node.holds_text():
            self.paragraph(node)
        else:
            if node.name == "attachment":
                self.flow.begin("#### ")
                self.flow.mark("Annex", node.start, 0)
                self.flow.close()
            for child in node.children:
                if isinstance(child, Node):
                    self.block(child)
                elif isinstance(child, Comment):
                    self.flow.comment(child)
            self.unused_number()

    def paragraph(self, node: Node, prefix: str = "") -> None:
        self.flow.begin(prefix)
        if self.number is not None:
            number, self.number = self.number, None
            self.inline(number)
            self.flow.blank(node.inner)
        self.inline(node)
        self.flow.close()

    def inline(self, node: Node) -> None:
        """The text in an element, with emphasis and marks."""
        for child in node.children:
            if isinstance(child, Text):
                self.flow.text(child)
            elif isinstance(child, Comment):
                self.flow.comment(child)
            elif child.name == "authorialNote":
                label = note_label(child.attributes.get("marker", ""), len(self.notes))
                self.notes.append((label, child))
                self.flow.mark(f"[^{label}]", child.start, child.inner - child.start, glued=True)
            elif child.name in _LINES:
                self.flow.begin()
            elif child.name not in _UNSHOWN:
                emphatic = self.is_emphatic(child)
                self.flow.emphasis += emphatic
                if child.name in _BLOCKS:
                    self.flow.blank(child.start)
                self.inline(child)
                self.flow.emphasis -= emphatic

    def is_emphatic(self, node: Node) -> bool:
        style = node.attributes.get("class", "").split()
        if self.bold and ("bold" in style or node.name == "b"):
            return True
        return "italic" in style or node.name in _ITALIC

    def comments(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Comment):
                self.flow.comment(child)

    def unused_number(self) -> None:
        """A number without a paragraph stands for itself."""
        if self.number is not None:
            number, self.number = self.number, None
            self.paragraph(number)
