"""The tables of the registry, the same in the shipped database and in a user's overlay."""

from __future__ import annotations

import re

VERSION = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE resolution (
  id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, body TEXT NOT NULL, session TEXT NOT NULL,
  number INTEGER NOT NULL, adopted TEXT, evidence TEXT NOT NULL, title TEXT, title_key TEXT,
  agenda_item TEXT, draft TEXT, draft_key TEXT, meeting TEXT);
CREATE TABLE series (id TEXT PRIMARY KEY, title TEXT, evidence TEXT) WITHOUT ROWID;
CREATE TABLE member (series TEXT NOT NULL, symbol TEXT NOT NULL, PRIMARY KEY (series, symbol)) WITHOUT ROWID;
CREATE TABLE recital (citing TEXT NOT NULL, place INTEGER NOT NULL, cited TEXT NOT NULL,
  PRIMARY KEY (citing, place)) WITHOUT ROWID;
CREATE TABLE session (body TEXT, session TEXT, highest INTEGER, complete INTEGER,
  PRIMARY KEY (body, session)) WITHOUT ROWID;
"""
INDICES = """
CREATE INDEX by_session ON resolution (body, session, number);
CREATE INDEX by_title ON resolution (title_key) WHERE title_key IS NOT NULL;
CREATE INDEX by_draft ON resolution (draft_key) WHERE draft_key IS NOT NULL;
CREATE INDEX member_symbol ON member (symbol);
"""
WRITTEN = (  # what a row is written with
    "symbol, body, session, number, adopted, evidence, title, title_key, agenda_item, draft, draft_key, meeting"
)
COLUMNS = "symbol, body, adopted, title, agenda_item, draft, meeting, evidence"

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINAL = (
    "first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twentie|thirtie|fortie|fiftie|sixtie|seventie|eightie|ninetie)th"
)
_DROPPED = (
    r"\b(?:the|a|an|of|on|in|and|for|to|at|by|its)\b"
    rf"|\b(?:(?:{_TENS}) )?(?:{_ORDINAL}) session\b"
    r"|\b(?:18|19|20)\d\d(?: (?:19|20)\d\d)?\b"
)
_NO_WORD = r"[^\w]+"
_DRAFT = r"[AES]/[\w./]+"


def title_key(title: str) -> str:
    """A title reduced to the words that tell it from another: no case, articles, punctuation or years."""
    words = re.sub(_NO_WORD, " ", title.lower().replace("’s", "").replace("'s", "").replace("co-op", "coop"))
    return " ".join(re.sub(_NO_WORD, " ", re.sub(_DROPPED, " ", words)).split())


def draft_key(draft: str) -> str:
    """The draft's symbol alone: "A/67/L.29 and Add.1" -> "A/67/L.29"; a report's symbol gives ""."""
    match = re.match(_DRAFT, draft)
    if match is None or "/L." not in match[0]:
        return ""
    head, _, tail = match[0].partition("/L.")
    return f"{head}/L.{tail.partition('/')[0].rstrip('.')}"
