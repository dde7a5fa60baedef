"""Writes small PDFs for tests: text at places on pages, in the fonts that every reader of PDFs has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FONTS = {"roman": "Times-Roman", "italic": "Times-Italic", "bold": "Times-Bold"}

_PICTURE = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


class Words(NamedTuple):
    """Words drawn in one go, `x` and `y` points from the left and from the bottom of a page of 612 by 792."""

    x: float
    y: float
    text: str
    font: str = "roman"
    size: float = 10


def pdf(*pages: Sequence[Words], pictures: Sequence[int] = ()) -> bytes:
    """The bytes of a PDF with these pages; `pictures`: the numbers (from 0) of those that a picture fills."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = []
    for name, face in FONTS.items():
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding /Name /{name} >>".encode()
        )
        fonts.append(f"/{name} {len(objects)} 0 R")
    kids = []
    for n, words in enumerate(pages):
        content = b"\n".join([*map(_drawn, words), _PICTURE if n in pictures else b""])
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << {' '.join(fonts)} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def _drawn(words: Words) -> bytes:
    shown = words.text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        shown = shown.replace(special, b"\\" + special)
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (words.font.encode(), words.size, words.x, words.y, shown)
