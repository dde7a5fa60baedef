"""The server as VS Code, Neovim and Emacs know it: each gets the same findings, in the form that it can show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lsprotocol import types as t
from pygls.exceptions import JsonRpcMethodNotFound

from reslint.cli.main import main
from tests.lsp.drafts import ARABIC, ENGLISH, FRENCH, WRONG_DATE
from tests.lsp.editor import edited, offset, range_of
from tests.lsp.end_to_end.session import MESSAGES, Session, until
from tests.lsp.raw import PATIENCE, uri_of

pytestmark = [pytest.mark.timeout(4 * PATIENCE), pytest.mark.asyncio(loop_scope="module")]

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERYWHERE = t.Range(t.Position(0, 0), t.Position(10_000, 0))


def rules(found: list[t.Diagnostic]) -> list[object]:
    return [d.code for d in found]


# findings


@pytest.mark.parametrize("name", ["cooperation.en.md", "cooperation.fr.md", "cooperation.ar.txt"])
async def test_what_the_command_line_says(
    session: Session, name: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = house / name
    text = "\N{GRINNING FACE}\n\n" + (EXAMPLES / name).read_text("utf-8").replace(" 2028", " \N{GRINNING FACE} 2028")
    draft.write_text(text, "utf-8")
    main(["check", "--exit-zero", "--format", "json", str(draft)])
    expected = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    session.open(uri_of(draft), text)
    found = await session.found(uri_of(draft))
    assert [(d.code, d.message, MESSAGES.unstructure(d.range)) for d in found] == [
        (f["rule"], f["message"], range_of(text, f["start"], f["end"], session.encoding)) for f in expected
    ]
    severities = {"error": 1, "warning": 2, "note": 3}
    assert [d.severity for d in found] == [severities[f["severity"]] for f in expected]
    assert {d.source for d in found} == {"reslint"}
    assert session.able.text_document is not None
    able = session.able.text_document.diagnostic or session.able.text_document.publish_diagnostics
    assert able is not None
    related = [[r.message for r in d.related_information or ()] for d in found]
    told = [[r["message"] for r in f.get("related", ())] for f in expected]
    assert related == (told if able.related_information else [[] for _ in found])
    tagged = {d.code for d in found if d.tags}
    assert tagged == ({f["rule"] for f in expected} & {"entity/renamed"} if able.tag_support else set())
    assert any(told)
    assert "entity/renamed" in rules(found)
    session.close(uri_of(draft))


async def test_pushed_or_pulled_never_both(session: Session, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    session.open(uri, ENGLISH)
    assert rules(await session.found(uri)) == [WRONG_DATE]
    session.change(uri, 2, ENGLISH.replace("20 Nov", "21 Nov"))
    assert rules(await session.found(uri, 2)) == []
    if session.pulls:
        assert session.said.diagnostic_provider is not None
        first = await session.pull(uri)
        assert isinstance(first, t.RelatedFullDocumentDiagnosticReport)
        again = await session.pull(uri, first.result_id)
        assert again == t.RelatedUnchangedDocumentDiagnosticReport(str(first.result_id))
        session.change(uri, 3, FRENCH)
        changed = await session.pull(uri, first.result_id)
        assert isinstance(changed, t.RelatedFullDocumentDiagnosticReport)
        assert rules(list(changed.items)) == [WRONG_DATE]
        session.close(uri)
        assert await session.found(uri) == []
        assert session.published == []
        return
    assert session.said.diagnostic_provider is None
    with pytest.raises(JsonRpcMethodNotFound):
        await session.pull(uri)
    session.close(uri)
    assert not (await session.publication(uri, None)).diagnostics


@pytest.mark.parametrize(("language", "text"), [("markdown", ENGLISH), ("plaintext", ARABIC)], ids=["md", "txt"])
async def test_a_document_that_is_no_file(session: Session, language: str, text: str) -> None:
    uri = "untitled:Untitled-1"
    session.open(uri, text, language)
    assert rules(await session.found(uri)) == [WRONG_DATE]
    session.close(uri)


async def test_other_languages_are_let_be(session: Session, house: Path) -> None:
    other, draft = uri_of(house / "script.py"), uri_of(house / "draft.md")
    session.open(other, ENGLISH, "python")
    session.open(draft, ENGLISH)
    assert rules(await session.found(draft)) == [WRONG_DATE]
    if session.pulls:
        assert await session.found(other) == []
    assert not [p for p in session.published if p.uri == other]
    assert await session.actions(other, EVERYWHERE) == []
    where = t.TextDocumentIdentifier(other)
    assert not await session.text_document_folding_range_async(t.FoldingRangeParams(where))
    assert await session.text_document_hover_async(t.HoverParams(where, t.Position(2, 32))) is None
    for uri in (other, draft):
        session.close(uri)


# settings


async def test_settings_that_change(session: Session, house: Path) -> None:
    """The editor says that a file has changed; who asks for diagnostics is told to ask again, if that can be told."""
    uri = uri_of(house / "draft.md")
    session.open(uri, ENGLISH)
    assert rules(await session.found(uri)) == [WRONG_DATE]
    session.refreshed.clear()
    (house / "reslint.toml").write_text(f'ignore = ["{WRONG_DATE}"]\n', "utf-8")
    session.watched(house / "reslint.toml")
    assert rules(await session.found(uri)) == []
    able = session.able.workspace
    assert able is not None
    if session.pulls and able.diagnostics and able.diagnostics.refresh_support:
        await until(lambda: "diagnostics" in session.refreshed, "being told to ask again")
    if able.inlay_hint and able.inlay_hint.refresh_support:
        await until(lambda: "hints" in session.refreshed, "being told that hints have changed")
    session.close(uri)


async def test_settings_that_change_unseen(session: Session, house: Path) -> None:
    """Not every editor watches files: the next keystroke sees it."""
    uri = uri_of(house / "draft.md")
    session.open(uri, ENGLISH)
    assert rules(await session.found(uri)) == [WRONG_DATE]
    (house / "reslint.toml").write_text(f'ignore = ["{WRONG_DATE}"]\n', "utf-8")
    session.change(uri, 2, ENGLISH + "\n")
    assert WRONG_DATE not in rules(await session.found(uri, 2))
    session.close(uri)


async def test_the_editor_names_the_settings_file(session: Session, house: Path) -> None:
    uri, other = uri_of(house / "draft.md"), house / "elsewhere" / "strict.toml"
    other.parent.mkdir()
    other.write_text(f'ignore = ["{WRONG_DATE}"]\n', "utf-8")
    session.open(uri, ENGLISH)
    assert rules(await session.found(uri)) == [WRONG_DATE]
    try:
        for settings in ({"reslint": {"configuration": str(other)}}, {"configuration": str(other)}):
            session.workspace_did_change_configuration(t.DidChangeConfigurationParams(settings))
            assert rules(await session.found(uri)) == []
            session.workspace_did_change_configuration(
                t.DidChangeConfigurationParams({"reslint": {"configuration": None}})
            )
            assert rules(await session.found(uri)) == [WRONG_DATE]
    finally:
        session.close(uri)


async def test_broken_settings_are_said(session: Session, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    (house / "reslint.toml").write_text("ignore = [\n", "utf-8")
    session.open(uri, ENGLISH)
    [said] = await session.found(uri)
    assert said.message.startswith(f"not checked: {house / 'reslint.toml'}:1: ")
    assert said.severity is t.DiagnosticSeverity.Error
    assert said.range == t.Range(t.Position(0, 0), t.Position(0, len("*The General Assembly*,")))
    assert await session.actions(uri, EVERYWHERE) == []
    (house / "reslint.toml").write_text("", "utf-8")
    session.watched(house / "reslint.toml")
    assert rules(await session.found(uri)) == [WRONG_DATE]
    (house / "reslint.toml").write_text('ignore = ["no/such-rule"]\n', "utf-8")
    session.watched(house / "reslint.toml")
    [said] = await session.found(uri)
    assert "no/such-rule" in said.message
    session.close(uri)


async def test_an_excluded_file_is_silent(session: Session, house: Path) -> None:
    (house / "reslint.toml").write_text('exclude = ["old/**"]\n', "utf-8")
    old, new = house / "old" / "draft.md", house / "draft.md"
    old.parent.mkdir()
    for path in (old, new):
        path.write_text(ENGLISH, "utf-8")
        session.open(uri_of(path), ENGLISH)
    assert rules(await session.found(uri_of(new))) == [WRONG_DATE]
    assert rules(await session.found(uri_of(old))) == []
    for path in (old, new):
        session.close(uri_of(path))


async def test_files_are_watched_where_that_can_be_asked_for(session: Session) -> None:
    able = session.able.workspace.did_change_watched_files if session.able.workspace else None
    if able is None or not able.dynamic_registration:
        assert session.registered == []
        return
    await until(lambda: session.registered, "being asked to watch")
    [watch] = session.registered
    globs = [w["globPattern"] for w in MESSAGES.unstructure(watch)["registerOptions"]["watchers"]]
    assert "**/reslint.toml" in globs


# actions


async def test_a_quick_fix(session: Session, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    text = ENGLISH.replace("its", "\N{GRINNING FACE} its")
    session.open(uri, text)
    [finding] = await session.found(uri)
    cursor = t.Range(finding.range.start, finding.range.start)
    made = await session.actions(uri, cursor, t.CodeActionKind.QuickFix)
    [action] = [a for a in made if "21 November 2022" in a.title]
    assert action.kind == t.CodeActionKind.QuickFix
    assert rules(list(action.diagnostics or ())) == [WRONG_DATE]
    assert edited(text, session.edits(action.edit, uri), session.encoding) == text.replace("20 Nov", "21 Nov")
    assert not action.is_preferred  # a date is for a person to look at
    session.close(uri)


async def test_diagnostics_that_the_client_hands_back_are_not_believed(session: Session, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    session.open(uri, ENGLISH)
    made_up = t.Diagnostic(EVERYWHERE, "made up", code="operative/numbering", source="reslint")
    asked = t.CodeActionParams(
        t.TextDocumentIdentifier(uri), t.Range(t.Position(0, 3), t.Position(0, 3)), t.CodeActionContext([made_up])
    )
    assert not await session.text_document_code_action_async(asked)
    session.close(uri)


@pytest.mark.parametrize(
    ("name", "ends"), [("cooperation.en.md", "mixed"), ("cooperation.fr.md", "\r\n"), ("cooperation.ar.txt", "\n")]
)
async def test_everything_safe_is_what_fix_writes(
    session: Session, name: str, ends: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = house / name
    text = (EXAMPLES / name).read_text("utf-8") + "\n\N{GRINNING FACE} \u2028 \f\n"
    text = text.replace("\n", ends) if ends != "mixed" else text.replace("\n\n", "\n\r\n")
    draft.write_bytes(text.encode())
    session.open(uri_of(draft), text)
    made = await session.actions(uri_of(draft), t.Range(t.Position(0, 0), t.Position(0, 0)), "source.fixAll")
    [action] = made
    assert action.kind == "source.fixAll.reslint"
    able = session.able.text_document.code_action if session.able.text_document else None
    if able is not None and able.resolve_support is not None:
        assert action.edit is None
        action = await session.code_action_resolve_async(action)
    assert main(["fix", "--exit-zero", str(draft)]) == 0
    capsys.readouterr()
    fixed = draft.read_bytes().decode()
    assert fixed != text
    assert edited(text, session.edits(action.edit, uri_of(draft)), session.encoding) == fixed
    session.close(uri_of(draft))


@pytest.mark.parametrize(
    "text", [ENGLISH, FRENCH, ARABIC, ENGLISH.replace("\n", "\r\n")], ids=["en", "fr", "ar", "crlf"]
)
async def test_silence_with_a_reason(session: Session, text: str, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    session.open(uri, text)
    [finding] = await session.found(uri)
    made = await session.actions(uri, finding.range)
    [action] = [a for a in made if a.title.startswith(f"Silence {WRONG_DATE}")]
    silenced = edited(text, session.edits(action.edit, uri), session.encoding)
    assert f"<!-- reslint: ignore {WRONG_DATE} -- -->" in silenced
    assert ("\r\n" in silenced) == ("\r\n" in text)
    assert "\n" not in silenced.replace("\r\n", "") or "\r\n" not in text
    session.change(uri, 2, silenced)
    [asked] = await session.found(uri, 2)
    assert asked.code == "suppression/reason"
    session.change(uri, 3, silenced.replace("-- -->", "-- as the letter has it -->"))
    assert await session.found(uri, 3) == []
    session.close(uri)


# the rest, in short: what each answers is tested one by one in the unit tests


async def test_every_provider_is_announced(session: Session) -> None:
    said = session.said
    for provider in (
        said.hover_provider, said.completion_provider, said.document_symbol_provider, said.folding_range_provider,
        said.inlay_hint_provider, said.document_link_provider, said.definition_provider, said.references_provider,
        said.rename_provider, said.selection_range_provider, said.workspace_symbol_provider,
        said.semantic_tokens_provider, said.code_action_provider, said.document_highlight_provider,
        said.execute_command_provider,
    ):  # fmt: skip
        assert provider
    assert said.text_document_sync is not None


async def test_hover_stands_over_what_it_speaks_of(session: Session, house: Path) -> None:
    uri = uri_of(house / "draft.md")
    text = ENGLISH.replace("its", "\N{GRINNING FACE} its")
    session.open(uri, text)
    where = t.Position(**range_of(text, text.index("77/18") + 1, 0, session.encoding)["start"])
    hover = await session.text_document_hover_async(t.HoverParams(t.TextDocumentIdentifier(uri), where))
    assert hover is not None
    assert hover.range is not None
    assert isinstance(hover.contents, t.MarkupContent)
    assert "21 November 2022" in hover.contents.value
    start, end = (
        offset(text, MESSAGES.unstructure(p), session.encoding) for p in (hover.range.start, hover.range.end)
    )
    assert text[start:end].startswith("77/18")
    session.close(uri)


async def test_symbols_of_the_folder_with_progress(session: Session, tmp_path_factory: pytest.TempPathFactory) -> None:
    library = tmp_path_factory.getbasetemp() / "library"
    for n, text in enumerate((ENGLISH, FRENCH, ARABIC)):
        (library / f"{n}.md").write_text(text, "utf-8")
    token = f"reading {uri_of(library)}"
    session.progress_reports[token] = []
    asked = t.WorkspaceSymbolParams("recalling", work_done_token=token)
    found = await session.workspace_symbol_async(asked)
    assert [s.name.split()[:3] for s in found or ()] == [["PP", "1", "Recalling"]]
    reports = [MESSAGES.unstructure(r)["kind"] for r in session.progress_reports[token]]
    assert (reports[0], reports[-1]) == ("begin", "end")
