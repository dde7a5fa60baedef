"""`python -m reslint.compile`: compiles `rules/` of the checkout into `reslint/_data/`."""

from __future__ import annotations

import sys

from reslint import data
from reslint.compile import compile_all
from reslint.errors import UserError


def main() -> int:
    folder = data.rules_folder()
    if not (folder / "language").is_dir():
        print(f"reslint: {folder} holds no sources: only a checkout can be compiled", file=sys.stderr)
        return 2
    try:
        compile_all(folder, data.path(""))
    except (UserError, ValueError) as error:
        print(f"reslint: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
