"""Where a command writes."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from reslint.cli.files import STDIN
from reslint.errors import UserError
from reslint.source.kinds import of_name

if TYPE_CHECKING:
    from argparse import Namespace

# For hooks, whose files nobody chose.
PASS_OVER = "pass over named files that hold no resolution or cannot be read by this version, instead of failing"


def complain(text: str) -> None:
    """One sentence on standard error."""
    print(f"reslint: {text}", file=sys.stderr)


def default_format(*, to_file: bool) -> tuple[str, str]:
    """The form of a report where none is asked for, and the variable that decided it, or "".

    Code hosts read what a command prints in their own form; a file or a table is for somebody else.
    """
    if not to_file:
        for variable, form in (("GITHUB_ACTIONS", "github"), ("GITLAB_CI", "gitlab")):
            if os.environ.get(variable) == "true":
                return form, variable
    return "text", ""


def why_unread(name: str) -> str:
    """Why a file of that name cannot be read, whatever is in it; "" where it can."""
    if name == STDIN or of_name(name):
        return ""
    return f"this version does not read {os.path.splitext(name)[1] or 'files without a suffix'}"


def why_nothing(args: Namespace, passed_over: int) -> tuple[bool, str]:
    """Where not one text was worked on: whether the options allow for that, and why it came to it.

    `passed_over`: files that were looked at and held no resolution. A hook names files that nobody chose, so that
    all of them may be excluded (--force-exclude) or hold none (--pass-over).
    """
    if not passed_over and args.force_exclude:
        return True, "every file is excluded"
    return bool(passed_over and args.pass_over), "no resolution was found"


def replace_file(path: str, data: bytes) -> None:
    """Writes the file at once or not at all, through links, keeping its permissions. A failure is a `UserError`.

    A device or a pipe (/dev/stdout) is written to as it is.
    """
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name[:100]}.{os.getpid()}.new")
    try:
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise UserError(f"{path}: may not be written; ask for permission to it")
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as stream:
                stream.write(data)
            return
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
    """Standard output (None or "-"), or a file that appears whole when the report is done."""

    def __init__(self, path: str | None) -> None:
        self._path = None if path == STDIN else path
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
