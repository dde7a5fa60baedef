"""Word files made of a draft by writers that know nothing of the reader: python-docx with numbering and footnotes
built by hand, and LibreOffice from a flat OpenDocument text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*|\[\^(?P<note>[^\]]+)\]")
LABEL = re.compile(r"(?:(?P<n>\d+)(?P<dress>\.| -)|\((?P<a>[a-z]{1,4})\))\s+(?=\S)")
NOTE = re.compile(r"\[\^(?P<n>[^\]]+)\]:\s*")
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


class Run(NamedTuple):
    """Text, or a footnote's mark where `note` is set."""

    text: str
    style: str = ""
    note: str = ""


class Line(NamedTuple):
    """`level`: of the automatic number (0 operative paragraph, 1 letter, 2 roman), -1 where the label is typed."""

    runs: tuple[Run, ...]
    heading: bool = False
    level: int = -1
    dress: str = "."


class Draft(NamedTuple):
    lines: tuple[Line, ...]
    notes: dict[str, tuple[Run, ...]]
    right_to_left: bool


def draft_of(markdown: str, *, right_to_left: bool = False) -> Draft:
    """The Markdown as lines; labels that follow one another as Word would count them become automatic."""
    lines, notes = [], {}
    counts = [0, 0, 0]
    for text in markdown.split("\n"):
        if m := NOTE.match(text):
            notes[m["n"]] = tuple(_runs(text[m.end() :]))
            continue
        if not text.strip():
            continue
        heading = text.startswith("#")
        level, dress = -1, "."
        text = text.lstrip("# ") if heading else text
        if not heading and (m := LABEL.match(text)):
            level = _level(m, counts)
            if level >= 0:
                counts[level] += 1
                counts[level + 1 :] = [0] * (2 - level)
                text, dress = text[m.end() :], m["dress"] or "."
        lines.append(Line(tuple(_runs(text)), heading, level, dress))
    return Draft(tuple(lines), notes, right_to_left)


def _level(m: re.Match[str], counts: list[int]) -> int:
    """The level at which the next number is the label; -1 for none."""
    if m["n"]:
        return 0 if int(m["n"]) == counts[0] + 1 else -1
    if counts[1] < 26 and m["a"] == chr(ord("a") + counts[1]) and counts[0]:
        return 1
    return 2 if counts[1] and counts[2] < 10 and m["a"] == ROMAN[counts[2]] else -1


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for m in INLINE.finditer(text):
        if m.start() > at:
            yield Run(text[at : m.start()])
        yield Run("", note=m["note"]) if m["note"] else Run(m["bold"] or m["italic"], "b" if m["bold"] else "i")
        at = m.end()
    if at < len(text):
        yield Run(text[at:])


