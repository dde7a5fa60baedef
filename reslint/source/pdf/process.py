"""The worker that takes a PDF apart, and what is said when it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, cast

from reslint.source.model import SourceError
from reslint.source.pdf import worker

TIMEOUT = 90  # seconds by the clock
# A scanned page may bear a stamp or a line of its scanner; one of text has 2,000 characters.
_FEW = 20

_REFUSED = {
    "locked": "a PDF locked with a password; save it without one",
    "damaged": "not a PDF that can be read: it is damaged or cut off; get it again",
    "pages": "a PDF of more pages than any resolution has; give one text a file",
    "characters": "a PDF of more text than any resolution has; give one text a file",
}


def content_of(data: bytes, name: str) -> list[dict[str, Any]]:
    """The pages of the PDF as `reslint.source.pdf.worker` tells them; a `SourceError` where there is no text."""
    if find_spec("pypdfium2") is None:
        raise SourceError(f"{name}: a PDF; to read it, install the extra: pip install 'reslint[pdf]'")
    told = _told(data, name)
    if "refused" in told:
        raise SourceError(f"{name}: {_REFUSED[told['refused']]}")
    pages = cast(list[dict[str, Any]], told["pages"])
    if sum(map(_characters, pages)) <= _FEW * len(pages):
        raise SourceError(
            f"{name}: a PDF of pictures without text ({len(pages)} {'page' if len(pages) == 1 else 'pages'}), "
            "as a scanner makes it; have its text recognised first, or get the Word file"
        )
    return pages


def remarks(pages: list[dict[str, Any]]) -> tuple[str, ...]:
    """What people should be told of a PDF that was read: pages that are pictures were not."""
    scanned = [str(n) for n, page in enumerate(pages, 1) if page["filled"] and _characters(page) <= _FEW]
    if not scanned:
        return ()
    return (f"{'page' if len(scanned) == 1 else 'pages'} {', '.join(scanned)}: a picture without text, not read",)


def _characters(page: dict[str, Any]) -> int:
    return sum(len(run[0].strip()) for run in page["runs"])


def _told(data: bytes, name: str) -> dict[str, Any]:
    command = [sys.executable, "-P", worker.__file__]  # by its path: the package around it need not be imported
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(
            f"{name}: this PDF took more than {TIMEOUT} seconds; it is damaged or made to hinder"
        ) from None
    except OSError as error:
        raise SourceError(f"{name}: the reader of PDFs cannot be started: {error.strerror}") from None
    if done.returncode or not done.stdout:
        raise SourceError(f"{name}: the reader of PDFs gave up on this one; it is damaged or made to hinder")
    return cast(dict[str, Any], json.loads(done.stdout))
