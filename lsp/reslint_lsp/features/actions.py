"""Code actions: a fix for each finding, all of a rule, all that is safe, silence with a reason, lists and dates.

What the client says was found is not looked at: findings are those of the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lsprotocol.types import (
    ClientCapabilities,
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from reslint import engine
from reslint.finding import Edit, Finding, shifted
from reslint.fix import choose, edited, edits_of
from reslint.registry import recital
from reslint.resolution.model import Citation, Paragraph
from reslint.source.model import line_starts
from reslint.suppress import FAMILY
from reslint_lsp.desk import Piece, View
from reslint_lsp.diagnostics import Shows, diagnostic
from reslint_lsp.features import targets

FIX_ALL = "source.fixAll.reslint"
REWRITE = "refactor.rewrite.reslint"
KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL]
LONGEST = 60  # code points of the words that a title repeats
NO_BREAK = "\u00a0\u202f"
LISTS = ("citation/stale", "citation/incomplete")


class Client(NamedTuple):
    """What the client can do with an edit: `versioned` edits of documents, and asking for an edit only when wanted."""

    versioned: bool = False
    resolves: bool = False

    @classmethod
    def of(cls, client: ClientCapabilities) -> Client:
        edits = client.workspace.workspace_edit if client.workspace else None
        able = client.text_document.code_action if client.text_document else None
        lazily = able.resolve_support.properties if able is not None and able.resolve_support else []
        return cls(bool(edits and edits.document_changes), "edit" in lazily)


def actions(
    view: View, piece: Piece | None, span: tuple[int, int], only: Sequence[str] | None, shows: Shows, client: Client
) -> list[CodeAction]:
    """The actions for a span of the text; `only`: the kinds that are asked for, None: all.

    What is held back has none yet; but to fix everything, which is done before a text is saved, is to fix that, too.
    The action that fixes everything comes without its edit where the client asks for it later (`FIX_ALL`).
    """
    start, end = span
    found = [f for f in view.shown if view.span(f.start, f.end)[0] <= end and view.span(f.start, f.end)[1] >= start]
    made: list[CodeAction] = []
    if _wanted(CodeActionKind.QuickFix, only):
        made += [_quick(view, f, shows, client) for f in found if f.fix is not None and f.fix.edits]
        made += _all_of_rule(view, found, client)
        made += [
            a for f in found if (a := _silence(view, f, shows, client)) is not None and not f.rule.startswith(FAMILY)
        ]
    if piece is not None and _wanted(REWRITE, only):
        quick = {edits_of(f) for f in found}  # what a fix writes anyway is not offered twice
        made += [action for edits, action in _rewrites(view, piece, start, client) if edits not in quick]
    if _wanted(FIX_ALL, only) and any(f.fix is not None and f.fix.safe for f in view.report.findings):
        made.append(CodeAction("Fix everything safe in this text (reslint)", FIX_ALL, data={"uri": view.uri}))
    return made


def workspace_edit(view: View, edits: Sequence[Edit], client: Client) -> WorkspaceEdit:
    """Edits of the view's source as the client takes them; bound to the version that was seen, where it can be."""
    source = view.report.source
    if source.origin is None:
        return text_edit(view, edits, client)
    changed = source.origin.edited(source, edits)
    return text_edit(view, difference(view.lines.text, changed.origin.raw if changed.origin else ""), client)


def text_edit(view: View, edits: Sequence[Edit], client: Client) -> WorkspaceEdit:
    """`workspace_edit` for edits of the editor's own text."""
    texts = [TextEdit(view.lines.range(e.start, e.end), e.text) for e in edits]
    if client.versioned:
        document = OptionalVersionedTextDocumentIdentifier(view.uri, view.version)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(document, list(texts))])
    return WorkspaceEdit(changes={view.uri: texts})


