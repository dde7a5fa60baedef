"""Footnotes and endnotes: their labels as the reader sees them, in the order in which they are met."""

from __future__ import annotations

from reslint.source.docx.numerals import numeral
from reslint.source.docx.xml import Node, number

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}  # as Word numbers where nothing is said


class Labels:
    """Gives each note its label when its mark is met. Numbers run through the whole text: where they begin anew on
    each page is known to Word alone."""

    def __init__(self, settings: Node | None, section: Node | None, *, both: bool) -> None:
        """`settings` of the file, `section` properties of its first section, `both`: it has notes of both kinds."""
        self.given: dict[tuple[str, str], str] = {}
        self._form: dict[str, str] = {}
        self._next: dict[str, int] = {}
        for kind, form in _FORMS.items():
            places = [node.child(f"w:{kind}Pr") for node in (section, settings) if node is not None]
            self._form[kind] = _first(places, "w:numFmt") or form
            self._next[kind] = number(_first(places, "w:numStart"), 1)
        self._endnotes_apart = both and self._form["footnote"] == self._form["endnote"]

    def add(self, kind: str, id_: str, own: str) -> str:
        """The label of the note: its `own`, or the next number of its `kind` ("footnote", "endnote")."""
        key = kind, id_
        if key not in self.given:
            label = own
            if not own:
                label = numeral(self._next[kind], self._form[kind])
                self._next[kind] += 1
                if kind == "endnote" and self._endnotes_apart:
                    label = f"endnote-{label}"
            self.given[key] = label
        return self.given[key]


def _first(places: list[Node | None], tag: str) -> str | None:
    return next((value for node in places if node is not None and (value := node.value(tag))), None)
