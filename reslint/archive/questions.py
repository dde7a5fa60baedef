"""Common questions to an archive, each one SELECT over the views of the schema."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """`sql` has the parameters `:run` and `:limit`; its columns have the names that people read."""

    about: str
    sql: str


_SEVERITIES = """
  count(x.id) AS findings, count(*) FILTER (WHERE x.severity = 'error') AS errors,
  count(*) FILTER (WHERE x.severity = 'warning') AS warnings, count(*) FILTER (WHERE x.severity = 'note') AS notes
"""


def _by(column: str, name: str, order: str) -> str:
    return f"""
    SELECT {column} AS {name}, count(DISTINCT t.id) AS texts, {_SEVERITIES},
      round(1.0 * count(x.id) / count(DISTINCT t.id), 2) AS "per text"
    FROM texts t LEFT JOIN finding x ON x.text = t.id AND x.suppressed IS NULL
    WHERE t.run = :run GROUP BY 1 ORDER BY {order} LIMIT :limit"""


QUESTIONS = {
    "rules": Question("which rules speak most", """
        SELECT rule, severity, count(*) AS findings, count(DISTINCT text) AS texts,
          round(100.0 * count(DISTINCT text) / (SELECT max(1, count(*)) FROM texts WHERE run = :run), 1) AS "% of texts"
        FROM findings WHERE run = :run AND suppressed IS NULL
        GROUP BY 1, 2 ORDER BY findings DESC, rule LIMIT :limit"""),
    "sessions": Question("findings by session", _by("t.session", "session", "session")),
    "organs": Question("findings by organ", _by("t.organ", "organ", "findings DESC, organ")),
    "languages": Question("findings by language", _by("t.language", "language", "findings DESC, language")),
    "years": Question("findings by the year of the text", _by("t.year", "year", "year")),
    "texts": Question("which texts have most findings", f"""
        SELECT t.path, t.symbol, t.language, {_SEVERITIES}
        FROM texts t JOIN finding x ON x.text = t.id AND x.suppressed IS NULL
        WHERE t.run = :run GROUP BY t.path, t.number
        ORDER BY errors DESC, findings DESC, t.path LIMIT :limit"""),
    "dates": Question("which resolutions are cited with a wrong date, and by whom", """
        SELECT c.symbol AS resolution, c.adopted, c.written, count(*) AS times,
          group_concat(DISTINCT coalesce(nullif(c.text_symbol, ''), c.path) || ' ' || c.language) AS "cited so by"
        FROM citations c JOIN finding x ON x.id = c.finding AND x.rule = 'citation/date' AND x.suppressed IS NULL
        WHERE c.run = :run GROUP BY 1, 2, 3 ORDER BY times DESC, resolution LIMIT :limit"""),
    "unknown": Question("which resolutions are cited that do not exist, and by whom", """
        SELECT c.symbol AS resolution, count(*) AS times,
          group_concat(DISTINCT coalesce(nullif(c.text_symbol, ''), c.path) || ' ' || c.language) AS "cited by"
        FROM citations c JOIN finding x ON x.id = c.finding AND x.rule = 'citation/unknown' AND x.suppressed IS NULL
        WHERE c.run = :run GROUP BY 1 ORDER BY times DESC, resolution LIMIT :limit"""),
    "stale": Question("which lists do not reach to the end of their series", """
        SELECT path, text_symbol AS symbol, language, paragraph, severity, message FROM findings
        WHERE run = :run AND rule IN ('citation/stale', 'citation/incomplete') AND suppressed IS NULL
        ORDER BY path, start LIMIT :limit"""),
    "cited": Question("which resolutions are cited most", """
        SELECT symbol AS resolution, count(DISTINCT text) AS texts, count(*) AS times, adopted FROM citations
        WHERE run = :run GROUP BY 1 ORDER BY texts DESC, times DESC, resolution LIMIT :limit"""),
    "unread": Question("what could not be read or checked", """
        SELECT path, outcome, message FROM file WHERE run = :run AND outcome IN ('unreadable', 'broken')
        ORDER BY path LIMIT :limit"""),
    "passed": Question("what was passed over, and why", """
        SELECT path, message FROM file WHERE run = :run AND outcome = 'passed over' ORDER BY path LIMIT :limit"""),
    "runs": Question("the runs that the database holds", """
        SELECT r.id AS run, r.started, r.state, round(r.seconds, 1) AS seconds, r.reslint, count(f.path) AS files,
          r.inputs FROM run r LEFT JOIN file f ON f.run = r.id WHERE :run GROUP BY r.id ORDER BY r.id LIMIT :limit"""),
}  # fmt: skip

# What can be exported: name -> SELECT of one run.
EXPORTS = {
    "findings": "SELECT * FROM findings WHERE run = :run",
    "texts": "SELECT * FROM texts WHERE run = :run",
    "citations": "SELECT * FROM citations WHERE run = :run",
    "files": "SELECT run, path, outcome, message FROM file WHERE run = :run",
}