# python-docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def by_hand(draft: Draft) -> bytes:
    """A .docx by python-docx: opening phrases by character style or run by turns, real numbering and footnotes."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    style: Any = document.styles.add_style("Opening", WD_STYLE_TYPE.CHARACTER)
    style.font.italic = True
    style.element.get_or_add_rPr().append(_element("w:iCs"))
    num = _numbering(document, draft)
    ids = {label: str(n) for n, label in enumerate(draft.notes, 1)}
    for n, line in enumerate(draft.lines):
        paragraph: Any = document.add_heading(level=3) if line.heading else document.add_paragraph()
        if draft.right_to_left:
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
        if line.level >= 0:
            properties = _element("w:numPr")
            properties.append(_element("w:ilvl", val=str(line.level)))
            properties.append(_element("w:numId", val=str(num)))
            paragraph._p.get_or_add_pPr().append(properties)
        for run in line.runs:
            made = paragraph.add_run(run.text)
            if run.note:
                made._r.append(_element("w:footnoteReference", id=ids[run.note]))
            elif run.style == "i" and n % 2:
                made.style = "Opening"
            elif run.style == "i":
                made.italic = True
                made._r.get_or_add_rPr().append(_element("w:iCs"))
            elif run.style == "b":
                made.bold = True
                made._r.get_or_add_rPr().append(_element("w:bCs"))
            if draft.right_to_left:
                made._r.get_or_add_rPr().append(_element("w:rtl"))
    if draft.notes:
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, _footnotes(draft, ids).encode(), document.part.package)
        document.part.relate_to(part, FOOTNOTES_RELATION)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _numbering(document: Any, draft: Draft) -> int:
    from docx.oxml import parse_xml

    dress = next((line.dress for line in draft.lines if line.level == 0), ".")
    root = document.part.numbering_part.element
    texts = [("decimal", f"%1{dress}"), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(texts)
    )
    abstract = parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="990">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="990"><w:abstractNumId w:val="990"/></w:num>'))
    return 990


def _footnotes(draft: Draft, ids: dict[str, str]) -> str:
    notes = [
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>",
    ]
    for label, runs in draft.notes.items():
        body = "".join(
            f"<w:r><w:rPr>{'<w:i/><w:iCs/>' if run.style else ''}{'<w:rtl/>' if draft.right_to_left else ''}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
            for run in runs
        )
        notes.append(
            f'<w:footnote w:id="{ids[label]}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{body}</w:p></w:footnote>'
        )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W}">{"".join(notes)}</w:footnotes>'


# LibreOffice

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


def flat_odt(draft: Draft) -> str:
    """The draft as a flat OpenDocument text."""
    spaces = {
        "office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
    }  # fmt: skip
    names = " ".join(f'xmlns:{p}="{OFFICE.format(n)}"' for p, n in spaces.items())
    dress = next((line.dress for line in draft.lines if line.level == 0), ".")
    formats = [("1", "", dress), ("a", "(", ")"), ("i", "(", ")")]
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" '
        f"style:num-prefix={quoteattr(before)} style:num-suffix={quoteattr(after)}/>"
        for n, (form, before, after) in enumerate(formats, 1)
    )
    mode = "rl-tb" if draft.right_to_left else "lr-tb"
    styles = (
        f'<style:style style:name="P" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties style:writing-mode="{mode}"/></style:style>'
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic" '
        'style:font-style-complex="italic"/></style:style>'
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" '
        'style:font-weight-complex="bold"/></style:style>'
        f'<text:list-style style:name="L">{levels}</text:list-style>'
    )
    body = "".join(_flat_line(line, draft, n) for n, line in enumerate(draft.lines))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _flat_line(line: Line, draft: Draft, n: int) -> str:
    inside = "".join(_flat_run(run, draft) for run in line.runs)
    if line.heading:
        return f'<text:h text:outline-level="3">{inside}</text:h>'
    paragraph = f'<text:p text:style-name="P">{inside}</text:p>'
    if line.level < 0:
        return paragraph
    for depth in range(line.level + 1):
        top = depth == line.level
        about = f' xml:id="l{n}" text:style-name="L" text:continue-numbering="true"' if top else ""
        paragraph = f"<text:list{about}><text:list-item>{paragraph}</text:list-item></text:list>"
    return paragraph


def _flat_run(run: Run, draft: Draft) -> str:
    if run.note:
        notes = "".join(_flat_run(inner, draft) for inner in draft.notes[run.note])
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{run.note}</text:note-citation>'
            f'<text:note-body><text:p text:style-name="P">{notes}</text:p></text:note-body></text:note>'
        )
    text = re.sub(" {2,}", lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', escape(run.text))
    name = {"i": "I", "b": "B"}.get(run.style)
    return f'<text:span text:style-name="{name}">{text}</text:span>' if name else text


def soffice() -> str | None:
    """LibreOffice's program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(files: Sequence[Path], form: str, folder: Path, profile: Path) -> list[Path]:
    """The files in another form by LibreOffice, in `folder`."""
    program = soffice()
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form, "--outdir",
         str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{file.stem}.{form.partition(':')[0]}" for file in files]
