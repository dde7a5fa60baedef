"""Findings as an editor shows them."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol.types import (
    ClientCapabilities,
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Range,
)

from reslint.finding import Finding
from reslint.rules import page_url
from reslint_lsp.desk import View
from reslint_lsp.versions import NOTHING, Beside

SOURCE = "reslint"
SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
# What the words that are found are, where an editor can show it: superfluous (faded) or out of use (struck out).
TAGS = {
    "citation/duplicate": DiagnosticTag.Unnecessary,
    "suppression/unused": DiagnosticTag.Unnecessary,
    "citation/draft-symbol": DiagnosticTag.Deprecated,
    "entity/renamed": DiagnosticTag.Deprecated,
}


class Shows(NamedTuple):
    """What the client can show of a finding."""

    related: bool = False
    links: bool = False
    tags: bool = False

    @classmethod
    def of(cls, client: ClientCapabilities) -> Shows:
        text = client.text_document
        able = text.diagnostic or text.publish_diagnostics if text else None
        if able is None:
            return cls()
        return cls(bool(able.related_information), bool(able.code_description_support), able.tag_support is not None)


def diagnostics(view: View, shows: Shows, beside: Beside = NOTHING) -> list[Diagnostic]:
    """What is said of a text by now, alone and `beside` other versions of it, in text order; what kept it from being
    checked, at its first line.

    What the baseline knows is said, too, but only as a hint.
    """
    if view.why:
        first = view.lines.range(0, view.lines.end_of_line(0))
        return [Diagnostic(first, f"not checked: {view.why}", DiagnosticSeverity.Error, source=SOURCE)]
    found = sorted((*view.shown, *beside.findings), key=lambda f: (f.start, f.end, f.rule))
    return [diagnostic(view, finding, shows, beside) for finding in found]


def diagnostic(view: View, finding: Finding, shows: Shows, beside: Beside = NOTHING) -> Diagnostic:
    where = view.range(finding.start, finding.end)
    tag = TAGS.get(finding.rule) if shows.tags else None
    return Diagnostic(
        range=where,
        message=_message(finding),
        severity=SEVERITIES[finding.severity] if finding.known is None else DiagnosticSeverity.Hint,
        code=finding.rule,
        code_description=_page(view, finding.rule) if shows.links else None,
        source=SOURCE,
        tags=[tag] if tag is not None else None,
        related_information=_related(view, finding, where, beside) if shows.related and finding.related else None,
    )


def _message(finding: Finding) -> str:
    """What is wrong, and what a comparison says of it: inherited from the predecessor, known to the baseline."""
    remarks = ["inherited"] if finding.origin == "inherited" else []
    if finding.known is not None:
        remarks.append(f"known: {finding.known}" if finding.known else "known")
    return f"{finding.message} ({'; '.join(remarks)})" if remarks else finding.message


def _page(view: View, rule: str) -> CodeDescription | None:
    """The page of a rule that ships."""
    url = next((page_url(r) for r in view.terms.settings.rules if r.id == rule), "")
    return CodeDescription(url) if url else None


def _related(view: View, finding: Finding, own: Range, beside: Beside) -> list[DiagnosticRelatedInformation]:
    """The other places; what the registry says has no place in a text and stands at the finding's own."""
    found = []
    for r in finding.related:
        text = beside.others.get(r.elsewhere.name, view) if r.elsewhere is not None else view
        where = own if r.start is None else text.range(r.start, r.start if r.end is None else r.end)
        found.append(DiagnosticRelatedInformation(Location(text.uri, where), r.message))
    return found
