"""One thing done with every file that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reslint.cli.files import Found, PathError, expand
from reslint.cli.output import complain
from reslint.config import Config
from reslint.errors import UserError
from reslint.source.model import SourceError


def every(
    paths: Sequence[str], config_of: Callable[[str], Config], do: Callable[[Found], None], *, force_exclude: bool
) -> bool:
    """Does it with each file that `paths` mean (none: this folder); whether it could be done with all.

    What keeps it from being done with one is said on standard error, and the others are still looked at.
    """
    could = True
    for found in expand(paths or ["."], config_of, force_exclude=force_exclude):
        try:
            if isinstance(found, PathError):
                raise found
            do(found)
        except (UserError, SourceError) as error:
            could = False
            complain(str(error))
    return could
