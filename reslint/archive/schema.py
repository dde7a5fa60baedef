"""The database of an archive, which users may ask in SQL of their own: this page is its documentation.

`run`       one check of the archive; `state` is `open` until all of its files are done. `reslint` is the version,
            `inputs` and `options` say what was asked (JSON).
`file`      what a run came to for one file. `path` is relative to the folder of the database where the file lies
            below it. `outcome`: `checked`; `passed over` (no resolution in it); `unreadable`; `broken` (a check
            failed on it). `message` says why. `stamp` tells whether the file has changed since.
`document`  one content judged in one way. Runs share it while neither changes, so history costs little.
            `content` and `judgement` are digests; `day` is the day on which alone it holds, for texts without a date.
`text`      one resolution of a document: a compilation holds many, `number` counts them from 0. `year` is that of
            its own date, `as_of` the day on which it was judged, `series` the first one that the registry has for it.
`finding`   a claim about a text. `start` and `end` are code points in the document, `row` and `col` 1-based
            (in Word the paragraph and its character, in PDF the line of its page);
            `place` is that place in words ("line 12"), `paragraph` its address ("OP 4 (b)"). `quote` is what it is
            about, `before` and `after` the words around. `fix` and `related` are JSON (`safe`, `title`, `edits`;
            places that explain it); `suppressed` is the reason of a comment that silences it.
`citation`  a resolution that a text cites. `written` is the date by it, `adopted` the one that the registry has;
            `list` numbers the lists of a text; `finding` is the one of `citation/date` or `citation/unknown` on it.
`series`    names of series. `rule` the rules that there were, with their authority.

Days are ISO dates. The views `texts`, `findings` and `citations` join each with its file: they have `run` and `path`.
"""

from __future__ import annotations

APPLICATION = 0x72736C74  # "rslt"
VERSION = 1

TABLES = """
CREATE TABLE run (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, state TEXT NOT NULL DEFAULT 'open',
  reslint TEXT NOT NULL, inputs TEXT NOT NULL, options TEXT NOT NULL, seconds REAL NOT NULL DEFAULT 0);
CREATE TABLE document (
  id INTEGER PRIMARY KEY, content TEXT NOT NULL, judgement TEXT NOT NULL, day TEXT NOT NULL, size INTEGER NOT NULL,
  format TEXT NOT NULL, UNIQUE (content, judgement, day));
CREATE TABLE file (
  run INTEGER NOT NULL REFERENCES run, path TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL DEFAULT '',
  document INTEGER REFERENCES document, stamp TEXT NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID;
CREATE TABLE text (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, language TEXT NOT NULL, organ TEXT NOT NULL, symbol TEXT NOT NULL,
  session INTEGER NOT NULL, year INTEGER, adopted TEXT, issued TEXT, as_of TEXT NOT NULL, is_draft INTEGER NOT NULL,
  title TEXT NOT NULL, series TEXT);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES text, rule TEXT NOT NULL, severity TEXT NOT NULL,
  message TEXT NOT NULL, paragraph TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  row INTEGER NOT NULL, col INTEGER NOT NULL, end_row INTEGER NOT NULL, end_col INTEGER NOT NULL,
  place TEXT NOT NULL, before TEXT NOT NULL, quote TEXT NOT NULL, after TEXT NOT NULL,
  fix TEXT, related TEXT, suppressed TEXT);
CREATE TABLE citation (
  id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES text, symbol TEXT NOT NULL, display TEXT NOT NULL,
  body TEXT NOT NULL, kind TEXT NOT NULL, paragraph TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  row INTEGER NOT NULL, col INTEGER NOT NULL, written TEXT, adopted TEXT, list INTEGER NOT NULL,
  finding INTEGER REFERENCES finding);
CREATE TABLE series (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rule (id TEXT PRIMARY KEY, summary TEXT NOT NULL, authority TEXT NOT NULL) WITHOUT ROWID;
"""

INDICES = """
CREATE INDEX file_path ON file (path, run);
CREATE INDEX file_document ON file (document);
CREATE INDEX text_document ON text (document);
CREATE INDEX text_symbol ON text (symbol);
CREATE INDEX text_series ON text (series);
CREATE INDEX finding_text ON finding (text);
CREATE INDEX finding_rule ON finding (rule, severity);
CREATE INDEX citation_text ON citation (text);
CREATE INDEX citation_symbol ON citation (symbol);
CREATE INDEX citation_finding ON citation (finding) WHERE finding IS NOT NULL;
"""

_TEXT = "t.language, t.organ, t.session, t.year, t.symbol AS text_symbol, t.title"
VIEWS = f"""
CREATE VIEW texts AS
  SELECT f.run, f.path, t.* FROM file f JOIN text t ON t.document = f.document;
CREATE VIEW findings AS
  SELECT f.run, f.path, {_TEXT}, x.* FROM file f
  JOIN text t ON t.document = f.document JOIN finding x ON x.text = t.id;
CREATE VIEW citations AS
  SELECT f.run, f.path, {_TEXT}, c.* FROM file f
  JOIN text t ON t.document = f.document JOIN citation c ON c.text = t.id;
"""
