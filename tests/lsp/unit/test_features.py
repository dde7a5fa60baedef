"""Every feature on short drafts: one case an entry of `cases/<feature>.yaml`.

A case has `name`, `draft` (with `‸` where the cursor stands; with `‹` and `›` around what is selected) and may have
`file` (default `draft.md`), `encoding` (default `utf-16`), and what the feature wants to know (`ASKED`). All else is
what is expected: the keys that the feature's function below gives. `says` holds parts in order, `silent-on` parts that
must not be there; any other key the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import pytest
from lsprotocol import types as t
from lsprotocol.converters import get_converter
from reslint_lsp import commands
from reslint_lsp.desk import Piece, View
from reslint_lsp.diagnostics import Shows, diagnostics
from reslint_lsp.features import (
    actions,
    completion,
    folding,
    hints,
    hover,
    links,
    navigation,
    outline,
    rename,
    selection,
    tokens,
)  # fmt: skip
from reslint_lsp.positions import Lines
from reslint_lsp.settings import Settings
from ruamel.yaml import YAML

from reslint import engine
from reslint.errors import UserError
from reslint.source.read import of_text
from tests.lsp.editor import edited

HERE = Path(__file__).parent
ASKED = {"name", "draft", "file", "encoding", "new-name", "action", "only", "choose", "command", "argument", "plain"}
URI = "file:///draft.md"
MESSAGES = get_converter()
TERMS = Settings().terms("")
SHOWS = Shows(related=True, links=True, tags=True)
EVERYWHERE = t.Range(t.Position(0, 0), t.Position(99_999, 0))


class Desk:
    """A draft as the server has it, and the places in it that a case marks."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        bare = re.sub("[‸‹›]", "", case["draft"])
        self.lines = Lines(bare, case.get("encoding", "utf-16"))
        self.cursor = len(re.sub("[‹›]", "", case["draft"].partition("‸")[0]))
        before, mark, rest = case["draft"].replace("‸", "").partition("‹")
        self.selected = (len(before), len(before) + rest.index("›")) if mark else (self.cursor, self.cursor)
        source = of_text(bare, case.get("file", "draft.md"), "text" if "txt" in case.get("file", "") else "markdown")
        self.view = View(URI, 1, self.lines, TERMS, engine.report_on(source, TERMS.registry, TERMS.settings))
        self.piece: Piece | None = None
        for piece in self.view.pieces():
            if piece.start <= self.cursor or self.piece is None:
                self.piece = piece

    def text(self, where: t.Range) -> str:
        start, end = self.lines.span(where)
        return self.lines.text[start:end]

    def edited(self, edits: Iterable[object]) -> str:
        return edited(self.lines.text, [MESSAGES.unstructure(e) for e in edits], str(self.lines.encoding))

    def here(self) -> tuple[Piece, int]:
        assert self.piece is not None
        return self.piece, self.cursor


