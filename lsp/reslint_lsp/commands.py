"""What a client can ask for by name: a rule's page, what was understood of a draft, an up-to-date recital."""

from __future__ import annotations

from reslint.cli.dump import as_text, to_record
from reslint.cli.explain import more_of
from reslint.cli.registry import find_series
from reslint.errors import UserError
from reslint.language import get
from reslint.registry.recital import write_recital
from reslint.rules import require
from reslint_lsp import page
from reslint_lsp.desk import View
from reslint_lsp.settings import Terms

EXPLAIN, DUMP, RECALL = "reslint.explain", "reslint.dump", "reslint.recall"


def explain(rule: str, terms: Terms) -> str:
    """The page of a rule, in Markdown. A `UserError` where there is no such rule."""
    require(rule, terms.everything)
    return "\n\n".join(page.markdown(r, more_of(r)) for r in terms.everything if r.id == rule)


def dump(view: View) -> str:
    """What was understood of a draft, as `reslint dump` prints it."""
    if view.why or not view.report.judged:
        raise UserError(view.why or "no resolution in it: neither an opening phrase nor an enacting formula")
    source = view.report.source
    return "\n\n".join(as_text(to_record(source, j.resolution, j.start)) for j in view.report.judged)


def recall(topic: str, terms: Terms, code: str) -> str:
    """The recital of the one series that `topic` names, ready to paste."""
    found = find_series(terms.registry, topic)
    if not found:
        raise UserError(f"no series is known for {topic!r}")
    if len(found) > 1:
        titles = "; ".join(title for _, title in found[:5])
        raise UserError(f"{topic!r} names {len(found)} series, give a symbol: {titles}")
    members = terms.registry.members(found[0][0], terms.settings.as_of)
    return write_recital(members, get(code))
