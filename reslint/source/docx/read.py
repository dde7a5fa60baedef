"""A Word file becomes a source: cover, body and notes in one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reslint.source.docx import comments
from reslint.source.docx.atoms import Para
from reslint.source.docx.notes import Labels
from reslint.source.docx.numbering import Numbering
from reslint.source.docx.origin import Word
from reslint.source.docx.package import Package
from reslint.source.docx.render import Renderer
from reslint.source.docx.script import Script
from reslint.source.docx.story import Story
from reslint.source.docx.styles import Styles
from reslint.source.docx.xml import Node, flag
from reslint.source.model import Source

_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, name: str, *, original: bool = False) -> Source:
    """The source in the Word file `data`; tracked changes accepted, or rejected (`original`). A `SourceError` says in
    one sentence what cannot be read."""
    package = Package(data, name)
    return _Reader(package, original).source()


def _remarks(package: Package) -> tuple[str, ...]:
    found = {
        "the file holds macros, which were neither looked at nor run": package.macros,
        "the file is signed; a signature does not survive a change": package.signed,
    }
    return tuple(remark for remark, holds in found.items() if holds)


class _Reader:
    def __init__(self, package: Package, original: bool) -> None:
        self._package = package
        self._original = original
        self._comments = comments.read(package)
        self._ignores = {c.id: c.ignore for c in self._comments if c.ignore}
        self._styles = Styles(self._root("styles"))
        self._numbering = self._root("numbering")
        document = package.root(package.main)
        self._body = document.child("w:body")
        self._section = next(document.below("w:sectPr"), None)
        self._notes = {kind: self._notes_of(kind) for kind in ("footnote", "endnote")}
        self._labels = Labels(self._root("settings"), self._section, both=all(self._notes.values()))

    def source(self) -> Source:
        package, renderer = self._package, Renderer()
        if self._body is None:
            raise package.error("its document part has no body; open the file in Word and save it again")
        for part in self._cover():
            renderer.add(self._story(part).read(package.root(part)))
        story = self._story(package.main)
        renderer.add(story.read(self._body))
        if story.imported:
            raise package.error("another file is taken in when Word opens it; open it in Word and save it again")
        for (kind, id_), label in list(self._labels.given.items()):
            renderer.note(label, self._note(kind, id_, label))
        rendered = renderer.rendered()
        if not rendered.text.strip():
            raise package.error("there is no text in it")
        origin = Word(package, rendered, self._comments, Script(rendered.text), self._original)
        return Source(package.name, rendered.text, "markdown", origin=origin, remarks=_remarks(package))

    def _root(self, kind: str) -> Node | None:
        part = self._package.related(kind)
        return self._package.root(part) if part is not None else None

    def _story(self, part: str) -> Story:
        numbering = Numbering(self._numbering, self._styles)
        return Story(part, self._styles, numbering, self._labels, self._ignores, original=self._original)

    def _cover(self) -> Iterator[str]:
        """The parts that hold header and footer of the first page."""
        section = self._section
        if section is None:
            return
        wanted = "first" if flag(section.child("w:titlePg")) else "default"
        targets = {r.id: r for r in self._package.relations(self._package.main)}
        for tag in ("w:headerReference", "w:footerReference"):
            for node in section.children:
                if node.tag == tag and node.attributes.get("w:type", "default") == wanted:
                    relation = targets.get(node.attributes.get("r:id", ""))
                    if relation is not None and not relation.external:
                        yield relation.target

    def _notes_of(self, kind: str) -> dict[str, Node]:
        """The notes of a kind ("footnote", "endnote") by id."""
        root = self._root(f"{kind}s")
        return {
            node.attributes.get("w:id", ""): node
            for node in (root.children if root is not None else ())
            if node.tag == f"w:{kind}" and node.attributes.get("w:type", "normal") not in _NOT_NOTES
        }

    def _note(self, kind: str, id_: str, label: str) -> Iterable[Para]:
        part, node = self._package.related(f"{kind}s"), self._notes[kind].get(id_)
        if node is not None and part is not None:
            return _without_mark(list(self._story(part).read(node)), label)
        raise self._package.error(
            f"the {kind} with the mark {label} is named but missing; open the file in Word and save it again"
        )


def _without_mark(paragraphs: list[Para], label: str) -> list[Para]:
    """The note without the blanks before it, without the mark that a person typed there, and without paragraphs that
    hold nothing."""
    kept = [p for p in paragraphs if any(atom.text.strip() for atom in p.atoms)]
    if not kept:
        return kept
    atoms = list(kept[0].atoms)
    while atoms and atoms[0].kind in ("text", "mark"):
        text = atoms[0].text
        rest = text.lstrip()
        if not label.isalnum() and rest.startswith(label):
            rest, label = rest[len(label) :].lstrip(), "1"
        if rest:
            cut = len(text) - len(rest)
            atoms[0] = atoms[0]._replace(text=rest, skipped=atoms[0].skipped + cut)
            break
        del atoms[0]
    return [kept[0]._replace(atoms=tuple(atoms)), *kept[1:]]
