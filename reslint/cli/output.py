"""Where a command writes."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from reslint.errors import UserError
from reslint.source.model import Source

_LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese"}


def complain(text: str) -> None:
    """One sentence on standard error."""
    print(f"reslint: {text}", file=sys.stderr)


def why_none(source: Source, language: str | None) -> str:
    """Why there is no resolution to check in the source."""
    from reslint.resolution.parse import guess_language
    from reslint.source.clean import flatten

    name = _LANGUAGES[language or guess_language(flatten(source.text))]
    said = f"read as {name}; --lang says otherwise"
    return f"no resolution in it: neither an opening phrase nor an enacting formula ({said})"


def replace_file(path: str, data: bytes) -> None:
    """Writes the file at once or not at all, through links, keeping its permissions. A failure is a `UserError`."""
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name[:100]}.{os.getpid()}.new")
    try:
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise UserError(f"{path}: may not be written; ask for permission to it")
        try:
            with open(draft, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if os.path.exists(target):
                os.chmod(draft, os.stat(target).st_mode & 0o7777)
            os.replace(draft, target)
        finally:
            if os.path.exists(draft):
                os.unlink(draft)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None


class Output:
    """Standard output, or a file that appears whole when the report is done."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._parts: list[str] = []

    @property
    def colour(self) -> bool:
        """Colour for people at a terminal who have not asked for none."""
        on_terminal = self._path is None and sys.stdout.isatty()
        return on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        if self._path is not None or not sys.stdout.isatty():
            return 100
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns
        except OSError:
            return 100

    def write(self, text: str) -> None:
        if self._path is None:
            sys.stdout.write(text)
        else:
            self._parts.append(text)

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._path is not None and error is None:
            replace_file(self._path, "".join(self._parts).encode("utf-8", "backslashreplace"))
