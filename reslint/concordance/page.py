"""A page that lays the versions side by side, paragraph by paragraph, with what differs marked. It needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from reslint import __version__
from reslint.concordance import Said
from reslint.concordance.align import Row, Unit
from reslint.concordance.reports import Compared
from reslint.concordance.versions import Version
from reslint.engine import Report
from reslint.finding import SEVERITIES, Finding, shifted
from reslint.report import count

NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية", "ru": "Русский", "zh": "中文"}
_Key = tuple[str, int, int, str]


def page(compared: Sequence[Compared], reports: Sequence[Report], ui: str = "en") -> str:
    """The page. `reports`: of all the texts, with what is kept of the findings after the comments in the texts.
    `ui`: the language of the messages."""
    kept = {(r.source.name, _key(f)) for r in reports for f in r.findings}
    parts = [_resolution(some, kept, n, ui) for n, some in enumerate(compared, 1)]
    title = "Language versions compared"
    if len(compared) == 1:
        title = f"{_title(compared[0].versions)}: language versions compared"
    style = files("reslint.concordance").joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n"
        f'<label class="only"><input type="checkbox" id="only"> only what differs</label>\n{"".join(parts)}'
        f"<footer>reslint {__version__}. Facts of the registry: United Nations. The official documents alone are "
        f"authoritative.</footer>\n</body>\n</html>\n"
    )


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.start, finding.end, finding.message


def _title(versions: Sequence[Version]) -> str:
    return next((v.resolution.symbol for v in versions if v.resolution.symbol), versions[0].source.name)


def _resolution(compared: Compared, kept: set[tuple[str, _Key]], number: int, ui: str) -> str:
    """One resolution: what was found, then its paragraphs."""
    versions = compared.versions
    said = [
        [s for s in some if (v.source.name, _key(shifted(s.finding, v.start))) in kept]
        for v, some in zip(versions, compared.said, strict=True)
    ]
    flat = [s for some in said for s in some]
    levels = [count(n, level) for level in SEVERITIES if (n := sum(s.finding.severity == level for s in flat))]
    rows = [row for row in compared.rows if row.present]
    head = "".join(
        f'<th scope="col" lang="{v.code}"{_direction(v.code)}>{NAMES[v.code]}'
        f"<small>{escape(v.source.name)}</small></th>"
        for v in versions
    )
    body = "".join(_row(row, versions, said, f"r{number}-{n}", ui) for n, row in enumerate(_in_order(rows)))
    return (
        f'<section>\n<h1>{escape(_title(versions))}</h1>\n<p class="sum">{", ".join(levels) or "no disagreement"} '
        f"in {count(len(versions), 'version')}, {count(len(rows), 'row')} of paragraphs</p>\n"
        f"{_header(versions, said, ui)}"
        f'<div class="wide"><table>\n<thead><tr><th></th>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody></table></div>\n</section>\n"
    )


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """Notes behind the text, everything else as it stands."""
    return sorted(rows, key=lambda row: row.kind == "note")


def _direction(code: str) -> str:
    return ' dir="rtl"' if code == "ar" else ""


def _header(versions: Sequence[Version], said: Sequence[Sequence[Said]], ui: str) -> str:
    """What concerns the cover and the closing lines, which have no row."""
    items = [
        _message(s.finding, f"{NAMES[v.code]}: ")
        for v, some in zip(versions, said, strict=True)
        for s in some
        if s.difference.rule == "header"
    ]
    return f'<ul class="head" lang="{ui}"{_direction(ui)}>{"".join(items)}</ul>\n' if items else ""


def _message(finding: Finding, before: str = "") -> str:
    level, text = finding.severity, escape(before + finding.message)
    return f'<li class="{level}"><b>{level}</b> {text} <code>{finding.rule}</code></li>'


def _row(row: Row, versions: Sequence[Version], said: Sequence[Sequence[Said]], name: str, ui: str) -> str:
    own = [[s for s in some if s.difference.at.unit is unit] for some, unit in zip(said, row.units, strict=True)]
    path = next((u.paragraph.path for u in row.units if u is not None), "")
    differs = any(own)
    cells = "".join(
        _cell(unit, version, mine, [s for some in own for s in some], n, ui)
        for n, (unit, version, mine) in enumerate(zip(row.units, versions, own, strict=True))
    )
    mark = ' class="differs"' if differs else ""
    head = f'<th scope="row"><a href="#{name}">{escape(path or "OP")}</a></th>'
    return f'<tr id="{name}"{mark}>{head}{cells}</tr>\n'


def _cell(unit: Unit | None, version: Version, own: Sequence[Said], row: Sequence[Said], n: int, ui: str) -> str:
    attributes = f'lang="{version.code}"{_direction(version.code)}'
    if unit is None:
        return f'<td {attributes} class="none">—</td>'
    marks: list[tuple[int, int, str]] = [(s.difference.at.start, s.difference.at.end, s.finding.severity) for s in own]
    for s in row:
        marks += [(o.start, o.end, "other") for o in s.difference.others if o.version == n and o.unit is unit]
    messages = "".join(_message(s.finding) for s in own)
    said = f'<ul dir="{"rtl" if ui == "ar" else "ltr"}" lang="{ui}">{messages}</ul>' if messages else ""
    return f"<td {attributes}><p>{''.join(_marked(unit, marks))}</p>{said}</td>"


def _marked(unit: Unit, marks: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The paragraph's text with its label, emphasis, footnote marks and what differs."""
    p = unit.paragraph
    label = str(p.number or p.label) if p.kind == "note" else p.label if p.kind in ("operative", "sub") else ""
    if label:
        yield f"<b>{escape(label)}</b> "
    spans = [*marks, *((e.start, e.end, "emphasis") for e in p.emphasis)]
    cuts = {0, len(p.text), *(at for a, b, _ in spans for at in (a, b)), *(m.at for m in p.marks)}
    edges = sorted(at for at in cuts if 0 <= at <= len(p.text))
    for a, b in zip(edges, [*edges[1:], len(p.text)], strict=True):
        yield from (f"<sup>{escape(m.label)}</sup>" for m in p.marks if m.at == a)
        if a == b:
            continue
        names = dict.fromkeys(name for start, end, name in spans if start <= a and b <= end)
        text = escape(p.text[a:b])
        if "emphasis" in names:
            text = f"<i>{text}</i>"
        strong = next((name for name in (*SEVERITIES, "other") if name in names), None)
        yield f'<mark class="{strong}">{text}</mark>' if strong else text