def on_hover(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    found = hover.hover(desk.piece, desk.view, desk.cursor, markdown=not case.get("plain"))
    if found is None:
        return {"over": None}
    assert isinstance(found.contents, t.MarkupContent)
    assert found.contents.kind == ("plaintext" if case.get("plain") else "markdown")
    return {"over": desk.text(found.range) if found.range else "", "text": found.contents.value}


def on_completion(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`offers`: the first three labels; of the first one, or the one that begins as `choose`, `beside`: what the list
    shows beside it, `says`: its documentation, `after`: the draft with it."""
    items = list(completion.complete(*desk.here()).items)
    assert [item.sort_text for item in items] == sorted(str(item.sort_text) for item in items)
    chosen = next((item for item in items if item.label.startswith(case.get("choose", ""))), None)
    after = desk.edited([chosen.text_edit]) if chosen is not None else None
    found = {"offers": [item.label for item in items[:3]], "after": after}
    return found | {"beside": chosen.detail, "text": chosen.documentation} if chosen is not None else found


def on_outline(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`tree`: a line a symbol, two blanks a level; `flat`: names with what they stand below."""
    found = outline.outline(desk.view)

    def lines(symbols: Iterable[t.DocumentSymbol], depth: int) -> Iterable[str]:
        for s in symbols:
            outer, inner = desk.lines.span(s.range), desk.lines.span(s.selection_range)
            assert outer[0] <= inner[0] <= inner[1] <= outer[1], "an editor refuses what is selected outside"
            yield f"{'  ' * depth}{s.name}\n"
            yield from lines(s.children or (), depth + 1)

    flat = [f"{s.container_name} > {s.name}" if s.container_name else s.name for s in outline.flat(found, URI)]
    return {"tree": "".join(lines(found, 0)), "flat": flat}


def on_folding(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`folds`: first and last line, 1-based, as "3-9"; with the kind where it has one."""
    kinds = ((f, f" {f.kind}" if f.kind else "") for f in folding.folding(desk.view))
    return {"folds": sorted(f"{f.start_line + 1}-{f.end_line + 1}{kind}" for f, kind in kinds)}


def on_hints(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`shown`: the draft, or the selected part of it, as the editor shows it, hints in ⟦ ⟧."""
    where = desk.lines.range(*desk.selected) if "‹" in case["draft"] else EVERYWHERE
    text = desk.lines.text
    for hint in sorted(hints.hints(desk.view, where), key=lambda h: desk.lines.offset(h.position), reverse=True):
        at = desk.lines.offset(hint.position)
        text = f"{text[:at]}⟦{hint.label}⟧{text[at:]}"
    return {"shown": text}


def on_links(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    return {"links": {desk.text(link.range): link.target for link in links.links(desk.view)}}


def on_navigation(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """Places as "row: text"."""
    piece, cursor = desk.here()

    def places(ranges: Iterable[t.Range]) -> list[str]:
        return [f"{r.start.line + 1}: {desk.text(r)}" for r in ranges]

    return {
        "definition": places(loc.range for loc in navigation.definition(piece, URI, cursor)),
        "references": places(loc.range for loc in navigation.references(piece, URI, cursor, declaration=False)),
        "with-declaration": places(loc.range for loc in navigation.references(piece, URI, cursor, declaration=True)),
        "highlights": places(h.range for h in navigation.highlights(piece, cursor)),
    }


def on_rename(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    place = rename.place(*desk.here())
    found: dict[str, Any] = {"place": None if place is None else desk.text(place[0])}
    try:
        found["after"] = desk.edited(rename.rename(*desk.here(), case.get("new-name", "")))
    except rename.RenameError as error:
        found["refused"] = str(error)
    return found


def on_selection(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`widens`: what is selected, step by step, line ends as ⏎; the last is the whole text, and left out."""
    step: t.SelectionRange | None = selection.selection(*desk.here())
    steps: list[tuple[int, int]] = []
    while step is not None:
        steps.append(desk.lines.span(step.range))
        step = step.parent
    for inner, outer in pairwise(steps):
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]
        assert inner != outer
    assert steps[-1] == (0, len(desk.lines.text))
    return {"widens": [desk.lines.text[a:b].replace("\n", "⏎") for a, b in steps[:-1]]}


def on_tokens(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`tokens`: "type: text", unpacked as an editor does it."""
    span = desk.selected if "‹" in case["draft"] else (0, None)
    data = tokens.tokens(desk.view, *span).data
    row = column = 0
    found = []
    for i in range(0, len(data), 5):
        lines_on, first, length, kind, _ = data[i : i + 5]
        row, column = row + lines_on, first + (column if lines_on == 0 else 0)
        where = t.Range(t.Position(row, column), t.Position(row, column + length))
        found.append(f"{tokens.LEGEND.token_types[kind]}: {desk.text(where)}")
    return {"tokens": found}


def on_actions(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`titles`: of all actions; `after`: the draft after the one whose title holds `action`."""
    made = actions.actions(desk.view, desk.piece, desk.selected, case.get("only"), SHOWS, actions.Client())
    found: dict[str, Any] = {"titles": [a.title for a in made]}
    for a in made:
        if a.edit is not None and a.edit.changes is not None:
            after = desk.edited(a.edit.changes[URI])
            if "action" in case and case["action"] in a.title:
                found.setdefault("after", after)
    return found


def on_diagnostics(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    """`found`: "severity rule: text of the range"; `related`: the texts of other places; `tags`."""
    found = diagnostics(desk.view, SHOWS)
    bare = diagnostics(desk.view, Shows())
    assert not [d for d in bare if d.tags or d.related_information or d.code_description]
    return {
        "found": [f"{t.DiagnosticSeverity(d.severity or 0).name} {d.code}: {desk.text(d.range)}" for d in found],
        "related": [desk.text(r.location.range) for d in found for r in d.related_information or ()],
        "tags": [f"{d.code}: {tag.name}" for d in found for tag in d.tags or ()],
    }


def on_commands(desk: Desk, case: Mapping[str, Any]) -> dict[str, Any]:
    ask: dict[str, Callable[[], str]] = {
        "explain": lambda: commands.explain(case["argument"], TERMS),
        "dump": lambda: commands.dump(desk.view),
        "recall": lambda: commands.recall(case["argument"], TERMS, desk.piece.language.code if desk.piece else "en"),
    }
    try:
        return {"text": ask[case["command"]]()}
    except UserError as error:
        return {"refused": str(error)}


FEATURES = {
    name.removeprefix("on_"): function for name, function in list(globals().items()) if name.startswith("on_")
}
CASES = [
    pytest.param(feature, case, id=f"{feature}: {case['name']}")
    for feature in FEATURES
    for case in YAML(typ="safe").load(HERE / "cases" / f"{feature}.yaml")
]


class Then(date):
    """The day on which all cases play: what is judged and offered depends on it."""

    @classmethod
    def today(cls) -> Self:
        return cls(2026, 11, 26)


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (engine, actions, completion, hover):
        monkeypatch.setattr(module, "date", Then)


@pytest.mark.parametrize(("feature", "case"), CASES)
def test_case(feature: str, case: dict[str, Any]) -> None:
    found = FEATURES[feature](Desk(case), case)
    expected = {key: value for key, value in case.items() if key not in ASKED | {"says", "silent-on"}}
    assert set(expected) <= set(found), found
    assert {key: found[key] for key in expected} == expected
    at, text = 0, str(found.get("text") or found.get("refused") or "")
    for part in case.get("says", []):
        assert part in text[at:], text
        at = text.index(part, at) + len(part)
    for part in case.get("silent-on", []):
        assert part not in str(found)
    assert expected or case.get("says")
