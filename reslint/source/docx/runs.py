"""Runs taken apart and put together again: what goes, what comes, what changes its look, where comments stand.

A run is written anew only where something happens inside of it; its pieces keep its properties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reslint.source.docx.changes import Change, Deletion, Insertion
from reslint.source.docx.dialect import Dialect
from reslint.source.docx.xml import Node, shown_span

_TEXT = frozenset({"w:t", "w:delText"})
_FIRST = ("w:rStyle", "w:rFonts", "w:b", "w:bCs")  # what stands before italics in a run's properties
_EMPHASIS = frozenset({"w:b", "w:bCs", "w:i", "w:iCs"})


class Splice(NamedTuple):
    """The bytes `start`..`end` of a part give way to `data`."""

    start: int
    end: int
    data: bytes


class Spot(NamedTuple):
    """Between two characters of a run: behind (`after`) or before the character `at` of `node`."""

    node: Node
    at: int
    after: bool


class Fragment(NamedTuple):
    """A stretch of a run's content, or new text. `state`: kept, gone or new; `mark`: the emphasis to be set, if any;
    `model`: the run whose properties it takes."""

    state: str
    model: Node
    content: str
    mark: str | None = None


class Runs:
    """Collects what happens in the runs of one part, and writes it."""

    def __init__(self, data: bytes, dialect: Dialect, *, tracked: bool) -> None:
        self._data = data
        self._dialect = dialect
        self._tracked = tracked
        self._gone: dict[Node, set[int]] = {}
        self._marks: dict[Node, dict[int, str]] = {}
        self._new: dict[Node, dict[int, list[Insertion]]] = {}
        self._points: dict[Node, dict[int, list[tuple[int, str]]]] = {}
        self._touched: dict[Node, None] = {}

    def change(self, change: Change) -> None:
        """Notes the change."""
        if isinstance(change, Insertion):
            node, place = change.place.piece.atom.node, change.place
            self._new.setdefault(node, {}).setdefault(_offset(node, place.at, place.after), []).append(change)
        elif isinstance(change, Deletion):
            node = change.piece.atom.node
            self._gone.setdefault(node, set()).update(range(change.start, change.end))
        else:
            node = change.piece.atom.node
            self._marks.setdefault(node, {}).update(dict.fromkeys(range(change.start, change.end), change.mark))
        self._touched[holder(node)] = None

    def point(self, spot: Spot, order: int, xml: str) -> None:
        """Notes what stands between two characters: the end of a comment's range (`order` 0; 2 if new text at the
        same place belongs to it) or its beginning (3; 1 if new text belongs to it)."""
        places = self._points.setdefault(spot.node, {})
        places.setdefault(_offset(spot.node, spot.at, spot.after), []).append((order, xml))
        self._touched[holder(spot.node)] = None

    def splices(self) -> Iterator[Splice]:
        """The runs that anything happens in, written anew."""
        for run in self._touched:
            end = run.end(self._data)
            if run.tag == "w:r":
                yield Splice(run.start, end, self._written(run).encode())
            else:  # a formula or the like: comments stand around it
                yield Splice(run.start, run.start, self._within(run, (1, 3)).encode())
                yield Splice(end, end, self._within(run, (0, 2)).encode())

    def _written(self, run: Node) -> str:
        out: list[str] = []
        waiting: list[Fragment] = []
        for item in self._items(run):
            if isinstance(item, str):
                out += self._flush(run, waiting)
                out.append(item)
            else:
                waiting.append(item)
        return "".join([*out, *self._flush(run, waiting)])

    def _items(self, run: Node) -> Iterator[Fragment | str]:
        """The run's content in order, cut where something happens; between it what stands outside of runs."""
        for child in run.children:
            if child.tag == "w:rPr":
                continue
            if child.tag in _TEXT:
                yield from self._text_items(run, child)
                continue
            ruby = child.tag == "w:ruby"  # runs in a run: comments stand around the whole of it
            yield from self._between(child, 0)
            if ruby:
                yield self._within(child, (1, 3))
            yield Fragment("gone" if self._gone.get(child) else "kept", run, self._raw(child))
            if ruby:
                yield self._within(child, (0, 2))
            yield from self._between(child, 1)

    def _text_items(self, run: Node, node: Node) -> Iterator[Fragment | str]:
        text, (first, last) = node.text, shown_span(node)
        gone, marks = self._gone.get(node, set()), self._marks.get(node, {})
        cuts = (*self._points.get(node, ()), *self._new.get(node, ()))
        bounds = {first, last, *(at for at in cuts if first <= at <= last)}
        bounds |= {
            i for i in range(first + 1, last) if (i in gone) != (i - 1 in gone) or marks.get(i) != marks.get(i - 1)
        }
        ordered = sorted(bounds)
        whole = len(ordered) == 2 and first not in gone
        for start, end in pairwise(ordered):
            yield from self._between(node, start)
            if whole:
                yield Fragment("kept", run, self._raw(node), marks.get(first))
            else:
                shown = text[start:end].translate({10: " ", 13: " ", 9: " "})
                name = "delText" if start in gone and self._tracked else node.tag[2:]
                yield Fragment(
                    "gone" if start in gone else "kept", run, self._dialect.text(shown, name), marks.get(start)
                )
        yield from self._between(node, last)

    def _between(self, node: Node, at: int) -> Iterator[Fragment | str]:
        """What stands before the character `at` of the node: ends and beginnings of comments around new text."""
        points = sorted(self._points.get(node, {}).get(at, ()), key=lambda point: point[0])
        yield from (xml for order, xml in points if order < 2)
        for insertion in self._new.get(node, {}).get(at, ()):
            model = insertion.place.like.atom.node.parent
            assert model is not None
            yield Fragment("new", model, self._dialect.text(insertion.text), insertion.mark)
        yield from (xml for order, xml in points if order >= 2)

    def _within(self, outer: Node, orders: Collection[int]) -> str:
        """The points of these orders that lie anywhere within an element which is not taken apart."""
        places = [place for node, place in self._points.items() if _is_within(node, outer)]
        points = (point for place in places for found in place.values() for point in found)
        return "".join(xml for order, xml in points if order in orders)

    def _flush(self, run: Node, fragments: list[Fragment]) -> Iterator[str]:
        """The fragments as runs, neighbours of one kind in one."""
        if not self._tracked:
            fragments[:] = [f._replace(state="kept") for f in fragments if f.state != "gone"]
        groups: list[list[Fragment]] = []
        for fragment in fragments:
            last = groups[-1][0] if groups else None
            if last and (last.state, last.mark) == (fragment.state, fragment.mark) and self._alike(last, fragment):
                groups[-1].append(fragment)
            else:
                groups.append([fragment])
        fragments.clear()
        for group in groups:
            yield self._wrapped(run, group)

    def _alike(self, one: Fragment, other: Fragment) -> bool:
        return one.model is other.model or self._properties(one) == self._properties(other)

    def _wrapped(self, run: Node, group: list[Fragment]) -> str:
        first = group[0]
        content = "".join(fragment.content for fragment in group)
        opening = run.opening(self._data).decode()
        opening = opening[:-2].rstrip() + ">" if opening.endswith("/>") else opening
        name = opening[1:].split(maxsplit=1)[0].rstrip(">")
        written = f"{opening}{self._properties(first)}{content}</{name}>"
        if first.state == "gone":
            return self._dialect.change("del", written)
        if first.state != "new":
            return written
        inserted = self._dialect.change("ins", written)
        outer = run.parent
        if outer is None or outer.tag not in ("w:ins", "w:moveTo"):
            return inserted
        # Another's insertion: ours stands beside it, not within.
        again = outer.opening(self._data).decode()
        return f"</{again[1:].split(maxsplit=1)[0]}>{inserted}{again}"

    def _properties(self, fragment: Fragment) -> str:
        """The properties of a fragment's model, with its own emphasis."""
        model = fragment.model.child("w:rPr")
        if fragment.mark is None:
            if model is None:
                return ""
            if fragment.state != "new":
                return self._raw(model)
        children = [] if model is None else [c for c in model.children if c.tag != "w:rPrChange"]
        if fragment.mark is None:
            return self._rpr("".join(map(self._raw, children)))
        early = "".join(self._raw(c) for c in children if c.tag in _FIRST and c.tag not in _EMPHASIS)
        late = "".join(self._raw(c) for c in children if c.tag not in _FIRST and c.tag not in _EMPHASIS)
        new = early + self._emphasis(fragment.mark, children) + late
        if self._tracked and fragment.state == "kept":
            old = next((c for c in model.children if c.tag == "w:rPrChange"), None) if model is not None else None
            if old is not None:
                new += self._raw(old)
            else:
                new += self._dialect.change("rPrChange", self._rpr("".join(map(self._raw, children))))
        return self._rpr(new)

    def _emphasis(self, mark: str, children: list[Node]) -> str:
        """Italics or bold set, or both taken."""
        d = self._dialect
        if not mark:
            return "".join(d.on(name, False) for name in ("b", "bCs", "i", "iCs"))
        italic, bold = len(mark) != 2, len(mark) > 1
        own = {c.tag: self._raw(c) for c in children if c.tag in _EMPHASIS}
        parts = (d.on("b") + d.on("bCs")) if bold else own.get("w:b", "") + own.get("w:bCs", "")
        return parts + ((d.on("i") + d.on("iCs")) if italic else own.get("w:i", "") + own.get("w:iCs", ""))

    def _rpr(self, content: str) -> str:
        return self._dialect.element("rPr", content)

    def _raw(self, node: Node) -> str:
        return self._data[node.start : node.end(self._data)].decode()


def holder(node: Node) -> Node:
    """The outermost run of the node's paragraph that holds it; where there is none, the paragraph's own child."""
    found, here = None, node
    while here.parent is not None and here.parent.tag != "w:p":
        if here.tag == "w:r":
            found = here
        here = here.parent
    return here if here.tag == "w:r" or found is None else found


def _offset(node: Node, at: int, after: bool) -> int:
    """The place behind or before the character, as the number of characters of the node before it."""
    return at + after if node.tag in _TEXT else int(after)


def _is_within(node: Node, outer: Node) -> bool:
    here: Node | None = node
    while here is not None and here is not outer:
        here = here.parent
    return here is outer


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """`data` with the disjoint splices made; those at one place in the order given."""
    out, at = [], 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        out += [data[at : splice.start], splice.data]
        at = splice.end
    return b"".join([*out, data[at:]])
