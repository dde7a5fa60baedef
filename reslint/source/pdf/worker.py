"""A process of its own that takes the characters out of a PDF: what is wrong with a file ends it, not reslint.

    python reslint/source/pdf/worker.py < FILE > JSON

Writes `{"refused": WHY}`, or `{"pages": [...]}`, each with `width`, `height` (points), `filled` (a picture takes most
of it), `single` (each character is a run, as on pages with text written from the right), `rules` (heights of short
horizontal strokes) and `runs`: `[text, left, right, baseline, size, style]`. A run is drawn in one go: one font, one
baseline, its characters in reading order; GAP behind them where a gap may stand for a blank, "\\n" where the line ends.
`style`: 1 italic, 2 bold.
"""

from __future__ import annotations

import ctypes
import json
import sys
from importlib import import_module
from typing import Any

GAP = "\x1f"
MEMORY = 2 * 2**30  # bytes of address space
SECONDS = 60  # of processor time
MOST_PAGES = 1500
MOST_CHARACTERS = 6_000_000
MOST_OBJECTS = 20_000  # on a page
_ITALIC, _FORCED_BOLD, _HEAVY = 64, 262144, 600
_THIN, _SHORTEST, _LONGEST = 2, 30, 260  # points: a stroke above footnotes
_MOST_OF_PAGE = 0.5
_SLANTED = 0.15  # of the upright: italics that are made by slanting the letters
_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))


def main() -> None:
    limit()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=True, separators=(",", ":"))


def limit() -> None:
    """No more memory and time than a long document needs (where the system knows such limits)."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


def read(data: bytes) -> dict[str, Any]:
    """The pages of the PDF, or why there are none."""
    pdfium: Any = import_module("pypdfium2.raw")
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return {"refused": "locked" if locked else "damaged"}
    pages: list[dict[str, Any]] = []
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        return {"refused": "pages"}
    characters = 0
    for n in range(count):
        page = pdfium.FPDF_LoadPage(document, n)
        if not page:
            return {"refused": "damaged"}
        text = pdfium.FPDFText_LoadPage(page)
        characters += pdfium.FPDFText_CountChars(text)
        if characters > MOST_CHARACTERS:
            return {"refused": "characters"}
        codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(pdfium.FPDFText_CountChars(text))]
        single = any(first <= chr(code) <= last for code in set(codes) for first, last in _RIGHT_TO_LEFT)
        found = runs(pdfium, text, codes, single)
        size = {"width": pdfium.FPDF_GetPageWidthF(page), "height": pdfium.FPDF_GetPageHeightF(page)}
        strokes, filled = drawings(pdfium, page, **size)
        pages.append({**size, "filled": filled, "single": single, "rules": strokes, "runs": found})
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    return {"pages": pages}


def drawings(pdfium: Any, page: Any, width: float, height: float) -> tuple[list[float], bool]:
    """Heights at which short horizontal strokes are drawn, such as stand above footnotes; and whether a picture fills
    most of the page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    strokes, filled = [], False
    for n in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page, n)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE) or not pdfium.FPDFPageObj_GetBounds(
            shape, left, bottom, right, top
        ):
            continue
        across, up = right.value - left.value, top.value - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            filled = filled or across * up > _MOST_OF_PAGE * width * height
        elif up < _THIN and _SHORTEST < across < _LONGEST:
            strokes.append(round(bottom.value, 2))
    return strokes, filled


def runs(pdfium: Any, page: Any, codes: list[int], single: bool) -> list[list[Any]]:
    """The runs of one page in the order of PDFium, which is that of reading but for text from the right.

    `single`: each character is a run, with the space that it takes.
    """
    found: list[list[Any]] = []
    drawn, lean = None, 0.0  # the text object of the last character, and how far its letters are slanted
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    space = pdfium.FS_RECTF()
    object_of = pdfium.FPDFText_GetTextObject
    object_of.restype = ctypes.c_void_p  # an address is all that is wanted of it
    last = -1

    def close() -> None:
        if last >= 0 and single and pdfium.FPDFText_GetLooseCharBox(page, last, space):
            slant = lean * (space.top - space.bottom)  # it widens the box, not the way to the next letter
            left_edge = found[-1][1] if lean else space.left
            found[-1][1:3] = round(left_edge, 2), round(left_edge + space.right - space.left - slant, 2)
        elif last >= 0 and pdfium.FPDFText_GetCharBox(page, last, left, right, bottom, top):
            found[-1][2] = round(max(right.value, found[-1][1]), 2)

    for i, code in enumerate(codes):
        character = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
        address = object_of(page, i)
        if not address or (character in " \r\n" and pdfium.FPDFText_IsGenerated(page, i) == 1):
            if found and character != "\r":
                found[-1][0] += GAP if character == " " else character
            continue
        if single or address != drawn or not found:
            close()
            pdfium.FPDFText_GetCharOrigin(page, i, x, y)
            start = [round(x.value, 2), round(x.value, 2), round(y.value, 2)]
            if address != drawn or not found:
                style, lean = _style(pdfium, page, i)
            found.append(["", *start, *style])
            drawn = address
        found[-1][0] += "-" if code == 2 else character  # 2: a hyphen at which PDFium would join the lines
        last = i
    close()
    return found


def _style(pdfium: Any, page: Any, i: int) -> tuple[list[float], float]:
    """Size in points and style of a character; and how far it leans, as a part of its height."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, i, matrix)
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(256)
    length = pdfium.FPDFText_GetFontInfo(page, i, name, len(name), flags)
    font = name.raw[: min(max(length - 1, 0), len(name))].lower()
    italic = flags.value & _ITALIC or b"italic" in font or b"oblique" in font
    lean = abs(matrix.c / matrix.d) if matrix.d else 0.0
    italic = italic or lean > _SLANTED
    bold = flags.value & _FORCED_BOLD or b"bold" in font or pdfium.FPDFText_GetFontWeight(page, i) >= _HEAVY
    size = pdfium.FPDFText_GetFontSize(page, i) * abs(matrix.d or 1)
    return [round(size, 2), (1 if italic else 0) | (2 if bold else 0)], lean


if __name__ == "__main__":
    main()
