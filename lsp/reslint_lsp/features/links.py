"""Document links: every citation leads to the official document."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from lsprotocol.types import DocumentLink

from reslint.registry import symbols
from reslint.resolution.model import Citation
from reslint_lsp.desk import View
from reslint_lsp.features.targets import citations

# The short links of the United Nations to official documents: https://docs.un.org/<language>/<symbol>
BASE = "https://docs.un.org"


def address(c: Citation, code: str) -> str:
    """Where the document cited is to be read, in the language `code`; "" where its symbol is not known."""
    if c.kind in ("document", "draft"):
        return _link(c.symbol, code) if c.symbol.partition("/")[0] in ("A", "S", "E") else ""
    parsed = symbols.parse(c.symbol)
    # Decisions are published together; a part stands in the document of its whole.
    return _link(symbols.canonical(parsed.whole), code) if parsed is not None and parsed.kind == "resolution" else ""


def _link(symbol: str, code: str) -> str:
    return f"{BASE}/{code}/{quote(symbol, safe='/()')}"


def links(view: View) -> list[DocumentLink]:
    return [
        DocumentLink(piece.span(p, c.start, c.end), target=uri, tooltip=c.symbol)
        for piece in view.pieces()
        for p, c in citations(piece)
        if (uri := address(c, piece.language.code)) and not piece.registry.absent(c.symbol, date.today())
    ]