def difference(old: str, new: str) -> list[Edit]:
    """Edits, as few and as small as lines allow, that make `new` of `old`. None begins or ends within a CRLF."""
    from difflib import SequenceMatcher  # only where everything is fixed at once

    before, after = _lines(old), _lines(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    places = [sum(map(len, before[:head]))]
    for line in before[head : len(before) - tail]:
        places.append(places[-1] + len(line))
    changed = after[head : len(after) - tail]
    matcher = SequenceMatcher(None, before[head : len(before) - tail], changed)
    return [
        _trimmed(old, places[a], places[b], "".join(changed[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _lines(text: str) -> list[str]:
    starts = line_starts(text)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _trimmed(old: str, start: int, end: int, new: str) -> Edit:
    """The edit without what stands at both its ends before and after."""
    most = min(end - start, len(new))
    head = 0
    while head < most and old[start + head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[end - 1 - tail] == new[len(new) - 1 - tail]:
        tail += 1
    head -= head > 0 and old[start + head - 1] == "\r"
    tail -= tail > 0 and old[end - tail] == "\n"
    return Edit(start + head, end - tail, new[head : len(new) - tail])


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is asked for: "source" asks for "source.fixAll.reslint", too."""
    return only is None or any(kind == o or kind.startswith(f"{o}.") or o == "" for o in only)


def _title(view: View, finding: Finding) -> str:
    """What a fix does, in a few words: its own sentence, or what is written for what."""
    assert finding.fix is not None
    title, edits, text = finding.fix.title, edits_of(finding), view.report.source.text
    if title.partition(" ")[0] in ("write", "insert", "bring"):
        return title[:1].upper() + title[1:]
    start, end = edits[0].start, edits[-1].end
    if len(edits) > 1 and (end - start > LONGEST or "\n" in text[start:end]):
        return f"Put right in {len(edits)} places: {_cut(finding.message)}"
    moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits]
    edit = Edit(start, end, edited(text[start:end], moved))
    whole = _widened(text, edit)
    if whole != edit and finding.start <= whole.start and whole.end <= finding.end <= finding.start + LONGEST:
        whole = _spread(text, whole, finding.start, finding.end)
    return _change(text, whole)


def _spread(text: str, edit: Edit, start: int, end: int) -> Edit:
    """The same change as an edit of all between `start` and `end`."""
    return Edit(start, end, text[start : edit.start] + edit.text + text[edit.end : end])


def _widened(text: str, edit: Edit) -> Edit:
    """The edit with the rest of the words that it changes, and with what stands close to a letter or a sole digit."""
    start, end = edit.start, edit.end
    old = text[start:end]
    if any(c.isalnum() for c in (old[:1], edit.text[:1])):
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    if any(c.isalnum() for c in (old[-1:], edit.text[-1:])):
        while end < len(text) and text[end].isalnum():
            end += 1
    if end - start == 1 and edit.text.strip():
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return _spread(text, edit, start, end)


def _change(text: str, edit: Edit) -> str:
    old, new = _cut(text[edit.start : edit.end].strip()), _cut(edit.text.strip())
    if old and new:
        return f"Write “{new}” for “{old}”"
    if old:
        return f"Take out “{old}”"
    blank = "a no-break space" if any(c in edit.text for c in NO_BREAK) else "a blank"
    return f"Insert “{new}”" if new else f"Insert {blank}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _quick(view: View, finding: Finding, shows: Shows, client: Client) -> CodeAction:
    assert finding.fix is not None
    return CodeAction(
        f"{_title(view, finding)} ({finding.rule})",
        CodeActionKind.QuickFix,
        diagnostics=[diagnostic(view, finding, shows)],
        is_preferred=finding.fix.safe or None,
        edit=workspace_edit(view, edits_of(finding), client),
    )


def _all_of_rule(view: View, found: Sequence[Finding], client: Client) -> Iterator[CodeAction]:
    """All findings of a rule at once, where there are several that can be put right."""
    for rule in dict.fromkeys(f.rule for f in found if f.fix is not None and f.fix.edits):
        chosen = choose([f for f in view.shown if f.rule == rule and f.known is None], unsafe=True)
        if len(chosen) > 1:
            edits = sorted({edit for f in chosen for edit in edits_of(f)})
            yield CodeAction(
                f"Fix all {len(chosen)} of {rule} in this text",
                CodeActionKind.QuickFix,
                edit=workspace_edit(view, edits, client),
            )


def _silence(view: View, finding: Finding, shows: Shows, client: Client) -> CodeAction | None:
    """A comment before the paragraph; the reason is the person's to give, and suppression/reason asks for it."""
    judged = view.report.judged_at(finding.start)
    if judged is None or view.marked_up:
        return None
    spans = [p for p in judged.resolution.paragraphs if p.start + judged.start <= finding.start and p.end > p.start]
    at = view.lines.start_of_line(spans[-1].start + judged.start if spans else finding.start)
    ending = "\r\n" if "\r\n" in view.lines.text else "\n"
    edit = Edit(at, at, f"<!-- reslint: ignore {finding.rule} -- -->{ending}")
    return CodeAction(
        f"Silence {finding.rule} here (then give the reason)",
        CodeActionKind.QuickFix,
        diagnostics=[diagnostic(view, finding, shows)],
        edit=workspace_edit(view, [edit], client),
    )


def _rewrites(
    view: View, piece: Piece, offset: int, client: Client
) -> Iterator[tuple[tuple[Edit, ...], CodeAction]]:
    p = piece.paragraph_at(offset)
    if p is None or not p.citations:
        return
    target = targets.at(piece, offset)
    if target is not None and isinstance(target.what, Citation) and (edit := _date(piece, p, target.what)) is not None:
        title = f"Insert the date of {target.what.display}:{edit.text}"
        yield (edit,), CodeAction(title, CodeActionKind.RefactorRewrite, edit=workspace_edit(view, [edit], client))
    if p.kind == "preambular" and (findings := _later(view, piece, p)):
        edits = tuple(sorted({edit for f in choose(findings, unsafe=True) for edit in edits_of(f)}))
        if edits:
            title = "Bring this list of resolutions up to date (as of today)"
            yield edits, CodeAction(title, CodeActionKind.RefactorRewrite, edit=workspace_edit(view, edits, client))


def _date(piece: Piece, p: Paragraph, c: Citation) -> Edit | None:
    """The edit that writes the day of adoption behind a number that bears none."""
    if c.kind != "resolution" or c.date is not None or c.how:
        return None
    entry = piece.registry.find(c.symbol)
    if entry is None or entry.adopted is None:
        return None
    start, end = p.span(c.start, c.end)
    indic = any("٠" <= ch <= "٩" for ch in piece.text[start + piece.start : end + piece.start])
    number = recital.write_number(entry.symbol, piece.language.code, indic)
    written = recital.write_member(entry, piece.language, indic)
    at = end + piece.start
    return Edit(at, at, written[len(number) :]) if written.startswith(number) and written != number else None


def _later(view: View, piece: Piece, p: Paragraph) -> list[Finding]:
    """What the rules on lists say of a paragraph when the text is judged as of today, as the base of a new draft."""
    settings = view.terms.settings
    rules = [rule for rule in settings.rules if rule.id in LISTS]
    end = piece.start + max(q.end for q in piece.resolution.paragraphs)
    today = settings._replace(rules=rules, as_of=date.today())
    source = view.report.source._replace(text=piece.text)
    judged = engine.judge(source, piece.start, end, piece.registry, today)
    if judged is None:
        return []
    return [shifted(f, piece.start) for f in judged.findings if p.start <= f.start <= p.end]
