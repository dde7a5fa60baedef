"""Old Word files, OpenDocument and rich text: LibreOffice, where it is installed, makes Word files of them.

It runs apart: with an empty profile of its own, without macros, links or network content, in bounded time and memory.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reslint.finding import Edit
from reslint.source.kinds import of_content
from reslint.source.model import Source, SourceError
from reslint.source.origin import Origin

TIMEOUT = 120  # seconds
MEMORY = 6 * 2**30  # bytes of address space: LibreOffice asks for 3 at its start
LARGEST = 256 * 2**20  # bytes of a file that it may write

_FILTERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}
_NAMES = {"doc": "an old Word file (.doc)", "odt": "an OpenDocument text (.odt)", "rtf": "a rich text file (.rtf)"}
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


class Converted(NamedTuple):
    """The `Origin` of a file that was read through another format: its places, and nothing can be written."""

    inner: Origin
    data: bytes

    @property
    def raw(self) -> str:
        return ""

    def position(self, offset: int) -> tuple[int, int]:
        return self.inner.position(offset)

    def where(self, offset: int) -> dict[str, int]:
        return self.inner.where(offset)

    def label(self, offset: int) -> str:
        return self.inner.label(offset)

    def raw_span(self, start: int, end: int) -> None:
        return None

    def can_write(self, edit: Edit) -> bool:
        return False

    def edited(self, source: Source, edits: Sequence[Edit]) -> Source:
        return source

    def encoded(self, source: Source) -> bytes:
        return self.data


def read(data: bytes, name: str) -> Source:
    """The source in a .doc, .odt or .rtf file. A `SourceError` where LibreOffice is missing or cannot read it."""
    kind = of_content(data)
    if kind is None or kind.format not in _FILTERS:
        raise SourceError(f"{name}: damaged, or not what its suffix says; save it as .docx")
    program = _program()
    if program is None:
        raise SourceError(f"{name}: {_NAMES[kind.format]}; install LibreOffice to have it read, or save it as .docx")
    from reslint.source.docx import read as read_docx

    source = read_docx(_converted(program, data, kind.format, name), name)
    return source._replace(origin=Converted(source.origin, data) if source.origin else None)


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.path.exists(place)), None)


def _converted(program: str, data: bytes, kind: str, name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="reslint-") as folder:
        place = Path(folder)
        (place / f"text.{kind}").write_bytes(data)
        _make_profile(place / "profile" / "user")
        command = [
            program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            f"--infilter={_FILTERS[kind]}", "--convert-to", "docx", "--outdir", str(place / "out"),
            str(place / f"text.{kind}"),
        ]  # fmt: skip
        _run(command, name)
        made = place / "out" / "text.docx"
        if not made.is_file():
            raise SourceError(f"{name}: LibreOffice cannot read it; it is damaged or locked; save it as .docx")
        return made.read_bytes()


def _make_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], name: str) -> None:
    """Runs LibreOffice, and ends all of it where it takes too long."""
    limits = _limit if os.name == "posix" else None
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, preexec_fn=limits
        )
    except OSError as error:
        raise SourceError(f"{name}: LibreOffice cannot be started: {error.strerror}") from None
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        raise SourceError(f"{name}: LibreOffice took more than {TIMEOUT} seconds over it; save it as .docx") from None
    finally:
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()


def _limit() -> None:
    import resource

    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, LARGEST), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
