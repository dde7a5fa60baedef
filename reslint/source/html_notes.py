"""Footnotes in HTML: links that bear a number and lead to a paragraph that begins with it."""

from __future__ import annotations

import re
from itertools import islice

from reslint.source.flow import Node, Text, note_label
from reslint.source.html_tree import BLOCKS

_MOST = 50  # links in a note that are looked at
_LABEL = re.compile(r"[\[(]?(\d{1,3}|\*{1,3}|[ivx]{1,5}|[a-z])[\])]?")


class Notes:
    """`marks`: label by the element that is the mark. `blocks`: label and paragraph of each note, in the order of the
    marks; `lifted` are these paragraphs, `unsaid` the labels and links back within them (elements by their `id()`)."""

    def __init__(self, root: Node) -> None:
        self.marks: dict[int, str] = {}
        self.blocks: list[tuple[str, Node]] = []
        self.lifted: set[int] = set()
        self.unsaid: set[int] = set()
        named: dict[str, Node] = {}
        links: list[tuple[Node, str]] = []
        for node in root.iter():
            for key in ("id", "name"):
                if key in node.attributes:
                    named.setdefault(node.attributes[key], node)
            target = node.attributes.get("href", "")
            if node.name == "a" and target.startswith("#") and len(target) > 1:
                links.append((node, target[1:]))
        self._inner: dict[int, list[Node]] = {}
        for link, target in links:
            label = _LABEL.fullmatch(_short(link))
            note = named.get(target)
            if label and note is not None and id(link) not in self.unsaid and note.start > link.start:
                self._pair(link, label[1], note, named)

    def _pair(self, link: Node, label: str, note: Node, named: dict[str, Node]) -> None:
        block = _block(note)
        if block is None or _block(link) is block:
            return
        if id(block) not in self._inner:
            inner = (n for n in block.iter() if n.name in ("a", "sup"))
            self._inner[id(block)] = list(islice(inner, _MOST))
        backward = [n for n in self._inner[id(block)] if n.name == "a" and _leads_to(n, link, named)]
        own = next((n for n in self._inner[id(block)] if _is_label(n, label)), None)
        if not backward and own is None:
            return
        shown = note_label(label, len(self.blocks))
        self.marks[id(link)] = shown
        if id(block) not in self.lifted:
            self.lifted.add(id(block))
            self.blocks.append((shown, block))
        self.unsaid.update(id(n) for n in backward)
        if own is not None:
            self.unsaid.add(id(own))


def _block(node: Node) -> Node | None:
    """The paragraph in which the element stands, or that it is; a wrapper of nothing else counts with it."""
    found: Node | None = node
    while found is not None and found.name not in BLOCKS:
        found = found.parent
    while found is not None and found.parent is not None and found.parent.name in ("div", "li"):
        beside = [c for c in found.parent.children if c is not found and not (isinstance(c, Text) and c.text.isspace())]
        if beside:
            break
        found = found.parent
    return found if found is not None and found.name not in ("body", "html", "table", "") else None


def _short(node: Node, depth: int = 0) -> str:
    """The text of an element of a few characters; of a larger one nothing."""
    if len(node.children) > 8 or depth > 5:
        return ""
    parts = [child.text if isinstance(child, Text) else _short(child, depth + 1) for child in _spoken(node)]
    return "".join(parts).strip()


def _spoken(node: Node) -> list[Node | Text]:
    return [child for child in node.children if isinstance(child, Node | Text)]


def _is_label(node: Node, label: str) -> bool:
    found = _LABEL.fullmatch(_short(node))
    return found is not None and found[1] == label


def _leads_to(node: Node, link: Node, named: dict[str, Node]) -> bool:
    """Whether the link leads back to the mark: to itself, what it stands in, or what stands in it."""
    href = node.attributes.get("href", "")
    target = named.get(href[1:]) if href.startswith("#") else None
    return target is not None and (target is link or target is link.parent or target in link.children)
